"""Elements of HTML, with whatever they contain escaped."""

from __future__ import annotations

import html
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sized

__all__ = ["count_of", "element", "escape", "opening", "style_sheet"]

# HTML cannot hold these; they are shown as replacement characters.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def escape(text: str) -> str:
    """Write text so that it can stand in an element or an attribute."""
    return html.escape(_UNFIT.sub("\ufffd", text))


def opening(tag: str, /, **attributes: str | None) -> str:
    """Write a start tag.

    Args:
        tag: The name of the element.
        attributes: Their values are escaped here; those that are ``None`` are left out. Names
            that are Python's too end in an underscore: ``class_``.
    """
    written = (
        f" {key.rstrip('_').replace('_', '-')}" + (f'="{escape(value)}"' if value else "")
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{''.join(written)}>"


def element(tag: str, content: str, /, **attributes: str | None) -> str:
    """Write an element around content that is HTML already."""
    return f"{opening(tag, **attributes)}{content}</{tag}>"


def count_of(things: Sized | int, name: str) -> str:
    """Write a number of things: ``1 quote``, ``2 quotes``."""
    number = things if isinstance(things, int) else len(things)
    return f"{number:,} {name}" + ("" if number == 1 else "s")


@cache
def style_sheet(name: str) -> str:
    """Read a style sheet of the package, without its comments and indentation."""
    text = files("quoteattr.output.html").joinpath(name).read_text(encoding="utf-8")
    return re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)).strip()
