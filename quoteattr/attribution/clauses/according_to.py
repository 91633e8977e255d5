"""Sources introduced by a preposition: *according to the bank*, *in the minister's words*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.attribution.clauses.report import Report
from quoteattr.attribution.parts.chained_cues import SUBJECTS
from quoteattr.attribution.parts.cues import CueWord, WordClass, is_utterance_noun
from quoteattr.attribution.parts.grammar import case_words
from quoteattr.attribution.parts.multiword import expression_at
from quoteattr.attribution.parts.speaking import is_thing
from quoteattr.lexicon import words
from quoteattr.records import Act, Construction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["find_prepositional"]

POSSESSED = words("cues", "prepositions.possessed")
RARE = words("cues", "prepositions.rare")
TERMS = words("cues", "prepositions.terms")
RESULTS = words("cues", "prepositions.results")


def find_prepositional(sentence: Sentence) -> Iterator[Report]:
    """[Prices fell], **according to** the bank. In her **words**, [it was a mistake]."""
    after = 0
    for token in sentence:
        if token.index < after:
            continue
        is_name = token.upos == "PROPN"  # "Per Berg"
        words = () if is_name else expression_at(sentence, token.index, "prepositions")
        after = token.index + len(words)
        if words:
            report = _with_following_source(sentence, token, words)
        elif token.lower == "in":
            report = _with_possessor(sentence, token) or _with_results(sentence, token)
        else:
            report = None
        if report is not None:
            yield report


def _with_following_source(
    sentence: Sentence, token: Token, words: tuple[str, ...]
) -> Report | None:
    """[Prices fell], **according to** the bank."""
    start, after = token.index, token.index + len(words)
    head = _noun_phrase_head(sentence, after)
    if head is None:
        return None
    below = {t.index for t in sentence.subtree(head) if t.index >= start}
    phrase = _stretch(below, head.index) | set(range(start, after))
    return _report(sentence, token, " ".join(words), phrase, _whose(sentence, head))


def _whose(sentence: Sentence, noun: Token) -> Token:
    """Return whose remarks a phrase is about: *the remarks of* **officers**, **his** *words*."""
    if noun.lower in POSSESSED and noun.xpos == "NNS":
        return sentence.child(noun, "nmod:poss") or noun
    people = (d for d in sentence.children(noun, "nmod") if case_words(sentence, d) in {"of", "by"})
    owner = next((d for d in people if not is_thing(d)), None)
    return owner if is_utterance_noun(noun) and owner is not None else noun


def _with_possessor(sentence: Sentence, token: Token) -> Report | None:
    """In the minister's **words**, [it was a mistake]."""
    noun = sentence.head(token)
    if noun is None or noun.lower not in POSSESSED:
        return None
    possessor = sentence.child(noun, "nmod:poss")
    if possessor is None or noun.index < token.index:
        return None
    phrase = set(range(token.index, noun.index + 1))
    return _report(sentence, noun, noun.lower, phrase, possessor)


def _with_results(sentence: Sentence, token: Token) -> Report | None:
    """**In** a survey last week, [two in three were for it]."""
    source = sentence.head(token)
    if source is None or source.lemma.lower() not in RESULTS:
        return None
    before = sentence.tokens[: token.index]
    if any(t.upos not in {"CCONJ", "PUNCT"} for t in before):
        return None
    phrase = [t.index for t in sentence.subtree(source) if t.index >= token.index]
    after = phrase[-1] + 1
    is_named = any(sentence[i].relation in {"det", "compound", "amod"} for i in phrase)
    if not is_named or "," not in {t.text for t in sentence.tokens[after - 1 : after + 1]}:
        return None
    return _report(sentence, token, "in", set(range(token.index, after)), source)


def _report(
    sentence: Sentence, token: Token, lemma: str, phrase: set[int], source: Token
) -> Report | None:
    """Return the report of a prepositional phrase, if it has a content and a likely source."""
    content = _content(sentence, phrase)
    # without a comma it may be "according to size"; as per our habit
    is_likely = not is_thing(source) and not (lemma in RARE and _is_term(sentence, source))
    if not content or not (is_likely or (lemma not in RARE and _is_set_off(sentence, phrase))):
        return None
    word = CueWord(token, lemma, WordClass.PREPOSITION, Act.SPEECH)
    return Report(sentence, word, Construction.SOURCE_PHRASE, frozenset(content), source)


def _is_term(sentence: Sentence, noun: Token) -> bool:
    """Whether a noun is for what is kept, or stands alone: *as per the* **contract**, *plan*."""
    is_alone = not sentence.children(noun, "det", "nmod:poss", "amod", "compound")
    return noun.lemma.lower() in TERMS or (noun.xpos == "NN" and is_alone)


def _noun_phrase_head(sentence: Sentence, first: int) -> Token | None:
    """Return the head of the noun phrase that starts at ``first``, whatever it is attached to."""
    if first >= len(sentence):
        return None
    token = sentence[first]
    while True:
        head = sentence.head(token)
        is_whole = head is None or head.index < first or head.upos not in HEADS
        if head is None or is_whole or token.relation in OF_CLAUSES:
            return token if token.upos in HEADS else None
        if token.upos in HEADS and _precedes(sentence, token, head):
            return token
        token = head


def _precedes(sentence: Sentence, noun: Token, head: Token) -> bool:
    """Whether the head of a noun belongs to the clause after it.

    It is the predicate of a later subject, *the club is a* **sign**, or a noun, which no phrase
    with a preposition can stand before: *according to Ruiz,* **cracks** *are …*.
    """
    if noun.deprel == "nmod" and noun.index < head.index:
        return sentence.child(noun, "case") is not None
    subject = sentence.child(head, *SUBJECTS)
    return noun.relation == "obl" and subject is not None and subject.index > noun.index


HEADS = {"NOUN", "PROPN", "PRON", "NUM", "X"}


OF_CLAUSES = {"nsubj", "obj", "obl"}
"""Relations of noun phrases to the predicate of a clause, which may be a noun too."""


def _stretch(indices: set[int], around: int) -> set[int]:
    """Return the run of consecutive indices around one of them."""
    first = last = around
    while first - 1 in indices:
        first -= 1
    while last + 1 in indices:
        last += 1
    return set(range(first, last + 1))


def _is_set_off(sentence: Sentence, phrase: set[int]) -> bool:
    """Whether a phrase opens its sentence or follows punctuation or a conjunction."""
    first = min(phrase)
    before = sentence[first - 1]
    return first == 0 or before.upos in {"PUNCT", "CCONJ", "SCONJ"} or before.xpos in RELATIVE


def _content(sentence: Sentence, phrase: set[int]) -> set[int]:
    """Return the sentence around a phrase, or only the clause that the phrase opens."""
    clause = _relative_clause(sentence, max(phrase)) or _clause_around(sentence, min(phrase))
    around = set(range(len(sentence))) if clause is None else clause
    around -= phrase | _apposed(sentence, max(phrase) + 1) | _set_against(sentence, phrase)
    words = [i for i in around if sentence[i].upos != "PUNCT"]
    return around if len(words) > 1 else set()


def _set_against(sentence: Sentence, phrase: set[int]) -> set[int]:
    """Find a clause that sets something else against a report before it.

    *Prices fell, according to the bank,* **but wages did not**.
    """
    start = max(phrase) + 2
    opening = sentence[start] if start < len(sentence.tokens) else None
    if opening is None or sentence[start - 1].text != "," or opening.lower not in AGAINST:
        return set()
    clause = sentence.head(opening)
    above = sentence.head(clause) if clause is not None else None
    if clause is None or above is None or above.index > min(phrase):
        return set()
    has_subject = sentence.child(clause, *SUBJECTS) is not None
    return {t.index for t in sentence.subtree(clause) if t.index >= start} if has_subject else set()


AGAINST = words("function_words", "contrasting") | words("function_words", "adversative")


def _apposed(sentence: Sentence, place: int) -> set[int]:
    """Find the appositive of a source, where a parser took it for a second subject of the clause.

    *According to Larn Watch,* **an NGO in Larn,** *the river is dirty*.
    """
    comma = next((t for t in sentence.tokens[place - 1 : place + 1] if t.text == ","), None)
    if comma is None:
        return set()
    following = sentence.tokens[comma.index + 1 :]
    subject = next((t for t in following if _is_subject_before_verb(sentence, t)), None)
    if subject is None or not _has_rival_subject(sentence, subject):
        return set()
    words = [t for t in sentence.subtree(subject) if t.upos != "PUNCT"]
    closing = sentence.neighbour(words[-1])
    if words[0].index != comma.index + 1 or closing is None or closing.text != ",":
        return set()
    return set(range(comma.index, closing.index + 1))


def _is_subject_before_verb(sentence: Sentence, token: Token) -> bool:
    """Whether a token is a subject to the left of its head."""
    clause = sentence.head(token)
    return token.relation == "nsubj" and clause is not None and token.index < clause.index


def _has_rival_subject(sentence: Sentence, subject: Token) -> bool:
    """Whether the clause of a subject has another one."""
    clause = sentence.head(subject)
    return clause is not None and len(sentence.children(clause, "nsubj")) > 1


def _relative_clause(sentence: Sentence, last: int) -> set[int]:
    """Return what a relative pronoun says as a source: *according to* **which** [*he fled*]."""
    verb = sentence.head(sentence[last]) if sentence[last].xpos in RELATIVE else None
    return {t.index for t in sentence.subtree(verb) if t.index > last} if verb else set()


def _clause_around(sentence: Sentence, index: int) -> set[int] | None:
    """Return the indices of the clause whose conjunction stands right before a place.

    *because, according to …*; *but, according to …*, where a whole clause follows. A relative
    pronoun is itself part of the clause: [**which**] *according to Ruiz* [*is dirty*].
    """
    before = [t for t in sentence.tokens[:index] if t.upos != "PUNCT"]
    if before and before[-1].xpos in RELATIVE and (verb := sentence.head(before[-1])):
        return {t.index for t in sentence.subtree(verb) if t.index >= before[-1].index}
    if not before or not (_subordinates(before[-1]) or _joins_clause(sentence, before[-1])):
        return None
    clause = sentence.head(before[-1])
    if clause is None:
        return None
    return {t.index for t in sentence.subtree(clause) if t.index > before[-1].index}


RELATIVE = {"WDT", "WP"}
"""Tags of relative pronouns."""


def _subordinates(token: Token) -> bool:
    """Whether a token introduces a subordinate clause: **because**, *according to …*."""
    return token.relation == "mark" and token.upos == "SCONJ"


def _joins_clause(sentence: Sentence, token: Token) -> bool:
    """Whether a token coordinates a clause with a subject of its own: **but**, *according to …*."""
    clause = sentence.head(token)
    if clause is None or token.relation != "cc" or clause.relation != "conj":
        return False
    return sentence.child(clause, *SUBJECTS) is not None
