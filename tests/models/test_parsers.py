"""The parsers of models: our own, and Stanza's with our roles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import stanza

from quoteattr.characters.paragraphs import find_paragraphs
from quoteattr.models.load import load_parser

if TYPE_CHECKING:
    from quoteattr.syntax.parser import SentenceParser

TEXT = "Ana said no. They left."


@pytest.fixture(scope="module")
def shipped() -> SentenceParser:
    return load_parser()


def words(parser: SentenceParser) -> list[str]:
    return [t.text for sentence in parser.parse(TEXT, find_paragraphs(TEXT)) for t in sentence]


def test_shipped_model(shipped: SentenceParser) -> None:
    assert words(shipped) == ["Ana", "said", "no", ".", "They", "left", "."]


def test_the_fast_model_is_inside_too(shipped: SentenceParser) -> None:
    fast = load_parser("fast")
    assert words(fast) == words(shipped)
    first, _ = fast.parse(TEXT, find_paragraphs(TEXT))
    assert first.root.lemma == "say"
    assert first.roles is not None


def test_pipeline_gives_its_trees_and_the_shipped_model_gives_roles(
    tiny_pipeline: stanza.Pipeline, shipped: SentenceParser
) -> None:
    text = "Ana\n\nsaid\n\nno"  # where no space ends a word, as tiny models may have it
    sentences = load_parser(tiny_pipeline).parse(text, find_paragraphs(text))
    theirs = tiny_pipeline(text).sentences
    found = [(t.lemma, t.upos, t.xpos, t.head + 1, t.deprel) for s in sentences for t in s]
    assert found == [
        (w.lemma, w.upos, w.xpos or "_", w.head, w.deprel) for s in theirs for w in s.words
    ]
    first, *_ = shipped.parse(text, find_paragraphs(text))
    assert sentences[0].roles is not None
    assert first.roles is not None
    assert np.array_equal(sentences[0].roles[0], first.roles[0])


def test_pipeline_is_left_as_it_is(tiny_pipeline: stanza.Pipeline) -> None:
    before = tiny_pipeline(TEXT).to_dict()
    words(load_parser(tiny_pipeline))
    assert tiny_pipeline(TEXT).to_dict() == before


def test_stanza_package_is_opened_by_name(
    tiny_pipeline: stanza.Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Package(stanza.Pipeline):  # type: ignore[misc]  # Stanza has no types
        def __init__(self, *args: Any, **settings: Any) -> None:
            self.__dict__.update(tiny_pipeline.__dict__)
            asked.append((args, settings))

    asked: list[tuple[tuple[Any, ...], dict[str, Any]]] = []
    monkeypatch.setattr(stanza, "Pipeline", Package)
    parser = load_parser("stanza:default_fast", "cpu")
    ((args, settings),) = asked
    assert args == ("en",)
    assert settings["package"] == "default_fast"
    assert settings["processors"] == "tokenize,mwt,pos,lemma,depparse"
    assert settings["device"] == "cpu"
    first, *_ = parser.parse(TEXT, find_paragraphs(TEXT))
    assert first.roles is not None
