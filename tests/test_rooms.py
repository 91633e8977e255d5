"""Each room imports from those above it in the table of the architecture, and from itself."""

from __future__ import annotations

import ast
import re
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "quoteattr"
PAGE = ROOT / "docs" / "pages" / "architecture.md"

ROOMS: list[str] = re.findall(r"^\| `([\w.]+)` \|", PAGE.read_text("utf-8"), re.MULTILINE)
"""In the order of the page."""


def name_of(path: Path) -> str:
    """The name of a module below the package, with ``__init__`` for the folder's own."""
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


MODULES = {
    name_of(path): path
    for path in PACKAGE.rglob("*.py")
    if path.parent != PACKAGE / "models" / "en"
}


def module_of(dotted: str) -> str:
    """The module that an import of this name loads."""
    name = dotted.removeprefix("quoteattr.")
    while name not in MODULES and f"{name}.__init__" not in MODULES:
        name = name.rpartition(".")[0]
    return name if name in MODULES else f"{name}.__init__"


def room_of(module: str) -> str:
    name = module.removesuffix(".__init__")
    rooms = [room for room in ROOMS if name == room or name.startswith(f"{room}.")]
    assert rooms, f"{module} stands in no room of {PAGE.name}"
    return max(rooms, key=len)


@cache
def imports() -> dict[str, set[str]]:
    """What each module imports from the package, anywhere in its text."""
    found: dict[str, set[str]] = {}
    for module, path in MODULES.items():
        nodes = ast.walk(ast.parse(path.read_text("utf-8")))
        named = [n for n in nodes if isinstance(n, ast.ImportFrom) and n.module]
        found[module] = {
            module_of(f"{node.module}.{alias.name}")
            for node in named
            for alias in node.names
            if (node.module or "").partition(".")[0] == "quoteattr"
        }
    return found


def test_every_room_exists() -> None:
    assert len(ROOMS) == len(set(ROOMS)) > 20
    for room in ROOMS:
        path = PACKAGE.joinpath(*room.split("."))
        assert path.is_dir() or path.with_suffix(".py").is_file(), room


@pytest.mark.parametrize("module", sorted(set(MODULES) - {"__init__"}))
def test_no_import_runs_back_up(module: str) -> None:
    own = ROOMS.index(room_of(module))
    above = {other for other in imports()[module] if ROOMS.index(room_of(other)) > own}
    assert not above, f"{module} ({room_of(module)}) imports {', '.join(sorted(above))}"


def test_no_circle() -> None:
    try:
        TopologicalSorter(imports()).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))
