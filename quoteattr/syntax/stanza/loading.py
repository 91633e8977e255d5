"""Opening of Stanza's packages, and parsers made of its pipelines."""

from __future__ import annotations

import stanza

from quoteattr.errors import ModelError
from quoteattr.syntax.stanza.parser import Parser
from quoteattr.syntax.stanza.pipeline import StanzaAnalyser

__all__ = ["open_package", "parser_of"]

_NEEDED = ("tokenize", "pos", "lemma", "depparse")


def open_package(name: str, device: str | None = None) -> stanza.Pipeline:
    """Open an English package of Stanza's, which Stanza downloads if need be.

    Args:
        name: ``default``, ``default_accurate``, … .
        device: Where to run it: ``"cpu"``, ``"cuda"``, … ; by default what Stanza chooses.

    Raises:
        ModelError: The package is unknown, or cannot be downloaded or read.
    """
    processors = "tokenize,mwt,pos,lemma,depparse"
    try:
        return stanza.Pipeline(
            "en", package=name, processors=processors, device=device, verbose=False
        )
    except Exception as error:  # Stanza, torch and the network raise many kinds
        raise ModelError(f"the Stanza package {name!r} cannot be loaded: {error}") from error


def parser_of(pipeline: stanza.Pipeline) -> Parser:
    """Make a parser of a pipeline, which stays as it is.

    Args:
        pipeline: With the processors ``tokenize``, ``pos``, ``lemma`` and ``depparse``, and with
            ``mwt`` if there are multi-word tokens. Others are not run.

    Raises:
        ModelError: It lacks a processor, or expects tokens rather than text.
    """
    missing = [name for name in _NEEDED if name not in pipeline.processors]
    if missing:
        raise ModelError(f"the stanza.Pipeline lacks the processors {', '.join(missing)}")
    if pipeline.processors["tokenize"].config.get("pretokenized"):
        raise ModelError("the stanza.Pipeline expects tokens (tokenize_pretokenized), not text")
    return Parser(StanzaAnalyser(pipeline))
