"""Kinds that names tell by themselves: an example, and a counter-example, of each sign."""

from __future__ import annotations

import pytest

from quoteattr.names.kinds import SIGNS, name_kind
from quoteattr.records import Kind

NAMES = [
    # (name, the sign that decides, its kind)
    ("Mercedes", "_is_company_name", Kind.ORGANISATION),
    ("Mercedes Luna", "_has_given_name", Kind.PERSON),
    ("Real Madrid", "_is_listed", Kind.ORGANISATION),
    ("Holm & Berg", "_has_ampersand", Kind.ORGANISATION),
    ("Veldt Steel", "_has_ending", Kind.ORGANISATION),
    ("Norberg Dairy", "_is_surely_firm", Kind.ORGANISATION),
    ("Jon Church", "_has_given_name", Kind.PERSON),
    ("Bank of Elmstad", "_has_complement", Kind.ORGANISATION),
    ("Los Angeles", "_is_city_name", Kind.PLACE),
    ("Los Angeles Millers", "_begins_with_city", Kind.ORGANISATION),
    ("United Mill Workers", "_is_union", Kind.ORGANISATION),
    ("Norwegians", "_names_members", Kind.GROUP),
    ("Elmstad Farmers", "_names_members", Kind.GROUP),
    ("Jon Farmers", "_has_given_name", Kind.PERSON),
    ("Harbour Declaration", "_is_document_name", Kind.DOCUMENT),
    ("UMA", "_ends_in_acronym", Kind.ORGANISATION),
    ("Anna MK", "_has_given_name", Kind.PERSON),
    ("NHS England", "_is_branch", Kind.ORGANISATION),
    ("Lena", "_is_given_name", Kind.PERSON),
    ("J. Quell", "_has_initial_or_family_name", Kind.PERSON),
    ("Xandra Moll", "_has_initial_or_family_name", Kind.PERSON),
    ("Moll", "_is_family_name", Kind.PERSON),
    ("Parliament", "_is_bare_ending", Kind.ORGANISATION),
    ("Xandra Quell", "_is_short", Kind.PERSON),
    ("Quxley", None, Kind.UNKNOWN),
]


@pytest.mark.parametrize(("name", "sign", "kind"), NAMES)
def test_the_first_sign_decides(name: str, sign: str | None, kind: Kind) -> None:
    words = tuple(name.split())
    applying = [(applies.__name__, told) for applies, told, _ in SIGNS if applies(words)]
    nothing: tuple[str | None, Kind] = (None, Kind.UNKNOWN)
    assert next(iter(applying), nothing) == (sign, kind)
    assert name_kind(words)[0] is kind


def test_every_sign_has_an_example() -> None:
    assert {applies.__name__ for applies, _, _ in SIGNS} <= {sign for _, sign, _ in NAMES}
