"""Files on local disks and in object storage, by their paths or URIs."""

# ruff: noqa: PLC0415 - pyarrow is an extra, imported when it is needed

from __future__ import annotations

import os
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from attrs import frozen

from quoteattr.errors import InputError, missing_extra

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["File", "Folder", "find_inputs", "open_folder"]

SUFFIXES = (".parquet", ".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
"""What the names of files that can be read end with."""
_PATTERN = frozenset("*?[")


@frozen(eq=False)
class File:
    """A file that is read, and what it is called wherever it lies."""

    filesystem: Any
    path: str
    size: int
    name: str
    """Its path below the folder that all inputs have in common."""

    def open(self) -> Any:
        """Open it for reading, as a file that can be sought in."""
        return self.filesystem.open_input_file(self.path)


@frozen(eq=False)
class Folder:
    """A folder that is written to, or the objects whose names begin alike."""

    filesystem: Any
    path: str

    def names(self, part: str) -> list[str]:
        """List the complete files in a part of it, in the order of their names."""
        found = self._in_part(part)
        return sorted(info.base_name for info in found if not info.base_name.startswith("."))

    def read(self, name: str) -> bytes | None:
        """Read a file; ``None`` if there is none."""
        try:
            with self.filesystem.open_input_file(f"{self.path}/{name}") as stream:
                return bytes(stream.read())
        except FileNotFoundError:
            return None

    def write(self, name: str, data: bytes) -> None:
        """Write a file that has its name only once it is complete, in place of an older one."""
        target = PurePosixPath(self.path, name)
        # Engines that read a folder leave out what begins with a dot.
        unfinished = target.with_name(f".{target.name}.{token_hex(4)}")
        self.filesystem.create_dir(str(target.parent), recursive=True)
        try:
            with self.filesystem.open_output_stream(str(unfinished)) as stream:
                stream.write(data)
            self.filesystem.move(str(unfinished), str(target))
        except BaseException:
            _delete(self.filesystem, str(unfinished))
            raise

    def tidy(self, part: str) -> None:
        """Delete what processes that died have left unfinished in a part of it."""
        for info in self._in_part(part):
            if info.base_name.startswith("."):
                _delete(self.filesystem, info.path)

    def _in_part(self, part: str) -> list[Any]:
        """List what is in a part of it; ``.`` is the whole, also where folders are only names."""
        return _files(self.filesystem, str(PurePosixPath(self.path, part)), recursive=False)


def _delete(filesystem: Any, path: str) -> None:
    try:
        filesystem.delete_file(path)
    except OSError:  # it is gone, or cannot be reached
        return


def open_folder(uri: str | os.PathLike[str]) -> Folder:
    """Return the folder with this path or URI, which need not exist."""
    return Folder(*_resolved(uri))


def find_inputs(inputs: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> list[File]:
    """Find the files that are meant, each once, in the order of their names.

    Args:
        inputs: Paths or URIs of files, of folders, whose files are meant as far as their suffix is
            known, or of several files with ``*``, ``?`` and ``[…]`` in their names.

    Raises:
        InputError: There are no such files, or one is of another kind.
    """
    given = [inputs] if isinstance(inputs, str | os.PathLike) else list(inputs)
    found = {info.path: (system, info) for each in given for system, info in _matching(each)}
    if not found:
        raise InputError("no input: name at least one file or folder")
    common = os.path.commonpath([os.path.dirname(path) for path in found])
    return [
        File(system, path, info.size, os.path.relpath(path, common or "."))
        for path, (system, info) in sorted(found.items())
    ]


def _matching(given: str | os.PathLike[str]) -> Iterator[tuple[Any, Any]]:
    """Yield the files that one input names: the file system, and what it says of the file."""
    system, path = _resolved(given)
    is_pattern = not _PATTERN.isdisjoint(path)
    infos = _with_pattern(system, path) if is_pattern else _in_folder(system, path)
    if not infos:
        raise InputError(f"no input: there is no {os.fspath(given)}, or nothing in it to read")
    for info in infos:
        if not info.path.endswith(SUFFIXES):
            raise InputError(f"{info.path} is none of {', '.join(SUFFIXES)}")
        yield system, info


def _in_folder(system: Any, path: str) -> list[Any]:
    (info,) = system.get_file_info([path])
    if info.is_file:
        return [info]
    shown = (each for each in _files(system, path) if each.base_name[0] not in "._")
    return [each for each in shown if each.path.endswith(SUFFIXES)]


def _with_pattern(system: Any, path: str) -> list[Any]:
    pattern = PurePosixPath(path).parts
    plain = next(n for n, part in enumerate(pattern) if not _PATTERN.isdisjoint(part))
    base = PurePosixPath(*pattern[:plain])
    deep = plain < len(pattern) - 1
    return [
        info
        for info in _files(system, str(base), recursive=deep)
        if len(parts := PurePosixPath(info.path).parts) == len(pattern)
        and all(map(fnmatchcase, parts, pattern))
    ]


def _files(system: Any, path: str, recursive: bool = True) -> list[Any]:
    from pyarrow import fs

    selector = fs.FileSelector(path, allow_not_found=True, recursive=recursive)
    return [info for info in system.get_file_info(selector) if info.is_file]


def _resolved(uri: str | os.PathLike[str]) -> tuple[Any, str]:
    """Return the file system of a path or URI, and the path in it.

    Raises:
        MissingExtra: pyarrow is not installed.
        InputError: The URI is of no known kind.
    """
    try:
        from pyarrow import ArrowInvalid, fs
    except ImportError as error:
        raise missing_extra("data sets", "arrow") from error
    given = os.fspath(uri)
    if "://" not in given:
        path = os.path.abspath(os.path.expanduser(given))
        return fs.LocalFileSystem(), path.replace(os.sep, "/")
    try:
        system, path = fs.FileSystem.from_uri(given)
    except ArrowInvalid as error:
        system, path = _by_fsspec(given, error)
    return system, path.rstrip("/")


def _by_fsspec(uri: str, error: Exception) -> tuple[Any, str]:
    """Resolve a URI that pyarrow does not know itself."""
    from pyarrow import fs

    try:
        import fsspec

        system, path = fsspec.core.url_to_fs(uri)
    except (ImportError, ValueError):
        raise InputError(f"{uri}: {error}") from error
    return fs.PyFileSystem(fs.FSSpecHandler(system)), path
