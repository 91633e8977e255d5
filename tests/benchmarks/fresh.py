"""The first result in a fresh process: seconds of the processor for imports, model and 300 words.

Modules are compiled beforehand, as they are when a package is installed.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING

from tests.benchmarks.speed import THREADS
from tests.benchmarks.texts import articles, first_words

if TYPE_CHECKING:
    from tests.benchmarks.figures import Figures

__all__ = ["article", "measure"]

WORDS = 300
PROGRAMS = {
    "quoteattr": "import quoteattr; quoteattr.extract(text)",
    "fast": "import quoteattr; quoteattr.Extractor('fast').extract(text)",
    "PyTorch": "import torch",
}
AROUND = "import sys, time; text = sys.stdin.read(); {program}; print(time.process_time())"
"""The processor's time is counted from the start of the process."""


def article() -> str:
    """Return 300 words of a news article."""
    return first_words(articles(2)[1], WORDS)


def measure(spacy: str | None, rounds: int = 7) -> Figures:
    """Measure quoteattr, what of it is PyTorch's import, and the model of spaCy's that is named."""
    programs = PROGRAMS | ({"spaCy": f"import {spacy}; {spacy}.load()(text)"} if spacy else {})
    with tempfile.TemporaryDirectory() as compiled:
        environment = {**os.environ, **dict.fromkeys(THREADS, "1")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        environment["PYTHONPYCACHEPREFIX"] = compiled
        found: dict[str, list[float]] = {name: [] for name in programs}
        for _ in range(rounds + 1):
            for name, program in programs.items():
                found[name].append(_run(program, environment))
    return {name: statistics.median(times[1:]) for name, times in found.items()}


def _run(program: str, environment: dict[str, str]) -> float:
    run = subprocess.run(
        [sys.executable, "-c", AROUND.format(program=program)],
        input=article(),
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return float(run.stdout)
