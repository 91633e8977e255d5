"""Small articles by hand: words with tags, heads and relations, one word a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.article.setting import Setting
from quoteattr.reader import read
from quoteattr.speakers.resolve import resolve_speakers
from quoteattr.syntax.parser import GivenTrees
from quoteattr.syntax.tree import Sentence, Token
from tests.shipped import scores

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quoteattr.article.article import Article
    from quoteattr.article.drafts import Draft
    from quoteattr.lexicon.offices import Offices
    from quoteattr.records import Speaker

__all__ = ["article", "sentence", "setting", "speakers_of"]


def sentence(rows: str, *, start: int = 0, index: int = 0, paragraph: int = 0) -> Sentence:
    """A sentence from rows of ``word upos xpos head relation``, heads counted from 1, 0 the root.

    The words stand in the text with one space between them; the lemma is the word in lower case,
    or what stands behind a slash: ``ministers/minister``.
    """
    tokens: list[Token] = []
    for number, row in enumerate(rows.strip().splitlines()):
        form, upos, xpos, head, relation = row.split()
        word, _, lemma = form.partition("/")
        end = start + len(word)
        tokens.append(
            Token(
                number, start, end, word, lemma or word.lower(), upos, xpos, int(head) - 1, relation
            )
        )
        start = end + 1
    return Sentence(tuple(tokens), paragraph=paragraph, index=index)


def article(text: str, *sentences: Sentence) -> Article:
    """An article with these trees."""
    return read(text, GivenTrees(sentences))


def setting(text: str, sentences: Iterable[Sentence], drafts: Iterable[Draft]) -> Setting:
    """An article with these trees and these drafts."""
    return Setting(article(text, *sentences), tuple(drafts))


def speakers_of(
    text: str,
    sentences: Iterable[Sentence],
    drafts: Iterable[Draft],
    offices: Offices | None = None,
) -> tuple[Speaker | None, ...]:
    """The speakers of these drafts, as the shipped weights have it."""
    resolved = resolve_speakers(setting(text, sentences, drafts), scores().antecedents, offices)
    return tuple(r.speaker for r in resolved)
