"""Reports inside one sentence: a reporting word, its content and its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.attribution.clauses.according_to import find_prepositional
from quoteattr.attribution.clauses.report import Report
from quoteattr.attribution.clauses.trimming import (
    from_conjunction,
    up_to_marks,
    with_conjunction,
    without_adverbial_of_cue,
    without_comment,
    without_later_reports,
    without_own_clause,
    without_past_clause,
)
from quoteattr.attribution.parts.adjacent import adjacent_source
from quoteattr.attribution.parts.cues import (
    CueWord,
    WordClass,
    find_cue_words,
    quotatives,
    verbs,
)
from quoteattr.attribution.parts.noun_sources import noun_source
from quoteattr.attribution.parts.row import Content
from quoteattr.attribution.parts.sources import is_passive, verb_source
from quoteattr.attribution.parts.speaking import is_person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.attribution.parts.row import Row, Rule, Rules
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["find_reports"]


def find_reports(sentence: Sentence, rules: Rules) -> Iterator[Report]:
    """Find every reading of every reporting word in the sentence, in the order of the rules.

    Args:
        sentence: The sentence.
        rules: What to try for a verb, a noun and an adjective.
    """
    yield from find_prepositional(sentence)
    for word in find_cue_words(sentence):
        for row in rules[word.word_class]:
            content = _content(sentence, word.token, row)
            if not content or word.token.index in content:
                continue
            source = _source(sentence, word, content)
            if _fits(sentence, word, source):
                yield Report(sentence, word, row.name, content, source)


def _content(sentence: Sentence, word: Token, row: Row[Rule]) -> frozenset[int]:
    """Return the content that a rule finds, trimmed to what the source said; empty if none."""
    found = row.find(sentence, word)
    if not found:
        return frozenset()
    found = without_adverbial_of_cue(sentence, word, found)
    found = without_own_clause(sentence, word, up_to_marks(sentence, word, found))
    found = without_past_clause(sentence, word, found)
    found = without_comment(sentence, found, Content.CLAUSE if row.ends_as_clause else row.content)
    content = without_later_reports(sentence, word, found)
    if not content:
        return content
    content = with_conjunction(sentence, word, content)
    return from_conjunction(sentence, word, content) if row.starts_at_that else content


def _nearby(sentence: Sentence, word: CueWord) -> Token | None:
    """Return the noun phrase beside a quotative verb that the tree gives no source."""
    if word.lemma not in quotatives() or is_passive(sentence, word.token):
        return None
    return adjacent_source(sentence, word.token)


def _fits(sentence: Sentence, word: CueWord, source: Token | None) -> bool:
    """Whether such a source can do this: results *show* something, people only show things."""
    if source is None or word.lemma not in verbs("documentary"):
        return True
    is_named = any(
        e.type == "person" and e.first <= source.index <= e.last for e in sentence.entities
    )
    return not (is_person(source) or is_named)


def _source(sentence: Sentence, word: CueWord, content: frozenset[int]) -> Token | None:
    """Return the source of a reporting word, unless it lies within the content."""
    if word.word_class is WordClass.NOUN:
        source = noun_source(sentence, word.token, content)
    elif word.word_class is WordClass.ADJECTIVE:
        source = sentence.child(word.token, "nsubj") or verb_source(sentence, word.token)
    else:
        source = verb_source(sentence, word.token)
        if source is None or source.index in content:
            source = _nearby(sentence, word)
    return source if source is None or source.index not in content else None
