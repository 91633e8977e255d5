"""Documents made by hand, of which only the speakers matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.document import Document
from quoteattr.records import Kind, Mention, MentionForm, Speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["document"]

PRONOUNS = {"he", "him", "his", "she", "her"}


def document(speakers: Sequence[str], title: str = "") -> Document:
    """Make a document with these speakers: ``name | kind | mention | …``."""
    text, made = f"{title}\n", []
    for line in speakers:
        name, kind, *texts = (part.strip() for part in line.split("|"))
        mentions = []
        for mention in texts:
            mentions.append(Mention(len(text), len(text) + len(mention), mention, _form(mention)))
            text += f"{mention}\n"
        made.append(Speaker(name, Kind(kind), tuple(mentions)))
    return Document(text, (), tuple(made), ())


def _form(mention: str) -> MentionForm:
    if mention in PRONOUNS:
        return MentionForm.PRONOUN
    capitals = any(word[0].isupper() for word in mention.split())
    return MentionForm.NAME if capitals else MentionForm.DESCRIPTION
