"""Letters to a column: a salutation, what is written, and perhaps a signature."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.attribution.layout.blocks import MAX_BLOCK, Block
from quoteattr.lexicon.kinds import fold, is_salutation
from quoteattr.names.label_names import read_label
from quoteattr.records import Construction

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from quoteattr.article.article import Article
    from quoteattr.attribution.parts.spans import Offsets

__all__ = ["find_letters"]

SALUTATION = re.compile(
    r"(?P<name>\w(?:[^\n:,;.!?\"\u201c\u201d]|(?<=\b[DM][a-z])\.|(?<=\bMrs)\.){1,60})(?P<sign>[:,])(?=\s|$)"
)
"""The start of a paragraph, up to a colon or comma."""

SIGNATURE = re.compile(
    r"(?<=[.?!\u2026\u201d\"')\]\n])\s*(?P<sign>--|[\u2014\u2015\u2013~-])\s?"
    r"(?P<name>[A-Z\u00c0-\u00de][^\n:;.?!\u2014\u2015\u2013\"\u201c\u201d]{1,60})$"
)
"""A dash and a name that end a paragraph, after a sentence or alone."""

NAME_LINE = re.compile(
    r"(?P<sign>)(?P<name>[A-Z\u00c0-\u00de][^\n:;,.?!\"\u201c\u201d]{1,40})"
    r"(?:, [^\n:;?!]{1,40})?(?<!\.)$"
)
"""A name, and perhaps a town, that fill a paragraph."""


@frozen
class _Letter:
    contents: tuple[Offsets, ...]
    salutation: re.Match[str]
    signature: re.Match[str] | None


def find_letters(article: Article) -> Iterator[Block]:
    """Find the letters of a column: *DEAR RUTH:* [I sold the dog.] *-- SORRY IN SKYE*.

    The writer is whoever signs; nobody is named if a letter, such as an answer, has no signature.
    Unless one of them is signed, salutations open no letters.
    """
    opened = _openings(article)
    ends = [*opened, len(article.paragraphs)][1:]
    pairs = zip(opened.items(), ends, strict=True)
    answered = {fold(match["name"].partition(" ")[2]) for match in opened.values()}
    letters = [_letter(article, index, match, end, answered) for (index, match), end in pairs]
    if not any(letter.signature for letter in letters):
        return
    for letter in letters:
        named = letter.signature or letter.salutation
        sentence = article.sentence_at(named.start("name"))
        if letter.contents and sentence is not None:
            cue, name = named.span("sign") if named["sign"] else None, named.span("name")
            yield Block(letter.contents, cue, ":", Construction.LETTER, name, sentence)


def _openings(article: Article) -> dict[int, re.Match[str]]:
    """Return the salutations that open paragraphs, by the index of the paragraph."""
    found = {}
    for index, paragraph in enumerate(article.paragraphs):
        match = SALUTATION.match(article.text, paragraph.start, paragraph.end)
        if match and is_salutation(match["name"]):
            found[index] = match
    return found


def _letter(
    article: Article, first: int, salutation: re.Match[str], end: int, answered: Collection[str]
) -> _Letter:
    """Read a letter that opens with a salutation and ends before a paragraph."""
    contents: list[Offsets] = []
    for index in range(first, end):
        paragraph = article.paragraphs[index]
        start = salutation.end() if index == first else paragraph.start
        signature = _signature(article, start, paragraph.end)
        if signature is None and contents and index > first:
            signature = _name_line(article, start, paragraph.end, answered)
        stop = signature.start() if signature else paragraph.end
        if article.text[start:stop].strip():
            contents.append((start, stop))
        if signature:
            written = _without_closing(article, contents)
            return _Letter(tuple(written), salutation, signature)
    return _Letter(tuple(contents[:MAX_BLOCK]), salutation, None)


def _without_closing(article: Article, contents: list[Offsets]) -> list[Offsets]:
    """Leave out a last line that only takes leave: *Best wishes,*."""
    start, end = contents[-1] if contents else (0, 0)
    is_closing = article.text[end - 1 : end] == "," and len(article.text[start:end].split()) < 5
    return contents[:-1] if is_closing and len(contents) > 1 else contents


def _signature(article: Article, start: int, end: int) -> re.Match[str] | None:
    """Find the signature at the end of a paragraph."""
    return SIGNATURE.search(article.text, max(start, end - LONGEST), end)


def _name_line(
    article: Article, start: int, end: int, answered: Collection[str]
) -> re.Match[str] | None:
    """Find a signature without a dash: a person's name, or one that an answer greets, on a line.

    An answer may greet its first words alone: *Dear Hurt* answers *Hurt in Elmstad*.
    """
    match = NAME_LINE.match(article.text, start, end)
    if match is None:
        return None
    name = f"{fold(match['name'])} "
    is_answered = any(greeted and name.startswith(f"{greeted} ") for greeted in answered)
    return match if is_answered or read_label(match["name"]).is_of_person else None


LONGEST = 80
"""How many characters at the end of a paragraph are searched for a signature."""
