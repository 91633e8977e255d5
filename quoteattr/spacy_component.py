"""Quotes in the pipelines of spaCy: ``nlp.add_pipe("quoteattr")``.

spaCy finds the component by itself where both are installed. Its settings are those of
``Extractor``: ``nlp.add_pipe("quoteattr", config={"model": "fast", "min_confidence": 0.5})``.
quoteattr reads the text with its own model; what other components found stays as it was. Docs then
have ``doc._.quotes`` and ``doc._.speakers``, tuples of records, ``doc._.quoteattr``, the
:class:`~quoteattr.Document`, and the groups of spans of :meth:`.Document.to_spacy`. They keep them
when they are copied, pickled, sent between processes or written to disk.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from spacy.language import Language

from quoteattr.document import Document
from quoteattr.extractor import Extractor
from quoteattr.output.exports.spacy import set_extensions
from quoteattr.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.tokens import Doc

__all__ = ["QuoteComponent", "make_component"]


class QuoteComponent:
    """The component ``quoteattr``; its model is loaded at the first text."""

    def __init__(self, **settings: Any) -> None:
        self._settings = settings

    @cached_property
    def _extractor(self) -> Extractor:
        return Extractor(**self._settings)

    def __call__(self, doc: Doc) -> Doc:
        """Find the quotes of a Doc."""
        return self._extractor.extract(doc.text).to_spacy(doc)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the settings: each process loads the model for itself."""
        return _unpickled, (self._settings,)

    def to_disk(self, path: Path, *, exclude: Any = ()) -> None:
        """Write nothing: the settings are in the configuration of the pipeline."""

    def from_disk(self, path: Path, *, exclude: Any = ()) -> QuoteComponent:
        """Read nothing; see :meth:`to_disk`."""
        return self


def _unpickled(settings: dict[str, Any]) -> QuoteComponent:
    return QuoteComponent(**settings)


@Language.factory(
    "quoteattr",
    assigns=["doc._.quotes", "doc._.speakers", "doc._.quoteattr", "doc.spans"],
    default_config={
        "model": None,
        "acts": ["speech", "writing"],
        "aliases": None,
        "offices": True,
        "cues": None,
        "names": None,
        "min_confidence": 0.0,
        "device": None,
        "threads": 1,
    },
)
def make_component(
    nlp: Language,
    name: str,
    model: str | None,
    acts: list[str] | str,
    aliases: dict[str, list[str]] | None,
    offices: bool,
    cues: dict[str, str] | None,
    names: dict[str, str] | None,
    min_confidence: float,
    device: str | None,
    threads: int,
) -> QuoteComponent:
    """Make the component, as spaCy asks for it.

    Raises:
        TypeError: A setting is of another type.
        ValueError: A setting is out of range, or unknown.
    """
    set_extensions(Document.from_json)
    settings: dict[str, Any] = {
        "acts": acts,
        "aliases": aliases,
        "offices": offices,
        "cues": cues,
        "names": names,
        "min_confidence": min_confidence,
    }
    Settings(**settings)  # what is wrong is told now, not at the first text
    return QuoteComponent(model=model, device=device, threads=threads, **settings)
