"""Texts that end the process that parses them, the one that this belongs to, or a whole node."""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quoteattr.extractor import prepare_worker

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from quoteattr.workers.process import Attempt, Result

__all__ = ["KILLS_ITS_WORKER", "kills_its_actor", "kills_its_node", "prepare"]

KILLS_ITS_WORKER = "This text kills its worker."
_KILL = getattr(signal, "SIGKILL", signal.SIGTERM)  # Windows has only the other, which kills too
_KILLS_ONCE = re.compile(r"This text kills its (actor|node), unless there is (\S+)")


def kills_its_actor(marker: Path) -> str:
    """A text that kills once: then there is a file."""
    return f"This text kills its actor, unless there is {marker}"


def kills_its_node(marker: Path) -> str:
    """A text that kills worker, actor and what Ray runs them with, once: then there is a file."""
    return f"This text kills its node, unless there is {marker}"


def prepare(arguments: Mapping[str, Any]) -> Attempt:
    """Prepare a worker that some texts kill."""
    attempt = prepare_worker(arguments)

    def attempt_or_die(texts: list[str | Exception]) -> Iterable[Result]:
        for text in (text for text in texts if isinstance(text, str)):
            if KILLS_ITS_WORKER in text:
                os.kill(os.getpid(), _KILL)
            if (found := _KILLS_ONCE.search(text)) and not Path(found[2]).exists():
                Path(found[2]).touch()
                actor = os.getppid()
                for process in (actor,) if found[1] == "actor" else (_parent(actor), actor):
                    os.kill(process, _KILL)
                os.kill(os.getpid(), _KILL)
        return attempt(texts)

    return attempt_or_die


def _parent(process: int) -> int:
    """The process that started another; known on Linux."""
    found = re.search(r"^PPid:\s*(\d+)", Path(f"/proc/{process}/status").read_text("ascii"), re.M)
    assert found, "Linux tells it"
    return int(found[1])
