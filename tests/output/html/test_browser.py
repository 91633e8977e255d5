"""What a real browser makes of the notebook view."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from quoteattr.output.html import document_to_html
from tests.output.documents import bridge
from tests.output.html.test_view import EVIL, evil

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
BROWSER = next(filter(None, map(shutil.which, NAMES)), "")

pytestmark = pytest.mark.skipif(not BROWSER, reason="no Chromium on this machine")

# What the page itself reports, read back from its title: what the elements really are, after the
# browser has repaired whatever there was to repair.
PROBE = """<script>
const view = document.querySelector(".quoteattr");
const marks = [...view.querySelectorAll(".text .quote")];
const inner = marks.find(mark => mark.parentElement.closest(".quote"));
document.title = JSON.stringify({
  scripts: view.querySelectorAll("script, img").length,
  alerts: window.alerts,
  text: [...view.querySelectorAll(".text p")].map(p => p.textContent).join("|"),
  marks: marks.length,
  shaded: marks.every(mark => getComputedStyle(mark).backgroundColor != "rgba(0, 0, 0, 0)"),
  inner: inner ? inner.textContent : null,
  controls: [...view.querySelectorAll("input, .chip.all, .chip.how")]
    .filter(control => control.getClientRects().length).length,
  gaps: [...view.querySelectorAll(".text a")].map(link => {
    const after = document.createRange();
    after.selectNode(link.nextSibling);
    const left = after.getClientRects()[0].left;
    return Math.round(left - link.firstElementChild.getBoundingClientRect().right);
  }),
  wide: document.documentElement.scrollWidth > window.innerWidth,
});
</script>"""


def _in_browser(source: str, folder: Path) -> str:
    page = folder / "page.html"
    page.write_text(
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title></title></head><body>'
        "<script>window.alerts = 0; window.alert = () => { window.alerts += 1 }</script>"
        f"{source}{PROBE}</body></html>",
        encoding="utf-8",
    )
    options = (
        *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
        *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
        *(f"--user-data-dir={folder / 'profile'}", "--window-size=800,600", "--dump-dom"),
    )
    return subprocess.run(
        [BROWSER, *options, page.as_uri()], capture_output=True, text=True, check=True, timeout=120
    ).stdout


def _probe(source: str, folder: Path) -> dict[str, Any]:
    title = re.search("<title>(.*?)</title>", _in_browser(source, folder), re.DOTALL)
    assert title
    found: dict[str, Any] = json.loads(html.unescape(title[1]))
    return found


def test_view(tmp_path: Path) -> None:
    found = _probe(document_to_html(bridge()), tmp_path)
    assert found["text"].split("|") == [
        "“1The bridge is safe,” said Ada Quist, the mayor. “Walk on it.”",
        "The council said 2[not said]she had promised “1[no closing mark]new lamps,"
        " but gave no date.",
        "“?[doubtful: 0.20]Nobody walks there,” it says on the wall.",
    ]
    assert found["marks"] == 5
    assert found["inner"] == "1[no closing mark]new lamps"
    assert found["shaded"]
    assert found["controls"] == 7
    assert min(found["gaps"]) >= 2
    assert not found["wide"]


def _untrusted(source: str) -> str:
    """Take away what JupyterLab takes from a notebook that it does not trust."""
    bare = re.sub("<style>.*?</style>", "", source, flags=re.DOTALL)
    bare = re.sub(r" (?:hidden|checked)(?=[ >])", "", bare)
    return bare.replace(" id=", " data-jupyter-id=").replace("<input", "<input disabled")


def test_view_that_is_not_trusted(tmp_path: Path) -> None:
    found = _probe(_untrusted(document_to_html(bridge())), tmp_path)
    assert found["controls"] == 0, "they would be dead"
    assert found["shaded"]
    assert min(found["gaps"]) >= 3, "numbers keep off the words"


def test_text_and_names_run_no_script(tmp_path: Path) -> None:
    found = _probe(document_to_html(evil()), tmp_path)
    assert found["scripts"] == 0
    assert found["alerts"] == 0
    assert found["text"] == f"“1{EVIL},” said {EVIL}."
