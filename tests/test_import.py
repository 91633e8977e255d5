from __future__ import annotations

import subprocess
import sys
from importlib import metadata

import pytest

import quoteattr

HEAVY = ("torch", "stanza", "numpy", "pandas", "attr", "tqdm")


def _run(code: str) -> str:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_import_brings_in_no_library() -> None:
    assert _run(f"import quoteattr, sys; print([n for n in {HEAVY} if n in sys.modules])") == "[]"


def test_everything_up_to_the_model_brings_in_no_heavy_library() -> None:
    heavy = ("torch", "stanza", "numpy", "pandas")
    code = "from quoteattr import *; import quoteattr.cli.command, sys"
    assert _run(f"{code}; print([n for n in {heavy} if n in sys.modules])") == "[]"


def test_import_takes_little_time() -> None:
    # Processor time, which a busy machine does not lengthen; the best of three.
    code = "import time; t = time.process_time(); import quoteattr; print(time.process_time() - t)"
    assert min(float(_run(code)) for _ in range(3)) < 0.1


def test_all_names_are_there() -> None:
    assert all(getattr(quoteattr, name).__name__ == name for name in quoteattr.__all__)
    assert set(quoteattr.__all__) <= set(dir(quoteattr))


def test_version() -> None:
    assert quoteattr.__version__ == metadata.version("quoteattr")


def test_name_that_does_not_exist() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'Quotes'"):
        _ = quoteattr.Quotes
