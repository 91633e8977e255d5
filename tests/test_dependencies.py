"""What the package imports is declared, and what is declared as required is imported."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(quoteattr.__file__).parent
ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
TABLES = ("document.py", "output/frames.py", "corpus/tables.py")
EXTRAS = {
    "pandas": (*TABLES, "survey/", "cluster/batches.py"),
    "plots": ("survey/",),
    "polars": TABLES,
    "arrow": (*TABLES, "cli/kinds.py", "cluster/"),
    "ray": ("cluster/",),
    "html": ("cli/kinds.py",),
    "spacy": ("document.py", "output/exports/spacy.py", "spacy_component.py"),
    "train": ("training/",),
}
"""The modules that may import what an extra brings, by the beginnings of their paths."""


def imported(path: Path) -> Iterator[str]:
    """The top-level names of the modules that a file imports, for type checking too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def third_party() -> dict[str, set[str]]:
    """The other projects' modules that are imported, and the files that import them."""
    own = {*sys.stdlib_module_names, "quoteattr"}
    users: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        for name in set(imported(path)) - own:
            users.setdefault(name, set()).add(path.relative_to(PACKAGE).as_posix())
    return users


def distributions(requirements: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(requirement).name) for requirement in requirements}


REQUIRED = distributions(PROJECT["dependencies"])
USERS = third_party()
OWNERS = packages_distributions()


def provided_by(module: str) -> set[str]:
    """The distributions that bring a module; if none does, the one that bears its name."""
    return {canonicalize_name(name) for name in OWNERS.get(module, [module])}


@pytest.mark.parametrize("module", sorted(USERS))
def test_what_is_imported_is_declared(module: str) -> None:
    if provided_by(module).isdisjoint(REQUIRED):
        for path in USERS[module]:
            extras = [extra for extra, users in EXTRAS.items() if path.startswith(users)]
            declared = [distributions(PROJECT["optional-dependencies"][extra]) for extra in extras]
            assert provided_by(module) & set().union(*declared), f"{path} imports {module}"


def test_what_is_required_is_imported() -> None:
    assert set().union(*map(provided_by, USERS)) >= REQUIRED


def test_modules_load_without_the_extras() -> None:
    """A library of an extra is imported when it is needed, but for what is made for training
    and for the component of spaCy."""
    extra = [m for m in OWNERS if provided_by(m) <= _extras()]
    assert {"pandas"} <= set(extra)
    code = f"""
import pkgutil, sys
sys.modules.update(dict.fromkeys({extra}))  # as if they were not installed
import quoteattr
for module in pkgutil.walk_packages(quoteattr.__path__, "quoteattr."):
    if not module.name.startswith(("quoteattr.training.", "quoteattr.spacy_component")):
        __import__(module.name)
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def _extras() -> set[str]:
    named = [distributions(PROJECT["optional-dependencies"][extra]) for extra in EXTRAS]
    return set().union(*named) - REQUIRED


def test_versions_of_python_are_those_that_are_tested() -> None:
    language = "Programming Language :: Python :: 3."
    classified = [c.removeprefix(language) for c in PROJECT["classifiers"] if language in c]
    workflow = (ROOT / ".github" / "workflows" / "tests.yml").read_text("utf-8")
    (matrix,) = re.findall(r"python: \[(.*)\]", workflow)
    assert [f'"3.{minor}"' for minor in classified] == matrix.split(", ")
    assert PROJECT["requires-python"] == f">=3.{classified[0]}"


def test_ci_installs_the_versions_of_the_constraints() -> None:
    pins = re.compile(r"^([\w.-]+)==([^\s;]+)", re.MULTILINE)
    constraints, locked = (
        {
            canonicalize_name(name): version
            for name, version in pins.findall(path.read_text("utf-8"))
        }
        for path in (ROOT / "constraints.txt", ROOT / ".ci" / "requirements.txt")
    )
    assert locked.keys() >= REQUIRED | _named("dev") | _named("docs")
    elsewhere = {"appnope", "cffi", "httpx2-jsfetch", "pycparser"}  # for other systems
    for name in locked.keys() - elsewhere:
        assert locked[name] == constraints.get(name), f"{name}: `make lock` writes them anew"


def _named(extra: str) -> set[str]:
    return distributions(PROJECT["optional-dependencies"][extra]) - {"quoteattr"}


def test_citation_has_the_version() -> None:
    assert f"\nversion: {PROJECT['version']}\n" in (ROOT / "CITATION.cff").read_text("utf-8")
