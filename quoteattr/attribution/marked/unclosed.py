"""Tags inside quotations that lack their closing mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.attribution.parts.cues import speech_verb
from quoteattr.attribution.parts.grammar import FINITE, FINITE_VERBS
from quoteattr.attribution.parts.sources import cue_source
from quoteattr.attribution.parts.subjects import nearest_subject
from quoteattr.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.article.article import Article
    from quoteattr.characters.marks import Marked
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["end_before_tag", "is_stray"]

LONGEST_TAG = 8
"""Tokens."""


def is_stray(article: Article, quotation: Marked) -> bool:
    """Whether an opening mark stands before a tag: *"The mayor said, "We will rebuild it."*.

    Nothing but the tag stands between it and the next opening mark, and no cue comes after that
    quotation, whose own speech this would otherwise be.
    """
    if quotation.depth or quotation.closed or not quotation.opened or quotation.continues:
        return False
    following = next((q for q in article.quotations if q.start >= quotation.end), None)
    if following is None or not following.closed:
        return False
    if article.text[quotation.end : following.start].strip():
        return False
    tag = article.text[quotation.inner_start : quotation.inner_end].rstrip()
    said = article.text[following.inner_start : following.inner_end].rstrip()
    return tag[-1:] in {",", ":"} and said[-1:] != "," and _is_tag(article, quotation)


def _is_tag(article: Article, quotation: Marked) -> bool:
    """Whether a quotation is a clause that ends in its reporting verb, and reports nothing."""
    sentence = article.sentence_at(quotation.inner_start)
    inside = [t for t in sentence or () if quotation.start <= t.start < quotation.end]
    verbs = [t for t in inside if t.upos == "VERB"]
    if sentence is None or not verbs or speech_verb(verbs[-1]) is None:
        return False
    cue = verbs[-1]
    subject = cue_source(sentence, cue, set())
    if subject is None or any(t.text == "," for t in _before(sentence, subject, inside)):
        return False
    above = {t.index for t in (cue, *sentence.ancestors(cue), *sentence.children(cue, "aux"))}
    return all(t.index in above for t in inside if t.xpos in FINITE)


def _before(sentence: Sentence, subject: Token, inside: Sequence[Token]) -> list[Token]:
    """Return the tokens before the phrase of a subject."""
    start = sentence.subtree(subject)[0].index
    return [t for t in inside if t.index < start]


def end_before_tag(article: Article, quotation: Marked) -> int:
    """Return where a quotation ends before the tag after its question or exclamation mark.

    *"Where is the boat?* **asked Nils.** Where there is no such tag, it is the end it has.
    """
    places = list(article.words_between(quotation.start, quotation.end))
    for number, (_, token) in enumerate(places):
        if token.text in {"?", "!"} and _is_tag_after(places[number + 1 :]):
            return token.end
    return quotation.end


def _is_tag_after(places: Sequence[tuple[Sentence, Token]]) -> bool:
    """Whether verb and subject begin here, or subject and verb are all that follows."""
    tokens = [t for _, t in places]
    stop = next((i for i, t in enumerate(tokens) if t.text in {".", "?", "!"}), len(tokens))
    if stop > 1 and tokens[0].text.islower() and tokens[0].xpos in FINITE_VERBS:
        return tokens[1].upos in OPENING  # whatever the verb
    place = next((i for i, t in enumerate(tokens[:stop]) if speech_verb(t)), None)
    if place is None or stop > LONGEST_TAG or tokens[place].xpos not in FINITE_VERBS:
        return False
    sentence, verb = places[place]
    subject = nearest_subject(sentence, verb)
    if subject not in tokens[:place] or subject is None or subject.lower in SPEECH_PERSONS:
        return False
    is_last = stop + 1 >= len(tokens)
    return is_last and all(t.upos in {"ADV", "PUNCT"} for t in tokens[place + 1 : stop])


OPENING = {"DET", "PROPN", "PRON", "NOUN", "ADJ"}
"""Parts of speech with which a subject begins."""
SPEECH_PERSONS = words("pronouns", "first") | words("pronouns", "second")
