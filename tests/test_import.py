from __future__ import annotations

import subprocess
import sys
from importlib import metadata

import pytest

import quoteattr

HEAVY = ("torch", "stanza", "numpy", "pandas", "polars", "pyarrow", "attr", "tqdm")


def _run(code: str) -> str:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_import_brings_in_no_library() -> None:
    assert _run(f"import quoteattr, sys; print([n for n in {HEAVY} if n in sys.modules])") == "[]"


def test_everything_up_to_the_model_brings_in_no_heavy_library() -> None:
    heavy = ("torch", "stanza", "numpy", "pandas", "polars", "pyarrow")
    code = "from quoteattr import *; import quoteattr.cli.command, sys"
    assert _run(f"{code}; print([n for n in {heavy} if n in sys.modules])") == "[]"


def test_import_brings_in_the_package_alone() -> None:
    """Nothing but what types need: that is how it takes no time."""
    code = "import __future__, importlib, sys, typing; before = {*sys.modules}; import quoteattr"
    assert _run(f"{code}; print({{*sys.modules}} - before)") == "{'quoteattr'}"


def test_all_names_are_there() -> None:
    assert all(getattr(quoteattr, name).__name__ == name for name in quoteattr.__all__)


@pytest.mark.parametrize(
    "use",
    ["", "quoteattr.extract, quoteattr.__version__, quoteattr.link; import quoteattr.cli.command"],
    ids=["fresh", "used"],
)
def test_only_public_names_are_listed(use: str) -> None:
    names = _run(f"import quoteattr; {use}\nprint(*dir(quoteattr))").split()
    special = [name for name in names if name.startswith("__")]
    assert [name for name in names if name not in special] == sorted(quoteattr.__all__)
    assert {"__all__", "__doc__", "__file__", "__name__", "__version__"} <= set(special)
    assert all(name.endswith("__") for name in special)


@pytest.mark.parametrize("use", ["", "import quoteattr.cli.command"], ids=["fresh", "used"])
@pytest.mark.parametrize("jedi", [True, False])
def test_notebooks_complete_public_names(jedi: bool, use: str) -> None:
    pytest.importorskip("IPython")
    code = f"""
from IPython.core.completer import provisionalcompleter
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
shell.run_cell("import quoteattr; {use}")
shell.Completer.use_jedi = {jedi}
with provisionalcompleter():
    print(*(found.text for found in shell.Completer.completions("quoteattr.", 10)))
"""
    completed = {name.removeprefix(".") for name in _run(code).split()}
    assert completed == set(quoteattr.__all__)


def test_version() -> None:
    assert quoteattr.__version__ == metadata.version("quoteattr")


def test_name_that_does_not_exist() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'Quotes'"):
        _ = quoteattr.Quotes
