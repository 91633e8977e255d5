"""Reading articles to learn from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from quoteattr.errors import InputError
from quoteattr.training.articles import read_articles

if TYPE_CHECKING:
    from pathlib import Path


def test_articles_keep_what_else_they_tell(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text('{"text": "Ruiz left.", "quotes": []}\n{"text": "Berg stayed."}\n', "utf-8")
    assert read_articles(path) == [{"text": "Ruiz left.", "quotes": []}, {"text": "Berg stayed."}]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_only_line_breaks_end_an_article(tmp_path: Path, end: str) -> None:
    path = tmp_path / "articles.jsonl"
    texts = ["Ruiz left.\u2028Berg stayed.", "It\x85 rained.\x0c", "Snow\u2029 fell."]
    lines = [json.dumps({"text": text}, ensure_ascii=False) for text in texts]
    path.write_text(end.join([*lines, ""]), "utf-8", newline="")
    assert [article["text"] for article in read_articles(path)] == texts


@pytest.mark.parametrize("line", ["{", '{"title": "Ruiz left"}', "3", '"text"'])
def test_a_line_without_a_text_is_refused(tmp_path: Path, line: str) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text(f'{{"text": "Ruiz left."}}\n{line}\n', "utf-8")
    with pytest.raises(InputError, match="line 2 holds no text"):
        read_articles(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_articles(tmp_path / "none.jsonl")
