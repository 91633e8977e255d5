"""Who said what in English text: quotes, their sources and their speakers, with exact offsets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quoteattr.errors import InputError, MissingExtra, ModelError, QuoteattrError
from quoteattr.records import (
    Act,
    Cue,
    Document,
    Failure,
    Form,
    Kind,
    Mention,
    MentionForm,
    Missing,
    Quote,
    Span,
    Speaker,
)

if TYPE_CHECKING:
    from quoteattr.extractor import Extractor, extract

__all__ = [
    "Act",
    "Cue",
    "Document",
    "Extractor",
    "Failure",
    "Form",
    "InputError",
    "Kind",
    "Mention",
    "MentionForm",
    "Missing",
    "MissingExtra",
    "ModelError",
    "Quote",
    "QuoteattrError",
    "Span",
    "Speaker",
    "extract",
]


def __getattr__(name: str) -> Any:
    """Load the extractor at its first use: importing quoteattr alone stays fast."""
    if name in {"Extractor", "extract"}:
        from quoteattr import extractor  # noqa: PLC0415

        return getattr(extractor, name)
    raise AttributeError(f"module 'quoteattr' has no attribute {name!r}")
