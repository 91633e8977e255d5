"""Division of a text into paragraphs."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.characters.normalise import to_plain, without_quote_signs

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Paragraph", "find_paragraphs"]

_LINE = re.compile(r"[^\n]+")
_PAGE_OR_PARAGRAPH = re.compile("[\f\u2029]")

# Typewriters, e-mail and terminals wrap at 60 to 80 columns, a few programs at up to 120. A block
# whose lines all stay under 30 columns is a list, verse or an address.
_NARROWEST, _WIDEST = 30, 120
_SENTENCE_END = frozenset(".!?:;\"'…")

_Line = tuple[int, int]
"""Start and end of a line that is not blank, without the white space around it."""


@frozen(order=True)
class Paragraph:
    """A paragraph: never empty, and without the white space around it."""

    start: int
    """First code point."""
    end: int
    """One past the last code point."""


def find_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Split the text into paragraphs.

    A blank line, a form feed or U+2029 always ends a paragraph. So does a single line break, as in
    news feeds where each line is a paragraph, except in a block of lines that was wrapped to a
    width (:func:`_wrapped_width`): there, only a short line that ends a sentence ends a paragraph.
    The ``>`` signs before quoted lines count as white space.

    Args:
        text: The text as given.

    Returns:
        The paragraphs in order, with offsets into ``text``.
    """
    plain = without_quote_signs(to_plain(text))
    blocks = list(_blocks(text, plain))
    widths = [_wrapped_width(plain, block) for block in blocks]
    several = sum(len(block) > 1 for block in blocks)
    usual = max(widths, default=0) if 2 * sum(map(bool, widths)) > several else 0
    return tuple(
        Paragraph(start, end)
        for block, width in zip(blocks, widths, strict=True)
        for start, end in _join_lines(plain, block, width, usual)
    )


def _blocks(text: str, plain: str) -> Iterator[list[_Line]]:
    """Group lines that no blank line, form feed or U+2029 divides."""
    block: list[_Line] = []
    for line in _lines(plain):
        if block and _is_separated(text, plain, block[-1][1], line[0]):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _lines(plain: str) -> Iterator[_Line]:
    for match in _LINE.finditer(plain):
        line = match[0]
        stripped = line.strip()
        if stripped:
            start = match.start() + len(line) - len(line.lstrip())
            yield start, start + len(stripped)


def _is_separated(text: str, plain: str, end: int, start: int) -> bool:
    return plain.count("\n", end, start) > 1 or bool(_PAGE_OR_PARAGRAPH.search(text, end, start))


def _join_lines(plain: str, block: list[_Line], width: int, usual: int) -> Iterator[_Line]:
    """Join the lines of a block into paragraphs.

    Where most blocks of a text are wrapped, to ``usual`` columns, so is any other block whose
    lines are all full but the last.
    """
    if not width and usual and all(_is_full(plain, *lines, usual) for lines in pairwise(block)):
        width = usual
    first = block[0]
    for line, following in pairwise(block):
        full = width and _is_full(plain, line, following, width)
        if not width or (_ends_sentence(plain, line) and not full):
            yield first[0], line[1]
            first = following
    yield first[0], block[-1][1]


def _wrapped_width(plain: str, block: list[_Line]) -> int:
    """Return the width to which the lines of a block were wrapped, or 0 if they were not.

    They were if the longest has 30 to 120 columns and at least half of the breaks fall inside a
    sentence: no full stop or the like before the break, a lower-case letter after it, and no room
    on the line for the next word. Of two lines, the second must also end a sentence; otherwise it
    may be the byline of the first.
    """
    width = max(end - start for start, end in block)
    if len(block) < 2 or not _NARROWEST <= width <= _WIDEST:
        return 0
    inside = sum(
        plain[following[0]].islower()
        and not _ends_sentence(plain, line)
        and (_is_full(plain, line, following, width) or _is_divided(plain, line))
        for line, following in pairwise(block)
    )
    if 2 * inside < len(block) - 1 or (len(block) == 2 and not _ends_sentence(plain, block[-1])):
        return 0
    return width


def _ends_sentence(plain: str, line: _Line) -> bool:
    return plain[line[1] - 1] in _SENTENCE_END


def _is_divided(plain: str, line: _Line) -> bool:
    """Tell whether a line ends in the first half of a word: *an-*, *nounced*."""
    return plain[line[1] - 1] == "-" and plain[line[1] - 2 : line[1] - 1].isalpha()


def _is_full(plain: str, line: _Line, following: _Line, width: int) -> bool:
    """Tell whether the next word had no room on the line, a tenth of the width left ragged."""
    space = plain.find(" ", *following)
    word = (space if space >= 0 else following[1]) - following[0]
    return line[1] - line[0] + 1 + word > 0.9 * width
