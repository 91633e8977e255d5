"""Extraction: from a text to its Document, for one text or very many."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from quoteattr.assembly import assemble
from quoteattr.attribution import attribute
from quoteattr.document import Document
from quoteattr.lexicon.offices import Offices, checked_aliases
from quoteattr.models.load import load_model
from quoteattr.reader import read
from quoteattr.records import Act, Failure
from quoteattr.speakers.resolve import resolve_speakers
from quoteattr.workers import attempt_in_processes

if TYPE_CHECKING:
    import stanza

    from quoteattr.syntax.parser import SentenceParser
    from quoteattr.workers import Attempt

__all__ = ["Extractor", "extract"]

OnError = Literal["raise", "skip", "record"]


class Extractor:
    """Finds the quotes of English texts and who speaks them.

    Loading the model takes a second or two; make one Extractor and use it again. It may be shared
    between threads, which then take turns at parsing.

    Args:
        model: ``None`` for the model inside the package; ``"fast"`` for a smaller one inside the
            package, which is faster and slightly less accurate; the folder of another such model;
            the name of a Stanza package, such as ``"stanza:default_accurate"``, which Stanza
            downloads; or a ready ``stanza.Pipeline``. Stanza's models give sentences, words, tags
            and trees; the model inside the package still decides what is a quote.
        acts: What counts as a quote. By default speech and writing; ``tuple(Act)`` adds what
            people are said to think, feel and want.
        aliases: Other names of speakers, by the name to be used:
            ``{"the French presidency": ["the Elysée", "Macron's office"]}``.
        offices: Whether to use the built-in list of names for offices, institutions and governments
            (*the Elysée* is *the French presidency*, *Beijing* is *China*); with ``False``, only
            ``aliases`` and the text itself tell that two names are one speaker.
        min_confidence: Quotes less probable than this, 0 to 1, are left out.
        device: ``"cpu"``, ``"cuda"``, …; by default the CPU; for a Stanza package, what Stanza
            chooses.

    Raises:
        ModelError: The model is missing, damaged or unknown.
        TypeError: ``acts``, or the list of a speaker's other names, is a single ``str``.
        ValueError: ``min_confidence`` is not between 0 and 1, or an act is unknown.
    """

    def __init__(
        self,
        model: str | Path | stanza.Pipeline | None = None,
        *,
        acts: Collection[Act | str] = (Act.SPEECH, Act.WRITING),
        aliases: Mapping[str, Sequence[str]] | None = None,
        offices: bool = True,
        min_confidence: float = 0.0,
        device: str | None = None,
    ) -> None:
        if not 0.0 <= min_confidence <= 1.0:
            raise ValueError(f"min_confidence must be between 0 and 1, not {min_confidence!r}")
        self._settings: dict[str, Any] = {
            "model": model,
            "acts": _checked_acts(acts),
            "aliases": checked_aliases(aliases),
            "offices": offices,
            "min_confidence": min_confidence,
            "device": device,
        }
        self._acts = frozenset(self._settings["acts"])
        self._offices = Offices.of(self._settings["aliases"], listed=offices)
        self._min_confidence = min_confidence
        self._model = load_model(model, device)

    def extract(self, text: str) -> Document:
        """Find the quotes of one text.

        Args:
            text: Any text; paragraphs are told apart by line breaks. It is not changed.

        Raises:
            TypeError: ``text`` is not a ``str``.
        """
        if not isinstance(text, str):
            raise TypeError(f"text must be a str, not {type(text).__name__}")
        return self._extract(text, self._model.parser)

    def _extract(self, text: str, parser: SentenceParser) -> Document:
        """Find the quotes of a text in the trees of a parser."""
        scores = self._model.scores
        setting = attribute(read(text, parser), scores.readings, self._acts)
        speakers = resolve_speakers(setting, scores.antecedents, self._offices)
        return assemble(setting, speakers, self._min_confidence)

    def extract_many(
        self,
        texts: Iterable[str],
        *,
        batch_size: int = 16,
        workers: int = 1,
        progress: bool = False,
        on_error: OnError = "raise",
    ) -> Iterator[Document | Failure]:
        """Yield the Documents of many texts, in the order given, as they are ready.

        A text's Document equals that of :meth:`extract`, whatever other texts there are. No more
        than a few batches are held in memory at a time.

        Args:
            texts: The texts; an iterator is read as it is needed.
            batch_size: How many texts a worker gets at a time.
            workers: Processes to use; with more than one, each loads its own copy of the model.
            progress: Show a progress bar on standard error.
            on_error: What to do about a text that cannot be read: ``"raise"`` the exception,
                ``"skip"`` the text, or ``"record"`` a :class:`Failure` in its place.

        Raises:
            TypeError: ``texts`` is a single ``str``.
            ValueError: An argument is out of range, or several workers are requested for a ready
                pipeline, which they cannot share.
            ModelError: A worker cannot load the model.
            QuoteattrError: A worker ended abruptly, as it does when memory runs out.
        """
        if isinstance(texts, str):
            raise TypeError("texts must be several texts; for one, call extract")
        if on_error not in {"raise", "skip", "record"}:
            raise ValueError(f"on_error must be 'raise', 'skip' or 'record', not {on_error!r}")
        if batch_size < 1 or workers < 1:
            raise ValueError("batch_size and workers must be at least 1")
        if workers > 1 and not isinstance(self._settings["model"], str | Path | None):
            raise ValueError("several workers need a model that each can load: a name or a folder")
        results = (
            attempt_in_processes(partial(_prepare, self._settings), texts, batch_size, workers)
            if workers > 1
            else (self._attempt(text) for text in texts)
        )
        return _reported(results, _with_progress(results, texts, progress), on_error)

    def _attempt(self, text: str) -> Document | Exception:
        """Return the Document of a text, or the exception that it raises."""
        try:
            return self.extract(text)
        except Exception as error:
            return error


@cache
def default_extractor() -> Extractor:
    """Return the Extractor that :func:`extract` uses, loaded at its first call."""
    return Extractor()


def extract(text: str) -> Document:
    """Find the quotes of one text with the model inside the package.

    Raises:
        TypeError: ``text`` is not a ``str``.
        ModelError: The package's model files are missing or damaged.
    """
    return default_extractor().extract(text)


def _checked_acts(acts: Collection[Act | str]) -> tuple[Act, ...]:
    """Return the acts, or raise an error that says which are known."""
    if isinstance(acts, str):
        raise TypeError(f"acts must be several acts: ({acts!r},)")
    known = ", ".join(repr(act.value) for act in Act)
    for act in acts:
        if act not in set(Act):
            raise ValueError(f"unknown act {act!r}: an act is one of {known}")
    return tuple(Act(act) for act in acts)


def _prepare(settings: dict[str, Any]) -> Attempt:
    """Make the function that a worker process applies to texts."""
    return Extractor(**settings)._attempt


def _with_progress(
    results: Iterable[Document | Exception], texts: Iterable[str], progress: bool
) -> Iterable[Document | Exception]:
    """Show a progress bar while results are read, if wanted."""
    if not progress:
        return results
    from tqdm import tqdm  # noqa: PLC0415 - loaded only when a bar is asked for

    total = len(texts) if isinstance(texts, Sequence) else None
    bar: Iterable[Document | Exception] = tqdm(results, total=total, unit="text")
    return bar


def _reported(
    results: Generator[Document | Exception, None, None],
    shown: Iterable[Document | Exception],
    on_error: OnError,
) -> Iterator[Document | Failure]:
    """Yield Documents; raise, skip or record the exceptions among the results."""
    with closing(results):  # ends the workers, also when the caller reads no further
        for index, result in enumerate(shown):
            if isinstance(result, Document):
                yield result
            elif on_error == "raise":
                raise result
            elif on_error == "record":
                yield Failure(index, result)
