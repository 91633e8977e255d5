"""Every Python example of the README and the documentation gives what it says."""

from __future__ import annotations

import ast
import doctest
import importlib.util
import inspect
import json
import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import quoteattr
from quoteattr import Construction, records, terms
from quoteattr.corpus import identities

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs" / "pages").glob("*.md"))]
EXAMPLE = re.compile(r"^```pycon\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def _examples(path: Path) -> doctest.DocTest:
    """All examples of a page as one test, at their own line numbers."""
    text = path.read_text(encoding="utf-8")
    kept = ["" for _ in text.splitlines()]
    for match in EXAMPLE.finditer(text):
        first = text.count("\n", 0, match.start(1))
        lines = match[1].splitlines()
        kept[first : first + len(lines)] = lines
    return doctest.DocTestParser().get_doctest("\n".join(kept), {}, path.name, str(path), 0)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_examples(path: Path) -> None:
    test = _examples(path)
    report: list[str] = []
    doctest.DocTestRunner().run(test, out=report.append)
    assert not report, "".join(report)


PROGRAM = re.compile(
    r"^```python\n(.*?)^```$(?:\n\n```text\n(.*?)^```$)?", re.MULTILINE | re.DOTALL
)
"""A program, to be pasted, and what it prints."""


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_programs(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for match in PROGRAM.finditer(path.read_text(encoding="utf-8")):
        exec(match[1], {})
        assert capsys.readouterr().out == (match[2] or "")


@pytest.mark.parametrize("name", ["README.md", "index.md", "guide.md"])
def test_pages_have_examples(name: str) -> None:
    (path,) = (path for path in PAGES if path.name == name)
    programs = PROGRAM.findall(path.read_text(encoding="utf-8"))
    assert len(_examples(path).examples) + len(programs) >= 1


def test_public_names_are_in_the_reference() -> None:
    reference = (ROOT / "docs" / "pages" / "reference.md").read_text(encoding="utf-8")
    shown = re.findall(r"^\.\. auto(?!module)\w+:: quoteattr\.(\w+)$", reference, re.MULTILINE)
    assert sorted(shown) == sorted(quoteattr.__all__)


@pytest.mark.parametrize("module", [records, terms, identities], ids=lambda module: module.__name__)
def test_every_field_and_value_of_a_record_is_described(module: ModuleType) -> None:
    """The reference shows what stands below each."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.ClassDef) and node.name in quoteattr.__all__:
            for field, after in pairwise([*node.body, ast.Pass()]):
                name = ast.unparse(field).split(maxsplit=1)[0]
                if isinstance(field, ast.Assign | ast.AnnAssign) and not name.startswith("_"):
                    assert isinstance(after, ast.Expr), f"{node.name}.{name}"


def test_links_between_files_lead_somewhere() -> None:
    for path in (*PAGES, ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md"):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_page_of_constructions_has_each_of_them() -> None:
    path = ROOT / "docs" / "construction_list.py"
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    extension = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(extension)
    page = extension.filled((ROOT / "docs/pages/constructions.md").read_text("utf-8"))
    assert "<!--" not in page
    assert sorted(re.findall(r"^### (\S+)$", page, re.MULTILINE)) == sorted(Construction)


def test_figures_of_constructions_have_their_names() -> None:
    figures = json.loads((ROOT / "docs" / "constructions.json").read_text("utf-8"))
    assert figures
    for counts in figures.values():
        assert set(counts) <= set(Construction)
        assert all(0 <= count["right"] <= count["found"] for count in counts.values())
