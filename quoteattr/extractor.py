"""Extraction: from a text to its Document, for one text or very many."""

from __future__ import annotations

from functools import partial
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, SupportsIndex, TypeVar, overload

from attrs import evolve

from quoteattr.assembly import assemble
from quoteattr.attribution import attribute
from quoteattr.batches import Contexts, check_texts, report, with_progress
from quoteattr.collector import collector_off
from quoteattr.lexicon.own import using
from quoteattr.models.load import describe_model, load_model
from quoteattr.reader import read
from quoteattr.records import Act, Kind
from quoteattr.restoration import in_case_of, read_through
from quoteattr.settings import Settings
from quoteattr.speakers.resolve import resolve_speakers
from quoteattr.syntax.threads import torch_threads
from quoteattr.syntax.together import parsers_for, read_together
from quoteattr.workers import attempt_here, attempt_in_processes

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence

    import stanza

    from quoteattr.batches import OnError
    from quoteattr.document import Document
    from quoteattr.records import Failure
    from quoteattr.syntax.parser import SentenceParser
    from quoteattr.workers.process import Attempt

__all__ = ["Extractor", "check_count", "describe_arguments", "prepare_worker"]

Context = TypeVar("Context")


class Extractor:
    """Finds the quotes of English texts and who speaks them.

    Loading the model takes a second or two; make one Extractor and use it again. It may be shared
    between threads, which then take turns at parsing. When it is pickled or copied, only its
    arguments are, and the model is loaded anew; one with a ready pipeline cannot be.

    Args:
        model: ``None`` for the model inside the package; ``"fast"`` for a smaller one inside the
            package, which is faster and slightly less accurate; the folder of another such model;
            the name of a Stanza package, such as ``"stanza:default_accurate"``, which Stanza
            downloads; or a ready ``stanza.Pipeline``. Stanza's models give sentences, words, tags
            and trees; the model inside the package still decides what is a quote.
        acts: What counts as a quote. By default speech and writing, and with speech the thoughts
            that are worded in quotation marks; ``"all"`` or ``tuple(Act)`` adds what else people
            are said to think, feel and want, and what is done or refused with words
            (:attr:`.Act.OTHER`).
        aliases: Other names of speakers, by the name to be used:
            ``{"the French presidency": ["the Elysée", "Macron's office"]}``.
        offices: Whether to use the built-in list of names for offices, institutions and governments
            (*the Elysée* is *the French presidency*, *Beijing* is *China*); with ``False``, only
            ``aliases`` and the text itself tell that two names are one speaker.
        cues: Verbs and nouns of your own that report, each with its act, ``"speech"``,
            ``"writing"`` or ``"thought"``: ``{"skeet": "writing"}``. They are read as the commonest
            cue of that act is.
        names: Names of your own with what they name, ``"person"``, ``"organisation"``, ``"place"``
            or ``"group"``, and words before names of persons with ``"title"``:
            ``{"Storm Quell": "organisation", "Skipper": "title"}``.
        min_confidence: Quotes less probable than this, 0 to 1, are left out.
        device: ``"cpu"``, ``"cuda"``, …; by default the CPU; for a Stanza package, what Stanza
            chooses.
        threads: How many threads of torch's a call may use. On a busy machine several of them wait
            for each other: several workers make better use of several cores. What the rest of the
            program uses stays as it is.

    Raises:
        ModelError: The model is missing, damaged or unknown, or there is no such ``device``.
        TypeError: An argument is of another type, such as a single ``str`` for several acts.
        ValueError: ``min_confidence`` is not between 0 and 1, ``threads`` is below 1, or an act or
            kind is unknown.
    """

    def __init__(
        self,
        model: str | Path | stanza.Pipeline | None = None,
        *,
        acts: Iterable[Act | str] = (Act.SPEECH, Act.WRITING),
        aliases: Mapping[str, Sequence[str]] | None = None,
        offices: bool = True,
        cues: Mapping[str, Act | str] | None = None,
        names: Mapping[str, Kind | str] | None = None,
        min_confidence: float = 0.0,
        device: str | None = None,
        threads: int = 1,
    ) -> None:
        check_count("threads", threads)
        self._settings = Settings(
            acts=acts,
            aliases=aliases,
            offices=offices,
            cues=cues,
            names=names,
            min_confidence=min_confidence,
        )
        self._given = {"model": model, "device": device, "threads": threads}
        self._threads = int(threads)
        self._model = load_model(model, device)
        self._model_described = describe_model(model)

    @property
    def _arguments(self) -> dict[str, Any]:
        return {**self._given, **self._settings.arguments}

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle or copy the arguments: a loaded model holds locks, and is the same anew."""
        if not self._can_load_again():
            raise TypeError(
                "an Extractor with a ready pipeline cannot be pickled or copied: make another one"
            )
        return partial(type(self), **self._arguments), ()

    def __repr__(self) -> str:
        model = self._given["model"]
        named = model if self._can_load_again() else f"a {type(model).__name__}"
        acts = ", ".join(self._settings.acts)
        return (
            f"Extractor(model={str(named or 'en')!r}, acts=({acts}),"
            f" min_confidence={self._settings.min_confidence:g})"
        )

    def extract(
        self,
        text: str,
        *,
        acts: Iterable[Act | str] | None = None,
        min_confidence: float | None = None,
        id: str | int | None = None,
        metadata: Mapping[str, Any] | None = None,
    ) -> Document:
        """Find the quotes of one text.

        Args:
            text: Any text; paragraphs are told apart by line breaks. It is not changed.
            acts: What counts as a quote in this text; by default what the Extractor was made for.
            min_confidence: The least confidence of a quote in this text, 0 to 1; likewise.
            id: What to call the document, as :attr:`.Document.id`.
            metadata: What else to keep with it, as :attr:`.Document.metadata`.

        Raises:
            TypeError: ``text`` is not a ``str``, ``id`` neither ``str`` nor ``int``, or another
                argument is of another type.
            ValueError: ``min_confidence`` is not between 0 and 1, or an act is unknown.
        """
        checked = _text_or_error(text)
        if isinstance(checked, TypeError):
            raise checked
        settings = self._settings.for_one_text(acts, min_confidence)
        with collector_off(), using(settings.own_words):
            shown, restore = read_through(checked)
            document = restore(self._extract(shown, self._model.parser, settings))
        return evolve(document, id=id, metadata=metadata or {})

    def _extract(self, text: str, parser: SentenceParser, settings: Settings) -> Document:
        """Find the quotes of a text in the trees of a parser."""
        scores = self._model.scores
        with using(settings.own_words), torch_threads(self._threads):
            setting = attribute(read(text, parser), scores.readings, frozenset(settings.acts))
            speakers = resolve_speakers(setting, scores.antecedents, settings.bodies)
            document = assemble(setting, speakers, scores.speakers, settings.min_confidence)
        described = settings.describe(self._model_described)
        return in_case_of(text, evolve(document, settings=described))

    @overload
    def extract_many(
        self,
        texts: Iterable[str],
        *,
        as_tuples: Literal[False] = False,
        batch_size: int = 16,
        workers: int = 1,
        progress: bool = False,
        on_error: OnError = "raise",
    ) -> Iterator[Document | Failure]: ...

    @overload
    def extract_many(
        self,
        texts: Iterable[tuple[str, Context]],
        *,
        as_tuples: Literal[True],
        batch_size: int = 16,
        workers: int = 1,
        progress: bool = False,
        on_error: OnError = "raise",
    ) -> Iterator[tuple[Document | Failure, Context]]: ...

    def extract_many(
        self,
        texts: Iterable[Any],
        *,
        as_tuples: bool = False,
        batch_size: int = 16,
        workers: int = 1,
        progress: bool = False,
        on_error: OnError = "raise",
    ) -> Iterator[Any]:
        """Yield the Documents of many texts, in the order given, as they are ready.

        A text's Document equals that of :meth:`extract`, whatever other texts there are. No more
        than a few batches are held in memory at a time.

        Args:
            texts: The texts; an iterator is read as it is needed.
            as_tuples: Take pairs ``(text, context)`` and yield pairs ``(document, context)``. A
                context is anything; one that is a ``str`` or ``int`` becomes the ``id`` of the
                document, and one that is a mapping its ``metadata``, with what it has under
                ``"id"`` as the ``id``. It is not sent to workers.
            batch_size: How many short texts a worker gets at a time, of long ones fewer; with one
                worker, how many are read before the first is there, as together they are faster.
            workers: Processes to use; with more than one, each loads its own copy of the model,
                and until one has, this process does the work. One that dies is replaced, and its
                texts are done again; a text at which two die cannot be read.
            progress: Show a progress bar on standard error.
            on_error: What to do about a text that cannot be read: ``"raise"`` the exception,
                ``"skip"`` the text, or ``"record"`` a :class:`Failure` in its place.

        Raises:
            TypeError: ``texts`` is a single text, a dict or nothing to iterate over, a number is no
                integer, or something is no pair where pairs are needed.
            ValueError: An argument is out of range, or several workers are requested for a ready
                pipeline, which they cannot share.
            ModelError: A worker cannot load the model.
            QuoteattrError: A worker ended abruptly, as it does when memory runs out: while it
                loaded the model, or twice at the same text.
        """
        check_texts(texts)
        if on_error not in ("raise", "skip", "record"):
            raise ValueError(f"on_error must be 'raise', 'skip' or 'record', not {on_error!r}")
        check_count("batch_size", batch_size)
        check_count("workers", workers)
        if workers > 1 and not self._can_load_again():
            raise ValueError("several workers need a model that each can load: a name or a folder")
        contexts = Contexts() if as_tuples else None
        only_texts = contexts.texts_of(texts) if contexts else texts
        results = self._attempts(only_texts, batch_size, workers)
        return report(results, with_progress(results, texts, progress), on_error, contexts)

    def _attempts(
        self, texts: Iterable[str], batch_size: int, workers: int
    ) -> Generator[Document | Exception, None, None]:
        """Return the result for each text, in order."""
        checked = map(_text_or_error, texts)
        if workers == 1:
            together = read_together(self._model.parser)
            return attempt_here(self._attempt_all, checked, batch_size, together)
        prepare = partial(prepare_worker, self._arguments)
        return attempt_in_processes(self._attempt_all, prepare, checked, batch_size, workers)

    def _can_load_again(self) -> bool:
        """Tell whether the model is named, so that others can load it, and not a pipeline."""
        return isinstance(self._given["model"], str | Path | None)

    def _attempt_all(
        self, texts: Sequence[str | Exception]
    ) -> Generator[Document | Exception, None, None]:
        """Yield the Document of each text, or the exception that it raises or that it is."""
        with using(self._settings.own_words):
            good = [read_through(text) for text in texts if isinstance(text, str)]
        with torch_threads(self._threads):
            parsers = parsers_for(self._model.parser, [shown for shown, _ in good])
        found = (
            self._attempt(shown, parser, restore)
            for (shown, restore), parser in zip(good, parsers, strict=True)
        )
        yield from (next(found) if isinstance(text, str) else text for text in texts)

    def _attempt(
        self, text: str, parser: SentenceParser, restore: Callable[[Document], Document]
    ) -> Document | Exception:
        """Return the Document of a text, or the exception that it raises."""
        try:
            with collector_off(), using(self._settings.own_words):
                return restore(self._extract(text, parser, self._settings))
        except Exception as error:
            return error


def check_count(name: str, value: int) -> None:
    """Raise an error if a number of something is no integer, or below 1."""
    if not isinstance(value, SupportsIndex):
        raise TypeError(f"{name} must be an int, not {value!r}")
    if value < 1:
        raise ValueError(f"{name} must be at least 1, not {value!r}")


def _text_or_error(text: object) -> str | TypeError:
    """Return a text, or why it is none: other objects may not be fit to be sent to a process."""
    if isinstance(text, str):
        return text
    hint = "; of pairs, as_tuples=True reads the first" if isinstance(text, tuple) else ""
    return TypeError(f"text must be a str, not {type(text).__name__}{hint}")


def prepare_worker(arguments: Mapping[str, Any]) -> Attempt:
    """Make the function that a worker process applies to texts.

    Args:
        arguments: The arguments of an Extractor.
    """
    return Extractor(**arguments)._attempt_all


def describe_arguments(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Check the arguments of an Extractor, and describe them as :attr:`.Document.settings` does.

    No model is loaded.

    Raises:
        ModelError: The model is unknown, or its description is damaged.
        TypeError: An argument is unknown, or of another type.
        ValueError: An argument is out of range, or ``model`` a ready pipeline.
    """
    bound = signature(Extractor).bind(**arguments)
    bound.apply_defaults()
    given = dict(bound.arguments)
    model, _, threads = (given.pop(name) for name in ("model", "device", "threads"))
    check_count("threads", threads)
    if not isinstance(model, str | Path | None):
        raise ValueError("several processes need a model that each can load: a name or a folder")
    return Settings(**given).describe(describe_model(model))
