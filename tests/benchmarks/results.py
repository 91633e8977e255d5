"""Results of benchmarks as files, one for each commit, and what is known of how they came about.

A file holds pieces of the annotated articles, so it is written where git does not look.
"""

from __future__ import annotations

import json
import platform
import subprocess
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import asdict, evolve, field, frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.benchmarks.figures import Figures, Measurement

__all__ = ["FOLDER", "Results", "find", "read", "resume"]

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path("build/bench")
UNKNOWN, DIRTY = "unknown", "-dirty"
DISTRIBUTIONS = ("torch", "quoteattr")


def commit() -> str:
    """Return the hash of the commit checked out, ``-dirty`` after it if any file differs.

    A new file counts as a difference unless git is told to ignore it. Without git, or where the
    files are not those of a repository, the commit is ``unknown``.
    """
    try:
        if _git("rev-parse", "--show-prefix"):
            return UNKNOWN  # a copy inside somebody else's repository
        name = _git("rev-parse", "HEAD")
        return f"{name}{DIRTY}" if _git("status", "--porcelain") else name
    except (OSError, subprocess.CalledProcessError):
        return UNKNOWN


def _git(*arguments: str) -> str:
    command = ["git", "-C", str(ROOT), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def now() -> str:
    """Return the date and time, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def versions() -> dict[str, str]:
    """Return the versions of Python, PyTorch and quoteattr."""
    found = {"python": platform.python_version()}
    return found | {name: metadata.version(name) for name in DISTRIBUTIONS}


@frozen
class Results:
    """What was measured of one commit.

    Attributes:
        commit: Its hash, with ``-dirty`` where the working tree differs from it.
        date: When the measuring last began.
        versions: Of Python and of the distributions that matter most.
        figures: The figures of each benchmark.
        quotes: The quotes found in each data set; see :mod:`tests.benchmarks.verdicts`.
        cases: What is wrong with each case of each file of cases.
    """

    commit: str
    date: str
    versions: dict[str, str]
    figures: dict[str, Figures] = field(factory=dict)
    quotes: dict[str, list[dict[str, Any]]] = field(factory=dict)
    cases: dict[str, dict[str, list[str]]] = field(factory=dict)

    def add(self, benchmark: str, measurement: Measurement) -> None:
        """Add what a benchmark measured."""
        self.figures[benchmark] = measurement.figures
        self.quotes.update(measurement.quotes)
        self.cases.update(measurement.cases)

    def write(self, folder: Path = FOLDER) -> Path:
        """Write the file of the commit over an earlier one, and return its path."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{self.commit}.json"
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        path.write_text(f"{text}\n", encoding="utf-8")
        return path


def read(path: Path) -> Results:
    """Read a file of results.

    Raises:
        ValueError: The file holds no results.
    """
    try:
        return Results(**json.loads(path.read_text(encoding="utf-8")))
    except (TypeError, ValueError) as error:
        raise ValueError(f"{path} holds no results of benchmarks: {error}") from error


def resume(folder: Path = FOLDER) -> Results:
    """Return the results to add to: those that the same commit has already, or new ones.

    What a changed working tree gave is never added to, as the tree may have changed since.
    """
    results = Results(commit(), now(), versions())
    path = folder / f"{results.commit}.json"
    if results.commit == UNKNOWN or results.commit.endswith(DIRTY) or not path.exists():
        return results
    earlier = read(path)
    return evolve(earlier, date=results.date) if earlier.versions == results.versions else results


def find(name: str, folder: Path = FOLDER) -> Path:
    """Return the path of the results that somebody asks for.

    Args:
        name: A path, or the beginning of a commit's hash.
        folder: Where the results of commits are.

    Raises:
        ValueError: There are none, or several.
    """
    if Path(name).is_file():
        return Path(name)
    found: Sequence[Path] = sorted(folder.glob(f"{name}*.json"))
    if len(found) == 1:
        return found[0]
    known = ", ".join(path.stem for path in found) or "none"
    raise ValueError(f"no file {name}; in {folder}, results of commits that begin so: {known}")
