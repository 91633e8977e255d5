"""Makes the picture of the README, ``docs/pages/view.png``: ``make plots``.

It shows the beginning of an example as the notebook view does, as Chromium draws it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import quoteattr

DOCS = Path(__file__).parent
TEXT = DOCS / "examples" / "harbour.txt"
PARAGRAPHS = slice(2, 6)
SIZE = "800,640"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main() -> None:
    """Draw the page twice as large as it is, so that it is sharp on any screen."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        sys.exit(f"none of these browsers is installed: {', '.join(BROWSERS)}")
    paragraphs = TEXT.read_text("utf-8").split("\n\n")[PARAGRAPHS]
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "page.html")
        html = quoteattr.extract("\n\n".join(paragraphs)).to_html(page=True)
        page.write_text(html, "utf-8")
        options = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")
        drawn = (f"--window-size={SIZE}", "--force-device-scale-factor=1.5")
        target = f"--screenshot={DOCS / 'pages' / 'view.png'}"
        profile = f"--user-data-dir={folder}/profile"
        command = [browser, *options, *drawn, profile, target, page.as_uri()]
        subprocess.run(command, check=True, capture_output=True)


if __name__ == "__main__":
    main()
