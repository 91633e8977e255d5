"""What decides whose turn it is in a scene, one thing at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from attrs import evolve

from quoteattr.speakers.conversation.hints import Hints
from quoteattr.speakers.conversation.scenes import Place, best_speakers
from quoteattr.speakers.conversation.turns import _reason

if TYPE_CHECKING:
    from quoteattr.speakers.entities.entity import Entity


def person() -> Entity:
    """Somebody, of whom nothing but the identity matters."""
    return cast("Entity", object())


ADA, BEN, CID = person(), person(), person()
EVERYBODY = frozenset(map(id, (ADA, BEN, CID)))


def open_turn(*candidates: Entity, hints: Hints | None = None, gap: int = 1) -> Place:
    """A turn that these may speak, or somebody unknown."""
    return Place((*candidates, None), hints or Hints(), gap)


def turn_of(who: Entity | None, hints: Hints | None = None, gap: int = 1) -> Place:
    """A turn whose speaker is known."""
    return Place((who,), hints or Hints(), gap, is_fixed=True)


def test_no_turns() -> None:
    assert best_speakers([], frozenset()) == []


@pytest.mark.parametrize("hints", [Hints(acting=BEN), Hints(told=BEN)])
def test_who_acts_speaks(hints: Hints) -> None:
    assert best_speakers([open_turn(ADA, BEN, hints=hints)], EVERYBODY) == [BEN]


@pytest.mark.parametrize("hints", [Hints(called=(CID, BEN)), Hints(named=frozenset({id(BEN)}))])
def test_who_is_called_or_named_does_not_speak(hints: Hints) -> None:
    assert best_speakers([open_turn(BEN, ADA, hints=hints)], EVERYBODY) == [ADA]
    assert best_speakers([open_turn(BEN, hints=hints)], EVERYBODY) == [None]


def test_who_acts_speaks_even_if_named_but_not_if_called() -> None:
    acting = Hints(acting=BEN)
    named, called = evolve(acting, named=frozenset({id(BEN)})), evolve(acting, called=(BEN,))
    assert best_speakers([open_turn(ADA, BEN, hints=named)], EVERYBODY) == [BEN]
    assert best_speakers([open_turn(ADA, BEN, hints=called)], EVERYBODY) == [ADA]


def test_who_acts_goes_before_who_acted() -> None:
    hints = Hints(acting=BEN, told=ADA)
    assert best_speakers([open_turn(ADA, BEN, hints=hints)], EVERYBODY) == [BEN]


def test_who_speaks_elsewhere_goes_before_who_does_not() -> None:
    assert best_speakers([open_turn(BEN, ADA)], frozenset({id(ADA)})) == [ADA]


def test_nobody_else_than_the_known_speaker() -> None:
    hints = Hints(called=(ADA,), named=frozenset({id(ADA)}))
    assert best_speakers([turn_of(ADA, hints), turn_of(ADA), turn_of(None)], frozenset()) == [
        ADA,
        ADA,
        None,
    ]


@pytest.mark.parametrize("hints", [Hints(called=(BEN,)), Hints(addressee=BEN)])
@pytest.mark.parametrize(("gap", "expected"), [(1, BEN), (2, BEN), (3, ADA)])
def test_who_was_called_or_addressed_answers(hints: Hints, gap: int, expected: Entity) -> None:
    places = [turn_of(CID, hints), open_turn(ADA, BEN, gap=gap)]
    assert best_speakers(places, EVERYBODY) == [CID, expected]


@pytest.mark.parametrize(("gap", "expected"), [(1, BEN), (2, BEN), (3, ADA)])
def test_who_is_called_by_the_answer_has_spoken(gap: int, expected: Entity) -> None:
    places = [open_turn(ADA, BEN), turn_of(CID, Hints(called=(BEN,)), gap)]
    assert best_speakers(places, EVERYBODY) == [expected, CID]


@pytest.mark.parametrize(("gap", "expected"), [(1, BEN), (2, ADA)])
def test_nobody_goes_on_at_once_without_a_reason(gap: int, expected: Entity) -> None:
    places = [turn_of(ADA), open_turn(ADA, BEN, hints=Hints(told=ADA), gap=gap)]
    assert best_speakers(places, EVERYBODY) == [ADA, expected]
    assert best_speakers([turn_of(ADA), open_turn(ADA, BEN, gap=gap)], EVERYBODY) == [ADA, BEN]


@pytest.mark.parametrize(
    ("gaps", "expected"), [((1, 1), ADA), ((1, 2), CID), ((2, 1), CID), ((2, 2), CID)]
)
def test_two_alternate_above_all_at_once(gaps: tuple[int, int], expected: Entity) -> None:
    first, second = gaps
    before = [turn_of(ADA), turn_of(BEN, gap=first)]
    told = open_turn(CID, ADA, hints=Hints(told=CID), gap=second)
    assert best_speakers([*before, told], EVERYBODY) == [ADA, BEN, expected]
    plain = open_turn(CID, ADA, gap=second)
    assert best_speakers([*before, plain], EVERYBODY) == [ADA, BEN, ADA]


def test_the_last_turn_decides_about_the_first() -> None:
    places = [open_turn(ADA, BEN), open_turn(ADA, BEN), open_turn(ADA, BEN), turn_of(ADA)]
    assert best_speakers(places, EVERYBODY) == [BEN, ADA, BEN, ADA]
    assert best_speakers([*places, turn_of(BEN)], EVERYBODY) == [BEN, ADA, BEN, ADA, BEN]


def test_reasons() -> None:
    hints = Hints(acting=ADA, told=BEN)
    assert _reason(ADA, hints) == "subject of the paragraph"
    assert _reason(BEN, hints) == "subject of the paragraph before"
    assert _reason(CID, hints) == _reason(None, Hints()) == "turns taken"
