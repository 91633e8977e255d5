"""The decoder finds the trees that Stanza finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import torch
from stanza.models.depparse.data import DataLoader
from stanza.models.depparse.trainer import unpack_batch

from quoteattr.syntax.decoder import GraphDecoder
from tests.syntax.stanza.tiny_stanza import build, corpus, open_pipeline

if TYPE_CHECKING:
    import stanza

OPTIONS = {
    "usual": (),
    "arcs by scores alone": ("--no_linearization", "--no_distance"),
    "arc embedding": ("--use_arc_embedding",),
    "no tags": ("--no_upos", "--no_xpos", "--no_ufeats"),
}


@pytest.fixture(scope="module", params=OPTIONS)
def pipeline(request, tmp_path_factory) -> stanza.Pipeline:
    return open_pipeline(build(tmp_path_factory.mktemp("model"), OPTIONS[request.param]))


@pytest.mark.parametrize("repair", [False, True])
def test_same_trees_as_stanza(pipeline, repair):
    processor = pipeline.processors["depparse"]
    model = processor.trainer.model.eval()
    decoder = GraphDecoder(model, repair)
    batches = DataLoader(
        corpus(), 400, processor.config, processor.pretrain, vocab=processor.vocab, evaluation=True
    )
    relations = set()
    for batch in batches:
        inputs, _, word_order, lengths, word_lengths, text = unpack_batch(batch, "cpu")
        with torch.inference_mode():
            expected = processor.trainer.predict(
                batch, unsort=False, resolve_head_constraints=repair
            )
            trees = decoder.decode([*inputs, word_order, lengths, word_lengths, text], lengths)
        for tree, words in zip(trees, expected, strict=True):
            assert tree.heads == [int(head) for head, _ in words]
            assert tree.relations == [relation for _, relation in words]
            relations.update(tree.relations)
    assert len(relations) > 5  # nonsense, but not the same nonsense everywhere
