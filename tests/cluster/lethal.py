"""Texts that end the process that parses them, or the one that this belongs to."""

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

__all__ = ["KILLS_ITS_WORKER", "kills_its_actor", "prepare"]

KILLS_ITS_WORKER = "This text kills its worker."
_KILL = getattr(signal, "SIGKILL", signal.SIGTERM)  # Windows has only the other, which kills too
_KILLS_ITS_ACTOR = re.compile(r"This text kills its actor, unless there is (\S+)")


def kills_its_actor(marker: Path) -> str:
    """A text that kills once: then there is a file."""
    return f"This text kills its actor, unless there is {marker}"


def prepare(arguments: Mapping[str, Any]) -> Attempt:
    """Prepare a worker that some texts kill."""
    attempt = prepare_worker(arguments)

    def attempt_or_die(texts: list[str | Exception]) -> Iterable[Result]:
        for text in (text for text in texts if isinstance(text, str)):
            if KILLS_ITS_WORKER in text:
                os.kill(os.getpid(), _KILL)
            if (found := _KILLS_ITS_ACTOR.search(text)) and not Path(found[1]).exists():
                Path(found[1]).touch()
                os.kill(os.getppid(), _KILL)
        return attempt(texts)

    return attempt_or_die
