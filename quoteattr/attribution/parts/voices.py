"""Voices and faces that tell whose words stand before them: *“I am leaving.” Dora's voice fell*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.lexicon import words
from quoteattr.lexicon.kinds import is_part_of_speaker, pronouns

if TYPE_CHECKING:
    from collections.abc import Collection

    from quoteattr.article.article import Article
    from quoteattr.syntax.tree import Sentence, Token

    Voice = tuple[Sentence, Token, Token]
    """A sentence, its noun for a voice or face, and whose it is."""

__all__ = ["is_of_another", "voice_after"]


def voice_after(article: Article, end: int) -> Voice | None:
    """Find the voice or face that the sentence after a quotation tells of: **Dora's** *voice fell*.

    Args:
        article: The text.
        end: Where the quotation's content ends; its sentence may go on after it.
    """
    sentence = article.sentence_at(max(end - 1, 0))
    if sentence is None:
        return None
    if not any(t.start >= end and t.upos != "PUNCT" for t in sentence):
        following = article.sentences[sentence.index + 1 : sentence.index + 2]
        sentence = next((s for s in following if s.paragraph == sentence.paragraph), None)
    subject = sentence.child(sentence.root, "nsubj") if sentence is not None else None
    if sentence is None or subject is None or subject.start < end or article.is_marked(subject):
        return None
    owner = sentence.child(subject, "nmod:poss") if is_part_of_speaker(subject.lemma) else None
    return None if owner is None else (sentence, subject, owner)


def is_of_another(voice: Voice, told: Collection[Token]) -> bool:
    """Whether a voice is surely not that of somebody told of before: **her uncle's** *voice fell*.

    Who is *she* or *the mayor* before may be *Dora* here, and who is named there *the girl*; a face
    may change at what somebody else says.

    Args:
        voice: The voice.
        told: The words that tell of somebody.
    """
    sentence, noun, owner = voice
    known = {token.lower for token in told}
    if noun.lemma.lower() not in VOICES or owner.upos == "PRON" or owner.lower in known:
        return False
    if sentence.child(owner, "nmod:poss") is not None:
        return True
    are_named = owner.upos == "PROPN" and any(token.upos == "PROPN" for token in told)
    return are_named and PERSONAL.isdisjoint(known)


VOICES = words("function_words", "voices")
PERSONAL = pronouns("masculine") | pronouns("feminine")
