"""Who said what: quotes and their speakers in English text, with exact offsets, offline.

Each name is loaded when it is first used: ``import quoteattr`` takes no time.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quoteattr.corpus.identities import Identity, LinkedDocument
    from quoteattr.corpus.link import link
    from quoteattr.corpus.tables import to_arrow, to_csv, to_pandas, to_polars
    from quoteattr.default import extract, extract_many
    from quoteattr.document import Document
    from quoteattr.errors import InputError, MissingExtra, ModelError, QuoteattrError
    from quoteattr.extractor import Extractor
    from quoteattr.output.html.show import show
    from quoteattr.records import (
        Act,
        Construction,
        Cue,
        Explanation,
        Failure,
        Form,
        Gender,
        GenderSign,
        Kind,
        Mention,
        MentionForm,
        Missing,
        Quote,
        Reading,
        Span,
        Speaker,
    )
    from quoteattr.survey.corpus import Corpus

__all__ = [
    "Act",
    "Construction",
    "Corpus",
    "Cue",
    "Document",
    "Explanation",
    "Extractor",
    "Failure",
    "Form",
    "Gender",
    "GenderSign",
    "Identity",
    "InputError",
    "Kind",
    "LinkedDocument",
    "Mention",
    "MentionForm",
    "Missing",
    "MissingExtra",
    "ModelError",
    "Quote",
    "QuoteattrError",
    "Reading",
    "Span",
    "Speaker",
    "extract",
    "extract_many",
    "link",
    "show",
    "to_arrow",
    "to_csv",
    "to_pandas",
    "to_polars",
]

_HOMES = (
    "quoteattr.records",
    "quoteattr.document",
    "quoteattr.errors",
    "quoteattr.extractor",
    "quoteattr.default",
    "quoteattr.corpus.identities",
    "quoteattr.corpus.link",
    "quoteattr.corpus.tables",
    "quoteattr.survey.corpus",
    "quoteattr.output.html.show",
)


def __getattr__(name: str) -> Any:
    if name == "__version__":
        value: Any = import_module("importlib.metadata").version("quoteattr")
    elif name in __all__:
        modules = map(import_module, _HOMES)
        value = next(getattr(module, name) for module in modules if hasattr(module, name))
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names, and those that every module has, for whoever completes them."""
    special = {name for name in globals() if name.startswith("__")}
    return sorted({*__all__, "__version__", *special})
