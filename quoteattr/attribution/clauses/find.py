"""Reports inside one sentence: a reporting word, what it reports, and whom it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.attribution.clauses.according_to import find_prepositional
from quoteattr.attribution.clauses.comma_rules import POSITION_RULES, named_object
from quoteattr.attribution.clauses.misattached import is_explanation
from quoteattr.attribution.clauses.noun_rules import ADJECTIVE_RULES, NOUN_RULES, noun_oblique
from quoteattr.attribution.clauses.report import Report
from quoteattr.attribution.clauses.verb_rules import (
    VERB_RULES,
    Rule,
    complement_clause,
    gerund,
    infinitive,
    noun_object,
    object_and_oblique,
    oblique,
)
from quoteattr.attribution.parts.chained_cues import (
    governing_report,
    is_reporting_participle,
    reports_anew,
    reports_on,
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
from quoteattr.lexicon.kinds import noun_kind
from quoteattr.records import Kind

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
PHRASES = frozenset(
    {named_object, infinitive, gerund, object_and_oblique, noun_object, oblique, noun_oblique}
)
"""Rules whose content is a phrase, so that a relative clause after a comma is the writer's."""


def find_reports(sentence: Sentence) -> Iterator[Report]:
    """Every reading of every reporting word in the sentence, in the order of the rules."""
    yield from find_prepositional(sentence)
    for word in find_cue_words(sentence):
        for rule in RULES[word.word_class]:
            found = rule(sentence, word.token)
            if not found:
                continue
            found = _up_to_marks(sentence, word.token, found)
            found = _without_comment(sentence, found, rule)
            content = _without_later_reports(sentence, word.token, found)
            if not content:
                continue
            content = _with_conjunction(sentence, word.token, content)
            if rule is complement_clause:
                content = _from_conjunction(sentence, word.token, content)
            source = _source(sentence, word, content)
            if word.token.index not in content and _fits(word, source):
                yield Report(sentence, word, rule_name(rule), content, source)


CONJUNCTIONS = {"that", "if", "whether"}
REACH = 8
"""Words of the cue's that may stand before the conjunction, at most."""


def _with_conjunction(sentence: Sentence, word: Token, content: frozenset[int]) -> frozenset[int]:
    """A conjunction right before a clause belongs to it, wherever the parser hung it."""
    before = min(content) - 1
    opens = before > word.index and sentence[before].lower in CONJUNCTIONS
    return content | {before} if opens else content


def _from_conjunction(sentence: Sentence, word: Token, content: frozenset[int]) -> frozenset[int]:
    """*He noted, in particular,* [**that** *it leaks*]: what stands before *that* is the cue's."""
    first = min(content)
    if first < word.index:
        return content
    for token in sentence.tokens[first : first + REACH]:
        if token.upos in {"VERB", "AUX"}:
            break
        clause = sentence.head(token)
        opens = (token.relation, token.lower) == ("mark", "that") and clause is not None
        if opens and clause in sentence.children(word, "ccomp"):
            return frozenset(i for i in content if i >= token.index)
    return content


def _without_comment(sentence: Sentence, tokens: list[Token], rule: Rule) -> list[Token]:
    """The tokens without the relative clause or participle that ends them after a comma.

    It is a comment of the writer's on a phrase, on all that was said, or on what is to be done:
    *She denounced the "toll ring,"* **which opens in May**; *vowed to go,* **ending a feud**.
    """
    relation = "acl:relcl" if rule in PHRASES else "advcl:relcl"
    for clause in tokens:
        is_participle = rule is infinitive and (clause.deprel, clause.xpos) == ("advcl", "VBG")
        is_comment = clause.deprel == relation and not is_explanation(clause)
        if not (is_comment or is_participle):
            continue
        comment = sentence.subtree(clause)
        first = next((t.index for t in comment if t.upos != "PUNCT"), clause.index)
        before = [t for t in sentence.tokens[:first] if t.xpos != "''"]
        if comment[-1] == tokens[-1] and before and before[-1].text == ",":
            return [t for t in tokens if t.index < first]
    return tokens


def _up_to_marks(sentence: Sentence, word: Token, tokens: list[Token]) -> list[Token]:
    """The tokens up to words in marks that a comma ends, if the writer's comment follows them.

    *He called it "a distortion,"* **describing** *the crew as able*; *"racist,"* **which** *…*.
    """
    for token in tokens:
        if token.xpos != "''" or token.index < word.index:
            continue
        before, after = sentence.neighbour(token, -1), sentence.neighbour(token)
        if before and before.text == "," and after and after.xpos in COMMENTING:
            return [t for t in tokens if t.index <= token.index]
    return tokens


COMMENTING = {"VBG", "WDT"}
"""Tags of the first word of such a comment: a participle or a relative pronoun."""


def _without_later_reports(sentence: Sentence, word: Token, tokens: list[Token]) -> frozenset[int]:
    """The content up to a participle or a clause that goes on reporting."""
    content = {t.index for t in tokens}
    for token in tokens:
        if token.index <= word.index:
            continue
        if reports_anew(sentence, token):
            return frozenset(content - {t.index for t in sentence.subtree(token)})
        if reports_on(sentence, token):
            start = token.index - (token.relation == "conj")
            return frozenset(i for i in content if i < start)
        if is_reporting_participle(sentence, token):
            governor = governing_report(sentence, token)
            if governor is not None and governor.index == word.index:
                return frozenset(i for i in content if i < token.index)
    for token in sentence.children(word, "advcl", "conj", "parataxis"):
        if token.index > word.index and is_reporting_participle(sentence, token):
            content = {i for i in content if i < token.index}
    return frozenset(content)


def _nearby(sentence: Sentence, word: CueWord) -> Token | None:
    if word.lemma not in quotatives() or is_passive(sentence, word.token):
        return None
    return adjacent_source(sentence, word.token)


def _fits(word: CueWord, source: Token | None) -> bool:
    """Whether such a source can do this: results *show* something, people only show things."""
    if source is None or word.lemma not in verbs("documentary"):
        return True
    return source.lower not in PERSONAL and noun_kind(source.lemma) is not Kind.PERSON


PERSONAL = {"i", "we", "you", "he", "she", "who"}


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
