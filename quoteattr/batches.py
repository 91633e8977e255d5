"""Results of many texts as the caller wants them: with progress, contexts, and failures told."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any, Literal, SupportsIndex

from attrs import evolve, field, frozen

from quoteattr.document import Document
from quoteattr.records import Failure

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

__all__ = ["Contexts", "OnError", "check_texts", "report", "with_progress"]

OnError = Literal["raise", "skip", "record"]


def check_texts(texts: object) -> None:
    """Refuse what is not several texts.

    Raises:
        TypeError: It is a single text, a dict, or nothing to iterate over.
    """
    if isinstance(texts, str):
        raise TypeError("texts must be several texts; for one, call extract")
    if isinstance(texts, Mapping):
        raise TypeError(
            "texts must be several texts, not a dict: give its values, or, with as_tuples=True,"
            " pairs such as (text, id)"
        )
    if isinstance(texts, bytes | bytearray) or not isinstance(texts, Iterable):
        raise TypeError(f"texts must be several texts, not {type(texts).__name__}")


@frozen(eq=False)
class Contexts:
    """What the caller gave beside each text, kept until its result is there."""

    _waiting: deque[Any] = field(factory=deque)

    def texts_of(self, pairs: Iterable[tuple[str, Any]]) -> Iterator[str]:
        """Yield the texts of pairs, and keep what stands beside them.

        Raises:
            TypeError: Something is no pair.
        """
        for pair in pairs:
            if not (isinstance(pair, tuple | list) and len(pair) == 2):
                kind = type(pair).__name__
                raise TypeError(f"with as_tuples, each text needs (text, context), not {kind}")
            text, context = pair
            self._waiting.append(context)
            yield text

    def next(self) -> Any:
        """Return the context of the next result."""
        return self._waiting.popleft()


def with_progress(
    results: Iterable[Document | Exception], texts: Iterable[object], progress: bool
) -> Iterable[Document | Exception]:
    """Show a progress bar while results are read, if wanted."""
    if not progress:
        return results
    from tqdm import tqdm  # noqa: PLC0415 - loaded only when a bar is asked for

    total = len(texts) if isinstance(texts, Sequence) else None
    bar: Iterable[Document | Exception] = tqdm(results, total=total, unit="text")
    return bar


def report(
    results: Generator[Document | Exception, None, None],
    shown: Iterable[Document | Exception],
    on_error: OnError,
    contexts: Contexts | None = None,
) -> Iterator[Any]:
    """Yield Documents; raise, skip or record the exceptions among the results.

    Args:
        results: The results, closed at the end.
        shown: The same, with progress shown.
        on_error: What to do about exceptions.
        contexts: What stands beside the texts; each is yielded beside its result.
    """
    with closing(results):  # ends the workers, also when the caller reads no further
        for index, result in enumerate(shown):
            context = contexts.next() if contexts else None
            if isinstance(result, Exception) and on_error == "raise":
                raise result
            if isinstance(result, Exception) and on_error == "skip":
                continue
            outcome = (
                _named(result, context) if isinstance(result, Document) else Failure(index, result)
            )
            yield (outcome, context) if contexts else outcome


def _named(document: Document, context: object) -> Document:
    """Give a document the id, and the metadata, that stand beside its text."""
    metadata = context if isinstance(context, Mapping) else {}
    name = metadata.get("id") if isinstance(context, Mapping) else context
    known = name if isinstance(name, str | SupportsIndex) else None
    if known is None and not metadata:
        return document
    return evolve(document, id=known, metadata=metadata)
