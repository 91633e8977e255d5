from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.characters.normalise import normalise
from quoteattr.syntax.encoder.pieces import N_FEATURES, Atom, WordPieces, find_atoms, joined

PIECES = ("[UNK]", "[CLS]", "[SEP]", "mill", "##er", "##s", "n", "'", "t", "ca", "a", "é", "e")


@pytest.mark.parametrize(
    ("text", "atoms"),
    [
        ("Nobody can't", "Nobody|ca|n't"),
        ("DON'T", "DO|N'T"),
        ("she's they'll I'd", "she|'s|they|'ll|I|'d"),
        ("'so he said'", "'|so|he|said|'"),
        ("U.S. 1,200", "U|.|S|.|1|,|200"),
        ("5pm on-site", "5|pm|on|-|site"),
        ("cannot Cannot", "can|not|Can|not"),
        ("a_b\n\tc", "a|_|b|c"),
        ("The WHO said", "The|UNICEF|said"),
        ("GUESS WHO", "GUESS|WHO"),
        ("WHO IS IT", "WHO|IS|IT"),
        ("who said", "who|said"),
        ("Olsen an-\n  nounced it", "Olsen|announced|it"),
        ("the sea-\nBut", "the|sea|-|But"),
        ("", ""),
    ],
)
def test_atoms(text: str, atoms: str) -> None:
    found = find_atoms(text, {"cannot": [3]})
    assert "|".join(atom.text for atom in found) == atoms


@given(st.text())
def test_atoms_hold_every_character_but_space_in_order(text: str) -> None:
    plain = normalise(text)
    atoms = find_atoms(plain, {"cannot": [3]}, offset=7)
    place = 7
    for atom in atoms:
        gap = plain[place - 7 : atom.start - 7]
        assert not gap.strip()
        shown = plain[atom.start - 7 : atom.end - 7]
        assert joined(shown) == atom.text != "" or shown == "WHO"
        assert atom.spaced == (atom is atoms[0] or bool(gap))
        place = atom.end
    assert not plain[place - 7 :].strip()


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("millers", "mill ##er ##s"),
        ("MILL", "mill"),
        ("n't", "n ' t"),
        ("Méa", "[UNK]"),
        ("É", "e"),
        ("millx", "[UNK]"),
        ("a" * 101, "[UNK]"),
    ],
)
def test_pieces_are_the_longest_from_the_left(word: str, pieces: str) -> None:
    found = WordPieces(PIECES).pieces(word)
    assert " ".join(PIECES[number] for number in found) == pieces


@given(st.text())
def test_a_window_has_a_first_piece_for_each_atom(text: str) -> None:
    atoms = find_atoms(normalise(text), {})
    window = WordPieces(PIECES).window(atoms)
    assert len(window.firsts) == len(atoms)
    assert len(window.ids) == len(window.features) >= len(atoms) + 2
    assert list(window.firsts) == sorted(set(window.firsts))
    assert all(0 <= feature < N_FEATURES for feature in window.features)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Atom(0, 4, "mill", False), Atom(0, 4, "Mill", False)),
        (Atom(0, 4, "Mill", False), Atom(0, 4, "MILL", False)),
        (Atom(0, 4, "MILL", False), Atom(0, 4, "mILL", False)),
        (Atom(0, 4, "mill", False), Atom(0, 4, "mill", True)),
    ],
)
def test_what_the_pieces_hide_is_a_feature(one: Atom, other: Atom) -> None:
    windows = [WordPieces(PIECES).window([atom]) for atom in (one, other)]
    assert windows[0].ids == windows[1].ids
    assert windows[0].features != windows[1].features
