"""Documents, linked, as two data frames: one of documents, one of their quotes."""

# ruff: noqa: PLC0415 - pandas is an extra, imported when it is asked for

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any

from attrs import define, field

from quoteattr.corpus.identities import LinkedDocument
from quoteattr.corpus.link import link
from quoteattr.corpus.tables import checked, rows_of_one
from quoteattr.errors import InputError, missing_extra
from quoteattr.output import frames
from quoteattr.output.table import document_id
from quoteattr.output.values import is_missing
from quoteattr.records import Gender, GenderSign, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas

    from quoteattr.corpus.identities import Identity
    from quoteattr.corpus.tables import Documents
    from quoteattr.document import Document
    from quoteattr.output.table import Cell
    from quoteattr.records import Speaker

__all__ = ["read"]

GENDERS = (*(gender.value for gender in Gender), "unknown")
KINDS = (*(kind.value for kind in Kind if kind is not Kind.UNKNOWN), "unknown", "nobody")
COLUMNS = ("place", "document", "date", "words", "quotes")
"""Columns of the documents; metadata of these names are called ``metadata_place``, …"""


@define
class _Known:
    """What all documents say about one speaker."""

    name: str | None = None
    kind: Kind = Kind.UNKNOWN
    genders: dict[GenderSign, Counter[Gender]] = field(factory=dict)

    def add(self, identity: Identity, speaker: Speaker) -> None:
        self.name, self.kind = identity.name, identity.kind
        if speaker.gender and speaker.gender_sign:
            self.genders.setdefault(speaker.gender_sign, Counter())[speaker.gender] += 1

    def gender(self, *, given_names: bool) -> str | None:
        """Return the gender that the surest sign gives most; ``unknown`` where they are even."""
        if self.kind is not Kind.PERSON:
            return None
        for sign in GenderSign:
            if sign in self.genders and (given_names or sign is not GenderSign.GIVEN_NAME):
                (first, most), *others = self.genders[sign].most_common()
                return "unknown" if others and others[0][1] == most else first.value
        return "unknown"


def read(
    documents: Documents, date_key: str, *, given_names: bool
) -> tuple[pandas.DataFrame, pandas.DataFrame]:
    """Return the frame of the documents and that of their quotes.

    Raises:
        InputError: A date cannot be read.
        MissingExtra: pandas is not installed.
        TypeError: ``documents`` is a single document or holds something else.
    """
    try:
        import pandas
    except ImportError as error:
        raise missing_extra("counts of a corpus", "pandas") from error
    known: dict[str, _Known] = {}
    about: list[dict[str, Any]] = []
    rows: list[dict[str, Cell]] = []
    places: list[int] = []
    for place, linked in enumerate(_linked(documents)):
        own = list(rows_of_one(linked))
        rows += own
        places += [place] * len(own)
        about.append(_about(place, linked.document, len(own), date_key))
        for identity, speaker in zip(linked.identities, linked.document.speakers, strict=True):
            known.setdefault(identity.id, _Known()).add(identity, speaker)
    described = pandas.DataFrame(about, columns=None if about else list(COLUMNS))
    described["date"] = _dates(described)
    quotes = frames.to_pandas(rows)
    quotes.insert(0, "place", pandas.Series(places, dtype="int64"))
    _describe(quotes, known, given_names=given_names)
    quotes["date"] = described["date"].to_numpy()[quotes["place"]]
    quotes["words"] = [_words(text) for text in quotes["text"]]
    return described, quotes


def _linked(documents: Documents) -> Iterator[LinkedDocument]:
    """Link documents that are not."""
    every = checked(documents)
    first = next(every, None)
    if first is None:
        return iter(())
    alike: Iterator[Any] = _alike(chain([first], every), type(first))
    return alike if isinstance(first, LinkedDocument) else link(alike)


def _alike(documents: Iterable[object], kind: type) -> Iterator[object]:
    for document in documents:
        if not isinstance(document, kind):
            raise TypeError("documents must be all linked, or none of them")
        yield document


def _about(place: int, document: Document, quotes: int, date_key: str) -> dict[str, Any]:
    given = document.metadata
    about = {
        "place": place,
        "document": document_id(document),
        "date": given.get(date_key),
        "words": _words(document.text),
        "quotes": quotes,
    }
    others = {key: value for key, value in given.items() if key != date_key}
    return about | {f"metadata_{key}" if key in COLUMNS else key: others[key] for key in others}


def _words(text: str) -> int:
    """Count what stands between spaces and has a letter or digit."""
    return sum(any(map(str.isalnum, word)) for word in text.split())


def _dates(described: pandas.DataFrame) -> pandas.Series[Any]:
    """Turn dates of any kind into days; those not given are NaT."""
    import pandas

    def day(value: Any) -> Any:
        text = value.strip() if isinstance(value, str) else None
        if text == "" or is_missing(value):
            return pandas.NaT
        if text is not None and not text[0].isdecimal():
            raise ValueError("no digits")  # pandas would take "today" for one
        if not isinstance(value, str | date) and type(value).__name__ != "datetime64":
            raise TypeError("neither a date nor text")
        return pandas.to_datetime(value, format="ISO8601").tz_localize(None).normalize()

    days = []
    for place, name, value in zip(
        described["place"], described["document"], described["date"], strict=True
    ):
        try:
            days.append(day(value))
        except (TypeError, ValueError) as error:
            raise InputError(
                f"document {place} ({name}): {value!r} is no date; give ISO 8601, as 2026-05-04"
            ) from error
    return pandas.Series(days, index=described.index, dtype="datetime64[s]")


def _describe(quotes: pandas.DataFrame, known: dict[str, _Known], *, given_names: bool) -> None:
    """Add name, kind and gender of the speakers, as all documents together give them."""
    import pandas

    genders = {speaker: each.gender(given_names=given_names) for speaker, each in known.items()}
    nobody = _Known()
    speakers = quotes["identity"].astype(object)
    found = [known.get(speaker, nobody) for speaker in speakers]
    kinds = [str(each.kind) if each is not nobody else "nobody" for each in found]
    names = [each.name for each in found]
    quotes["name"] = pandas.Series(names, index=quotes.index, dtype="string")
    quotes["kind"] = pandas.Categorical(kinds, categories=KINDS)
    quotes["gender"] = pandas.Categorical(
        [genders.get(each) for each in speakers], categories=GENDERS
    )
