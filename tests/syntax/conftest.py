"""Models for the tests: the shipped one, and tiny ones of Stanza's kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    import stanza

    from quoteattr.syntax.parser import SentenceParser


@pytest.fixture(scope="session")
def shipped() -> SentenceParser:
    from quoteattr.syntax.models import load_parser

    return load_parser()


@pytest.fixture(scope="session")
def tiny_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tests.syntax.stanza.tiny_stanza import build

    return build(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="session")
def tiny_pipeline(tiny_folder: Path) -> stanza.Pipeline:
    from tests.syntax.stanza.tiny_stanza import open_pipeline

    return open_pipeline(tiny_folder)
