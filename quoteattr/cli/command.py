"""The command ``quoteattr``: show who said what in text files."""

from __future__ import annotations

import argparse
import codecs
import os
import sys
from collections import deque
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import quoteattr
from quoteattr.cli.formats import WRITERS
from quoteattr.document import Document
from quoteattr.errors import InputError, QuoteattrError
from quoteattr.records import Act, Failure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Result = tuple[str, Document | Exception]
    """The name of a file, and what was found in it or why it could not be read."""

__all__ = ["main", "read_text"]

_UNREADABLE, _WRONG_USE, _INTERRUPTED, _BROKEN_PIPE = 1, 2, 130, 141

_EPILOG = """\
examples:
  quoteattr article.txt
  cat article.txt | quoteattr -
  quoteattr --format csv --output quotes.csv articles/*.txt

exit status: 0 when all went well, 1 when a file could not be read (the others are still
done), 2 when the command itself cannot be carried out
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out the command and return its exit status."""
    if sys.stderr is None:  # closed by the shell: 2>&-
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    arguments = _parse(argv)
    try:
        return _run(arguments)
    except QuoteattrError as error:
        _complain(error)
        return _WRONG_USE
    except KeyboardInterrupt:
        return _INTERRUPTED
    except OSError as error:  # from writing, as reading raises InputError
        _drop_buffered()
        if isinstance(error, BrokenPipeError):
            return _BROKEN_PIPE
        _complain(error.strerror or error)
        return _WRONG_USE


def read_text(name: str, encoding: str = "utf-8") -> str:
    """Read a file, or standard input for ``-``; line endings stay as they are.

    Raises:
        InputError: The file does not exist, or cannot be read or decoded.
    """
    shown = "standard input" if name == "-" else name
    try:
        data = _read_stdin() if name == "-" else Path(name).read_bytes()
        return data.decode(encoding).removeprefix("\ufeff")
    except IsADirectoryError as error:
        raise InputError(f"{name} is a folder; give the files in it: {Path(name)}/*.txt") from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"{shown} is not in {encoding.upper()}: byte {error.object[error.start]:#04x} at"
            f" position {error.start} ({error.reason}); name its encoding, for example"
            f" --encoding {_other_encoding(error.object, encoding)}"
        ) from error
    except OSError as error:
        raise InputError(f"{shown} cannot be read: {error.strerror or error}") from error
    except ValueError as error:  # a name with a NUL, an encoding's own complaints
        raise InputError(f"{shown} cannot be read: {error}") from error


def _read_stdin() -> bytes:
    if sys.stdin is None:  # closed by the shell: <&-
        raise InputError("standard input is closed")
    return sys.stdin.buffer.read()


def _other_encoding(data: bytes, encoding: str) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "cp1252" if codecs.lookup(encoding).name == "utf-8" else "utf-8"


def _run(arguments: argparse.Namespace) -> int:
    several = len(arguments.files) > 1
    failures: list[str] = []
    found = _found(_with_progress(_extract(arguments), len(arguments.files)), failures)
    # An existing file is overwritten only once there is something to write into it.
    first = list(islice(found, 1))
    if first or not arguments.output:
        with _open_output(arguments.output) as stream:
            WRITERS[arguments.format](chain(first, found), stream, several)
    return _UNREADABLE if failures else 0


def _extract(arguments: argparse.Namespace) -> Iterator[Result]:
    """Yield the result for each file, in order, as soon as it is ready."""
    unread: deque[tuple[str, InputError | None]] = deque()

    def read() -> Iterator[str]:
        for name in arguments.files:
            try:
                text = read_text(name, arguments.encoding)
            except InputError as error:
                unread.append((name, error))
            else:
                unread.append((name, None))
                yield text

    for document in _documents(read(), arguments):
        name, error = unread.popleft()
        while error is not None:
            yield name, error
            name, error = unread.popleft()
        yield name, document.error if isinstance(document, Failure) else document
    yield from ((name, error) for name, error in unread if error is not None)


def _documents(texts: Iterator[str], arguments: argparse.Namespace) -> Iterable[Document | Failure]:
    # The model is loaded once there is a text to read: wrong file names are reported at once.
    for first in texts:
        extractor = quoteattr.Extractor(
            arguments.model, acts=arguments.acts, min_confidence=arguments.min_confidence
        )
        yield from extractor.extract_many(
            chain([first], texts), batch_size=1, workers=arguments.workers, on_error="record"
        )


def _found(results: Iterable[Result], failures: list[str]) -> Iterator[tuple[str, Document]]:
    """Pass on the results that are documents; report the others and collect their names."""
    for name, result in results:
        if isinstance(result, Document):
            yield name, result
        else:
            _complain(result if isinstance(result, InputError) else f"{name}: {result!r}")
            failures.append(name)


def _with_progress(results: Iterator[Result], total: int) -> Iterator[Result]:
    """Pass on the results, with a progress bar on standard error if that is a terminal."""
    if total < 2 or not sys.stderr.isatty():
        yield from results
        return
    from tqdm import tqdm  # noqa: PLC0415 - only where there is a bar

    with tqdm(total=total, unit="file", leave=False) as bar:
        for result in results:
            bar.clear()  # whoever takes the result may write to the same terminal
            yield result
            bar.update()
            bar.refresh()


@contextmanager
def _open_output(path: str | None) -> Iterator[TextIO]:
    """Open the file, or standard output; line endings are written as they are."""
    if path is None:
        stdout = sys.stdout
        if stdout is None:  # closed by the shell: >&-
            raise InputError("standard output is closed")
        encoding = stdout.encoding if stdout.isatty() else "utf-8"
        if hasattr(stdout, "reconfigure"):
            stdout.reconfigure(encoding=encoding, errors="backslashreplace", newline="")
        yield stdout
        stdout.flush()
        return
    try:
        stream = open(path, "w", encoding="utf-8", errors="backslashreplace", newline="")  # noqa: SIM115
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}") from error
    with stream:
        yield stream


def _drop_buffered() -> None:
    """Discard what standard output still holds, as Python would complain on exit otherwise."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(message: object) -> None:
    print(f"quoteattr: {message}", file=sys.stderr)


def _parse(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "quoteattr",
        description="Show who said what in English texts.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("files", nargs="+", metavar="FILE", help="a text file; - for standard input")
    add(
        "-f",
        "--format",
        choices=WRITERS,
        default="text",
        metavar="FORMAT",
        help=f"{', '.join(WRITERS)} (default: %(default)s)",
    )
    add("-o", "--output", metavar="FILE", help="write to this file, not to standard output")
    add(
        "--acts",
        type=acts,
        default="speech,writing",
        help="what counts as a quote: speech, writing, thought, other, separated by commas, or all"
        " (default: %(default)s)",
    )
    add("--model", help="fast, a model's folder, or a Stanza package: stanza:default")
    add(
        "--min-confidence",
        type=probability,
        default=0.0,
        metavar="P",
        help="leave out quotes less probable than this, from 0 to 1",
    )
    add(
        "--encoding",
        type=encoding,
        default="utf-8",
        help="encoding of the files (default: %(default)s)",
    )
    add("--workers", type=count, default=1, metavar="N", help="number of processes for many files")
    add("--version", action="version", version=f"quoteattr {quoteattr.__version__}")
    arguments = parser.parse_args(argv)
    if arguments.files.count("-") > 1:
        parser.error("standard input (-) can be read only once")
    if arguments.output and any(_same(arguments.output, name) for name in arguments.files):
        parser.error(f"{arguments.output} is to be read and cannot be written as well")
    return arguments


# argparse shows the names of these four functions: "invalid count value: 'x'".


def acts(value: str) -> tuple[Act, ...]:
    if value == "all":
        return tuple(Act)
    try:
        return tuple(Act(act.strip()) for act in value.split(","))
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{error}: choose from {', '.join(Act)}, all") from error


def probability(value: str) -> float:
    number = float(value)
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError(f"{value} is not between 0 and 1")
    return number


def count(value: str) -> int:
    number = int(value)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{value} is less than 1")
    return number


def encoding(value: str) -> str:
    try:
        "a".encode(value)  # encoding an empty string would not look it up
    except (LookupError, ValueError) as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return value


def _same(output: str, name: str) -> bool:
    """Tell whether the output is a file that is also read, perhaps as standard input."""
    try:
        read = os.fstat(sys.stdin.fileno()) if name == "-" and sys.stdin else os.stat(name)
        return os.path.isfile(output) and os.path.samestat(os.stat(output), read)
    except (OSError, ValueError):
        return False
