"""Stanza's tagger, lemmatizer and parser in one go, without documents in between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import stanza
import torch
from stanza.models.common.vocab import PAD_ID, ROOT_ID, CompositeVocab
from stanza.models.depparse.model import GraphParser

from quoteattr.syntax.decoder import GraphDecoder, Tree
from quoteattr.syntax.inputs import Inputs, Numbering, batches, pad
from quoteattr.syntax.parser import Analysis

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor

__all__ = ["Annotator"]

_BATCH_WORDS = 3000
"""Words that are tagged and parsed together."""

_Tags = dict[str, list[list[str]]]
"""For each column (``upos``, ``xpos``, ``feats``) the tags of each sentence."""


class Annotator:
    """Tags and parses words with the models of Stanza's processors.

    Check with :meth:`suits` that their models are of the kinds known here.
    """

    def __init__(self, pos: Any, lemma: Any, depparse: Any) -> None:
        self._tagger = _Tagger(pos)
        self._lemma = lemma
        self._parser = _Parser(depparse)

    @staticmethod
    def suits(pos: Any, lemma: Any, depparse: Any) -> bool:
        """Whether there is a plain tagger, and a graph parser that reads from left to right."""
        if any(hasattr(processor, "_variant") for processor in (pos, lemma, depparse)):
            return False
        trainer = depparse.trainer
        return isinstance(trainer.model, GraphParser) and not trainer.args.get("reversed")

    @torch.inference_mode()
    def analyse(self, sentences: Sequence[Sequence[str]]) -> list[list[Analysis]]:
        """One analysis for every word form."""
        results: list[list[Analysis]] = [[] for _ in sentences]
        for indices in batches([len(sentence) for sentence in sentences], _BATCH_WORDS):
            batch = [sentences[i] for i in indices]
            tags = self._tagger.tag(batch, with_features=self._parser.reads_features)
            lemmas = _lemmatise(self._lemma, batch, tags["upos"])
            trees = self._parser.parse(batch, tags, lemmas)
            for place, i in enumerate(indices):
                upos, xpos = tags["upos"][place], tags["xpos"][place]
                heads = [head - 1 for head in trees[place].heads]
                columns = (lemmas[place], upos, xpos, heads, trees[place].relations)
                results[i] = [Analysis(*row) for row in zip(*columns, strict=True)]
        return results


class _Tagger:
    """Part-of-speech tags from a ``POSProcessor``."""

    def __init__(self, processor: Any) -> None:
        self._model = processor.trainer.model.eval()
        self._vocabulary = processor.vocab
        self._numbering = _numbering(processor, root=False)

    def tag(self, sentences: Sequence[Sequence[str]], *, with_features: bool) -> _Tags:
        """The tags of each word; ``_`` in a column that the tagger does not know."""
        device = next(self._model.parameters()).device
        inputs = self._numbering.encode(sentences, device)
        _, predictions = self._model(
            *_leading(inputs), None, inputs.vectors, *_trailing(inputs), inputs.text
        )
        found = dict(zip(self._model.tag_names, predictions, strict=True))
        tags: _Tags = {}
        for name in ("upos", "xpos", *(("feats",) if with_features else ())):
            if name in found:
                tags[name] = self._names(name, found[name].tolist(), inputs.lengths)
            else:
                tags[name] = [["_"] * length for length in inputs.lengths]
        return tags

    def _names(self, column: str, rows: list[Any], lengths: list[int]) -> list[list[str]]:
        unmap = self._vocabulary[column].unmap
        return [unmap(row[:length]) for row, length in zip(rows, lengths, strict=True)]


class _Parser:
    """Trees from a ``DepparseProcessor``."""

    def __init__(self, processor: Any) -> None:
        self._model = processor.trainer.model.eval()
        self._vocabulary = processor.vocab
        self._numbering = _numbering(processor, root=True)
        repair = processor.config.get("resolve_head_constraints", True)
        self._decoder = GraphDecoder(self._model, bool(repair))

    @property
    def reads_features(self) -> bool:
        """Whether the parser reads morphological features."""
        return hasattr(self._model, "ufeats_emb")

    def parse(
        self, sentences: Sequence[Sequence[str]], tags: _Tags, lemmas: Sequence[Sequence[str]]
    ) -> list[Tree]:
        """The tree of each sentence."""
        inputs = self._numbering.encode(sentences, self._model.get_device())
        columns = [
            self._column(vocabulary, rows) if hasattr(self._model, embedding) else None
            for vocabulary, rows, embedding in (
                ("upos", tags["upos"], "upos_emb"),
                ("xpos", tags["xpos"], "xpos_emb"),
                ("feats", tags.get("feats", []), "ufeats_emb"),
            )
        ]
        heads = torch.zeros_like(inputs.words[:, 1:])  # not read, but for their number
        return self._decoder.decode(
            [
                *_leading(inputs),
                *columns,
                inputs.vectors,
                self._column("lemma", lemmas),
                heads,
                heads,
                *_trailing(inputs),
                inputs.text,
            ],
            inputs.lengths,
        )

    def _column(self, name: str, rows: Sequence[Sequence[str]]) -> Tensor:
        """Tags or lemmas as numbers, the root node first."""
        vocabulary = self._vocabulary[name]
        device = self._model.get_device()
        numbers = [vocabulary.map(row) for row in rows]
        if not isinstance(vocabulary, CompositeVocab):
            return pad([[ROOT_ID, *row] for row in numbers], device)
        width = len(vocabulary)
        parts = [[[ROOT_ID] * width, *row] for row in numbers]
        return torch.stack(
            [pad([[part[k] for part in row] for row in parts], device) for k in range(width)], dim=2
        )


def _lemmatise(
    processor: Any, sentences: Sequence[Sequence[str]], upos: Sequence[Sequence[str]]
) -> list[list[str]]:
    """Dictionary forms; a word without one stands for itself."""
    if processor.config.get("dict_only") and not processor.use_identity:
        predict = processor.trainer.predict_dict
        return [
            [lemma or "_" for lemma in predict(zip(forms, tags, strict=True))]
            for forms, tags in zip(sentences, upos, strict=True)
        ]
    document = stanza.Document(
        [
            [
                {"id": (i,), "text": form, "upos": tag}
                for i, (form, tag) in enumerate(zip(forms, tags, strict=True), 1)
            ]
            for forms, tags in zip(sentences, upos, strict=True)
        ]
    )
    lemmatised = processor.process(document)
    return [[word.lemma or word.text for word in s.words] for s in lemmatised.sentences]


def _numbering(processor: Any, *, root: bool) -> Numbering:
    has_vectors = processor.pretrain is not None and processor.trainer.args["pretrain"]
    vectors = processor.pretrain.vocab if has_vectors else None
    return Numbering(processor.vocab, vectors, root=root)


def _leading(inputs: Inputs) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Words and characters with their masks, as both models take them first."""
    words, characters = inputs.words, inputs.characters
    return words, words == PAD_ID, characters, characters == PAD_ID


def _trailing(inputs: Inputs) -> tuple[list[int], list[int], list[int]]:
    return inputs.order, inputs.lengths, inputs.character_lengths
