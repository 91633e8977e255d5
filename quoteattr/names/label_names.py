"""Names in labels of speakers: *Hon. Ana Ruiz (Minister of Ports, Lib.)*, *ANA RUIZ, ANALYST*.

A label is read from its words, not from its parse: parsers are trained on sentences, and give a
name in capitals before a colon other tags in every turn.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.lexicon import words as lexicon_words
from quoteattr.lexicon.kinds import (
    fold,
    honorific_gender,
    is_family,
    is_given,
    is_honorific,
    is_title,
    noun_kind,
)
from quoteattr.lexicon.own import OwnWords, own_words
from quoteattr.names.kinds import name_kind
from quoteattr.records import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["EXAMINER", "LabelName", "is_examination", "is_number", "read_label"]

EXAMINER = re.compile(r"(?:[A-Z][A-Z -]*EXAMINATION,? )?(?:BY|By) (?P<name>[A-Z][\w.' -]{1,40}):?$")
"""The line that says who examines a witness from here on: *BY MR. LANGE:*."""
_EXAMINATION = re.compile(r"[A-Z -]*EXAMINATION[A-Z -]*:?$")
"""The heading of a part of a trial: *DIRECT EXAMINATION*."""
BRACKETED = re.compile(r"[\[(]([^\])]*)[\])]")
CORE = re.compile(r"[^\[(,]*[^\[(,\s]|")
"""A label up to the first comma or bracket."""
NUMBERED = re.compile(r"[ _-]")
"""What divides a word and its number: *speaker-1*, *SPEAKER_00*."""
FULL_NAME = 2
"""Words of a given and a family name."""
LONGEST_SURE_ACRONYM = 4
"""Letters of a word in capitals that is more likely an acronym than a family name: *AW*, *BBC*."""


@frozen
class LabelName:
    """Who a label names."""

    core: str
    """The label without brackets and without what follows a comma."""
    title: tuple[str, ...]
    """The words of the title before a name."""
    words: tuple[str, ...]
    """The words of the name; none if the label is an office or a description."""
    office: str
    """What else the label says of who bears the name: *NEWS ONE ANALYST*."""

    @property
    def key(self) -> str:
        """The label in the form in which two labels are compared."""
        return fold(self.core).removeprefix("the ")

    @property
    def kind(self) -> tuple[Kind, float]:
        """The kind of speaker that the label indicates, and how strongly, from 0 to 1."""
        if self.title:
            return Kind.PERSON, 1.0
        if not self.words:
            return noun_kind(self.core.split()[-1]) or Kind.PERSON, 1.0
        return _kind(self.words)

    @property
    def is_of_person(self) -> bool:
        """Whether the label shows by itself that it names somebody, not something."""
        if self.title or not self.words:
            return True
        parts = NUMBERED.split(" ".join(self.words))
        if len(parts) > 1 and is_number(parts[-1]):
            return noun_kind(parts[-2]) is Kind.PERSON or fold(parts[-2]) in _roles()
        return is_given(self.words[0].title()) or is_family(self.words[-1])

    @property
    def is_of_product(self) -> bool:
        """Whether the label has the number of a model: *Orion X9*, *Orion 12*; not *Caller 2*."""
        *others, last = self.core.split()
        is_code = any(map(str.isdecimal, last)) and any(map(str.isalpha, last))
        is_numbered = last.isdecimal() and not self.is_of_person
        return bool(others) and self.core[0].isupper() and (is_code or is_numbered)


def read_label(text: str) -> LabelName:
    """Read the label of a speaker, without its colon.

    *The Minister of State (Ana Ruiz)* names *Ana Ruiz*; a seat, a party or a note in brackets is
    left out.
    """
    return _read(text, own_words())


@lru_cache(maxsize=1 << 10)
def _read(text: str, _: OwnWords) -> LabelName:
    """Read a label once for the same words of the caller's own, which may be titles."""
    core = _core(text)
    for inner in BRACKETED.findall(text):
        if _is_office(core.split()) and _is_name_of_person(inner):
            title, name = _split(_core(inner).split())
            return LabelName(_core(inner), title, name, core)
    title, name = _split(core.split())
    if title and "of" in name[1:]:
        name = name[: name.index("of")]  # *Mr. BOYLE of Iowa* is *Mr. BOYLE* later
    outside = BRACKETED.sub("", text)
    return LabelName(core, title, name, outside[len(core) :].strip(" ,"))


def _core(text: str) -> str:
    match = CORE.match(text.strip())
    core = match[0] if match and match[0] else text.strip()
    return core.removesuffix(".") or core


def _is_name_of_person(text: str) -> bool:
    """Whether words in brackets name a person: (*Helen Marsh*), (*Mr. Holm*); not (*Northdale*)."""
    title, name = _split(_core(text).split())
    if not name or not all(word[0].isupper() for word in name):
        return False
    return bool(title) or (len(name) > 1 and is_given(name[0].title()))


def _split(words: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Divide the words of a label into title and name; an office has no name."""
    bare = words[1:] if words and words[0].lower() == "the" else words
    length = _title_length(bare)
    title, name = tuple(bare[:length]), tuple(bare[length:])
    if not name or is_number(name[-1]):
        return (), tuple(bare)
    is_surname = bool(title) and is_honorific(title[-1]) and len(name) == 1
    if is_surname and fold(name[0]) not in lexicon_words("speaker_labels", "addressed"):
        return title, name
    return ((), ()) if _is_office(bare) else (title, name)


def _title_length(words: Sequence[str]) -> int:
    """Count the words of the title before a name: one of *Senator BROWNE*."""
    length = 0
    for place, word in enumerate(words[:-1]):
        if is_honorific(word) or (is_title(word) and not is_given(word.title())):
            length = place + 1
        elif is_given(word.title()):
            break
    return length


def _is_office(words: Sequence[str]) -> bool:
    """Whether words are an office, role or description: *The Minister of State*, *Caller*."""
    bare = [word for word in words if word.lower() != "the"]
    of = next((i for i, word in enumerate(bare) if i and word.lower() in {"of", "for"}), None)
    if of == 1:
        return is_title(bare[0])
    if of is not None:
        return any(is_title(word) and not _is_address(word) for word in bare[:of])
    if not bare:
        return False
    if is_given(bare[0].title()) and len(bare) > 1 and not is_title(bare[0]):
        return False
    return _names_office(bare[-1], is_alone=len(bare) == 1, is_definite=len(bare) < len(words))


def _names_office(word: str, *, is_alone: bool, is_definite: bool) -> bool:
    """Whether a word ends a label that is no name: *Caller*, *THE COURT*; not *Arts* **Weekly**.

    A word that merely ends like such a noun may be a family name: *ALTMAN*.
    """
    last = fold(word)
    if last in _roles() or last in lexicon_words("titles", "offices"):
        return True
    kind = noun_kind(last)
    if kind not in {Kind.PERSON, Kind.GROUP}:
        is_noun = is_alone or word.islower()  # *Water board*
        return is_noun and kind is not None and not is_given(word.title())
    is_listed = any(last in lexicon_words("person_nouns", s) for s in ("female", "male", "neutral"))
    return is_listed or is_definite or word.islower() or kind is Kind.GROUP


def _is_address(word: str) -> bool:
    """Whether a word addresses somebody by name: *Ms.* in *Ms. RUIZ of Texas*."""
    return word.endswith(".") or honorific_gender(word) is not None


def _roles() -> frozenset[str]:
    return lexicon_words("speaker_labels", "roles")


def is_examination(text: str) -> bool:
    """Whether a line of the record of a trial says that a witness is examined from here on."""
    return bool(EXAMINER.match(text) or _EXAMINATION.match(text))


def is_number(word: str) -> bool:
    """Whether a word numbers speakers: the *2* of *WOMAN 2*, the *A* of *Speaker A*, *#1*."""
    return word.removeprefix("#").isdecimal() or (len(word) == 1 and word.isalpha())


def _kind(words: tuple[str, ...]) -> tuple[Kind, float]:
    """Return the kind that the words of a name indicate, be it in capitals or not."""
    if is_number(words[-1]) and len(words) > 1:
        kind = noun_kind(words[-2])
        return (kind, 1.0) if kind else (Kind.UNKNOWN, 0.0)
    if not "".join(words).isupper():
        is_full = len(words) == FULL_NAME and is_given(words[0])
        return (Kind.PERSON, 0.8) if is_full else name_kind(words)
    if len(words) == 1 and len(words[0]) <= LONGEST_SURE_ACRONYM and not is_given(words[0].title()):
        return name_kind(words)
    return name_kind(tuple(word.title() for word in words))
