"""The exceptions that quoteattr raises on purpose, all of them a :class:`QuoteattrError`."""

from __future__ import annotations

__all__ = ["InputError", "MissingExtra", "ModelError", "QuoteattrError"]


class QuoteattrError(Exception):
    """The base of all exceptions that quoteattr raises on purpose."""


class ModelError(QuoteattrError):
    """A model is missing, damaged or unknown; the message names the file or package."""


class InputError(QuoteattrError):
    """A file or a Stanza document cannot be read; the message says which, and why."""


class MissingExtra(QuoteattrError, ImportError):
    """An optional dependency is not installed; the message says how to install it."""


def missing_extra(what: str, extra: str) -> MissingExtra:
    """Make the error for something that needs an extra; extras bear the name of their library."""
    library = {"arrow": "pyarrow", "plots": "altair"}.get(extra, extra)
    return MissingExtra(
        f"{what} need {library}, which is not installed: pip install 'quoteattr[{extra}]'"
    )
