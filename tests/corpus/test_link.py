"""Identification of speakers across documents."""

from __future__ import annotations

import pickle
import tomllib
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import stanza
from hypothesis import given
from hypothesis import strategies as st

import quoteattr
from quoteattr.corpus.known_speaker import MOST_COMPANIONS, MOST_NAMES, MOST_TITLES
from quoteattr.corpus.memory import NEWEST, Memory
from quoteattr.corpus.registry import Registry
from quoteattr.errors import InputError
from quoteattr.lexicon.offices import Offices
from quoteattr.records import Failure
from tests.corpus.build import document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.document import Document

CASES = tomllib.loads((Path(__file__).parent / "links.toml").read_text("utf-8"))["case"]
GIVEN, FAMILY = ("Ada", "Jon", "Kim", "Petra"), ("Quist", "Berg", "Lind")

full_names = st.builds(
    "{0} {1} | person | {0} {1}".format, st.sampled_from(GIVEN), st.sampled_from(FAMILY)
)
titled = st.builds(
    "{1} | person | {2} {0} {1}".format,
    st.sampled_from(("", "A.", "Ada")),
    st.sampled_from(FAMILY),
    st.sampled_from(("Mayor", "Judge")),
)
bare_names = st.sampled_from((*GIVEN, *FAMILY)).map("{0} | person | {0}".format)
speakers = st.lists(st.one_of(full_names, titled, bare_names), max_size=4, unique=True)
corpora = st.lists(speakers, max_size=6)


def ids(documents: list[Document], **options: Any) -> list[list[str]]:
    return [[i.id for i in linked.identities] for linked in quoteattr.link(documents, **options)]


def made(corpus: list[list[str]]) -> list[Document]:
    return [document(names, f"Number {number}") for number, names in enumerate(corpus)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_cases(case: dict[str, Any]) -> None:
    options = {key: case[key] for key in ("offices", "aliases") if key in case}
    found = ids(made(case["documents"]), **options)
    local = [[i.partition("@")[0] + "@" * ("@" in i) for i in row] for row in found]
    assert local == case["ids"], case["why"]
    apart = [i for row in found for i in row if "@" in i]
    assert len(set(apart)) == len(apart), case["why"]


@given(st.lists(st.lists(full_names, max_size=4, unique=True), max_size=6), st.randoms())
def test_order_does_not_matter_where_full_names_suffice(
    corpus: list[list[str]], random: Any
) -> None:
    documents = made(corpus)
    found = dict(zip([d.text for d in documents], ids(documents), strict=True))
    random.shuffle(documents)
    assert ids(documents) == [found[d.text] for d in documents]


@given(corpora)
def test_a_bare_name_is_nobody_else(corpus: list[list[str]]) -> None:
    documents = made(corpus)
    found = ids(documents)
    everyone = [i for row in found for i in row]
    for one, row in zip(documents, found, strict=True):
        for speaker, known in zip(one.speakers, row, strict=True):
            if speaker.mentions[0].text in (*GIVEN, *FAMILY):
                assert "@" in known
                assert everyone.count(known) == 1


@given(corpora)
def test_one_document_keeps_its_speakers_apart(corpus: list[list[str]]) -> None:
    assert all(len(set(row)) == len(row) for row in ids(made(corpus)))


@given(corpora, st.integers(0, 6))
def test_ids_do_not_depend_on_what_comes_later(corpus: list[list[str]], length: int) -> None:
    documents = made(corpus)
    assert ids(documents[:length]) == ids(documents)[:length]


@given(corpora)
def test_records(corpus: list[list[str]]) -> None:
    documents = made(corpus)
    counts: dict[str, int] = {}
    for one, linked in zip(documents, quoteattr.link(documents), strict=True):
        assert linked.document is one
        assert pickle.loads(pickle.dumps(linked)) == linked
        for speaker, identity in zip(one.speakers, linked.identities, strict=True):
            counts[identity.id] = counts.get(identity.id, 0) + 1
            assert identity.documents == counts[identity.id]
            assert linked.identity(speaker) == identity
            assert speaker.name in identity.names
            assert bool(identity.evidence) == (identity.documents > 1)


def test_it_reads_as_it_is_read() -> None:
    asked = count()

    def endless() -> Iterator[Document]:
        for number in asked:
            yield document(["Ada Quist | person | Ada Quist"], f"Number {number}")

    linked = list(islice(quoteattr.link(endless()), 5))
    assert [row.identities[0].documents for row in linked] == [1, 2, 3, 4, 5]
    assert next(asked) == 5


def test_memory_grows_with_speakers_not_documents() -> None:
    store = Memory()
    registry = Registry(Offices(), store)
    for number in range(2000):
        name = f"Jon B{number % 10}"
        names = [f"{name} | person | {name}, the {ROLES[number % 3]}", "Berg | person | Berg"]
        one = document(["Ada Quist | person | Ada Quist", *names])
        registry.add(one.speakers, str(number))
    kept = {id(known): known for bearers in store._bearers.values() for known in bearers}
    assert len(kept) == 11
    for known in kept.values():
        assert len(known.names) <= MOST_NAMES
        assert len(known.titles) <= MOST_TITLES
        assert len(known.companions) <= MOST_COMPANIONS
    assert all(len(bearers) <= NEWEST for bearers in store._bearers.values())


ROLES = ("mayor", "mayor and judge", "judge")


def test_who_speaks_nowhere_has_no_identity() -> None:
    (linked,) = quoteattr.link([document(["Ada Quist | person | Ada Quist"])])
    assert linked.identity(None) is None
    with pytest.raises(ValueError, match="Jon Berg is not a speaker of this document"):
        linked.identity(document(["Jon Berg | person | Jon Berg"]).speakers[0])


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ("text", "builtins.str"),
        (None, "builtins.NoneType"),
        (Failure(0, InputError("gone")), "quoteattr.records.Failure"),
        (stanza.Document([]), "stanza.models.common.doc.Document"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_no_document(wrong: Any, named: str) -> None:
    with pytest.raises(TypeError, match=f"must be quoteattr's Documents, not {named};"):
        list(quoteattr.link([wrong]))


def test_arguments_are_checked_at_once() -> None:
    with pytest.raises(TypeError, match="several documents"):
        quoteattr.link(document([]))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="several names"):
        quoteattr.link([], aliases={"Ada Quist": "the mayor"})
