"""Let a trained teacher label texts, for its students to learn from.

    python -m quoteattr.training.parser.teach TEACHER PRETRAINED SOFT TEXTS [TEXTS ...]

TEACHER is the work folder of a teacher's training, or the folder of a finished model that a smaller
one shall learn from; PRETRAINED is the folder of the MPNet or BERT that its training started from.
TEXTS are JSON lines with a ``text`` each. SOFT is written as safetensors.
"""

from __future__ import annotations

import argparse
import logging
import sys
from itertools import accumulate, islice, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch

from quoteattr.errors import QuoteattrError
from quoteattr.syntax.encoder.network import JOINS, STARTS_SENTENCE, STARTS_TOKEN, head_rows
from quoteattr.syntax.encoder.pieces import WordPieces
from quoteattr.training.articles import read_articles
from quoteattr.training.parser.batches import collate_marked
from quoteattr.training.parser.config import TrainingConfig
from quoteattr.training.parser.marked import marked_examples, marked_paragraphs
from quoteattr.training.parser.predictions import half_precision, possible_arcs
from quoteattr.training.parser.pretrained import (
    make_network,
    read_settings,
    read_vocabulary,
    read_weights,
)
from quoteattr.training.parser.soft_labels import (
    ANSWERS,
    SoftExample,
    likeliest,
    write_soft_labels,
)
from quoteattr.training.parser.trainer import CHECKPOINT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from torch import Tensor

    from quoteattr.syntax.encoder.network import JointParser
    from quoteattr.training.parser.batches import MarkedBatch
    from quoteattr.training.parser.marked import MarkedExample

__all__ = ["label"]

_TOGETHER = 20
"""Windows of similar lengths that are read at once."""
_SORTED = 2000
"""Windows that are sorted by length."""
_log = logging.getLogger(__name__)


def main(arguments: list[str] | None = None) -> None:
    """Read texts with a teacher, and write what it finds likely."""
    options = _parse(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(options.threads)
    state = _read_state(options.teacher)
    pieces = WordPieces(read_vocabulary(options.pretrained))
    net = _load(state, pieces, options.pretrained)
    texts = [article["text"] for path in options.texts for article in read_articles(path)]
    paragraphs = (
        p for text in texts for p in marked_paragraphs(text, "roles", {}, state["splits"])
    )
    windows = marked_examples(paragraphs, pieces, TrainingConfig().read_window)
    write_soft_labels(options.soft, label(net, windows))


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m quoteattr.training.parser.teach",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("teacher", type=Path)
    parser.add_argument("pretrained", type=Path)
    parser.add_argument("soft", type=Path)
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args(arguments)


def _read_state(folder: Path) -> dict[str, Any]:
    """Read the sizes, splits and weights of a checkpoint, or of a finished model."""
    if (folder / CHECKPOINT).exists():
        state: dict[str, Any] = torch.load(
            folder / CHECKPOINT, map_location="cpu", weights_only=True
        )
        return state
    return {**read_settings(folder), "average": read_weights(folder)}


def _load(state: dict[str, Any], pieces: WordPieces, pretrained: Path) -> JointParser:
    outputs = {
        name: state["sizes"][name] for name in ("upos", "xpos", "relations", "roles", "names")
    }
    net = make_network(pieces.vocabulary, pretrained, state["sizes"]["layers"], **outputs)
    net.load_state_dict(state["average"])
    return net.eval()


@torch.inference_mode()
def label(net: JointParser, windows: Iterator[MarkedExample]) -> Iterator[SoftExample]:
    """Yield windows with what a network finds likely in them; their own labels are not read."""
    done = 0
    while some := sorted(islice(windows, _SORTED), key=lambda w: len(w.window.ids)):
        for start in range(0, len(some), _TOGETHER):
            yield from _label(net, some[start : start + _TOGETHER])
        done += len(some)
        _log.info("%d windows", done)


def _label(net: JointParser, examples: Sequence[MarkedExample]) -> Iterator[SoftExample]:
    batch = collate_marked(examples, torch.device("cpu"))
    atoms = [len(example.window.firsts) for example in examples]
    with half_precision(batch.ids.device):
        states = net.encoder(batch.ids, batch.features, batch.lengths)[batch.firsts]
        kinds = net.boundary(states).float().softmax(1)
        parts = zip(
            torch.split(kinds.argmax(1), atoms), torch.split(_spaced(batch), atoms), strict=True
        )
        segments = [_segment(does, spaced) for does, spaced in parts]
        offsets = accumulate(atoms, initial=0)
        words = torch.cat([o + first for o, (first, _) in zip(offsets, segments, strict=False)])
        on_words = _answers(net, states[words], [n for _, sizes in segments for n in sizes])
        on_atoms = {"boundary": kinds}
        for task, head in (("roles", net.roles), ("names", net.names)):
            if head is not None:
                on_atoms[task] = head(states).float().softmax(1)
    rows_of_words = _split(on_words, [len(first) for first, _ in segments])
    rows_of_atoms = _split(on_atoms, atoms)
    for example, (first, sizes), *rows in zip(
        examples, segments, rows_of_words, rows_of_atoms, strict=True
    ):
        firsts = torch.tensor(example.window.firsts)
        own = {
            "ids": torch.tensor(example.window.ids),
            "features": torch.tensor(example.window.features),
            "firsts": firsts,
            "sentences": torch.tensor(sizes),
            "places": firsts[first],
        }
        yield SoftExample(own | rows[0] | rows[1])


def _spaced(batch: MarkedBatch) -> Tensor:
    """Whether a space comes before each atom, as its features tell."""
    return (batch.features[batch.firsts] - 1) % 2 == 1


def _answers(net: JointParser, states: Tensor, sentences: list[int]) -> dict[str, Tensor]:
    """Return the likeliest tags, heads and relations of words."""
    scores = net.score(states, sentences)
    arcs = possible_arcs(scores, sentences)
    heads = arcs.argmax(1)
    governors = scores.relation_heads[head_rows(heads, sentences)]
    relations = net.relate(scores.relation_dependents, governors)
    found = zip(ANSWERS, (scores.upos, scores.xpos, arcs, relations), strict=True)
    answers = {"heads": heads}
    for task, likely in found:
        answers |= likeliest(task, likely.float())
    return answers


def _split(tensors: Mapping[str, Tensor], sizes: Sequence[int]) -> Iterator[dict[str, Tensor]]:
    """Divide tensors into those of each window."""
    for start, end in pairwise(accumulate(sizes, initial=0)):
        yield {name: tensor[start:end] for name, tensor in tensors.items()}


def _segment(kinds: Tensor, spaced: Tensor) -> tuple[Tensor, list[int]]:
    """Divide a window into words and sentences.

    Args:
        kinds: What each atom does, most likely.
        spaced: Whether a space, which always ends a word, comes before it.

    Returns:
        The first atom of each word, and the number of words in each sentence.
    """
    kinds = torch.where(spaced & (kinds == JOINS), STARTS_TOKEN, kinds)
    kinds[0] = STARTS_SENTENCE
    words = (kinds != JOINS).nonzero().squeeze(1)
    starts = (kinds[words] == STARTS_SENTENCE).nonzero().squeeze(1).tolist()
    return words, [end - start for start, end in pairwise([*starts, len(words)])]


if __name__ == "__main__":
    try:
        main()
    except QuoteattrError as error:
        sys.exit(str(error))
