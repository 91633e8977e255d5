"""Voices and faces that tell whose words stand before them: *“I am leaving.” Dora's voice fell*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.lexicon.kinds import is_part_of_speaker

if TYPE_CHECKING:
    from quoteattr.article.article import Article
    from quoteattr.syntax.tree import Token

__all__ = ["is_of_another", "voice_after"]


def voice_after(article: Article, end: int) -> Token | None:
    """Return of whose voice or face the sentence after a quotation tells: **Dora's** *voice fell*.

    Args:
        article: The text.
        end: Where the quotation's content ends; its sentence may go on after it.
    """
    sentence = article.sentence_at(max(end - 1, 0))
    if sentence is None:
        return None
    if not any(t.start >= end and t.upos != "PUNCT" for t in sentence):
        following = article.sentences_of.get(sentence.paragraph, ())
        sentence = next((s for s in following if s.start >= end), None)
    subject = sentence.child(sentence.root, "nsubj") if sentence is not None else None
    if sentence is None or subject is None or subject.start < end or article.is_marked(subject):
        return None
    return sentence.child(subject, "nmod:poss") if is_part_of_speaker(subject.lemma) else None


def is_of_another(owner: Token, source: str) -> bool:
    """Whether a voice is not that of a source; a pronoun may stand for it.

    Args:
        owner: Whose voice it is.
        source: The text of the source.
    """
    return owner.upos != "PRON" and owner.lower not in source.lower()
