"""Colours and lines that tell speakers apart, on light and on dark backgrounds alike."""

from __future__ import annotations

import colorsys
import json
import re
from functools import cache
from importlib.resources import files

from attrs import frozen

__all__ = ["UNNAMED", "Look", "colour_code", "look_of"]

_HUES = (215, 25, 150, 320, 185, 0, 265, 60)
"""Degrees, neighbours far apart."""
_TURN = 22
"""Degrees by which the hues of the next round lie beside those of the last one."""
_LUMINANCES = (0.2, 0.285, 0.24)
"""Relative luminances, all of which contrast with white and with a dark grey (#1e1e1e) by more
than 3 to 1: the same colours serve in any notebook, whose theme is not known here."""
_SATURATION = 0.62
_LINES = ("2px solid", "3px double", "2px dotted")
"""One for each round of hues; a dashed line is kept for doubtful quotes."""


@frozen
class Look:
    """How the quotes of one speaker look."""

    colour: str
    """``#rrggbb``."""
    line: str
    """Width and style of the line under a quote."""


UNNAMED = Look("#7f7f7f", _LINES[0])


@cache
def look_of(place: int) -> Look:
    """Find the look of the speaker at a place, from 0; all of the first 100 differ."""
    turn, step = divmod(place, len(_HUES))
    hue = (_HUES[step] + turn * _TURN) % 360
    return Look(
        _shade(hue / 360, _LUMINANCES[(step + turn) % len(_LUMINANCES)]),
        _LINES[turn % len(_LINES)],
    )


def _shade(hue: float, luminance: float) -> str:
    """Find the lightness at which a hue has a relative luminance."""
    low, high = 0.0, 1.0
    for _ in range(12):
        middle = (low + high) / 2
        rgb = colorsys.hls_to_rgb(hue, middle, _SATURATION)
        low, high = (middle, high) if _luminance(rgb) < luminance else (low, middle)
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in rgb)


def _luminance(rgb: tuple[float, float, float]) -> float:
    """Relative luminance by WCAG 2, from 0 for black to 1 for white."""
    red, green, blue = (((channel + 0.055) / 1.055) ** 2.4 for channel in rgb)
    luminance: float = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return luminance


def colour_code(colour: str) -> str | None:
    """Find the ``#rrggbb`` of a CSS colour: ``gold``, ``#fd0`` or ``#ffd700``."""
    code = _colour_names().get(colour.lower(), colour).lower()
    if re.fullmatch("#[0-9a-f]{3}", code):
        return "#" + "".join(digit * 2 for digit in code[1:])
    return code if re.fullmatch("#[0-9a-f]{6}", code) else None


@cache
def _colour_names() -> dict[str, str]:
    text = files("quoteattr.output.html").joinpath("colour_names.json").read_text("utf-8")
    names: dict[str, str] = json.loads(text)
    return names
