from __future__ import annotations

import pytest

from quoteattr.syntax.conllu import format_conllu, parse_conllu
from quoteattr.syntax.tree import Sentence, Token

TEXT = "Ada can't.\n\nIt burned"


def token(index: int, start: int, text: str, head: int, deprel: str) -> Token:
    return Token(index, start, start + len(text), text, text.lower(), "X", "XX", head - 1, deprel)


SENTENCES = (
    Sentence(
        (
            token(0, 0, "Ada", 2, "nsubj"),
            token(1, 4, "ca", 0, "root"),
            token(2, 6, "n't", 2, "advmod"),
            token(3, 9, ".", 2, "punct"),
        ),
        paragraph=0,
    ),
    Sentence((token(0, 12, "It", 2, "nsubj"), token(1, 15, "burned", 0, "root")), paragraph=1),
)


def test_sentences_come_back_as_they_were_written() -> None:
    read = list(parse_conllu(format_conllu(SENTENCES, lambda s: (f"text = {s.start}",))))
    assert [sentence.starts("newpar") for sentence in read] == [True, True]
    assert [sentence.comment("text") for sentence in read] == ["0", "12"]
    for sentence, written in zip(read, SENTENCES, strict=True):
        tokens = [w.token(i, written[i].start) for i, w in enumerate(sentence.words)]
        assert tuple(tokens) == written.tokens
    assert [word.space_after for word in read[0].words] == [True, False, False, True]


def test_only_the_first_sentence_of_a_paragraph_starts_it() -> None:
    sentences = (SENTENCES[0], SENTENCES[0], SENTENCES[1])
    read = parse_conllu(format_conllu(sentences))
    assert [sentence.starts("newpar") for sentence in read] == [True, False, True]


def test_a_comment_is_told_by_its_whole_name() -> None:
    row = "\t".join(("1", "Yes", "yes", "INTJ", "UH", "_", "0", "root", "_", "_"))
    (sentence,) = parse_conllu(f"# newpar_block = p (1 s)\n# text_en = Yes\n{row}\n")
    assert not sentence.starts("newpar")
    assert sentence.starts("newpar_block")
    assert sentence.comment("text") is None
    assert sentence.comment("newdoc id") is None


@pytest.mark.parametrize(
    ("misc", "entity"), [("_", None), ("SpaceAfter=No|Entity=(1=a)", "(1=a)"), ("Entity=", "")]
)
def test_attributes_stand_in_the_last_column(misc: str, entity: str | None) -> None:
    written = format_conllu(SENTENCES[1:], misc=lambda sentence, token: misc)
    (sentence,) = parse_conllu(written)
    assert sentence.words[0].attribute("Entity") == entity


def test_the_sentence_that_is_wrong_is_named() -> None:
    with pytest.raises(ValueError, match="sentence 3 is not valid CoNLL-U"):
        list(parse_conllu(format_conllu(SENTENCES) + "1\tcut\tshort\n"))
