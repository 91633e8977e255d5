"""Rules that find a content by the position of its cue, where the tree is often wrong.

A cue that follows or interrupts what it reports is set off by commas; parsers attach such clauses
in many ways, but the commas are reliable. Rules have the shape given in :mod:`.verb_rules`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.attribution.parts.adjacent import adjacent_source
from quoteattr.attribution.parts.chained_cues import is_reporting_participle
from quoteattr.attribution.parts.cues import (
    WordClass,
    is_negated,
    quotatives,
    reporting_lemma,
    verbs,
)
from quoteattr.attribution.parts.grammar import DASHES, FINITE, case_words, takes_hearer
from quoteattr.attribution.parts.subjects import nearest_subject
from quoteattr.lexicon import words

if TYPE_CHECKING:
    from quoteattr.syntax.tree import Sentence, Token

__all__ = [
    "bare_clause",
    "cue_after_content",
    "cue_inside_content",
    "cue_region",
    "that_clause",
]

LOOSE = {"obl", "advmod", "iobj", "advcl", "punct", "cc", "compound", "aux", "discourse"}
"""Relations of what may follow a cue in its sentence: *said on Friday*, *told reporters*."""


def cue_after_content(sentence: Sentence, verb: Token) -> list[Token]:
    """[The bridge was safe], the mayor *said* on Friday."""
    region = cue_region(sentence, verb)
    if region is None or reporting_lemma(verb, WordClass.VERB) not in quotatives():
        return []
    first, last = region
    if not _follows_comma_or_dash(sentence, first) or not _ends_sentence(sentence, verb, last):
        return []
    if sentence.child(verb, "mark") is not None:  # because, says the mayor, the clock will not tell
        return []
    content = sentence.tokens[: first - 1]
    return list(content) if _is_main_clause(sentence, content, verb) else []


def cue_inside_content(sentence: Sentence, verb: Token) -> list[Token]:
    """[The bridge], the mayor *said*, [was safe]."""
    region = cue_region(sentence, verb)
    if region is None or reporting_lemma(verb, WordClass.VERB) not in quotatives():
        return []
    first, last = region
    after = sentence.neighbour(sentence[last])
    if not _follows_comma_or_dash(sentence, first) or after is None or after.text != ",":
        return []
    left, right = sentence.tokens[: first - 1], sentence.tokens[last + 2 :]
    own = {t.index for t in sentence.subtree(verb)}
    right = tuple(t for t in right if t.index not in own) if verb.relation == "parataxis" else right
    if _is_of_source(sentence.tokens[last + 1 :]) or not _is_one_clause(sentence, left, right):
        return []
    return [*_without_connective(left), *right]


def _without_connective(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Leave the adverb by which the writer goes on: **Meanwhile,** *the council, they say, …*."""
    is_apart = len(tokens) > 2 and tokens[0].lower in CONNECTIVES and tokens[1].text == ","
    return tokens[2:] if is_apart else tokens


CONNECTIVES = words("function_words", "connectives")


def that_clause(sentence: Sentence, verb: Token) -> list[Token]:
    """The mayor *told* us on Friday [that the bridge was safe], wherever the clause is attached."""
    first = _past_citing(sentence, verb)
    for token in sentence.tokens[first : first + REACH]:
        if _is_of_purpose(sentence, token):
            return []
        if token.lower == "that" and token.xpos == "IN":
            claimed = _is_claimed(sentence, token)
            return [] if claimed else _clause_from(sentence, verb, token)
        if _opens_question(sentence, verb, token):
            return _clause_from(sentence, verb, token)
        if _is_boundary(token):
            return []
    return []


def _is_of_purpose(sentence: Sentence, word: Token) -> bool:
    """Whether a word opens a purpose or result: *cut it* **so** *that …*, *said* **so** *often*."""
    following = sentence.neighbour(word)
    if word.lower != "so" or following is None:
        return False
    return following.lower == "that" or following.upos in {"ADV", "ADJ"}


def _opens_question(sentence: Sentence, verb: Token, word: Token) -> bool:
    """Whether a word opens an indirect question: *told us* **how** …, *did not say* **when** …."""
    if word.lower == "when":
        return word.index == verb.index + 1 and is_negated(sentence, verb)
    return word.lower in QUESTION_WORDS and takes_hearer(verb)


def _is_boundary(token: Token) -> bool:
    """Whether a token ends the search for a clause: a verb, colon, semicolon or quotation mark."""
    is_verb = token.upos in {"VERB", "AUX"} and not _is_plain_modifier(token)
    return is_verb or token.text in {":", ";", '"'}


def _past_citing(sentence: Sentence, verb: Token) -> int:
    """Return the index of the word after a verb, or after the sources that it cites between commas.

    *reported, citing two officials,* **that** *…*.
    """
    comma = sentence.neighbour(verb)
    citing = sentence.neighbour(comma) if comma is not None and comma.text == "," else None
    if citing is None or citing.xpos != "VBG" or citing.lemma.lower() not in verbs("citing"):
        return verb.index + 1
    for token in sentence.tokens[citing.index :]:
        if token.lower == "that" and sentence[token.index - 1].text == ",":
            return token.index
    return verb.index + 1


def _is_plain_modifier(verb: Token) -> bool:
    """Whether a participle only modifies a noun: *said in a talk* **taped** *yesterday that …*."""
    return verb.deprel == "acl" and not reporting_lemma(verb, WordClass.VERB)


def _is_claimed(sentence: Sentence, that: Token) -> bool:
    """Whether a clause belongs to a noun: *challenged over her* **claim** *on Friday* [*that* …].

    So does one that depends on an object: *dismissed as nonsense* **reports** [*that* …], or on
    what somebody reacts to: *responded to* **reports** [*that* …].
    """
    clause = sentence.head(that)
    head = sentence.head(clause) if clause is not None else None
    if head is not None and reporting_lemma(head, WordClass.NOUN):
        is_answered = head.relation == "obl" and case_words(sentence, head) in ANSWERED
        if head.relation == "obj" or is_answered:
            return True
    nouns = [sentence[that.index - 1], *([head] if head else [])]
    return any(
        reporting_lemma(noun, WordClass.NOUN) != ""
        and sentence.child(noun, "nmod:poss") is not None
        and case_words(sentence, noun) not in SETTING
        for noun in nouns
    )


ANSWERED = words("function_words", "answered")
"""Prepositions before the claims that somebody reacts *to*."""

QUESTION_WORDS = words("function_words", "question_words")

REACH = 12
"""Most words that may stand between a verb and its ``that``."""


def _clause_from(sentence: Sentence, verb: Token, that: Token) -> list[Token]:
    """Return the clause that a conjunction opens, or what follows it if the tree has no clause."""
    clause = sentence.head(that)
    if clause is not None and clause.index > that.index:
        if clause.head == verb.index and clause.relation == "ccomp":
            return []  # the tree is right
        comment = sentence.head(clause)
        if comment is not None and comment.deprel == "advcl:relcl" and comment.head == verb.index:
            clause = comment  # "said that it would be held, which means …"
        return [t for t in sentence.subtree(clause) if t.index >= that.index]
    below = [t for t in sentence.subtree(verb) if t.index >= that.index]
    return below if any(t.upos in {"VERB", "AUX"} for t in below) else []


def bare_clause(sentence: Sentence, verb: Token) -> list[Token]:
    """, *saying* [the bridge was safe], where the parser has lost the clause."""
    if reporting_lemma(verb, WordClass.VERB) not in quotatives() or takes_hearer(verb):
        return []
    if sentence.child(verb, "ccomp", "xcomp", "obj", "parataxis") is not None:
        return []
    following = _up_to_next_report(sentence, verb)
    if not following or following[0].upos not in OPENERS:
        return []
    finite = next((t for t in following if t.xpos in FINITE), None)
    nominal = any(t.upos in {"NOUN", "PROPN", "PRON"} for t in following)
    return following if finite is not None and nominal and finite is not following[0] else []


OPENERS = {"DET", "PRON", "PROPN", "NOUN", "ADJ", "NUM"}
"""Parts of speech that begin a clause without a conjunction."""


def _up_to_next_report(sentence: Sentence, verb: Token) -> list[Token]:
    """Return the words after a verb, up to the end or the next reporting participle."""
    end = len(sentence)
    for token in sentence.tokens[verb.index + 1 :]:
        if is_reporting_participle(sentence, token):
            end = token.index
            break
    return list(sentence.tokens[verb.index + 1 : end])


SETTING = words("function_words", "time_and_place")
"""Prepositions of time and place."""


def cue_region(sentence: Sentence, verb: Token) -> tuple[int, int] | None:
    """Return the first and last index of verb and subject, if only auxiliaries stand between."""
    subject = (
        nearest_subject(sentence, verb)
        or sentence.child(verb, "nsubj:pass", "expl")
        or adjacent_source(sentence, verb)
    )
    if subject is None or _is_relative(verb, subject):
        return None
    inside = {t.index for t in sentence.subtree(subject)} | {verb.index}
    inside |= {c.index for c in sentence.children(verb, "aux", "advmod", "cop", "compound:prt")}
    first = last = verb.index
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    while last > verb.index and sentence[last].upos == "PUNCT":
        last -= 1
    while first < verb.index and sentence[first].upos == "PUNCT":
        first += 1
    return (first, last) if first <= subject.index <= last else None


def _is_relative(verb: Token, subject: Token) -> bool:
    """Whether verb and subject are a relative clause: **which** *opens*, **who** *told us*."""
    return subject.xpos == "WDT" or (subject.xpos == "WP" and verb.deprel == "acl:relcl")


def _follows_comma_or_dash(sentence: Sentence, index: int) -> bool:
    """Whether a comma or dash stands before a place, perhaps inside a closing quotation mark."""
    if index >= 2 and sentence[index - 1].xpos == "''":
        index -= 1
    return index >= 2 and sentence[index - 1].text in {",", *DASHES}


def _ends_sentence(sentence: Sentence, verb: Token, last: int) -> bool:
    """Whether a cue is followed by nothing but its own adjuncts and hearer."""
    following = _without_tag(sentence.tokens[last + 1 :])
    if _is_of_source(following) or all(t.upos == "PUNCT" for t in following):
        return True
    end = last + len(following)
    dependents = [c for c in sentence.children(verb) if last < c.index <= end]
    own = {t.index for c in dependents for t in sentence.subtree(c)}
    loose = LOOSE | {"obj"} if takes_hearer(verb) else LOOSE
    return all(c.relation in loose for c in dependents) and all(
        t.index in own or t.upos == "PUNCT" for t in following
    )


def _without_tag(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Drop a dash with a word or two that end a headline: *the mayor says* **– live**."""
    dash = next((i for i, t in enumerate(tokens) if t.text in DASHES), None)
    return tokens if dash is None or len(tokens) - dash > 3 else tokens[:dash]


def _is_of_source(following: tuple[Token, ...]) -> bool:
    """Whether what follows describes the source: *said Ruiz,* **who** *left in May*; **61**."""
    first = [t.lower for t in following[:2]]
    is_age = len(first) == 2 and first[0] == "," and first[1].isdigit()
    return first in ([",", "who"], [",", "whose"]) or (is_age and len(following) <= LONGEST_AGE)


LONGEST_AGE = 4
"""Tokens of an age and the commas or the full stop around it."""


def _is_main_clause(sentence: Sentence, tokens: tuple[Token, ...], verb: Token) -> bool:
    """Whether tokens form more than adjuncts of the verb: not *After the vote, he said*."""
    if len(tokens) < 2 or all(t.upos not in {"VERB", "AUX"} for t in tokens):
        return False
    own = {t.index for t in tokens}
    tops = [t for t in tokens if t.head not in own and t.upos != "PUNCT"]
    return any(t.head != verb.index or t.relation not in CIRCUMSTANCES for t in tops)


CIRCUMSTANCES = {"advcl", "obl", "advmod", "nsubj", "acl", "vocative", "discourse", "cc", "mark"}


def _is_one_clause(sentence: Sentence, left: tuple[Token, ...], right: tuple[Token, ...]) -> bool:
    """Whether a dependency links the tokens before and after a cue."""
    before, after = {t.index for t in left}, {t.index for t in right}
    return any(t.head in after for t in left) or any(t.head in before for t in right)
