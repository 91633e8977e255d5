"""Which pipelines can be parsed with, and what is said of the others."""

from __future__ import annotations

from typing import Any

import pytest
import stanza

from quoteattr.errors import ModelError
from quoteattr.syntax.stanza.loading import open_package, parser_of


@pytest.mark.parametrize("name", ["tokenize", "pos", "lemma", "depparse"])
def test_pipeline_without_a_processor(
    tiny_pipeline: stanza.Pipeline, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = {key: value for key, value in tiny_pipeline.processors.items() if key != name}
    monkeypatch.setattr(tiny_pipeline, "processors", left)
    with pytest.raises(ModelError, match=f"lacks the processors {name}"):
        parser_of(tiny_pipeline)


def test_pipeline_for_tokens(
    tiny_pipeline: stanza.Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(tiny_pipeline.processors["tokenize"].config, "pretokenized", True)
    with pytest.raises(ModelError, match="expects tokens"):
        parser_of(tiny_pipeline)


def test_failed_download_names_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **settings: Any) -> None:
        raise ConnectionError("no route to host")

    monkeypatch.setattr(stanza, "Pipeline", fail)
    with pytest.raises(ModelError, match=r"'default_accurate' cannot be loaded: no route to host"):
        open_package("default_accurate")
