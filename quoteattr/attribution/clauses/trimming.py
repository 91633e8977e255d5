"""Trim what a parser attaches to a content although the source did not say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.attribution.clauses.misattached import is_explanation
from quoteattr.attribution.parts.chained_cues import (
    finite_tag,
    governing_report,
    is_before_verb,
    is_reporting_participle,
    reports_anew,
    reports_on,
)
from quoteattr.attribution.parts.row import Content
from quoteattr.lexicon import words

if TYPE_CHECKING:
    from quoteattr.syntax.tree import Sentence, Token

__all__ = [
    "concedes",
    "from_conjunction",
    "up_to_marks",
    "with_conjunction",
    "without_adverbial_of_cue",
    "without_comment",
    "without_later_reports",
    "without_own_clause",
    "without_past_clause",
]


def up_to_marks(sentence: Sentence, word: Token, tokens: list[Token]) -> list[Token]:
    """Cut after a quotation that ends in a comma, if the writer's comment follows.

    *He called it "a distortion,"* **describing** *the crew as able*; *"racist,"* **which** *…*.
    After a colon and a whole quotation the writer goes on: *wrote: "Soon"* **while** *packing*.
    """
    closing = _closing_mark(sentence, tokens)
    if closing is not None and _goes_on(sentence, closing):
        return [t for t in tokens if t.index <= closing.index]
    for token in tokens:
        if token.xpos != "''" or token.index < word.index:
            continue
        before, after = sentence.neighbour(token, -1), sentence.neighbour(token)
        if before and before.text == "," and after and after.xpos in COMMENTING:
            return [t for t in tokens if t.index <= token.index]
    return tokens


def _closing_mark(sentence: Sentence, tokens: list[Token]) -> Token | None:
    """Return the closing mark of the quotation that opens a content after a colon, if one does."""
    opening = next((t for t in tokens if t.text != ":"), tokens[0])
    colon = sentence.neighbour(opening, -1)
    if opening.xpos != "``" or colon is None or colon.text != ":":
        return None
    return next((t for t in tokens if t.xpos == "''"), None)


def _goes_on(sentence: Sentence, mark: Token) -> bool:
    """Whether a preposition or conjunction right after a closing mark opens an adverbial."""
    following = sentence.neighbour(mark)
    return following is not None and following.upos in {"ADP", "SCONJ"}


COMMENTING = {"VBG", "WDT"}
"""Tags of a comment's first word: a participle or a relative pronoun."""


def without_comment(sentence: Sentence, tokens: list[Token], kind: Content) -> list[Token]:
    """Drop a trailing relative clause, participle or clause of concession set off by a comma.

    It is the writer's comment on a phrase, on all that was said, or on what is to be done: *She
    denounced the "toll ring,"* **which opens in May**; *vowed to go,* **ending a feud**; *said it
    was safe,* **even as it leaked**, **referring to the dam**.
    """
    for clause in tokens:
        if not _may_comment(sentence, clause, kind):
            continue
        comment = sentence.subtree(clause)
        first = next((t.index for t in comment if t.upos != "PUNCT"), clause.index)
        if sentence[first].upos == "ADP":  # "be heard in May, during which the court would decide"
            continue
        is_last = comment[-1] == tokens[-1] and _follows_comma(sentence, first)
        if is_last and not _is_marked(comment, clause):
            return [t for t in tokens if t.index < first]
    return tokens


def _is_marked(comment: list[Token], clause: Token) -> bool:
    """Whether the verb of a comment stands in marks: *the cuts, which will “**help** us”*."""
    before = [t.xpos for t in comment if t.index < clause.index]
    return before.count("``") > before.count("''")


def without_own_clause(sentence: Sentence, word: Token, tokens: list[Token]) -> list[Token]:
    """Drop what the writer adds after words in marks: *told me I “should not go”,* **but I did**.

    The writer says *I*, unless the source does, or leaves out the verb: *“too thin”,* **but it
    was not**.
    """
    for clause in tokens:
        joiner = sentence.child(clause, "cc")
        if clause.relation != "conj" or joiner is None or not _follows_mark(sentence, joiner):
            continue
        subject = sentence.child(clause, "nsubj")
        if subject is not None and _is_writers(sentence, word, clause, subject):
            return [t for t in tokens if t.index < joiner.index]
    return tokens


FIRST = words("pronouns", "first") | words("pronouns", "first_plural")


def _is_writers(sentence: Sentence, word: Token, clause: Token, subject: Token) -> bool:
    """Whether a clause that is joined to a content is the writer's own."""
    said_by = sentence.child(word, "nsubj")
    if subject.lower in FIRST:
        return said_by is not None and said_by.lower not in FIRST
    below = sentence.subtree(clause)
    others = below[below.index(subject) + 1 :]
    return clause.upos == "AUX" and all(t.upos in {"AUX", "PART", "PUNCT"} for t in others)


def _follows_mark(sentence: Sentence, joiner: Token) -> bool:
    """Whether a closing mark, perhaps with a comma, stands before a conjunction."""
    before = sentence.tokens[max(joiner.index - 2, 0) : joiner.index]
    return (
        bool(before)
        and before[-1].text in {",", "''", '"', "\u201d", "\u2019"}
        and any(t.xpos == "''" for t in before)
    )


def _may_comment(sentence: Sentence, clause: Token, kind: Content) -> bool:
    """Whether a relative clause or participle may be the writer's comment on a content."""
    if clause.deprel == "advcl" and (_is_concession(sentence, clause) or _tells_what_of(clause)):
        return True
    if kind is Content.INFINITIVE and (clause.deprel, clause.xpos) == ("advcl", "VBG"):
        return True
    relation = "acl:relcl" if kind in {Content.PHRASE, Content.INFINITIVE} else "advcl:relcl"
    return clause.deprel == relation and not is_explanation(clause)


def _is_concession(sentence: Sentence, clause: Token) -> bool:
    """Whether a clause tells what happens all the same: **even as** *it leaked*."""
    return any(concedes(sentence, mark.index - 1) for mark in sentence.children(clause, "mark"))


CONCESSIONS = words("function_words", "concessions")


def concedes(sentence: Sentence, place: int) -> bool:
    """Whether two words from a place on open what happens all the same: **even as** *it leaked*."""
    pair = sentence.tokens[max(place, 0) : place + 2]
    return " ".join(token.lower for token in pair) in CONCESSIONS


TELLING_WHAT_OF = words("function_words", "telling_what_of")


def _tells_what_of(clause: Token) -> bool:
    """Whether a participle tells what was spoken of: **referring** *to the dam*."""
    return clause.xpos == "VBG" and clause.lemma.lower() in TELLING_WHAT_OF


def _follows_comma(sentence: Sentence, index: int) -> bool:
    """Whether a comma stands before a place, perhaps inside a closing quotation mark."""
    before = [t for t in sentence.tokens[:index] if t.xpos != "''"]
    return bool(before) and before[-1].text == ","


def without_past_clause(sentence: Sentence, word: Token, tokens: list[Token]) -> list[Token]:
    """Drop a clause in the past tense that the writer adds to a report in the present.

    *estimates that the dam saves lives,* **and farms were built below it**.
    """
    for content in sentence.children(word, "ccomp"):
        if (
            finite_tag(sentence, word) not in PRESENT
            or finite_tag(sentence, content) not in PRESENT
        ):
            continue
        for clause in sentence.children(content, "conj"):
            start = sentence.subtree(clause)[0]
            is_apart = start.text == "," or _follows_comma(sentence, start.index)
            if is_apart and finite_tag(sentence, clause) == "VBD" and _has_noun(sentence, clause):
                return [t for t in tokens if t.index < start.index]
    return tokens


PRESENT = {"VBZ", "VBP"}


def _has_noun(sentence: Sentence, verb: Token) -> bool:
    """Whether the subject of a verb is a noun of its own."""
    subject = sentence.child(verb, "nsubj")
    return subject is not None and subject.upos != "PRON"


def without_later_reports(sentence: Sentence, word: Token, tokens: list[Token]) -> frozenset[int]:
    """Return the indices of a content up to a participle or clause that starts another report."""
    content = frozenset(t.index for t in tokens)
    for token in (t for t in tokens if t.index > word.index):
        if reports_anew(sentence, token):
            return content - {t.index for t in sentence.subtree(token)}
        start = _next_report(sentence, word, token)
        if start is not None:
            return frozenset(i for i in content if i < start)
    below = sentence.children(word, "advcl", "conj", "parataxis")
    after = (t for t in below if t.index > word.index)
    starts = [t.index for t in after if is_reporting_participle(sentence, t)]
    return frozenset(i for i in content if i < min(starts)) if starts else content


def _next_report(sentence: Sentence, word: Token, token: Token) -> int | None:
    """Return where the next report starts, if a token is its verb; its conjunction is included."""
    if is_before_verb(sentence, token):
        return None
    if reports_on(sentence, token):
        return token.index - 1 if token.relation == "conj" else token.index
    if not is_reporting_participle(sentence, token):
        return None
    governor = governing_report(sentence, token)
    return token.index if governor is not None and governor.index == word.index else None


def without_adverbial_of_cue(sentence: Sentence, word: Token, tokens: list[Token]) -> list[Token]:
    """Leave to a cue after its content what tells when it spoke: *…, she said* **as she left**.

    A content that goes on after its cue does so after a comma or a mark, or with *that*.
    """
    following = sentence.neighbour(word)
    if following is None or following not in tokens or tokens[0].index > word.index:
        return tokens
    if following.upos != "SCONJ" or following.lower in CONJUNCTIONS:
        return tokens
    rest = (t.index for t in sentence.tokens[word.index + 1 :] if t.upos == "PUNCT")
    end = next(rest, len(sentence))
    return [t for t in tokens if not word.index < t.index <= end]


CONJUNCTIONS = words("function_words", "complementisers")


def with_conjunction(sentence: Sentence, word: Token, content: frozenset[int]) -> frozenset[int]:
    """Add a conjunction that stands right before a content, wherever the parser attached it."""
    before = min(content) - 1
    opens = before > word.index and sentence[before].lower in CONJUNCTIONS
    return content | {before} if opens else content


REACH = 8
"""Most words of the cue that may stand before the conjunction."""


def from_conjunction(sentence: Sentence, word: Token, content: frozenset[int]) -> frozenset[int]:
    """Leave what precedes *that* to the cue: *He noted, in particular,* [**that** *it leaks*]."""
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
