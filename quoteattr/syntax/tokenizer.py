"""Stanza's character tokenizer without its overhead: the same model, the same words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from stanza.models.tokenization.data import PER_CHAR_FEAT_FUNCS, WHITESPACE_RE
from stanza.models.tokenization.utils import MASK_RE

from quoteattr.syntax.parser import Word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["CharacterTokenizer"]

_WINDOW = 1000
"""Characters that are read at once; a longer text goes on after the last sentence end found."""
_BATCH = 32
"""Windows that are read together."""
_WORD_END, _SENTENCE_END = 1, 2
_LONGEST_ADDRESS = 1000
"""Longer runs without a space are not searched for URLs and e-mail addresses: the time that takes
grows with the square of the length."""
_MOST_CHARACTERS = 10_000
"""Different characters whose features are remembered."""
_SPACES = re.compile(WHITESPACE_RE.pattern + "+")


class CharacterTokenizer:
    """Splits text into sentences and words with the model of a ``TokenizeProcessor``.

    Check with :meth:`suits` that the processor uses nothing that is not done here.
    """

    def __init__(self, processor: Any) -> None:
        self._model = processor.trainer.model.eval()
        self._characters = _Characters(processor.vocab, processor.trainer.args["feat_funcs"])

    @staticmethod
    def suits(processor: Any) -> bool:
        """Whether the processor is plain: no dictionary, character model or multi-word tokens."""
        trainer = processor.trainer
        if hasattr(processor, "_variant") or trainer is None or trainer.model.charmodel is not None:
            return False
        known = {*PER_CHAR_FEAT_FUNCS, "end_of_para", "start_of_para"}
        unknown = ("use_dictionary", "use_mwt", "skip_newline", "pretokenized", "no_ssplit")
        return (
            known.issuperset(trainer.args["feat_funcs"])
            and trainer.args["lang"] == "en"
            and not any(trainer.args.get(name) or processor.config.get(name) for name in unknown)
            and not processor.config.get("postprocessor")
            and not processor.config.get("speaker_delim")
        )

    @torch.inference_mode()
    def split(self, blocks: Sequence[str]) -> list[list[list[Word]]]:
        """The sentences of each block, as words with offsets into the block."""
        texts = [_Text(block) for block in blocks]
        labels: list[list[NDArray[np.int64]]] = [[] for _ in texts]
        while unread := [i for i, text in enumerate(texts) if text.unread]:
            unread.sort(key=lambda i: -texts[i].unread)  # long first, for little padding
            for first in range(0, len(unread), _BATCH):
                batch = unread[first : first + _BATCH]
                for i, found in zip(batch, self._label([texts[i] for i in batch]), strict=True):
                    labels[i].append(texts[i].advance(found))
        return [text.words(parts) for text, parts in zip(texts, labels, strict=True)]

    def _label(self, texts: Sequence[_Text]) -> NDArray[np.int64]:
        """For each character of the next window of each text whether a word ends with it."""
        rows = [self._characters.encode(text) for text in texts]
        batch = torch.zeros(len(rows), len(rows[0]), rows[0].shape[1])
        for i, row in enumerate(rows):
            batch[i, : len(row)] = torch.from_numpy(row)
        batch = batch.to(next(self._model.parameters()).device)
        scores = self._model(batch[:, :, 0].long(), batch[:, :, 1:], [len(row) for row in rows])
        labels: NDArray[np.int64] = scores.argmax(2).cpu().numpy()
        return labels


class _Characters(dict[str, tuple[float, ...]]):
    """Number in the vocabulary and features of each character, found out once."""

    def __init__(self, vocabulary: Any, features: Sequence[str]) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self._functions = [PER_CHAR_FEAT_FUNCS[f] for f in features if f in PER_CHAR_FEAT_FUNCS]
        # Stanza's order: what depends on the character, then its place at the end, at the start.
        self._ends = [place for place in ("end_of_para", "start_of_para") if place in features]

    def __missing__(self, character: str) -> tuple[float, ...]:
        if len(self) >= _MOST_CHARACTERS:
            self.clear()
        number = self._vocabulary.unit2id(character)
        self[character] = (number, *(function(character) for function in self._functions))
        return self[character]

    def encode(self, text: _Text) -> NDArray[np.float32]:
        """Numbers and features of the next window; short texts end in a place of padding."""
        window = text.characters[text.start : text.start + _WINDOW]
        known = np.array([self[character] for character in window], dtype=np.float32)
        rows = np.zeros((len(window) + text.is_short, known.shape[1] + len(self._ends)), np.float32)
        rows[: len(window), : known.shape[1]] = known
        for column, place in enumerate(self._ends, known.shape[1]):
            if place == "start_of_para" and text.start == 0:
                rows[0, column] = 1
            elif place == "end_of_para" and text.unread <= _WINDOW:
                rows[len(window) - 1, column] = 1
        return rows


class _Text:
    """A block while it is read: each run of spaces is one space."""

    def __init__(self, block: str) -> None:
        self._block = block
        kept = np.ones(len(block), dtype=bool)
        for match in _SPACES.finditer(block):
            kept[match.start() + 1 : match.end()] = False
        self.characters = _SPACES.sub(" ", block).rstrip(" ")
        self._places = np.flatnonzero(kept)
        self.start = 0
        self.is_short = len(self.characters) < _WINDOW

    @property
    def unread(self) -> int:
        """How many characters are left."""
        return len(self.characters) - self.start

    def advance(self, labels: NDArray[np.int64]) -> NDArray[np.int64]:
        """Takes the labels of a window, those after its last sentence end if text follows it."""
        if self.unread <= _WINDOW:
            labels = labels[: self.unread].copy()
            labels[-1] = _SENTENCE_END
        else:
            (breaks,) = np.nonzero(labels[:_WINDOW] == _SENTENCE_END)
            labels = labels[: breaks[-1] + 1 if len(breaks) else _WINDOW]
        self.start += len(labels)
        return labels

    def words(self, parts: list[NDArray[np.int64]]) -> list[list[Word]]:
        """The sentences that the labels make of the text."""
        if not parts:
            return []
        labels = np.concatenate(parts)
        self._keep_addresses_whole(labels)
        sentences: list[list[Word]] = [[]]
        start = 0
        ends = np.flatnonzero(labels)
        for end, label in zip((ends + 1).tolist(), labels[ends].tolist(), strict=True):
            token = self.characters[start:end]
            if form := token.strip(" "):
                first = start + token.index(form[0])
                left, right = self._places[first], self._places[first + len(form) - 1] + 1
                sentences[-1].append(Word(int(left), int(right), form))
                if label == _SENTENCE_END:
                    sentences.append([])
            start = end
        return [sentence for sentence in sentences if sentence]

    def _keep_addresses_whole(self, labels: NDArray[np.int64]) -> None:
        """Makes one word of each URL and e-mail address, as Stanza does."""
        for chunk in re.finditer("[^ ]+", self.characters):
            if len(chunk[0]) <= _LONGEST_ADDRESS and ("." in chunk[0] or "@" in chunk[0]):
                for match in MASK_RE.finditer(chunk[0]):
                    last = chunk.start() + match.end() - 1
                    labels[chunk.start() + match.start() : last] = 0
                    labels[last] = max(labels[last], _WORD_END)
