"""Quotes in Stanza's pipelines: importing this module makes ``quote`` one of their processors.

``stanza.Pipeline("en", processors="tokenize,pos,lemma,depparse,quote")`` then gives documents with
``quotes``, a tuple of ``Quote`` records in the order of the text. The sentences, words and trees
are those that the pipeline found. Which words are part of a quote is judged by the model inside
quoteattr, so that ``quote`` itself has nothing to download. Options of the pipeline:

- ``quote_acts``, ``quote_aliases``, ``quote_offices``, ``quote_cues``, ``quote_names`` and
  ``quote_min_confidence``: as for ``Extractor``;
- ``quote_model``: ``"fast"`` or a folder, as for ``Extractor``, to judge with another model of
  quoteattr's;
- ``quote_threads``: how many of torch's threads this processor may use, 1 by default; the other
  processors use as many as they did.

Offsets count code points in the ``text`` of Stanza's document. Quotes are a property of the
document object, copied and pickled with it; ``to_dict``, CoNLL-U and ``to_serialized`` have no
place for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import stanza
from stanza.pipeline.processor import Processor, register_processor

from quoteattr.errors import ModelError
from quoteattr.extractor import Extractor
from quoteattr.models.load import folder_of
from quoteattr.syntax.encoder.parser import EncoderParser
from quoteattr.syntax.stanza.document import DocumentParser
from quoteattr.syntax.stanza.with_labels import WithLabels

if TYPE_CHECKING:
    from quoteattr.records import Quote

__all__ = ["QuoteProcessor"]

_OPTIONS = ("model", "acts", "aliases", "offices", "cues", "names", "min_confidence", "threads")

stanza.Document.add_property("quotes", default=())


@register_processor("quote")
class QuoteProcessor(Processor):  # type: ignore[misc]  # Stanza has no types
    """The processor ``quote``: finds the quotes of documents that Stanza has parsed.

    Raises:
        ModelError: The model of ``quote_model`` is missing, damaged, unknown, or one of Stanza's.
        TypeError: ``quote_acts`` or the other names of a speaker are one ``str``, or
            ``quote_threads`` is no number.
        ValueError: The pipeline is for another language than English, an option is unknown, or
            its value is out of range.
    """

    PROVIDES_DEFAULT: ClassVar[set[str]] = {"quote"}
    REQUIRES_DEFAULT: ClassVar[set[str]] = {"tokenize", "pos", "lemma", "depparse"}

    def __init__(self, config: dict[str, Any], pipeline: stanza.Pipeline, device: Any) -> None:
        super().__init__(config, pipeline, device)
        _check(config, pipeline)
        settings = {name: config[name] for name in _OPTIONS if name in config}
        self._extractor = _DocumentExtractor(**settings, device=str(device))

    def process(self, document: stanza.Document) -> stanza.Document:
        """Give a document its ``quotes``.

        Raises:
            InputError: The document has no text, tokens that are not in its text, text that is in
                none of its tokens, or no trees.
        """
        document._quotes = self._extractor.quotes_of(document)
        return document

    def mark_inactive(self) -> None:
        """Do nothing; Stanza calls it where a processor lacks what it requires."""


class _DocumentExtractor(Extractor):
    """An Extractor that takes the trees of Stanza's documents for those of its own parser."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        assert isinstance(self._model.parser, EncoderParser), "Stanza's models are refused"
        self._encoder = self._model.parser

    def quotes_of(self, document: stanza.Document) -> tuple[Quote, ...]:
        """Find the quotes of a document."""
        parser = WithLabels(DocumentParser(document), self._encoder)
        return self._extract(document.text, parser, self._settings).quotes


def _check(config: dict[str, Any], pipeline: stanza.Pipeline) -> None:
    """Refuse options that would be ignored silently, and languages and models of no use here."""
    if config["lang"] != "en":
        raise ValueError(f"the processor quote reads English only, not {config['lang']!r}")
    given = {name for name in pipeline.kwargs if name.startswith("quote_")}
    known = {f"quote_{name}" for name in (*_OPTIONS, "check_requirements")}
    if unknown := sorted(given - known):
        options = ", ".join(f"quote_{name}" for name in _OPTIONS)
        raise ValueError(f"unknown option {unknown[0]!r}: the options of quote are {options}")
    if folder_of(config.get("model")) is None:
        raise ModelError(
            "quote_model must be a model of quoteattr's own, 'fast' or a folder: Stanza's models"
            " are those of the pipeline"
        )
