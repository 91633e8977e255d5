"""Docs of spaCy, and the component for its pipelines."""

from __future__ import annotations

import inspect
import pickle
import sys
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc, DocBin

import quoteattr
from quoteattr.errors import InputError, MissingExtra
from quoteattr.spacy_component import QuoteComponent
from tests.output.documents import BRIDGE, bridge

TEXTS = ["“The bus is late,” said Ada Quist. “It is old.”", "", "Nobody came."]


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("quoteattr")
    return pipeline


def test_spans_are_those_of_the_document() -> None:
    document = bridge()
    doc = document.to_spacy()
    found = [(span.text, span.label_, span.id_) for span in doc.spans["quotes"]]
    assert found == [
        (span.text, each.form.value, str(number))
        for number, each in enumerate(document.quotes)
        for span in each.contents
    ]
    assert [span.text for span in doc.spans["cues"]] == ["said", "said", "had promised"]
    assert [span.id_ for span in doc.spans["speakers"]] == ["0", "0", "1"]
    assert (doc._.quotes, doc._.speakers) == (document.quotes, document.speakers)


def test_spans_of_tokens_that_end_elsewhere_are_wider() -> None:
    doc = Doc(spacy.blank("en").vocab, words=[BRIDGE], spaces=[False])
    assert {span.text for span in bridge().to_spacy(doc).spans["quotes"]} == {BRIDGE}


def test_doc_of_another_text_is_refused(nlp: spacy.language.Language) -> None:
    with pytest.raises(InputError, match="another text"):
        bridge().to_spacy(nlp.make_doc("Something else."))


def test_text_that_spacy_cannot_hold_is_refused() -> None:
    with pytest.raises(InputError, match="cannot hold"):
        quoteattr.Document("\ud800", (), (), ()).to_spacy()


def test_component(nlp: spacy.language.Language) -> None:
    for text, doc in zip(TEXTS, nlp.pipe(TEXTS), strict=True):
        document = quoteattr.extract(text)
        assert doc._.quoteattr == document
        assert doc._.quotes == document.quotes
        assert doc.text == text


def test_quotes_are_kept_with_the_doc(nlp: spacy.language.Language, tmp_path: Path) -> None:
    doc = nlp(TEXTS[0])
    (binned,) = DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab)
    nlp.to_disk(tmp_path)
    others = [
        Doc(nlp.vocab).from_bytes(doc.to_bytes()),
        pickle.loads(pickle.dumps(doc)),
        doc.copy(),
        binned,
        spacy.load(tmp_path)(TEXTS[0]),
    ]
    for other in others:
        assert other._.quotes == doc._.quotes != ()
        assert [span.text for span in other.spans["quotes"]] == ["The bus is late", "It is old."]


def test_settings() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("quoteattr", config={"min_confidence": 1.0, "acts": "all"})
    doc = nlp(TEXTS[0])
    assert doc._.quotes == ()
    assert doc._.quoteattr.settings["acts"] == ["speech", "writing", "thought", "other"]
    nlp = spacy.blank("en")
    nlp.add_pipe("quoteattr", config={"cues": {"skeet": "writing"}, "aliases": {"A": ["B"]}})
    settings = nlp(TEXTS[0])._.quoteattr.settings
    assert (settings["cues"], settings["aliases"]) == ({"skeet": "writing"}, {"A": ["B"]})


def test_the_component_has_every_setting() -> None:
    settings = inspect.signature(quoteattr.Extractor).parameters
    meta = spacy.blank("en").get_factory_meta("quoteattr")
    assert set(meta.default_config or ()) == set(settings)


def test_settings_are_checked() -> None:
    doc = spacy.blank("en").make_doc(TEXTS[0])
    with pytest.raises(ValueError, match="between 0 and 1"):
        pickle.loads(pickle.dumps(QuoteComponent(min_confidence=2.0)))(doc)


@pytest.mark.parametrize(
    "config",
    [{"min_confidence": 2.0}, {"acts": ["song"]}, {"cues": {"two words": "speech"}}],
    ids=str,
)
def test_wrong_settings_are_told_when_the_pipeline_is_made(config: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"between 0 and 1|unknown act|not one word"):
        spacy.blank("en").add_pipe("quoteattr", config=config)


def test_what_is_no_pipeline_is_refused() -> None:
    wrong: Any = "en"
    with pytest.raises(TypeError, match="nlp must be a pipeline"):
        quoteattr.extract(TEXTS[0]).to_spacy(wrong)


def test_doc_without_quotes_has_none(nlp: spacy.language.Language) -> None:
    doc = nlp.make_doc("“Yes,” said Bo.")
    assert (doc._.quotes, doc._.speakers, doc._.quoteattr) == ((), (), None)


def test_entry_point_leads_to_the_component() -> None:
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))
    ((name, target),) = project["project"]["entry-points"]["spacy_factories"].items()
    module, _, function = target.partition(":")
    assert name == "quoteattr"
    assert callable(getattr(import_module(module), function))


def test_without_spacy_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(MissingExtra, match=r"pip install 'quoteattr\[spacy\]'"):
        bridge().to_spacy()
