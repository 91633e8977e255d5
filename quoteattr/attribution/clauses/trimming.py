"""Cut from a content what a parser joins to it but the source did not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.attribution.clauses.misattached import is_explanation
from quoteattr.attribution.parts.chained_cues import (
    governing_report,
    is_reporting_participle,
    reports_anew,
    reports_on,
)
from quoteattr.attribution.parts.row import Content

if TYPE_CHECKING:
    from quoteattr.syntax.tree import Sentence, Token

__all__ = [
    "from_conjunction",
    "up_to_marks",
    "with_conjunction",
    "without_comment",
    "without_later_reports",
]


def up_to_marks(sentence: Sentence, word: Token, tokens: list[Token]) -> list[Token]:
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


def without_comment(sentence: Sentence, tokens: list[Token], kind: Content) -> list[Token]:
    """The tokens without the relative clause or participle that ends them after a comma.

    It is a comment of the writer's on a phrase, on all that was said, or on what is to be done:
    *She denounced the "toll ring,"* **which opens in May**; *vowed to go,* **ending a feud**.
    """
    relation = "acl:relcl" if kind in {Content.PHRASE, Content.INFINITIVE} else "advcl:relcl"
    for clause in tokens:
        is_comment = clause.deprel == relation and not is_explanation(clause)
        is_result = kind is Content.INFINITIVE and (clause.deprel, clause.xpos) == ("advcl", "VBG")
        if not (is_comment or is_result):
            continue
        comment = sentence.subtree(clause)
        first = next((t.index for t in comment if t.upos != "PUNCT"), clause.index)
        before = [t for t in sentence.tokens[:first] if t.xpos != "''"]
        if comment[-1] == tokens[-1] and before and before[-1].text == ",":
            return [t for t in tokens if t.index < first]
    return tokens


def without_later_reports(sentence: Sentence, word: Token, tokens: list[Token]) -> frozenset[int]:
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


CONJUNCTIONS = {"that", "if", "whether"}


def with_conjunction(sentence: Sentence, word: Token, content: frozenset[int]) -> frozenset[int]:
    """A conjunction right before a clause belongs to it, wherever the parser hung it."""
    before = min(content) - 1
    opens = before > word.index and sentence[before].lower in CONJUNCTIONS
    return content | {before} if opens else content


REACH = 8
"""Words of the cue's that may stand before the conjunction, at most."""


def from_conjunction(sentence: Sentence, word: Token, content: frozenset[int]) -> frozenset[int]:
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
