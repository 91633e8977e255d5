from __future__ import annotations

import gc
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from quoteattr.collector import collector_off, collector_paused

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def collector_as_it_was() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


def test_paused_in_the_block_and_on_afterwards() -> None:
    with collector_paused():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_off_in_the_block_alone() -> None:
    young: list[object] = [[]]
    with collector_off():
        assert not gc.isenabled()
        with collector_off():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
    assert id(young) not in map(id, gc.get_objects(2))  # nothing was moved


def test_on_again_after_an_exception() -> None:
    with pytest.raises(ValueError, match="damaged"), collector_paused():
        raise ValueError("damaged")
    assert gc.isenabled()


def test_stays_off_where_it_was_off() -> None:
    gc.disable()
    with collector_paused():
        pass
    assert not gc.isenabled()


def test_what_the_block_made_is_old_and_not_frozen() -> None:
    with collector_paused():
        made = [[number] for number in range(10)]
    young = {id(thing) for generation in (0, 1) for thing in gc.get_objects(generation)}
    assert not young & set(map(id, made))
    assert gc.get_freeze_count() == 0


def test_what_the_caller_froze_stays_frozen() -> None:
    kept = [[number] for number in range(10)]
    gc.freeze()
    with collector_paused():
        pass
    assert not {*map(id, gc.get_objects())} & {*map(id, kept)}


def test_no_full_collection_while_a_model_is_loaded() -> None:
    code = """
import gc
import quoteattr
full = []
gc.callbacks.append(lambda phase, about: full.append(phase) if about["generation"] == 2 else None)
quoteattr.Extractor()
print(len(full))
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "0"
