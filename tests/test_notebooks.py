"""The notebooks of the documentation run from top to bottom."""

from __future__ import annotations

from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat", reason="needs the extra dev")
nbclient = pytest.importorskip("nbclient", reason="needs the extra dev")

FOLDER = Path(__file__).parent.parent / "docs" / "pages" / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def test_there_are_notebooks() -> None:
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells), "kept without its outputs"
    client = nbclient.NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": path.parent}}
    )
    client.execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    views = [o.data["text/html"] for o in outputs if "text/html" in o.get("data", {})]
    assert any('class="quoteattr' in view and 'class="quote' in view for view in views)
    kinds = {kind for output in outputs for kind in output.get("data", {})}
    assert "image/svg+xml" not in kinds, "JupyterLab shows none in a notebook that is not trusted"
    assert [output.text for output in outputs if output.get("name") == "stderr"] == []
