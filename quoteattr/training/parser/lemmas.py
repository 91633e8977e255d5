"""Learning of the lemmatizer's rules: few endings that explain a treebank, and the exceptions."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from quoteattr.syntax.encoder.lemmas import LONGEST_ENDING, Lemmatizer, change_ending

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from quoteattr.training.treebank import Word

__all__ = ["learn_lemmas"]

Counts = dict[tuple[str, str], Counter[str]]


def learn_lemmas(
    words: Iterable[Word], more: Mapping[str, Iterable[str]] | None = None, least: int = 3
) -> Lemmatizer:
    """Learn the most frequent change of each ending with each tag.

    Args:
        words: The words of a treebank with their lemmas.
        more: Further known lemmas, by the first two letters of their tags.
        least: How many different words must have an ending for it to become a rule.
    """
    lemmas: Counts = defaultdict(Counter)
    changes: Counts = defaultdict(Counter)
    for word in words:
        lemmas[word.xpos, word.form.lower()][word.lemma] += 1
        changes[word.xpos, word.form.lower()][_change(word.form, word.lemma)] += 1
    types = {key: counter.most_common(1)[0][0] for key, counter in changes.items()}
    endings, known = _learn_endings(types, least), _known_lemmas(lemmas, more or {})
    frequent = _frequent_changes(types)
    lemmatizer = Lemmatizer({}, endings, frequent, known)
    exceptions: dict[str, str] = {}
    for (tag, form), counter in sorted(lemmas.items()):
        best = counter.most_common(1)[0][0]
        capitals = types[tag, form].startswith("=0")  # it is up to the word
        if not capitals and lemmatizer.lemma(form, tag) != best:
            exceptions[f"{tag} {form}"] = best
    return Lemmatizer(exceptions, endings, frequent, known)


def _known_lemmas(lemmas: Counts, more: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    """Collect the lemmas in lower case, by the first two letters of their tags."""
    known: dict[str, set[str]] = defaultdict(set)
    for (tag, _), counter in lemmas.items():
        best = counter.most_common(1)[0][0]
        if best.islower():
            known[tag[:2]].add(best)
    for start, others in more.items():
        known[start].update(others)
    return {start: frozenset(found) for start, found in sorted(known.items())}


def _frequent_changes(types: dict[tuple[str, str], str]) -> dict[str, list[str]]:
    """List, for each tag, the changes that at least one in a hundred of its words undergo."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for (tag, _), change in types.items():
        counts[tag][change] += 1
    return {
        tag: [change for change, n in counter.most_common() if 100 * n >= counter.total()]
        for tag, counter in sorted(counts.items())
    }


def _learn_endings(types: dict[tuple[str, str], str], least: int) -> dict[str, str]:
    """Learn endings from the shortest to the longest, where a longer one corrects a shorter one."""
    seen: Counts = defaultdict(Counter)
    for (tag, form), change in types.items():
        for size in range(min(len(form), LONGEST_ENDING) + 1):
            seen[tag, form[len(form) - size :]][change] += 1
    endings: dict[str, str] = {}
    for (tag, ending), counter in sorted(seen.items(), key=lambda item: len(item[0][1])):
        change, count = counter.most_common(1)[0]
        shorter = (ending[start:] for start in range(1, len(ending) + 1))
        default = next((endings[k] for e in shorter if (k := f"{tag} {e}") in endings), None)
        enough = counter.total() >= least or not ending
        if change != default and enough and count > counter.get(default or "", 0):
            endings[f"{tag} {ending}"] = change
    return endings


def _change(form: str, lemma: str) -> str:
    """Return the change from a form to its lemma, with ``=`` if capitals are kept."""
    lower = form.lower()
    keep = "=" if lemma.lower() != lemma else ""
    base = form if keep else lower
    same = 0
    while same < min(len(base), len(lemma)) and base[same] == lemma[same]:
        same += 1
    change = f"{keep}{len(base) - same}{lemma[same:]}"
    return change if change_ending(form, change) == lemma else f"{keep}{len(base)}{lemma}"
