"""Every shipped file has a licence, which REUSE.toml, its own first lines and the metadata tell."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import quoteattr
from tests.test_dependencies import PROJECT

PACKAGE = Path(quoteattr.__file__).parent
TABLES = tomllib.loads((PACKAGE / "REUSE.toml").read_text("utf-8"))["annotations"]
SPDX = {"Apache-2.0": "Apache-2.0", "MIT": "MIT", "WordNet 3.0": "LicenseRef-WordNet-3.0"}
"""The names of licences in the first lines of lists, and those in SPDX's form."""


def shipped() -> list[str]:
    files = (path for path in PACKAGE.rglob("*") if path.is_file())
    names = (path.relative_to(PACKAGE).as_posix() for path in files)
    return sorted(name for name in names if "__pycache__" not in name)


def matches(name: str, pattern: str) -> bool:
    """Whether a path is one of a pattern's, as REUSE reads it: ``**`` crosses folders."""
    parts = (
        ".*" if part == "**" else "[^/]*" if part == "*" else re.escape(part)
        for part in re.split(r"(\*\*/?|\*)", pattern.replace("**/", "**"))
    )
    return re.fullmatch("".join(parts), name) is not None


def licence(name: str) -> str | None:
    """The licence of a file: that of the last table that names it."""
    stated = [
        t["SPDX-License-Identifier"] for t in TABLES if any(matches(name, p) for p in t["path"])
    ]
    return stated[-1] if stated else None


def test_every_file_has_a_licence() -> None:
    files = shipped()
    assert "models/en/weights.safetensors" in files
    assert [name for name in files if licence(name) is None] == []


@pytest.mark.parametrize("pattern", [p for table in TABLES for p in table["path"]])
def test_no_pattern_is_idle(pattern: str) -> None:
    assert any(matches(name, pattern) for name in shipped())


def test_metadata_names_all_licences() -> None:
    every = {table["SPDX-License-Identifier"] for table in TABLES}
    assert PROJECT["license"] == " AND ".join(sorted(every))


@pytest.mark.parametrize("path", sorted((PACKAGE / "lexicon").glob("*.t*")), ids=lambda p: p.name)
def test_first_lines_say_the_same(path: Path) -> None:
    if not path.name.startswith("LICENSE"):
        (named,) = re.findall(r"Licence: (.*?)(?:,|\.$)", path.read_text("utf-8"), re.MULTILINE)
        assert licence(f"lexicon/{path.name}") == SPDX[named]


@pytest.mark.parametrize(
    ("pattern", "name", "expected"),
    [
        ("**/*.py", "a/b/c.py", True),
        ("**/*.py", "c.py", True),
        ("a/*.txt", "a/b.txt", True),
        ("a/*.txt", "a/b/c.txt", False),
        ("a/**", "a/b/c", True),
        ("a/**", "b/a/c", False),
        ("a.b", "axb", False),
    ],
)
def test_patterns(pattern: str, name: str, expected: bool) -> None:
    assert matches(name, pattern) is expected
