"""Documents shown in the browser, where no notebook runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from attrs import evolve

import quoteattr
from tests.output.documents import bridge

ONE, TWO = evolve(bridge(), id="one"), evolve(bridge(), id="two")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that the browser is asked to open."""
    pages: list[str] = []

    def open_page(address: str) -> bool:
        pages.append(Path(urlsplit(address).path).read_text("utf-8"))
        return True

    monkeypatch.setattr("webbrowser.open", open_page)
    return pages


@pytest.mark.parametrize(
    ("documents", "names"),
    [
        (ONE, ["<h1>one</h1>"]),
        ([ONE, TWO], ["<h2 id", ">one</h2>", ">two</h2>"]),
        ({"first": ONE, "second": TWO}, [">first</h2>", ">second</h2>"]),
        (lambda: quoteattr.link([ONE, TWO]), [">one</h2>", ">two</h2>"]),
        (lambda: next(iter(quoteattr.link([ONE]))), ["<h1>one</h1>"]),
    ],
    ids=["one", "several", "named", "linked", "one that is linked"],
)
def test_documents_are_shown_under_their_names(
    documents: Any, names: list[str], opened: list[str]
) -> None:
    quoteattr.show(documents() if callable(documents) else documents)
    (page,) = opened
    assert all(name in page for name in names)


@pytest.mark.parametrize("documents", [None, "“Yes,” said Bo.", [1]], ids=repr)
def test_what_are_no_documents_is_refused(documents: Any, opened: list[str]) -> None:
    with pytest.raises(TypeError, match="show takes Documents, not"):
        quoteattr.show(documents)
    assert not opened
