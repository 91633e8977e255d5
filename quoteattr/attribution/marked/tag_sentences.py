"""Sentences that only say who speaks, after a full stop for a comma."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.attribution.parts.cues import verbs
from quoteattr.attribution.parts.grammar import FINITE_VERBS, takes_hearer
from quoteattr.attribution.parts.speaking import is_speaking_subject
from quoteattr.attribution.parts.subjects import nearest_subject
from quoteattr.lexicon.kinds import noun_kind
from quoteattr.records import Kind

if TYPE_CHECKING:
    from quoteattr.article.article import Article
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["is_tag"]


def is_tag(article: Article, sentence: Sentence) -> bool:
    """Whether a sentence only says who speaks, after a full stop for a comma.

    *“The water is safe.”* **Chairman Lars Moe said on Friday.** *“It was cold.”* **So said Wirth.**
    """
    root = sentence.root
    subject = nearest_subject(sentence, root)
    if root.lemma.lower() not in verbs("saying") or root.xpos not in FINITE_VERBS:
        return False
    if subject is None or not is_speaking_subject(subject) or article.is_marked(root):
        return False
    objects = sentence.children(root, "obj", "iobj")
    return not sentence.children(root, "ccomp", "xcomp", "parataxis", "csubj") and all(
        takes_hearer(root) and not _is_said(t) for t in objects
    )


def _is_said(token: Token) -> bool:
    """Whether the object of a verb is something said and nobody who hears it."""
    kind = noun_kind(token.lemma)
    return token.upos == "NOUN" and (kind is None or kind is Kind.DOCUMENT)
