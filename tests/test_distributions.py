"""The wheel and the source distribution: the same bytes from the same files, and all of them."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path, PurePosixPath

import pytest

import quoteattr

ROOT = Path(__file__).parents[1]
VERSION = quoteattr.__version__
COMMIT_TIME = "1767225600"

pytestmark = pytest.mark.skipif(
    not (ROOT / ".git").exists() or not any((ROOT / "quoteattr").rglob("document.py")),
    reason="not a checkout with all its files",
)
pytest.importorskip("hatchling", reason="builds them")


def committed() -> list[str]:
    """The files that Git knows, as they are now."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def copied(folder: Path, modified: int, mode: int) -> Path:
    """A copy of those files with another time and other permissions."""
    for name in committed():
        copy = folder / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, copy)
        copy.chmod(mode)
        os.utime(copy, (modified, modified))
    return folder


def built(source: Path, target: Path) -> dict[str, Path]:
    """The distributions of a folder, by the ends of their names."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--directory", target],
        cwd=source,
        env={**os.environ, "SOURCE_DATE_EPOCH": COMMIT_TIME},
        capture_output=True,
        check=True,
    )
    return {"whl" if path.suffix == ".whl" else "tar.gz": path for path in target.iterdir()}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    source = copied(tmp_path_factory.mktemp("a"), 1_000_000_000, 0o644)
    return built(source, tmp_path_factory.mktemp("first"))


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_same_bytes_wherever_and_whenever_they_are_built(
    first: dict[str, Path], tmp_path: Path
) -> None:
    second = built(copied(tmp_path / "elsewhere", 1_700_000_000, 0o600), tmp_path / "dist")
    assert {name: digest(path) for name, path in second.items()} == {
        name: digest(path) for name, path in first.items()
    }


def test_the_wheel_of_the_source_distribution_is_the_same(
    first: dict[str, Path], tmp_path: Path
) -> None:
    with tarfile.open(first["tar.gz"]) as archive:
        archive.extractall(tmp_path / "source", filter="data")
    again = built(tmp_path / "source" / f"quoteattr-{VERSION}", tmp_path / "dist")
    assert digest(again["whl"]) == digest(first["whl"])


def test_the_wheel_holds_the_package_and_nothing_else(first: dict[str, Path]) -> None:
    with zipfile.ZipFile(first["whl"]) as wheel:
        found = {name for name in wheel.namelist() if not name.endswith("/")}
    about = f"quoteattr-{VERSION}.dist-info"
    package = {name for name in committed() if name.startswith("quoteattr/")}
    licences = {f"{about}/licenses/{name}" for name in LICENCES}
    files = {f"{about}/{name}" for name in ("METADATA", "RECORD", "WHEEL", "entry_points.txt")}
    assert found == package | licences | files


LICENCES = (
    "LICENSE",
    "quoteattr/lexicon/LICENSE.faker.txt",
    "quoteattr/lexicon/LICENSE.wordnet.txt",
    "quoteattr/models/en/MODEL_CARD.md",
)
NOT_IN_THE_SOURCE = {".gitattributes", ".pre-commit-config.yaml"}
"""Files for those alone who commit."""


def test_the_source_distribution_holds_what_is_committed(first: dict[str, Path]) -> None:
    with tarfile.open(first["tar.gz"]) as archive:
        members = archive.getmembers()
    assert all(member.isfile() or member.isdir() for member in members)
    paths = [PurePosixPath(member.name) for member in members if member.isfile()]
    assert {path.parts[0] for path in paths} == {f"quoteattr-{VERSION}"}
    found = {path.relative_to(path.parts[0]).as_posix() for path in paths}
    assert found == ({*committed()} - NOT_IN_THE_SOURCE) | {"PKG-INFO"}
