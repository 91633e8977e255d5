"""What somebody is, said before the pronoun for her: *A former nurse,* **she** *said it was full*.

Parsers make a second subject of it, or a clause that is reported. It is neither: nobody else
speaks, and it is not said.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from attrs import evolve

from quoteattr.lexicon import words
from quoteattr.lexicon.kinds import noun_kind, pronouns
from quoteattr.records import Kind
from quoteattr.syntax.tags import FINITE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["with_predicates"]

PERSONAL = pronouns("masculine") | pronouns("feminine")
INDEFINITE = frozenset({"a", "an"})
QUOTATIVE = words("cues", "verbs.quotative")
MARKS = frozenset({"``", ":"})
"""Tags of marks after which a tag's clause goes on: what is quoted follows."""


def with_predicates(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Make each such noun a part of the sentence that is no subject and no clause."""
    return tuple(map(_mended, sentences))


def _mended(sentence: Sentence) -> Sentence:
    for pronoun in sentence:
        verb = sentence.head(pronoun)
        if verb is None or pronoun.relation != "nsubj" or pronoun.lower not in PERSONAL:
            continue
        noun = _noun_before(sentence, pronoun)
        if noun is None or noun in (verb, *sentence.ancestors(verb)):
            continue  # the verb hangs on it: it cannot hang on the verb, too
        if not _is_inserted(sentence, verb):
            tokens = list(sentence.tokens)
            tokens[noun.index] = evolve(noun, head=verb.index, deprel="dislocated")
            sentence = evolve(sentence, tokens=tuple(tokens))
    return sentence


def _noun_before(sentence: Sentence, pronoun: Token) -> Token | None:
    """Return the head of a phrase for a person between two commas, or the start and a comma.

    It begins with *a* or *an*; after another comma, with *the* too.
    """
    end = pronoun.index - 1
    if end < 2 or sentence[end].text != ",":
        return None
    start = max((t.index + 1 for t in sentence.tokens[:end] if t.text == ","), default=0)
    opening, phrase = sentence[start].lower, sentence.tokens[start:end]
    if opening not in INDEFINITE and not (opening == "the" and start > 0):
        return None
    tops = [t for t in phrase if not start <= t.head < end]
    if len(tops) != 1 or tops[0].upos != "NOUN" or any(t.xpos in FINITE for t in phrase):
        return None
    return tops[0] if noun_kind(tops[0].lemma) is Kind.PERSON else None


def _is_inserted(sentence: Sentence, verb: Token) -> bool:
    """Whether only a tag follows: *A nurse,* **she told us**, *fell*; *a nurse,* **she said**.

    A clause or a quotation follows where the noun is a predicate: *she said* **it was full**.
    """
    if verb.lemma.lower() not in QUOTATIVE:
        return False
    rest = sentence.tokens[verb.index + 1 :]
    before = list(takewhile(lambda t: t.upos != "PUNCT", rest))
    marks = rest[len(before) : len(before) + 2]
    opens = any(mark.xpos in MARKS for mark in marks)
    return not opens and not any(t.xpos in FINITE or t.relation == "nsubj" for t in before)
