"""Kinds of damage that texts come with, each as a function of one text.

A function returns for every character of the text what is inserted before it and what it becomes,
so that what is found in the damaged text can be judged in the text as it was.
"""

from __future__ import annotations

import html
import random
import re
import unicodedata
from html.entities import codepoint2name
from itertools import accumulate
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Parts = list[tuple[str, str]]
    Kind = Callable[[str], Parts]

__all__ = ["KINDS", "Damaged", "damaged"]


@frozen
class Damaged:
    """A damaged text, and how far each character of the sound one reaches in it."""

    text: str
    starts: Sequence[int]
    """Where each character of the sound text begins."""
    ends: Sequence[int]
    """Where it ends."""

    def sound(self, start: int, end: int) -> list[int]:
        """Return the range of the sound text that a range of the damaged one shows."""
        shown = [
            place
            for place, (first, last) in enumerate(zip(self.starts, self.ends, strict=True))
            if first < end and last > start and first < last
        ]
        return [shown[0], shown[-1] + 1] if shown else [0, 0]


def damaged(text: str, kind: str) -> Damaged:
    """Damage a text; the same kind of damage is the same on every run."""
    random.seed(f"{kind} {len(text)}")
    parts = KINDS[kind](text)
    ends = list(accumulate(len(before) + len(shown) for before, shown in parts))
    starts = [end - len(shown) for end, (_, shown) in zip(ends, parts, strict=True)]
    return Damaged("".join(before + shown for before, shown in parts), starts, ends)


def _each(change: Callable[[str], str]) -> Kind:
    """Change each character by itself."""
    return lambda text: [("", change(character)) for character in text]


def _without(pattern: str) -> Kind:
    """Lose what matches a pattern."""

    def damage(text: str) -> Parts:
        parts = [("", character) for character in text]
        for match in re.finditer(pattern, text, re.MULTILINE):
            parts[match.start() : match.end()] = [("", "")] * len(match[0])
        return parts

    return damage


def _around(pattern: str, before: str, after: str) -> Kind:
    """Insert something before and after each match of a pattern."""

    def damage(text: str) -> Parts:
        parts = [("", character) for character in text]
        for match in re.finditer(pattern, text, re.MULTILINE):
            _insert(parts, match, before, after)
        return parts

    return damage


def _insert(parts: Parts, match: re.Match[str], before: str, after: str) -> None:
    """Insert something before and after a match."""
    start, end = match.span()
    parts[start] = (parts[start][0] + before, parts[start][1])
    if end < len(parts):
        parts[end] = (after + parts[end][0], parts[end][1])
    else:
        parts[-1] = (parts[-1][0], parts[-1][1] + after)


def _then(first: Kind, change: Callable[[str], str]) -> Kind:
    """Change what another kind of damage inserts and shows."""
    return lambda text: [(change(before), change(shown)) for before, shown in first(text)]


def _wrapped(before: str = "", width: int = 72, *, hyphens: bool = False) -> Kind:
    """Break lines at a width; with hyphens, within words."""

    def damage(text: str) -> Parts:
        parts, column = [], 0
        for place, character in enumerate(text):
            starts_line = place == 0 or text[place - 1] == "\n"
            column = 0 if starts_line else column + 1
            parts.append((before if starts_line else "", character))
            inside = text[place - 3 : place + 4].isalpha() and len(text[place - 3 : place + 4]) == 7
            if hyphens and column >= width and inside:
                parts[-1] = (f"-\n{before}", character)
                column = 0
            elif not hyphens and column >= width and character == " ":
                parts[-1] = ("", f"\n{before}")
                column = 0
        return parts

    return damage


def _entity(character: str) -> str:
    name = codepoint2name.get(ord(character))
    return f"&{name};" if name and name != "apos" else character


def _apart(encoding: str) -> Callable[[str], str]:
    """Show a character as it looks where UTF-8 is read in another encoding."""

    def show(character: str) -> str:
        return "".join(
            bytes([byte]).decode(encoding)
            if encoding == "latin-1" or byte not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
            else chr(byte)
            for byte in character.encode()
        )

    return show


def _lost(instead: str) -> Callable[[str], str]:
    return lambda character: character if character.isascii() else instead


def _in_words(text: str) -> Parts:
    """Put soft hyphens where long words could be parted."""
    parts = [("", character) for character in text]
    for match in re.finditer(r"[^\W\d_]{7,}", text):
        for place in range(match.start() + 3, match.end() - 2, 4):
            parts[place] = ("\u00ad", text[place])
    return parts


def _now_and_then(share: float, change: Callable[[str], str]) -> Kind:
    """Change some of the letters, chosen at random."""

    def damage(text: str) -> Parts:
        return [
            (
                "",
                change(character) if character.isalpha() and random.random() < share else character,
            )
            for character in text
        ]

    return damage


_CONFUSED = {
    **{"a": "o@", "b": "h6", "c": "e", "d": ["cl"], "e": "co", "f": "t", "g": "q9", "h": "b"},
    **{"i": "l1", "k": ["lc"], "l": "1I", "m": ["rn"], "n": "ru", "o": "0c", "p": "n", "r": "n"},
    **{"s": "5", "t": "fr", "u": "n", "v": "y", "w": ["vv"], "y": "v"},
    **{"B": "8", "I": "l", "O": "0", "S": "5", "T": "7"},
}
"""What letters look like to a scanner."""


def _misread(letter: str) -> str:
    """Show a letter as a scanner may read it."""
    return random.choice(_CONFUSED.get(letter, "~"))


def _now_and_then_around(*pairs: tuple[str, str]) -> Kind:
    """Insert something before and after some of the words, chosen at random."""

    def damage(text: str) -> Parts:
        parts = [("", character) for character in text]
        for match in re.finditer(r"\b[^\W\d_]{4,}\b", text):
            if random.random() < 0.06:
                _insert(parts, match, *random.choice(pairs))
        return parts

    return damage


_LINE = r"[^\n]+"
_PARAGRAPHS = _around(_LINE, "<p>", "</p>")
_SENTENCE = r"(?<=[.!?\u201d\"]) (?=[A-Z\u201c\"])"
_LONG = "".join(f" data-x{number}='{number:040}'" for number in range(10))
_SCRIPT = """<script type="text/javascript">
var a = "b"; if (x < 1) { say("Hello", 'you'); }
</script>
"""
_STYLE = '<style>\np.lead > a::before { content: "\\201c"; color: #fff }\n</style>\n'
_STRAIGHT = {"“": '"', "”": '"', "‘": "'", "’": "'"}
_LIGATURES = {"fi": "\ufb01", "fl": "\ufb02", "ff": "\ufb00"}


def _curly(text: str) -> str:
    """Make all double marks curly, of the same length."""
    return re.sub(r'(?<![\w.,!?…])"(?=\S)', "“", text).replace('"', "”")


def _marks(shown: Mapping[str, str]) -> Kind:
    """Show double marks otherwise."""
    return lambda text: [("", shown.get(character, character)) for character in _curly(text)]


def _ligatures(text: str) -> Parts:
    parts = [("", character) for character in text]
    for match in re.finditer("fi|fl|ff", text):
        parts[match.start()] = ("", _LIGATURES[match[0]])
        parts[match.start() + 1] = ("", "")
    return parts


KINDS: dict[str, Kind] = {
    "none": _each(str),
    "named entities": _each(_entity),
    "numeric entities": _each(lambda c: c if c.isascii() and c not in "\"'" else f"&#{ord(c)};"),
    "entities in hexadecimal": _each(
        lambda c: c if c.isascii() and c not in "\"'" else f"&#x{ord(c):x};"
    ),
    "entities escaped twice": _then(_each(_entity), html.escape),
    "UTF-8 read as Windows-1252": _each(_apart("cp1252")),
    "UTF-8 read as Latin-1": _each(_apart("latin-1")),
    "UTF-8 read as Windows-1252 twice": _then(
        _each(_apart("cp1252")), lambda shown: "".join(map(_apart("cp1252"), shown))
    ),
    "question marks for all but ASCII": _each(_lost("?")),
    "U+FFFD for all but ASCII": _each(_lost("\ufffd")),
    "soft hyphens": _in_words,
    "zero-width spaces around marks": _around("[“”‘’\"']", "\u200b", "\u200b"),
    "zero-width spaces anywhere": lambda text: [
        ("\u200b" if random.random() < 0.05 else "", c) for c in text
    ],
    "directional marks": _around("[“”\"']", "\u200e", "\u2060"),
    "a byte order mark on each line": _around(_LINE, "\ufeff", ""),
    "tags of paragraphs": _PARAGRAPHS,
    "tags in capitals": lambda text: [
        (before, shown.replace("\n", "<BR />"))
        for before, shown in _around(r"\A(?s:.+)\Z", "<DIV CLASS='text'>", "</DIV>")(text)
    ],
    "tags of more than 300 characters": _around(_LINE, f"<p{_LONG}>", "</p>"),
    "tags within lines": _now_and_then_around(
        ("<b>", "</b>"), ('<span class="x">', "</span>"), ("<a href='/p?a=1'>", "</a>")
    ),
    "other tags": _around(_LINE, "<![CDATA[<x-lead><o:p x='1'>", "</o:p></x-lead>]]>"),
    "comments": _around(
        _SENTENCE, '<!-- ad: said "x"\n -->', "<!--[if IE]> <p>No.</p><![endif]-->"
    ),
    "scripts and styles": _around(_LINE, f"{_SCRIPT}{_STYLE}", ""),
    "escaped tags": _then(_around(_LINE, "<p class='a'>", "</p>"), html.escape),
    "signs before each line": _around(_LINE, "> ", ""),
    "signs before wrapped lines": _wrapped("> "),
    "Markdown": _now_and_then_around(
        ("**", "**"), ("*", "*"), ("_", "_"), ("[", "](https://example.org/a?b=1)")
    ),
    "carriage returns": _each(lambda c: "\r\n" if c == "\n" else c),
    "wrapped lines": _wrapped(),
    "words parted at line ends": _wrapped(hyphens=True),
    "double and no-break spaces": _each(
        lambda c: random.choice(["  ", "\u00a0", "\u2009 "]) if c == " " else c
    ),
    "no space between sentences": _without(_SENTENCE),
    "straight marks": _each(lambda c: _STRAIGHT.get(c, c)),
    "single marks": _marks({"“": "‘", "”": "’"}),
    "marks of TeX": _marks({"“": "``", "”": "''"}),
    "spaces inside marks": _marks({"“": "“ ", "”": " ”"}),
    "double marks lost": _each(lambda c: "" if c in '“”"' else c),
    "ligatures": _ligatures,
    "decomposed accents": _each(lambda c: unicodedata.normalize("NFD", c)),
    "capitals": _each(lambda c: c.upper() if len(c.upper()) == 1 else c),
    "lower case": _each(lambda c: c.lower() if len(c.lower()) == 1 else c),
    "ends of sentences lost": _without('[.!?](?=[ \n"”’]|$)'),
    "letters misread, 1 %": _now_and_then(0.01, _misread),
    "letters misread, 3 %": _now_and_then(0.03, _misread),
}
