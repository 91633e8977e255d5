from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quoteattr.errors import InputError
from quoteattr.training.treebank import read_paragraphs

if TYPE_CHECKING:
    from pathlib import Path

    from quoteattr.training.treebank import Paragraph, Word


def test_documents_and_paragraphs_divide_the_sentences(paragraphs: list[Paragraph]) -> None:
    assert [len(sentences) for sentences in paragraphs] == [2, 2, 1]


def test_a_contraction_is_given_by_its_words_without_space_between(
    paragraphs: list[Paragraph],
) -> None:
    words = paragraphs[0][1]
    assert [word.form for word in words] == ["We", "ca", "n't", "sell", "it", "!"]
    assert [word.space_after for word in words] == [True, False, True, True, False, True]


def test_empty_nodes_are_left_out(words: list[Word]) -> None:
    assert "left" not in {word.form for word in words}


ROW = "1\tOne\tone\tNUM\tCD\t_\t0\troot\t_\t_\n"


@pytest.mark.parametrize(
    "text",
    [
        "1\tOne\tone\n\n",
        ROW.replace("\t0\t", "\tzero\t") + "\n",
        "1-2\tdont\t_\t_\t_\t_\t_\t_\t_\t_\n" + ROW + ROW.replace("1\tOne", "2\tTwo") + "\n",
        "1-2\tOne\t_\t_\t_\t_\t_\t_\t_\t_\n" + ROW + "\n",
        "# text = nothing\n\n",
    ],
)
def test_what_is_no_conllu_is_refused_by_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "broken.conllu"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"broken\.conllu: sentence 1"):
        read_paragraphs(path)


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.conllu"):
        read_paragraphs(tmp_path / "none.conllu")
