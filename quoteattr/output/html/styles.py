"""Inline styles, which stay where notebooks strip the style sheet from what they do not trust.

They use only what JupyterLab's sanitiser lets through: no variables, no ``inherit``. What depends
on a theme, or on the pointer, is in ``view.css``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.records import Form

if TYPE_CHECKING:
    from quoteattr.output.html.colours import Look

__all__ = [
    "DOUBTFUL",
    "LEGEND",
    "badge_style",
    "chip_style",
    "content_style",
    "source_style",
]

DOUBTFUL = 0.5
"""Quotes less certain than this look doubtful."""

LEGEND = "margin-bottom:16px"

_ALPHAS = {Form.DIRECT: "38", Form.BLOCK: "38", Form.MIXED: "26", Form.INDIRECT: "12"}
"""Opacity of the shade of each form, as hexadecimal digits: the more, the more literal."""


def content_style(look: Look, form: Form, confidence: float) -> str:
    """Style the content of a quote."""
    line = look.line if confidence >= DOUBTFUL else "2px dashed"
    return (
        f"background-color:{look.colour}{_ALPHAS[form]};border-bottom:{line} {look.colour};"
        "border-radius:3px;padding:1px 2px"
    )


def badge_style(look: Look) -> str:
    """Style the number of a speaker."""
    return (
        f"background-color:{look.colour}38;border:1px solid {look.colour};border-radius:9px;"
        "padding:0 5px;font-size:11px;vertical-align:1px;margin-right:4px"
    )


def source_style(look: Look) -> str:
    """Style the words that name who speaks."""
    return f"border-bottom:1px solid {look.colour}"


def chip_style(look: Look) -> str:
    """Style a speaker in the legend."""
    return f"display:inline-block;border-bottom:{look.line} {look.colour};margin:0 14px 6px 0"
