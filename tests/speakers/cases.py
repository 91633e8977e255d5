"""The speaker cases: texts, their attributions and frozen parses, and who should speak."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from quoteattr.article.drafts import Draft, Phrase
from quoteattr.lexicon.offices import Offices
from quoteattr.records import Act, Construction, Form, Kind
from tests.cases.loader import FOLDER, find_pieces, read_cases

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quoteattr.syntax.tree import Sentence

__all__ = ["Expected", "SpeakerCase", "load_speaker_cases", "phrase_at"]

FORMS = {Construction.TRANSCRIPT: Form.BLOCK}
OPENING = '\u201c\u2018"'


@frozen
class Expected:
    """Names of which one must be the speaker's; none if nobody speaks. ``None`` is not checked."""

    names: tuple[str, ...]
    kind: Kind | None


@frozen
class SpeakerCase:
    """A text, its attributions, and the speakers that they should have."""

    file: str
    id: str
    why: str
    text: str = field(repr=False)
    sentences: tuple[Sentence, ...] = field(repr=False)
    drafts: tuple[Draft, ...] = field(repr=False)
    expected: tuple[Expected, ...] = field(repr=False)
    same: tuple[int, ...] = field(repr=False)
    """Quotes that must have one speaker."""
    differ: tuple[int, ...] = field(repr=False)
    """Quotes that must have different speakers."""
    offices: Offices = field(repr=False)
    """Which names are known to be one speaker."""

    def __str__(self) -> str:
        return f"{self.file}::{self.id}"


def load_speaker_cases() -> Iterator[SpeakerCase]:
    """All cases in ``tests/cases/speakers*.toml``."""
    for path in sorted(FOLDER.glob("speakers*.toml")):
        yield from read_cases(path, _to_case)


def _to_case(file: str, table: Mapping[str, Any], sentences: tuple[Sentence, ...]) -> SpeakerCase:
    if not sentences:
        raise ValueError("there is no parse: tests/cases/freeze.py adds it")
    drafts: list[Draft] = []
    for quote in table["quote"]:
        found_by = Construction(table.get("construction", Construction.CUE_BEFORE_QUOTATION))
        drafts.append(_to_draft(quote, table["text"], sentences, drafts, found_by))
    return SpeakerCase(
        file=file,
        id=table["id"],
        why=table["why"],
        text=table["text"],
        sentences=sentences,
        drafts=tuple(drafts),
        expected=tuple(map(_to_expected, table["quote"])),
        same=tuple(table.get("same", ())),
        differ=tuple(table.get("differ", ())),
        offices=Offices.of(table.get("aliases"), table.get("offices", True)),
    )


def _to_expected(quote: Mapping[str, Any]) -> Expected:
    names = quote["speaker"]
    listed = tuple(filter(None, [names] if isinstance(names, str) else names))
    return Expected(listed, Kind(quote["kind"]) if "kind" in quote else None)


def _to_draft(
    quote: Mapping[str, Any],
    text: str,
    sentences: Sequence[Sentence],
    before: list[Draft],
    found_by: Construction,
) -> Draft:
    parent = quote.get("parent")
    start = before[parent].contents[0][0] if parent is not None else 0
    contents = find_pieces(text, quote["content"], start)
    source, addressee = quote.get("source"), quote.get("addressee")
    direct = contents[0][0] > 0 and text[contents[0][0] - 1] in OPENING
    return Draft(
        contents=contents,
        cue=None if source is None else (contents[0][0], contents[0][0]),
        lemma="say",
        source=_nearest(source, text, contents, sentences) if source else None,
        form=Form.DIRECT if direct else FORMS.get(found_by, Form.INDIRECT),
        act=Act.SPEECH,
        evidence=found_by,
        confidence=1.0,
        parent=parent,
        antecedent=quote.get("antecedent"),
        addressee=_nearest(addressee, text, contents, sentences) if addressee else None,
    )


def _nearest(
    source: str, text: str, contents: Sequence[tuple[int, int]], sentences: Sequence[Sentence]
) -> Phrase:
    """The occurrence of the source nearest to the content, in its sentence if any is there."""
    starts = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(source)}(?!\w)", text)]
    first, last = contents[0][0], contents[-1][1]
    outside = [i for i in starts if i + len(source) <= first or i >= last]
    own = next((s for s in sentences if s.start <= first < s.end), sentences[0])
    within = [i for i in outside if own.start <= i < own.end] or outside
    start = min(within, key=lambda i: min(abs(i + len(source) - first), abs(i - last)))
    return phrase_at(start, start + len(source), sentences)


def phrase_at(start: int, end: int, sentences: Sequence[Sentence]) -> Phrase:
    """The phrase with these offsets; its head is the token in it that is highest in the tree."""
    sentence = next((s for s in sentences if s.start <= start < s.end), None)
    if sentence is None:
        raise ValueError(f"no sentence at {start}")
    tokens = [t for t in sentence if start <= t.start < end]
    inside = {t.index for t in tokens}
    head = next((t for t in tokens if t.head not in inside and t.upos != "PUNCT"), None)
    if head is None:
        raise ValueError(f"no word from {start} to {end}")
    return Phrase(start, end, sentence.index, head.index)
