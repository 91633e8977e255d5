"""The command ``quoteattr``: show who said what in texts of many kinds of files."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import deque
from contextlib import contextmanager
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from attrs import evolve

import quoteattr
from quoteattr.cli.arguments import parse, same_file
from quoteattr.cli.data_sets import DATA_SETS
from quoteattr.cli.destination import open_output
from quoteattr.cli.formats import WRITERS, Options
from quoteattr.cli.kinds import RECORDS, Reading, kind_of
from quoteattr.cli.sources import find_files, read_sources
from quoteattr.document import Document
from quoteattr.errors import InputError, QuoteattrError
from quoteattr.output.text import escape_controls
from quoteattr.records import Failure

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator, Sequence

    from quoteattr.cli.sources import Source
    from quoteattr.corpus.identities import LinkedDocument

    Result = tuple[str, Document | Exception]
    """The id of a text, and what was found in it or why it could not be read."""

__all__ = ["main"]

_UNREADABLE, _WRONG_USE, _INTERRUPTED, _BROKEN_PIPE, _TERMINATED = 1, 2, 130, 141, 143


class _Terminated(BaseException):
    """The program is asked to end: SIGTERM."""


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out the command and return its exit status."""
    if sys.stderr is None:  # closed by the shell: 2>&-
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    given = list(sys.argv[1:] if argv is None else argv)
    if given and given[0] in DATA_SETS:
        carry_out = DATA_SETS[given[0]](given[1:])
    else:
        carry_out = partial(_run, parse(given))
    try:
        with _ending_in_order():
            return carry_out()
    except QuoteattrError as error:
        _complain(error)
        return _WRONG_USE
    except KeyboardInterrupt:
        return _INTERRUPTED
    except _Terminated:
        return _TERMINATED
    except OSError as error:  # from writing, as reading raises InputError
        _drop_buffered()
        if isinstance(error, BrokenPipeError):
            return _BROKEN_PIPE
        _complain(error.strerror or error)
        return _WRONG_USE


@contextmanager
def _ending_in_order() -> Iterator[None]:
    """Let SIGTERM end workers and unfinished files as an exception does."""
    if threading.current_thread() is not threading.main_thread():  # others get no signals
        yield
        return

    def end(*_: object) -> None:
        raise _Terminated

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _run(arguments: Namespace) -> int:
    reading = Reading(arguments.input, arguments.field, arguments.id, arguments.encoding)
    names = find_files(arguments.files, reading, arguments.recursive)
    if arguments.output and any(same_file(arguments.output, name) for name in names):
        raise InputError(f"{arguments.output} is to be read and cannot be written as well")
    have_one_text = all((reading.kind or kind_of(name)) not in RECORDS for name in names)
    total = len(names) if have_one_text else None
    failures: list[str] = []
    results = _extract(read_sources(names, reading), arguments, 1 if have_one_text else _TOGETHER)
    found = _found(_with_progress(results, total), failures)
    written: Iterator[Document | LinkedDocument] = found
    if arguments.link:
        written = quoteattr.link(found, aliases=arguments.aliases)
    # An existing file is overwritten only once there is something to write into it.
    first = list(islice(written, 1))
    if first or not arguments.output:
        options = Options(several=total != 1, bom=arguments.bom)
        with open_output(arguments.output) as stream:
            WRITERS[arguments.format](chain(first, written), stream, options)
    return _UNREADABLE if failures else 0


_TOGETHER = 16
"""How many texts of a table are read at a time: many are short."""


def _extract(sources: Iterator[Source], arguments: Namespace, together: int) -> Iterator[Result]:
    """Yield the result for each text, in order, as soon as it and those read with it are ready."""
    waiting: deque[Source] = deque()

    def texts() -> Iterator[str]:
        for source in sources:
            waiting.append(source)
            if isinstance(source.text, str):
                yield source.text

    for document in _documents(texts(), arguments, together):
        while isinstance(waiting[0].text, InputError):
            yield _unread(waiting.popleft())
        source = waiting.popleft()
        if isinstance(document, Failure):
            yield source.id, document.error
        else:
            yield source.id, evolve(document, id=source.id, metadata=source.metadata)
    yield from map(_unread, waiting)


def _unread(source: Source) -> Result:
    assert isinstance(source.text, InputError), "what could be read has a result"
    return source.id, source.text


def _documents(
    texts: Iterator[str], arguments: Namespace, together: int
) -> Iterable[Document | Failure]:
    # The model is loaded once there is a text to read: wrong file names are reported at once.
    for first in texts:
        extractor = quoteattr.Extractor(arguments.model, **_settings(arguments))
        yield from extractor.extract_many(
            chain([first], texts), batch_size=together, workers=arguments.workers, on_error="record"
        )


def _settings(arguments: Namespace) -> dict[str, Any]:
    names = ("acts", "aliases", "min_confidence", "device", "threads")
    return {name: getattr(arguments, name) for name in names}


def _found(results: Iterable[Result], failures: list[str]) -> Iterator[Document]:
    """Pass on the results that are documents; report the others and collect their names."""
    for name, result in results:
        if isinstance(result, Document):
            yield result
        else:
            _complain(result if isinstance(result, InputError) else f"{name}: {result!r}")
            failures.append(name)


def _with_progress(results: Iterator[Result], total: int | None) -> Iterator[Result]:
    """Pass on the results, with a progress bar on standard error if that is a terminal."""
    if total == 1 or not sys.stderr.isatty():
        yield from results
        return
    from tqdm import tqdm  # noqa: PLC0415 - only where there is a bar

    with tqdm(total=total, unit="text", leave=False) as bar:
        for result in results:
            bar.clear()  # whoever takes the result may write to the same terminal
            yield result
            bar.update()
            bar.refresh()


def _drop_buffered() -> None:
    """Discard what standard output still holds, as Python would complain on exit otherwise."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(message: object) -> None:
    print(f"quoteattr: {escape_controls(str(message))}", file=sys.stderr)
