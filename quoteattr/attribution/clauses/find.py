"""Reports inside one sentence: a reporting word, what it reports, and whom it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.attribution.clauses.according_to import find_prepositional
from quoteattr.attribution.clauses.comma_rules import POSITION_RULES
from quoteattr.attribution.clauses.noun_rules import ADJECTIVE_RULES, NOUN_RULES
from quoteattr.attribution.clauses.report import Report
from quoteattr.attribution.clauses.trimming import (
    from_conjunction,
    up_to_marks,
    with_conjunction,
    without_comment,
    without_later_reports,
)
from quoteattr.attribution.clauses.verb_rules import (
    VERB_RULES,
    Rule,
    complement_clause,
)
from quoteattr.attribution.parts.cues import (
    CueWord,
    WordClass,
    find_cue_words,
    quotatives,
    verbs,
)
from quoteattr.attribution.parts.sources import (
    adjacent_source,
    is_passive,
    noun_source,
    verb_source,
)
from quoteattr.attribution.parts.speaking import is_person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["find_reports"]

RULES: dict[WordClass, tuple[Rule, ...]] = {
    WordClass.VERB: POSITION_RULES + VERB_RULES,
    WordClass.NOUN: NOUN_RULES,
    WordClass.ADJECTIVE: ADJECTIVE_RULES,
}
"""All rules, in the order in which they are tried."""


def find_reports(sentence: Sentence) -> Iterator[Report]:
    """Every reading of every reporting word in the sentence, in the order of the rules."""
    yield from find_prepositional(sentence)
    for word in find_cue_words(sentence):
        for rule in RULES[word.word_class]:
            found = rule(sentence, word.token)
            if not found:
                continue
            found = up_to_marks(sentence, word.token, found)
            found = without_comment(sentence, found, rule)
            content = without_later_reports(sentence, word.token, found)
            if not content:
                continue
            content = with_conjunction(sentence, word.token, content)
            if rule is complement_clause:
                content = from_conjunction(sentence, word.token, content)
            source = _source(sentence, word, content)
            if word.token.index not in content and _fits(word, source):
                yield Report(sentence, word, rule_name(rule), content, source)


def _nearby(sentence: Sentence, word: CueWord) -> Token | None:
    if word.lemma not in quotatives() or is_passive(sentence, word.token):
        return None
    return adjacent_source(sentence, word.token)


def _fits(word: CueWord, source: Token | None) -> bool:
    """Whether such a source can do this: results *show* something, people only show things."""
    return source is None or word.lemma not in verbs("documentary") or not is_person(source)


def rule_name(rule: Rule) -> str:
    """The name of a rule as users see it."""
    return rule.__name__.replace("_", "-")


def _source(sentence: Sentence, word: CueWord, content: frozenset[int]) -> Token | None:
    if word.word_class is WordClass.NOUN:
        source = noun_source(sentence, word.token, content)
    elif word.word_class is WordClass.ADJECTIVE:
        source = sentence.child(word.token, "nsubj") or verb_source(sentence, word.token)
    else:
        source = verb_source(sentence, word.token) or _nearby(sentence, word)
    return source if source is None or source.index not in content else None
