"""Contents found by the place of a cue in the line, where a parser's tree is often wrong.

A cue that follows what it reports, or that stands within it, is set off by commas; parsers attach
such clauses in many ways, but the commas are there. Rules are as in :mod:`.verb_rules`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.attribution.clauses.verb_rules import naming_complements
from quoteattr.attribution.parts.chained_cues import SUBJECTS, is_reporting_participle
from quoteattr.attribution.parts.cues import (
    WordClass,
    is_negated,
    quotatives,
    reporting_lemma,
    verbs,
)
from quoteattr.attribution.parts.grammar import case_words, is_infinitive, subtrees, takes_hearer
from quoteattr.attribution.parts.sources import adjacent_source, nearest_subject

if TYPE_CHECKING:
    from quoteattr.syntax.tree import Sentence, Token

__all__ = [
    "bare_clause",
    "cue_after_content",
    "cue_inside_content",
    "cue_region",
    "named_object",
    "named_relative",
    "that_clause",
]

LOOSE = {"obl", "advmod", "iobj", "advcl", "punct", "cc", "compound", "aux", "discourse"}
"""What may follow a cue at the end of a sentence: *said on Friday*, *told reporters*."""


def cue_after_content(sentence: Sentence, verb: Token) -> list[Token]:
    """[The bridge was safe], the mayor *said* on Friday."""
    region = cue_region(sentence, verb)
    if region is None or reporting_lemma(verb, WordClass.VERB) not in quotatives():
        return []
    first, last = region
    if not _follows_comma(sentence, first) or not _ends_sentence(sentence, verb, last):
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
    if not _follows_comma(sentence, first) or after is None or after.text != ",":
        return []
    left, right = sentence.tokens[: first - 1], sentence.tokens[last + 2 :]
    own = {t.index for t in sentence.subtree(verb)}
    right = tuple(t for t in right if t.index not in own) if verb.relation == "parataxis" else right
    if _is_of_source(sentence.tokens[last + 1 :]) or not _is_one_clause(sentence, left, right):
        return []
    return [*left, *right]


def that_clause(sentence: Sentence, verb: Token) -> list[Token]:
    """The mayor *told* us on Friday [that the bridge was safe], wherever the clause hangs."""
    first = _past_citing(sentence, verb)
    for token in sentence.tokens[first : first + REACH]:
        if token.lower == "that" and token.xpos == "IN":
            claimed = _is_claimed(sentence, token)
            return [] if claimed else _clause_from(sentence, verb, token)
        if token.lower in QUESTION_WORDS and takes_hearer(verb):
            return _clause_from(sentence, verb, token)
        if token.lower == "when" and token.index == verb.index + 1 and is_negated(sentence, verb):
            return _clause_from(sentence, verb, token)  # did not say when …
        is_verb = token.upos in {"VERB", "AUX"} and not _is_plain_modifier(token)
        if is_verb or token.text in {":", ";", '"'}:
            return []
    return []


def _past_citing(sentence: Sentence, verb: Token) -> int:
    """Index of the word after a verb, and after whom it names between commas.

    *reported, citing two officials,* **that** *…*.
    """
    comma = sentence.neighbour(verb)
    citing = sentence.neighbour(comma) if comma is not None and comma.text == "," else None
    if citing is None or citing.lower not in {"citing", "quoting"}:
        return verb.index + 1
    for token in sentence.tokens[citing.index :]:
        if token.lower == "that" and sentence[token.index - 1].text == ",":
            return token.index
    return verb.index + 1


def _is_plain_modifier(verb: Token) -> bool:
    """*said in a talk* **taped** *before the vote that …*: a participle that reports nothing."""
    return verb.deprel == "acl" and not reporting_lemma(verb, WordClass.VERB)


def _is_claimed(sentence: Sentence, that: Token) -> bool:
    """*was challenged over her* **claim** *on Friday* [*that* …]: if the clause is a noun's.

    So it is after an object: *dismissed as nonsense* **reports** [*that* …].
    """
    clause = sentence.head(that)
    head = sentence.head(clause) if clause is not None else None
    if head is not None and head.relation == "obj" and reporting_lemma(head, WordClass.NOUN):
        return True
    nouns = [sentence[that.index - 1], *([head] if head else [])]
    return any(
        reporting_lemma(noun, WordClass.NOUN) != ""
        and sentence.child(noun, "nmod:poss") is not None
        and case_words(sentence, noun) not in SETTING
        for noun in nouns
    )


QUESTION_WORDS = {"whether", "if", "how", "why", "where", "what"}

REACH = 12
"""How many words may stand between a verb and its ``that``."""


def _clause_from(sentence: Sentence, verb: Token, that: Token) -> list[Token]:
    """The clause that a conjunction opens; where its predicate was not found, what follows it."""
    clause = sentence.head(that)
    if clause is not None and clause.index > that.index:
        if clause.head == verb.index and clause.relation == "ccomp":
            return []  # the tree has it as it should be
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
    finite = next((t for t in following if t.xpos in {"VBD", "VBZ", "VBP", "MD"}), None)
    nominal = any(t.upos in {"NOUN", "PROPN", "PRON"} for t in following)
    return following if finite is not None and nominal and finite is not following[0] else []


OPENERS = {"DET", "PRON", "PROPN", "NOUN", "ADJ", "NUM"}
"""What a clause without a conjunction starts with."""


def _up_to_next_report(sentence: Sentence, verb: Token) -> list[Token]:
    """The words after a verb, up to a participle that goes on reporting or the end."""
    end = len(sentence)
    for token in sentence.tokens[verb.index + 1 :]:
        if is_reporting_participle(sentence, token):
            end = token.index
            break
    return list(sentence.tokens[verb.index + 1 : end])


def named_object(sentence: Sentence, verb: Token) -> list[Token]:
    """The minister *called* [half of the plan "a gamble"], however its parts hang.

    [It] was *called* ["a gamble"] by the minister; a plan *dubbed* ["a gamble"] by critics.
    """
    if verb.lemma.lower() not in verbs("naming"):
        return []
    is_reduced = verb.xpos == "VBN" and not sentence.child(verb, "aux", *SUBJECTS)
    if is_reduced or sentence.child(verb, "aux:pass"):
        return _named_in_passive(sentence, verb)
    parts = [
        c
        for c in sentence.children(verb, "obj", "xcomp", "iobj", "obl", "ccomp", "dep")
        if c.index > verb.index and c.deprel not in {"obl:unmarked", "obl:agent"}
    ]
    named = [c for c in parts if c.relation != "obl" or case_words(sentence, c) not in SETTING]
    if len(parts) < 2 or [c.relation for c in named] == ["ccomp"]:  # declared in May that …
        return []
    if all(c.relation == "obl" or is_infinitive(sentence, c) for c in named):  # called for a strike
        return []
    return subtrees(sentence, *named)


def _named_in_passive(sentence: Sentence, verb: Token) -> list[Token]:
    names = [c for c in naming_complements(sentence, verb) if c.relation != "advcl"]
    if not names or not sentence.child(verb, "obl:agent"):
        return []
    subject = sentence.child(verb, "nsubj:pass", "nsubj")
    return subtrees(sentence, *([subject] if subject else []), *names)


def named_relative(sentence: Sentence, verb: Token) -> list[Token]:
    """The fire was part of what the mayor *called* ["a gamble"]; a step Berg *called* ["odd"]."""
    head = sentence.head(verb)
    if verb.lemma.lower() not in verbs("naming") or head is None:
        return []
    complements = sentence.children(verb, "obj", "xcomp", "obl")
    if head.lower != "what":
        is_bare = verb.deprel == "acl:relcl" and sentence.child(verb, "nsubj") is not None
        if not is_bare or sentence.child(verb, "obj", "mark") is not None:
            return []
        complements = sentence.children(verb, "xcomp")
    after = [c for c in complements if c.index > verb.index]
    after = [c for c in after if c.deprel not in {"obl:unmarked", "obl:agent"}]
    return sentence.subtree(after[0]) if len(after) == 1 else []


SETTING = frozenset({"on", "in", "at", "during"})
"""Prepositions that say when and where something is called a name."""


def cue_region(sentence: Sentence, verb: Token) -> tuple[int, int] | None:
    """First and last index of verb and subject, if nothing but auxiliaries stands between."""
    subject = (
        nearest_subject(sentence, verb)
        or sentence.child(verb, "nsubj:pass", "expl")
        or adjacent_source(sentence, verb)
    )
    if subject is None or subject.xpos == "WDT":  # the relative clause *which opens in May*
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
    return (first, last) if first <= subject.index <= last else None


def _follows_comma(sentence: Sentence, index: int) -> bool:
    """Whether a comma or dash stands before a place, perhaps inside a closing mark."""
    if index >= 2 and sentence[index - 1].xpos == "''":
        index -= 1
    return index >= 2 and sentence[index - 1].text in {",", "-", "\u2013", "\u2014"}


def _ends_sentence(sentence: Sentence, verb: Token, last: int) -> bool:
    """Whether only circumstances of the cue follow it."""
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
    """The words before a dash with a word or two at the end: *the mayor says – live*."""
    dash = next((i for i, t in enumerate(tokens) if t.text in {"-", "–", "—"}), None)
    return tokens if dash is None or len(tokens) - dash > 3 else tokens[:dash]


def _is_of_source(following: tuple[Token, ...]) -> bool:
    """*, said the mayor,* **who** *leaves in May*, or **61**: whether it is about the source."""
    first = [t.lower for t in following[:2]]
    is_age = len(first) == 2 and first[0] == "," and first[1].isdigit()
    return first in ([",", "who"], [",", "whose"]) or (is_age and len(following) <= LONGEST_AGE)


LONGEST_AGE = 4
"""Tokens of an age and the commas or the full stop around it."""


def _is_main_clause(sentence: Sentence, tokens: tuple[Token, ...], verb: Token) -> bool:
    """Whether words hold more than circumstances of the verb: not *After the vote, he said*."""
    if len(tokens) < 2 or all(t.upos not in {"VERB", "AUX"} for t in tokens):
        return False
    own = {t.index for t in tokens}
    tops = [t for t in tokens if t.head not in own and t.upos != "PUNCT"]
    return any(t.head != verb.index or t.relation not in CIRCUMSTANCES for t in tops)


CIRCUMSTANCES = {"advcl", "obl", "advmod", "nsubj", "acl", "vocative", "discourse", "cc", "mark"}


def _is_one_clause(sentence: Sentence, left: tuple[Token, ...], right: tuple[Token, ...]) -> bool:
    """Whether a dependency joins the text on both sides of the cue."""
    before, after = {t.index for t in left}, {t.index for t in right}
    return any(t.head in after for t in left) or any(t.head in before for t in right)
