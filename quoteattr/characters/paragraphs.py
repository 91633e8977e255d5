"""Division of a text into paragraphs."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.characters.normalise import to_plain, without_quote_signs
from quoteattr.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Paragraph", "find_paragraphs"]

_LINE = re.compile(r"[^\n]+")
_PAGE_OR_PARAGRAPH = re.compile("[\f\u2029]")

# Typewriters, e-mail and terminals wrap at 60 to 80 columns, a few programs at up to 120. A block
# whose lines all stay under 30 columns is a list, verse or an address.
_NARROWEST, _WIDEST = 30, 120
_FEWEST = 4
"""Breaks of lines in which the width of a text can be seen."""
_INDENT = 2
"""Spaces before the first line of a paragraph at least, where these tell it."""
_RAGGED = 0.9
"""Share of the width that lines fill at least, if they were wrapped by hand."""
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
    news feeds where each line is a paragraph, except in lines that were wrapped to a width. Where
    most lines of a text were (:func:`_least_reach`), only a short line ends a paragraph; elsewhere,
    in a block that was (:func:`_wrapped_width`), only a short line that ends a sentence. In both,
    so does a sentence's end before an indented line. The ``>`` signs before quoted lines count as
    white space.

    Args:
        text: The text as given.

    Returns:
        The paragraphs in order, with offsets into ``text``.
    """
    plain = without_quote_signs(to_plain(text))
    blocks = list(_blocks(text, plain))
    least = _least_reach(plain, blocks)
    return tuple(
        Paragraph(start, end) for block in blocks for start, end in _join_lines(plain, block, least)
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


def _join_lines(plain: str, block: list[_Line], least: int) -> Iterator[_Line]:
    """Join the lines of a block into paragraphs.

    Args:
        plain: The text.
        block: The lines.
        least: How far lines of a text reach that was wrapped (:func:`_least_reach`), or 0.
    """
    width = _wrapped_width(plain, block)
    first = block[0]
    for line, following in pairwise(block):
        if _is_indented(plain, line, following):
            continues = False
        elif least:
            continues = _continues(plain, line, following, least, is_wrapped=width > 0)
        else:
            ends = _ends_sentence(plain, line)
            continues = width > 0 and (not ends or _is_full(plain, line, following, width))
        if not continues:
            yield first[0], line[1]
            first = following
    yield first[0], block[-1][1]


def _least_reach(plain: str, blocks: list[list[_Line]]) -> int:
    """Return how far lines reach with the next word at least, in a text that was wrapped.

    It is 0 if most breaks of lines do not surely fall inside a sentence. The width is that of most
    lines, so that a word which is too long for its line does not matter.
    """
    breaks = [each for block in blocks for each in pairwise(block)]
    if len(breaks) < _FEWEST:
        return 0
    width = int(median(end - start for (start, end), _ in breaks))
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    inside = [each for each in breaks if _is_inside(plain, *each, width)]
    if 2 * len(inside) < len(breaks):
        return 0
    longest = max(end - start for (start, end), _ in breaks)
    return min(longest + 1, *(_reach(plain, *each) for each in inside))


def _continues(plain: str, line: _Line, following: _Line, least: int, *, is_wrapped: bool) -> bool:
    """Tell whether the following line belongs to the same paragraph, in a text that was wrapped.

    A line that is much too short ends a paragraph, such as a heading, unless it stops amid a
    sentence of a block that was wrapped.
    """
    reach = _reach(plain, line, following)
    if reach >= least:
        return True
    is_amid = plain[following[0]].islower()
    if _ends_sentence(plain, line) and not is_amid:
        return False
    return reach > _RAGGED * least or (is_wrapped and is_amid)


def _wrapped_width(plain: str, block: list[_Line]) -> int:
    """Return the width to which the lines of a block were wrapped, or 0 if they were not.

    They were if the longest has 30 to 120 columns and at least half of the breaks fall inside a
    sentence. Of two lines, the second must also end a sentence; otherwise it may be the byline of
    the first.
    """
    width = max(end - start for start, end in block)
    if len(block) < 2 or not _NARROWEST <= width <= _WIDEST:
        return 0
    inside = sum(_is_inside(plain, *each, width) for each in pairwise(block))
    if 2 * inside < len(block) - 1 or (len(block) == 2 and not _ends_sentence(plain, block[-1])):
        return 0
    return width


def _is_inside(plain: str, line: _Line, following: _Line, width: int) -> bool:
    """Tell whether a break surely falls inside a sentence.

    Before it is no full stop or the like, after it a lower-case letter, or before it a word such as
    *the*; and the line had no room for the next word.
    """
    if _ends_sentence(plain, line):
        return False
    goes_on = plain[following[0]].islower() or _is_unfinished(plain, line)
    return goes_on and (_is_full(plain, line, following, width) or _is_divided(plain, line))


def _is_unfinished(plain: str, line: _Line) -> bool:
    """Tell whether a line ends in a word that no sentence and no heading ends in."""
    last = plain[line[0] : line[1]].rpartition(" ")[2]
    return last.lower() in words("function_words", "unfinished")


def _ends_sentence(plain: str, line: _Line) -> bool:
    return plain[line[1] - 1] in _SENTENCE_END


def _is_indented(plain: str, line: _Line, following: _Line) -> bool:
    """Tell whether a sentence ends before a line that begins further right."""
    before, after = (start - plain.rfind("\n", 0, start) for start, _ in (line, following))
    return _ends_sentence(plain, line) and after - before >= _INDENT


def _is_divided(plain: str, line: _Line) -> bool:
    """Tell whether a line ends in the first half of a word: *an-*, *nounced*."""
    return plain[line[1] - 1] == "-" and plain[line[1] - 2 : line[1] - 1].isalpha()


def _is_full(plain: str, line: _Line, following: _Line, width: int) -> bool:
    """Tell whether the next word had no room on the line, a tenth of the width left ragged."""
    return _reach(plain, line, following) > _RAGGED * width


def _reach(plain: str, line: _Line, following: _Line) -> int:
    """Return how long a line would be with the next word."""
    space = plain.find(" ", *following)
    word = (space if space >= 0 else following[1]) - following[0]
    return line[1] - line[0] + 1 + word
