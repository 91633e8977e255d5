"""What a document remembers of how it was extracted."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from quoteattr.models.load import describe_model
from quoteattr.output.values import to_json_value

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["describe_settings"]

_NOT_OF_THE_RESULT = {"model", "device"}
"""Arguments that are told otherwise, or that change nothing of what is found."""


def describe_settings(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Describe the arguments of an Extractor in values that JSON can hold."""
    others = {name: each for name, each in arguments.items() if name not in _NOT_OF_THE_RESULT}
    return {
        "quoteattr_version": _package_version(),
        **describe_model(arguments["model"]),
        **to_json_value(others, "settings"),
    }


@cache
def _package_version() -> str:
    return version("quoteattr")
