"""Registries on disk know the same speakers as those in memory, and can be continued and merged."""

from __future__ import annotations

import sqlite3
import tempfile
from itertools import islice, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import quoteattr
from quoteattr.corpus.disk import Disk
from quoteattr.corpus.disk import opened as opened_disk
from quoteattr.corpus.merging import merge_registries
from quoteattr.errors import InputError
from quoteattr.lexicon.offices import Offices
from tests.corpus.build import document
from tests.corpus.test_link import corpora, made

if TYPE_CHECKING:
    from quoteattr.document import Document

ADA, JON = "Ada Quist | person | Ada Quist", "Jon Berg | person | Jon Berg"


def identities(documents: list[Document], **options: Any) -> list[Any]:
    return [linked.identities for linked in quoteattr.link(documents, **options)]


@settings(max_examples=60)
@given(corpora, st.integers(0, 6), st.integers(0, 3))
def test_disk_is_like_memory(corpus: list[list[str]], cut: int, most: int) -> None:
    """Also when it is closed in between, and when it keeps next to nothing in memory."""
    documents = made(corpus)
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(Disk.__init__, "__defaults__", (most,))
        path = Path(folder) / "who.sqlite"
        found = [identities(part, registry=path) for part in (documents[:cut], documents[cut:])]
    assert [*found[0], *found[1]] == identities(documents)


def test_registry_changes_completely_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "who.sqlite"
    documents = [document([ADA], f"Number {n}") for n in range(5)]
    begun = quoteattr.link(documents, registry=path)
    assert len(list(islice(begun, 3))) == 3
    del begun
    with pytest.raises(TypeError):
        identities([documents[0], "text"], registry=path)  # type: ignore[list-item]
    assert [row[0].documents for row in identities(documents, registry=path)] == [1, 2, 3, 4, 5]


def merged(folder: Path, *parts: list[Document], **options: Any) -> list[list[str]]:
    """Link each part with a registry of its own, merge them, and return the ids that result."""
    found: list[list[str]] = []
    for number, part in enumerate(parts):
        path = folder / f"{number}.sqlite"
        rows = [[i.id for i in row] for row in identities(part, registry=path, **options)]
        renamed = merge_registries(folder / "all.sqlite", path, **options)
        assert len(set(renamed.values())) == len(renamed)
        found += [[renamed.get(id, id) for id in row] for row in rows]
    return found


@settings(max_examples=60)
@given(corpora, corpora)
def test_merging_keeps_apart_and_loses_nobody(one: list[list[str]], two: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        found = merged(folder := Path(name), made(one), made(two))
        with opened_disk(folder / "all.sqlite", Offices.of(None)) as disk:
            known = {each.id: each for each in disk}
        ids = [id for row in found for id in row if "@" not in id]
        assert {id: each.documents for id, each in known.items()} == {
            id: ids.count(id) for id in ids
        }
    assert all(len(set(row)) == len(row) for row in found)


MERGED = [
    (
        "a full name is one speaker in both",
        [[ADA]],
        [[ADA, JON]],
        [["ada-quist"], ["ada-quist", "jon-berg"]],
    ),
    (
        "another title is somebody else",
        [["Ada Quist | person | Mayor Ada Quist"]],
        [["Ada Quist | person | Judge Ada Quist"]],
        [["ada-quist"], ["ada-quist#2"]],
    ),
    (
        "numbers of namesakes are given anew",
        [["Ada Quist | person | Judge Ada Quist"]],
        [["Ada Quist | person | Mayor Ada Quist"], ["Ada Quist | person | Judge Ada Quist"]],
        [["ada-quist"], ["ada-quist#2"], ["ada-quist"]],
    ),
    (
        "an office is one under all its names",
        [["the Elysée | place | Elysée"]],
        [["The French presidency | organisation | The French presidency"]],
        [["france/presidency"], ["france/presidency"]],
    ),
    (
        "an organisation is known by its acronym",
        [["Elmstad Harbour Trust | organisation | Elmstad Harbour Trust | EHT"]],
        [["EHT | organisation | EHT"]],
        [["elmstad-harbour-trust"], ["elmstad-harbour-trust"]],
    ),
]


@pytest.mark.parametrize(
    ("why", "one", "two", "expected"), MERGED, ids=lambda value: str(value)[:50]
)
def test_merging(
    why: str,
    one: list[list[str]],
    two: list[list[str]],
    expected: list[list[str]],
    tmp_path: Path,
) -> None:
    assert merged(tmp_path, made(one), made(two)) == expected, why


def test_merged_registry_is_continued(tmp_path: Path) -> None:
    first, second = tmp_path / "one.sqlite", tmp_path / "two.sqlite"
    identities([document([ADA])], registry=first)
    identities([document([ADA, JON], "Two")], registry=second)
    assert merge_registries(first, second) == {"ada-quist": "ada-quist", "jon-berg": "jon-berg"}
    with pytest.raises(InputError, match=r"taken into .* before"):
        merge_registries(first, second)
    (row,) = identities([document([ADA], "Three")], registry=first)
    assert row[0].documents == 3


@pytest.mark.parametrize("kind", ["text", "folder", "missing", "in use", "aliases", "newer"])
def test_wrong_registry(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "who.sqlite"
    options: dict[str, Any] = {}
    if kind == "text":
        path.write_text("no database, but long enough to be taken for one" * 20, "utf-8")
    elif kind == "folder":
        path.mkdir()
    elif kind == "missing":
        path = tmp_path / "gone" / "who.sqlite"
    else:
        identities([document([ADA])], registry=path)
        other = sqlite3.connect(path, timeout=0, isolation_level=None)
        if kind == "in use":
            other.execute("BEGIN IMMEDIATE")
        elif kind == "newer":
            other.execute("PRAGMA user_version = 99")
        else:
            options = {"aliases": {"Ada Quist": ["the mayor"]}}
    with pytest.raises(InputError, match=r"registry .*who\.sqlite"):
        identities([document([ADA])], registry=path, **options)


def test_names_with_any_characters(tmp_path: Path) -> None:
    name = "Zoë \ud800Quist"
    documents = [document([f"{name} | person | {name}"], f"Number {n}") for n in range(2)]
    found = identities(documents, registry=tmp_path / "who.sqlite")
    assert found == identities(documents)
    for one, other in pairwise(row[0].id for row in found):
        assert one == other
