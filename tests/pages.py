"""The pages of the documentation, and the blocks of code in them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["PAGES", "ROOT", "Block", "blocks"]

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs" / "pages").rglob("*.md"))]
_FENCED = re.compile(r"^```(\S*).*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@frozen
class Block:
    """What stands between two fences.

    Attributes:
        language: The word after the opening fence.
        code: The lines between.
        line: How many lines of the page are before the code.
        printed: What the text block says that follows directly; nothing if none does.
    """

    language: str
    code: str
    line: int
    printed: str


def blocks(path: Path) -> Iterator[Block]:
    """Yield the blocks of a page in their order; what a program prints belongs to the program."""
    page = path.read_text(encoding="utf-8")
    found = list(_FENCED.finditer(page))
    taken = None
    for match, after in zip(found, [*found[1:], None], strict=False):
        if match is taken:
            continue
        printed = ""
        follows = after and after[1] == "text" and not page[match.end() : after.start()].strip()
        if after and follows and match[1] == "python":
            taken, printed = after, after[2]
        yield Block(match[1], match[2], page.count("\n", 0, match.start(2)), printed)
