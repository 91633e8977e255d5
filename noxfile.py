"""Tests with each Python, and with the lowest and the highest versions of what is required.

``pip install nox``, then ``nox`` runs all of it, ``nox --list`` shows it, and
``nox --session "lowest" -- tests/attribution`` runs a part with some tests only.
"""

from __future__ import annotations

import nox
from packaging.requirements import Requirement

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
TOOLS = ("hypothesis", "jsonschema", "lxml", "packaging", "pyld", "pytest", "udtools")
"""What these tests need beside the package and its extras."""
EXTRAS = ("arrow", "html", "pandas", "polars")
TESTS = (
    "tests/attribution",
    "tests/characters",
    "tests/cli",
    "tests/corpus",
    "tests/lexicon",
    "tests/models",
    "tests/names",
    "tests/output",
    "tests/speakers",
    "tests/syntax",
    "tests/test_concurrency.py",
    "tests/test_end_to_end.py",
    "tests/test_extractor.py",
    "tests/test_import.py",
    "tests/test_records.py",
    "tests/test_robustness.py",
    "tests/test_view.py",
    "tests/test_workers.py",
)
"""Those that a version of Python or of a required library might break."""

nox.options.sessions = ["python", "lowest", "highest", "numpy_1", "s3"]


def declared() -> list[Requirement]:
    """What pyproject.toml requires, and what the extras do that are tested here."""
    project = nox.project.load_toml("pyproject.toml")["project"]
    extras = (line for extra in EXTRAS for line in project["optional-dependencies"][extra])
    return [Requirement(line) for line in (*project["dependencies"], *extras)]


def lowest_version(requirement: Requirement) -> str:
    """A requirement at the lowest version that it admits, if it names one."""
    for specifier in requirement.specifier:
        if specifier.operator == ">=":
            return f"{requirement.name}=={specifier.version}"
    return requirement.name


def test(session: nox.Session, *requirements: str) -> None:
    """Install the package with these versions, and run the tests, or those that are named."""
    session.install("--editable", ".", *requirements, *TOOLS)
    session.run("python", "-m", "pip", "list", "--format=freeze")
    session.run("python", "-m", "pytest", *(session.posargs or TESTS))


@nox.session(python=PYTHONS)
def python(session: nox.Session) -> None:
    """One Python, with the versions of constraints.txt."""
    test(session, "--constraint", "constraints.txt", *map(str, declared()))


@nox.session(python=PYTHONS[0])
def lowest(session: nox.Session) -> None:
    """The lowest versions that are declared, numpy 1 among them."""
    test(session, *map(lowest_version, declared()))


@nox.session(python=PYTHONS[-1])
def highest(session: nox.Session) -> None:
    """The highest versions there are."""
    test(session, "--upgrade", *map(str, declared()))


@nox.session(python=PYTHONS[0])
def numpy_1(session: nox.Session) -> None:
    """The last numpy 1, with the highest versions of the others that admit it."""
    test(session, *map(str, declared()), "numpy<2")


@nox.session(python=PYTHONS[0])
def s3(session: nox.Session) -> None:
    """Data sets in S3, in a server of moto's, which needs an older dateutil than others."""
    server = ("moto[s3]", "flask", "flask-cors")
    session.install("--editable", ".[arrow]", *server, "pytest", "hypothesis")
    session.run("python", "-m", "pytest", "tests/cluster/test_s3.py")
