"""Torch's threads are limited within a call, and as before after it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
import torch

from quoteattr.syntax.threads import torch_threads

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def usual() -> Iterator[int]:
    before = torch.get_num_threads()
    torch.set_num_threads(3)
    yield 3
    torch.set_num_threads(before)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_limits_a_block_alone(count: int, usual: int) -> None:
    with torch_threads(count):
        assert torch.get_num_threads() == count
    assert torch.get_num_threads() == usual


def test_gives_back_after_an_error(usual: int) -> None:
    with pytest.raises(KeyError), torch_threads(1):
        raise KeyError
    assert torch.get_num_threads() == usual


def _limited() -> tuple[int, int]:
    """Return the number of threads within a block and after it."""
    with torch_threads(1):
        within = torch.get_num_threads()
    return within, torch.get_num_threads()


def test_a_thread_that_begins_meanwhile_gets_what_is_usual(usual: int) -> None:
    with torch_threads(1), ThreadPoolExecutor(1) as pool:
        assert pool.submit(_limited).result() == (1, usual)
    assert torch.get_num_threads() == usual
