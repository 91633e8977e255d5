"""How time and memory grow with the length of a text, for real text and for odd ones.

    python -m tests.benchmarks.curves [--texts PART ...] [--largest N]

Each text is read at growing lengths, each in a process of its own, on one thread. The exponent is
the slope of the logarithm of the time over the logarithm of the length: 1 is linear.
"""

from __future__ import annotations

import argparse
import math
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from tests.benchmarks.data_sets import DATA_SETS
from tests.benchmarks.figures import Measurement
from tests.benchmarks.predict import read_gold
from tests.benchmarks.speed import peak_megabytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tests.benchmarks.figures import Figures

__all__ = ["lines", "measure"]

_CLAUSE = "the mayor said that the dam would hold and "
_DEEP = ("“He said ‘she said ", "’” ")


def _real(size: int) -> str:
    text = "\n\n".join(article["text"] for article in read_gold(DATA_SETS["worldnews"].path))
    return (text * (size // len(text) + 1))[:size]


TEXTS: dict[str, tuple[Callable[[int], str], int]] = {
    "real text": (_real, 400_000),
    "marks alone": (lambda size: ("“”\"'" * size)[:size], 1_000_000),
    "line breaks": (lambda size: "\n" * (size // 2) + "Yes.\n" * (size // 10), 200_000),
    "deep nesting": (lambda size: _DEEP[0] * (size // 44) + _DEEP[1] * (size // 44), 200_000),
    "one sentence": (lambda size: (_CLAUSE * (size // len(_CLAUSE) + 1))[:size], 480_000),
    "quotations and cues": (lambda size: '"a" said b, ' * (size // 12), 600_000),
    "tags": (lambda size: '<p class="a">Yes &amp; no.</p><!-- x -->' * (size // 40), 400_000),
    "tags that never close": (lambda size: "<a \"<b '<!--" * (size // 12) + "</a>", 400_000),
    "letters taken apart": (lambda size: "â€œYes,â€ said JosÃ©. " * (size // 22), 400_000),
    "stops lost": (lambda size: "We left The dam held “No” " * (size // 26), 400_000),
}
"""Each by its length in code points, and the greatest length that is read."""
STEPS = (8, 4, 2, 1)
"""By what the greatest length is divided."""


def measure(texts: Sequence[str] = ("",), largest: int = 1_000_000) -> Measurement:
    """Measure seconds of processor time and peak megabytes."""
    figures: Figures = {}
    for name, (_, length) in TEXTS.items():
        if any(part in name for part in texts):
            sizes = [min(length, largest) // step for step in STEPS]
            figures[name] = _curve({size: _in_process(name, size) for size in sizes})
    return Measurement(figures)


def _curve(measured: dict[int, tuple[float, float]]) -> Figures:
    sizes = list(measured)
    (first, _), (last, memory) = measured[sizes[-2]], measured[sizes[-1]]
    return {
        "seconds": {str(size): seconds for size, (seconds, _) in measured.items()},
        "exponent": math.log(last / first) / math.log(sizes[-1] / sizes[-2]),
        "length": sizes[-1],
        "µs a character": 1e6 * last / sizes[-1],
        "MB": memory,
    }


def _in_process(name: str, size: int) -> tuple[float, float]:
    command = [sys.executable, "-m", "tests.benchmarks.curves", "--one", name, str(size)]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    seconds, megabytes = map(float, run.stdout.split())
    return seconds, megabytes


def read_one(name: str, size: int) -> None:
    """Read a text of one length, and print seconds and megabytes."""
    from quoteattr import Extractor

    extractor = Extractor()
    extractor.extract("“Yes,” said Ada Quist.")  # what is loaded on first use is not timed
    text = TEXTS[name][0](size)
    start = time.process_time()
    extractor.extract(text)
    print(time.process_time() - start, peak_megabytes())


def lines(figures: Figures) -> Iterator[str]:
    """Write the figures out for a reader."""
    for name, values in figures.items():
        seconds = "  ".join(f"{size}: {value:.2f} s" for size, value in values["seconds"].items())
        yield f"{name:24} exponent {values['exponent']:.2f}  {values['MB']:.0f} MB  {seconds}"


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        read_one(sys.argv[2], int(sys.argv[3]))
    else:
        arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
        arguments.add_argument("--texts", nargs="*", default=[""], metavar="PART")
        arguments.add_argument("--largest", type=int, default=1_000_000)
        options = arguments.parse_args()
        for text in TEXTS:
            if any(part in text for part in options.texts):
                print(*lines(measure([text], options.largest).figures), sep="\n", flush=True)
