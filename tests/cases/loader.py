"""Reads the cases: TOML for texts and expectations, CoNLL-U for the frozen parses.

A piece of content is given as it stands in the text and found there: at its first occurrence after
the piece before it; the first piece of a nested quote, inside the content of its parent.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import field, frozen

from quoteattr.records import Act, Form, Missing
from tests.cases.conllu import read_documents, read_sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from quoteattr.syntax.tree import Sentence

__all__ = [
    "DEFAULT_ACTS",
    "Case",
    "Expected",
    "case_files",
    "find_pieces",
    "load_cases",
    "read_cases",
]

T = TypeVar("T")

FOLDER = Path(__file__).parent
DEFAULT_ACTS = (Act.SPEECH, Act.WRITING)


@frozen
class Expected:
    """A quote that a case expects; ``None`` leaves a part unchecked, ``""`` means none."""

    content: tuple[tuple[int, int], ...]
    cue: str | None = None
    source: str | None = None
    speaker: str | None = None
    form: Form | None = None
    act: Act | None = None
    negated: bool | None = None
    addressee: str | None = None
    missing: tuple[Missing, ...] | None = None
    parent: int | None = None
    """Index among the expected quotes of the case."""


@frozen
class Case:
    """A text, what is expected in it, and why."""

    file: str
    id: str
    why: str
    text: str = field(repr=False)
    quotes: tuple[Expected, ...] = field(repr=False)
    acts: frozenset[Act] = field(repr=False)
    model: bool = field(repr=False)
    """Whether the case also runs end to end with the shipped model."""
    sentences: tuple[Sentence, ...] = field(repr=False)

    def __str__(self) -> str:
        return f"{self.file}::{self.id}"


def case_files() -> list[Path]:
    """All files of attribution cases, in alphabetical order; ``speakers*`` are the next step's."""
    return sorted(p for p in FOLDER.glob("*.toml") if not p.name.startswith("speakers"))


def load_cases(*names: str) -> list[Case]:
    """The cases of these files (``direct`` for ``direct.toml``), or else of all."""
    paths = [FOLDER / f"{name}.toml" for name in names] or case_files()
    return [case for path in paths for case in read_cases(path, _to_case)]


def read_cases(
    path: Path, to_case: Callable[[str, Mapping[str, Any], tuple[Sentence, ...]], T]
) -> Iterator[T]:
    """The cases of one file.

    Args:
        path: The TOML file; the parses stand in the CoNLL-U file beside it.
        to_case: Makes a case of the file's name, the table and its parse, empty if there is none.

    Raises:
        ValueError: A case does not fit its text or parse; the message names it.
    """
    parses = read_documents(path.with_suffix(".conllu"))
    for table in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
        text, name = table["text"], table["id"]
        try:
            sentences = read_sentences(parses[name], text) if name in parses else ()
            case = to_case(path.stem, table, sentences)
        except ValueError as error:
            raise ValueError(f"{path.stem}::{name}: {error}") from error
        yield case


def _to_case(file: str, table: Mapping[str, Any], sentences: tuple[Sentence, ...]) -> Case:
    quotes: list[Expected] = []
    for quote in table.get("quote", ()):
        quotes.append(_to_expected(quote, table["text"], quotes))
    return Case(
        file=file,
        id=table["id"],
        why=table["why"],
        text=table["text"],
        quotes=tuple(quotes),
        acts=frozenset(map(Act, table.get("acts", DEFAULT_ACTS))),
        model=table.get("model", False),
        sentences=sentences,
    )


def _to_expected(table: Mapping[str, Any], text: str, before: list[Expected]) -> Expected:
    parent = table.get("parent")
    start = 0 if parent is None else before[parent].content[0][0]
    missing = table.get("missing")
    return Expected(
        content=find_pieces(text, table["content"], start),
        cue=table.get("cue"),
        source=table.get("source"),
        speaker=table.get("speaker"),
        form=Form(table["form"]) if "form" in table else None,
        act=Act(table["act"]) if "act" in table else None,
        negated=table.get("negated"),
        addressee=table.get("addressee"),
        missing=None if missing is None else tuple(map(Missing, missing)),
        parent=parent,
    )


def find_pieces(text: str, pieces: list[str], start: int) -> tuple[tuple[int, int], ...]:
    """Where the pieces of a content stand, the first at or after an offset."""
    places: list[tuple[int, int]] = []
    for piece in pieces:
        start = text.find(piece, start)
        if start < 0:
            raise ValueError(f"the text does not have {piece!r} there")
        places.append((start, start + len(piece)))
        start += len(piece)
    return tuple(places)
