"""Look for inputs on which something does not hold, guided by the code that they reach.

    python -m tests.fuzz [TARGET ...] [--seconds N] [--keep]

Needs ``pip install atheris``. Each target runs in a process of its own; an input that fails is
written to ``build/fuzz``. What reaches new code is gathered there, too, and with ``--keep`` the
smallest inputs that reach all of it are written into the corpus that the tests run.
"""

from __future__ import annotations

import argparse
import importlib
import subprocess
import sys
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"
FOUND = Path("build/fuzz")
LONGEST = 200
"""Bytes of an input."""


def fuzz(name: str, *options: str) -> None:
    """Fuzz one target in this process; libFuzzer ends it."""
    atheris = importlib.import_module("atheris")

    with atheris.instrument_imports(include=["quoteattr"]):
        from tests.fuzz.targets import TARGETS
    again = f"{sys.executable} -m tests.fuzz --here {name}"  # how libFuzzer calls itself to merge
    atheris.Setup([again, *options], TARGETS[name])
    atheris.Fuzz()


def run(name: str, seconds: int, keep: bool) -> int:
    """Fuzz one target in a process, and return its exit status."""
    gathered, kept = FOUND / name, CORPUS / name
    for folder in (gathered, kept):
        folder.mkdir(parents=True, exist_ok=True)
    options = [f"-max_len={LONGEST}", f"-artifact_prefix={FOUND}/{name}-", "-close_fd_mask=1"]
    command = [sys.executable, "-m", "tests.fuzz", "--here", name]
    look = [f"-max_total_time={seconds}", *options, str(gathered), str(kept)]
    status = subprocess.run([*command, *look], check=False).returncode
    if keep and status == 0:
        merge = ["-set_cover_merge=1", *options, str(kept), str(gathered)]
        status = subprocess.run([*command, *merge], check=False).returncode
    return status


def main() -> int:
    """Fuzz the targets that are asked for, one after another."""
    from tests.fuzz.targets import TARGETS

    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("names", nargs="*", metavar="TARGET", help=" ".join(TARGETS))
    arguments.add_argument("--seconds", type=int, default=600)
    arguments.add_argument("--keep", action="store_true")
    options = arguments.parse_args()
    return max(run(name, options.seconds, options.keep) for name in options.names or TARGETS)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--here"]:
        fuzz(*sys.argv[2:])
    else:
        sys.exit(main())
