"""The shipped parser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from quoteattr.syntax.parser import SentenceParser


@pytest.fixture(scope="session")
def shipped() -> SentenceParser:
    from quoteattr.models.load import load_parser

    return load_parser()
