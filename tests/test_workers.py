"""Processes that are interrupted or killed: what the user sees, and that none outlives the rest."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import repeat
from typing import TYPE_CHECKING, Any, cast

import pytest

from quoteattr.default import default_extractor
from quoteattr.errors import QuoteattrError
from quoteattr.workers import attempt_in_processes
from quoteattr.workers.worker import Job, Worker, _interrupts_held

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from pathlib import Path

TEXT = "“The ferry is late,” said Ilse Brandt, the harbour master."

SCRIPT = f"""
import os, signal
from itertools import repeat
from quoteattr import Extractor

def interrupt():
    "What Ctrl+C does: all processes of the group get the signal."
    os.killpg(0, signal.SIGINT)

def then(act):
    "Texts for all workers, and the act when more are wanted, as the first results are there."
    yield from repeat({TEXT!r}, 8)
    act()
    yield from repeat({TEXT!r})

def texts():
    return {{texts}}

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # jobs in the background ignore it
    for document in Extractor().extract_many(texts(), batch_size=2, workers=2):
        pass
else:
    {{in_worker}}
"""
ONCE = "os.path.exists('once') or (open('once', 'w').close(), interrupt())"


def run(folder: Path, *, texts: str, in_worker: str = "pass") -> subprocess.CompletedProcess[str]:
    """Run the script, in a group of processes of its own, until the last process has ended.

    Each of them holds the pipe of standard error, which is read to its end.
    """
    script = folder / "script.py"
    script.write_text(SCRIPT.format(texts=texts, in_worker=in_worker), encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, script],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        _, error = process.communicate(timeout=180)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        raise
    return subprocess.CompletedProcess(process.args, process.returncode, stderr=error)


needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="no signals to a group")


@needs_signals
@pytest.mark.parametrize(
    ("texts", "in_worker"),
    [("then(interrupt)", "pass"), (f"repeat({TEXT!r})", ONCE)],
    ids=["at work", "as a worker starts"],
)
def test_interrupt_shows_one_traceback(tmp_path: Path, texts: str, in_worker: str) -> None:
    done = run(tmp_path, texts=texts, in_worker=in_worker)
    assert done.returncode == -signal.SIGINT
    assert done.stderr.count("Traceback") == 1
    assert done.stderr.endswith("\nKeyboardInterrupt\n")


@pytest.fixture
def interruptible() -> Iterator[None]:
    """This process can be interrupted, also in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@needs_signals
@pytest.mark.usefixtures("interruptible")
def test_interrupt_waits_until_a_process_is_started() -> None:
    """Whichever thread it reaches."""
    steps = []
    with ThreadPoolExecutor(1) as other, pytest.raises(KeyboardInterrupt):  # noqa: PT012
        other.submit(int).result()  # its thread has begun, and blocks nothing
        with _interrupts_held():
            steps.append("starts")
            os.kill(os.getpid(), signal.SIGINT)
            other.submit(time.sleep, 0.1).result()
            steps.append("has started")
        steps.append("goes on")
    assert steps == ["starts", "has started"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_interrupt_is_not_shown_with_the_death_of_a_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    worker = Worker(multiprocessing.get_context("spawn"), cast("Any", prepare_nothing))
    try:
        while not worker.is_prepared():
            time.sleep(0.05)
        (process,) = multiprocessing.active_children()
        process.kill()
        process.join()
        monkeypatch.setattr(Worker, "_begin", interrupt)
        with pytest.raises(KeyboardInterrupt) as raised:  # noqa: PT012 - it may die at the job
            worker.add(Job(["t"]))
            while not worker.collect():
                time.sleep(0.05)
        assert raised.value.__context__ is None
    finally:
        worker.end()


def prepare_nothing() -> Callable[[list[str]], Any]:
    return attempt_in_worker


@needs_signals
def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    done = run(tmp_path, texts="then(lambda: os.kill(os.getpid(), signal.SIGKILL))")
    assert done.returncode == -signal.SIGKILL
    assert "Traceback" not in done.stderr


def test_worker_that_is_killed_is_replaced() -> None:
    many = default_extractor().extract_many(repeat(TEXT), batch_size=1, workers=2)
    results = cast("Generator[Any, None, None]", many)
    expected = next(results)
    for place, found in zip(range(400), results, strict=False):
        if place == 200:
            multiprocessing.active_children()[0].kill()
        assert found == expected
    results.close()
    assert not multiprocessing.active_children()


# A worker tells that it is prepared by a file, for which the first text waits in the parent, so
# that all others are attempted in workers. Capitals kill it.


def prepare(prepared: Path) -> Callable[[list[str]], Any]:
    import torch  # noqa: F401 - as a worker does

    prepared.touch()
    return attempt_in_worker


def attempt_in_worker(texts: list[str]) -> list[str]:
    if any(text.isupper() for text in texts):
        os.kill(os.getpid(), signal.SIGKILL)
    return [text * 2 for text in texts]


def attempts(folder: Path, texts: Iterable[str], batch_size: int) -> Iterator[Any]:
    prepared = folder / "prepared"

    def attempt(texts: list[str]) -> list[str]:
        while not prepared.exists():
            time.sleep(0.05)
        time.sleep(0.5)  # until the parent knows
        return [text * 2 for text in texts]

    ready = cast("Any", partial(prepare, prepared))
    return attempt_in_processes(cast("Any", attempt), ready, texts, batch_size, 2)


def test_text_that_kills_twice_is_an_error_and_the_others_live(tmp_path: Path) -> None:
    texts = [f"t{number}" for number in range(40)]
    texts[11] = texts[12] = texts[30] = "KILL"
    found = list(attempts(tmp_path, texts, batch_size=4))
    killed = [place for place, result in enumerate(found) if isinstance(result, QuoteattrError)]
    assert killed == [11, 12, 30]
    assert all("again alone" in str(found[place]) for place in killed)
    assert [r for r in found if isinstance(r, str)] == [t * 2 for t in texts if t != "KILL"]
    assert not multiprocessing.active_children()


def test_a_death_while_texts_are_awaited_loses_none(tmp_path: Path) -> None:
    def texts() -> Iterator[str]:
        yield from ("t0", "KILL", "t2", "t3")
        time.sleep(2)
        yield from ("t4", "t5")

    found = list(attempts(tmp_path, texts(), batch_size=1))
    assert [r for r in found if isinstance(r, str)] == [f"t{n}" * 2 for n in (0, 2, 3, 4, 5)]
    assert isinstance(found[1], QuoteattrError)


def test_what_was_read_before_an_error_is_delivered(tmp_path: Path) -> None:
    def texts() -> Iterator[str]:
        yield from map(str, range(21))
        raise OSError("the disk is gone")

    results = attempts(tmp_path, texts(), batch_size=4)
    found: list[Any] = []
    with pytest.raises(OSError, match="the disk is gone"):
        found.extend(results)
    assert found == [str(number) * 2 for number in range(21)]


def test_script_without_a_guard_is_told_what_to_do(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import quoteattr\nfrom itertools import repeat\n"
        f"for _ in quoteattr.extract_many(repeat({TEXT!r}), workers=2):\n    pass\n",
        "utf-8",
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert 'under `if __name__ == "__main__":`' in done.stderr.splitlines()[-1]
    assert done.stderr.count("Traceback") <= 2  # the cause and the error itself
