"""Runs of capitalised words cut into titles and names."""

from __future__ import annotations

import pytest

from quoteattr.lexicon.kinds import fold
from quoteattr.names.find import find_names
from quoteattr.syntax.tree import Sentence, Token

NAMES = [
    # (words with / for an adjacent token, expected titles and names, why)
    ("Lena Roth", [("", "Lena Roth")], "a full name"),
    ("Energy Minister Lena Roth", [("Energy Minister", "Lena Roth")], "a role before a name"),
    ("Mrs Oduya", [("Mrs", "Oduya")], "a title of address"),
    ("Mrs/. Oduya", [("Mrs", "Oduya")], "a title with its full stop apart"),
    ("Director Prof V Kamat", [("Director Prof", "V Kamat")], "two titles"),
    ("The Prime Minister", [("Prime Minister", "")], "a title alone"),
    ("James Baker", [("", "James Baker")], "a family name that is a trade"),
    ("Al/-/Fadhil", [("", "Al-Fadhil")], "a hyphen"),
    ("Kwame Osei-/Bonsu", [("", "Kwame Osei-Bonsu")], "a hyphen that ends a token"),
    ("Kwame Osei/-Bonsu", [("", "Kwame Osei-Bonsu")], "a hyphen that starts a token"),
    ("Pieter van der Aa", [("", "Pieter van der Aa")], "particles"),
    ("Jon Berg Jr.", [("", "Jon Berg")], "a suffix is not part of the words"),
    ("Ministry of Mines and Energy", [("", "Ministry of Mines and Energy")], "an institution"),
    ("Minister of Mines and Energy", [("Minister of Mines and Energy", "")], "an office"),
    ("Secretary of State Ana Ruiz", [("Secretary of State", "Ana Ruiz")], "an office and a name"),
    ("Minister of State Quist", [("Minister of State", "Quist")], "an office and a surname"),
    ("H.E. Ana Ruiz", [("H.E.", "Ana Ruiz")], "a title in full stops"),
    ("Premier He Lifeng", [("Premier", "He Lifeng")], "a name that looks like that title"),
    ("Tan Sri Amir Rashid", [("Tan Sri", "Amir Rashid")], "a title of two words"),
    ("Coastal Rescue Service", [("", "Coastal Rescue Service")], "an organisation"),
    ("Moll said Monday", [("", "Moll")], "days are no names"),
    ("ANA RUIZ", [("", "ANA RUIZ")], "capitals"),
]


def in_title_case(words: str) -> Sentence:
    tokens: list[Token] = []
    at = 0
    for chunk in words.split(" "):
        for part in chunk.split("/"):
            small = part[0].islower() and part not in {"van", "der"}
            tag = ("VERB", "VBD") if small else ("PROPN", "NNP")
            tag = ("PUNCT", ".") if part in {".", "-"} else tag
            tag = ("ADP", "IN") if part in {"of", "and"} else tag
            tag = ("DET", "DT") if part == "The" else tag
            number = len(tokens)
            relation = "flat" if number else "root"
            tokens.append(
                Token(number, at, at + len(part), part, part.lower(), *tag, number - 1, relation)
            )
            at += len(part)
        at += 1
    return Sentence(tuple(tokens))


@pytest.mark.parametrize(("words", "expected", "why"), NAMES)
def test_names(words: str, expected: list[tuple[str, str]], why: str) -> None:
    names = find_names(in_title_case(words))
    assert [(" ".join(p.title), " ".join(p.words)) for p in names] == expected, why


@pytest.mark.parametrize(
    ("word", "plain"), [("Élysée", "elysee"), ("U.S.", "us"), ("O\u2019Dea", "o'dea"), ("…", "...")]
)
def test_fold(word: str, plain: str) -> None:
    assert fold(word) == plain
