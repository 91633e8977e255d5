"""Where the command writes: a file that is there only when it is complete, or standard output."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import contextmanager, suppress
from secrets import token_hex
from typing import TYPE_CHECKING, TextIO, cast

from quoteattr.errors import InputError
from quoteattr.output.text import escape_controls

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["open_output"]


@contextmanager
def open_output(path: str | None) -> Iterator[TextIO]:
    """Open the file, or standard output; line endings are written as they are.

    A file takes its name, and the place of an older one, only once it is complete: until then it
    has another name beside it, and if anything fails, it is deleted.

    Raises:
        InputError: It cannot be opened.
    """
    if path is None:
        with _stdout() as stream:
            yield stream
        return
    target = os.path.realpath(path)
    is_file = os.path.isfile(target) or not os.path.exists(target)
    # The name is known before there is a file: whenever a signal comes, the file is deleted.
    unfinished = _name_beside(target) if is_file else target
    try:
        with _opened(path, target, unfinished) as stream:
            yield stream
        if is_file:
            os.replace(unfinished, target)
    finally:
        if is_file:
            with suppress(OSError):  # it has its name
                os.unlink(unfinished)


def _name_beside(target: str) -> str:
    folder, name = os.path.split(target)
    return os.path.join(folder, f".{name[:80]}.{token_hex(4)}")


def _opened(path: str, target: str, unfinished: str) -> TextIO:
    """Open a new file with the permissions that the older one has."""
    try:
        exists = os.path.exists(target)
        if exists and not os.access(target, os.W_OK):
            raise PermissionError(0, "Permission denied")
        stream = open(unfinished, "w", encoding="utf-8", errors="backslashreplace", newline="")  # noqa: SIM115
        if exists and unfinished != target:
            shutil.copymode(target, unfinished)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}") from error
    return stream


@contextmanager
def _stdout() -> Iterator[TextIO]:
    stdout = sys.stdout
    if stdout is None:  # closed by the shell: >&-
        raise InputError("standard output is closed")
    is_terminal = stdout.isatty()
    encoding = stdout.encoding if is_terminal else "utf-8"
    if hasattr(stdout, "reconfigure"):
        stdout.reconfigure(encoding=encoding, errors="backslashreplace", newline="")
    yield cast("TextIO", _Terminal(stdout)) if is_terminal else stdout
    stdout.flush()


class _Terminal:
    """A terminal that is shown no control characters but line ends and tabs."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        return self._stream.write(escape_controls(text.replace("\r\n", "\n")))

    def writelines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write(line)

    def isatty(self) -> bool:
        return True
