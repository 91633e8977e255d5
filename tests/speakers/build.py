"""Small trees by hand: words with tags, heads and relations, one word a line."""

from __future__ import annotations

from quoteattr.syntax.tree import Sentence, Token

__all__ = ["sentence"]


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
