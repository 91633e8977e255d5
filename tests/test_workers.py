"""Processes that are interrupted or killed: what the user sees, and that none outlives the rest."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from itertools import repeat
from typing import TYPE_CHECKING

import pytest

from quoteattr.default import default_extractor
from quoteattr.errors import QuoteattrError

if TYPE_CHECKING:
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


@needs_signals
def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    done = run(tmp_path, texts="then(lambda: os.kill(os.getpid(), signal.SIGKILL))")
    assert done.returncode == -signal.SIGKILL
    assert "Traceback" not in done.stderr


def test_worker_that_is_killed() -> None:
    results = default_extractor().extract_many(repeat(TEXT), batch_size=1, workers=2)
    next(results)
    multiprocessing.active_children()[0].kill()
    with pytest.raises(QuoteattrError, match="a worker ended abruptly"):
        list(results)
    assert not multiprocessing.active_children()


def test_script_without_a_guard_is_told_what_to_do(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        f"import quoteattr\nprint(*quoteattr.extract_many([{TEXT!r}] * 20, workers=2))\n", "utf-8"
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert 'under `if __name__ == "__main__":`' in done.stderr.splitlines()[-1]
    assert done.stderr.count("Traceback") <= 2  # the cause and the error itself
