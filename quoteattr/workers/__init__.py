"""Work on many texts in several processes, with the results in the order of the texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.workers.pool import TOGETHER, Pool
from quoteattr.workers.reading import Batches

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

    from quoteattr.workers.process import Attempt, Result

__all__ = ["attempt_here", "attempt_in_processes"]


def attempt_here(
    attempt: Attempt, texts: Iterable[str | Exception], batch_size: int, together: int = TOGETHER
) -> Generator[Result, None, None]:
    """Attempt texts in this process, short ones together.

    Args:
        attempt: Attempts several texts.
        texts: The texts, read as needed.
        batch_size: The most texts that are attempted together.
        together: The code points after which no more are.

    Yields:
        The result for each text, in order.

    Raises:
        Exception: What reading the texts raised, after the results of those read before.
    """
    batches = Batches(texts, batch_size)
    while not batches.ended:
        yield from attempt(batches.next(together))
    batches.raise_error()


def attempt_in_processes(
    attempt: Attempt,
    prepare: Callable[[], Attempt],
    texts: Iterable[str | Exception],
    batch_size: int,
    workers: int,
) -> Generator[Result, None, None]:
    """Attempt each text in one of several processes, which end with it.

    The arguments are those of :class:`.Pool` and :meth:`.Pool.attempt`; ``attempt`` is what is
    called in this process until another is prepared.
    """
    with Pool(prepare, workers) as pool:
        yield from pool.attempt(texts, batch_size, attempt)
