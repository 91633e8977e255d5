"""What was found in one text: the record that a caller gets, and its other formats."""

from __future__ import annotations

from collections.abc import Mapping
from operator import index
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from quoteattr.by_speaker import BySpeaker, find_speaker
from quoteattr.output import frames
from quoteattr.output.csv import csv_to
from quoteattr.output.exports.booknlp import to_booknlp
from quoteattr.output.exports.brat import CONFIGURATION, to_brat
from quoteattr.output.exports.conllu import to_conllu
from quoteattr.output.exports.files import write_files
from quoteattr.output.exports.spacy import to_spacy
from quoteattr.output.exports.tei import to_tei
from quoteattr.output.exports.web_annotation import to_web_annotation
from quoteattr.output.html import (
    NOTEBOOK_LIMIT,
    ViewOptions,
    check_speakers,
    document_to_html,
    page_of,
    show,
)
from quoteattr.output.json import document_to_dict, document_to_json, json_schema
from quoteattr.output.json_reader import parse_json, read_dict
from quoteattr.output.table import rows_of
from quoteattr.records import Speaker

if TYPE_CHECKING:
    from collections.abc import Iterable
    from os import PathLike
    from pathlib import Path

    import pandas
    import polars
    import pyarrow
    from spacy.language import Language
    from spacy.tokens import Doc

    from quoteattr.output.html import Between
    from quoteattr.records import Quote
    from quoteattr.syntax.tree import Sentence

__all__ = ["Document"]


def _to_id(value: object) -> str | None:
    """Take a number for its digits, as rows of tables are called."""
    if value is None or isinstance(value, str):
        return value
    try:
        return str(index(value))  # type: ignore[arg-type]  # also the integers of NumPy
    except TypeError:
        kind = type(value).__name__
        raise TypeError(f"id must be a str or an int, not {kind}: {value!r}") from None


def _to_dict(value: object) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        kind = type(value).__name__
        raise TypeError(f"metadata and settings must be dicts or alike, not {kind}: {value!r}")
    return dict(value)


@frozen(repr=False)
class Document:
    """What was found in one text."""

    text: str
    """The text as given, unchanged."""
    quotes: tuple[Quote, ...]
    """The quotes in the order of the text; a nested quote follows the one it is nested in."""
    speakers: tuple[Speaker, ...]
    """The speakers in the order of their first mention."""
    sentences: tuple[Sentence, ...] = field(eq=False)
    """The parsed sentences."""
    id: str | None = field(default=None, kw_only=True, converter=_to_id)
    """What the caller calls the document; tables, JSON, HTML and exports name it so."""
    metadata: Mapping[str, Any] = field(factory=dict, kw_only=True, hash=False, converter=_to_dict)
    """What else the caller knows of it, such as its date: any values, by name."""
    settings: Mapping[str, Any] = field(factory=dict, kw_only=True, eq=False, converter=_to_dict)
    """How it was extracted: the version of quoteattr, the model, and the settings of the
    :class:`Extractor`, in values that JSON can hold. Not compared."""

    def __repr__(self) -> str:
        return (
            f"<Document: {len(self.text):,} characters, {len(self.quotes)} quotes,"
            f" {len(self.speakers)} speakers>"
        )

    def by_speaker(self) -> BySpeaker:
        """Group the quotes by speaker, in the order of the text.

        Quotes whose speaker the text does not name are under ``None``, if there are any. The groups
        can be asked by name too: ``doc.by_speaker()["Ada Quist"]``.
        """
        groups: dict[Speaker | None, list[Quote]] = {}
        for quote in self.quotes:
            groups.setdefault(quote.speaker, []).append(quote)
        return BySpeaker({speaker: tuple(quotes) for speaker, quotes in groups.items()})

    def speaker(self, name: str) -> Speaker:
        """Return the speaker of this name, or whom the text calls so.

        Args:
            name: The name shown, or else a name that only one speaker has; case does not matter.

        Raises:
            KeyError: No speaker has this name, or several have; the message lists the speakers.
            TypeError: The name is no ``str``.
        """
        return find_speaker(name, self.speakers)

    def quotes_of(self, speaker: Speaker | str | None) -> tuple[Quote, ...]:
        """Return the quotes of a speaker, or of the one with this name, in the order of the text.

        Args:
            speaker: The speaker, or the name, as for :meth:`speaker`; ``None`` for the quotes of
                nobody named.

        Raises:
            KeyError: No speaker has this name, or several have.
            TypeError: It is neither a speaker nor a name.
        """
        found = speaker if isinstance(speaker, Speaker | None) else self.speaker(speaker)
        return tuple(quote for quote in self.quotes if quote.speaker == found)

    def to_dict(self) -> dict[str, Any]:
        """Turn the document into lists, dicts, strings and numbers, ready for JSON.

        A quote's ``speaker`` is an index into ``speakers``, its ``parent`` an index into
        ``quotes``. Dates in the metadata become ISO 8601, missing numbers ``None``.
        :meth:`json_schema` describes every field.

        Raises:
            TypeError: The metadata hold something that JSON cannot; the message names it.
        """
        return document_to_dict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Document:
        """Read back what :meth:`to_dict` made, without ``sentences`` and ``Quote.readings``.

        What older versions of quoteattr wrote is read as well.

        Raises:
            InputError: The data is not of that shape, was written by a newer version, or its
                offsets do not fit its text; the message names the entry.
        """
        found = read_dict(data)
        return cls(
            found.text,
            found.quotes,
            found.speakers,
            (),
            id=found.id,
            metadata=found.metadata,
            settings=found.settings,
        )

    def to_json(self, *, indent: int | None = None) -> str:
        """Write the document as JSON text, non-ASCII characters as they are.

        Raises:
            TypeError: The metadata hold something that JSON cannot; the message names it.
        """
        return document_to_json(self, indent=indent)

    @classmethod
    def from_json(cls, text: str | bytes) -> Document:
        """Read back what :meth:`to_json` made; see :meth:`from_dict`.

        Raises:
            InputError: It is no JSON, or no document.
            TypeError: It is neither a ``str`` nor bytes.
        """
        return cls.from_dict(parse_json(text))

    @staticmethod
    def json_schema() -> dict[str, Any]:
        """Return the JSON Schema (draft 2020-12) of what :meth:`to_dict` and :meth:`to_json` make.

        It ships in the package as ``quoteattr/output/document.schema.json``.
        """
        return json_schema()

    def to_csv(
        self,
        path: str | PathLike[str] | None = None,
        *,
        bom: bool = False,
        escape_formulas: bool = True,
    ) -> str | None:
        """Write a table with one row a quote as CSV in UTF-8; see :func:`quoteattr.to_csv`."""
        return csv_to(path, rows_of(self), bom=bom, escape_formulas=escape_formulas)

    def to_pandas(self) -> pandas.DataFrame:
        """Make a data frame with one row a quote; see :func:`quoteattr.to_pandas`.

        Raises:
            MissingExtra: pandas is not installed.
        """
        return frames.to_pandas(rows_of(self))

    def to_polars(self) -> polars.DataFrame:
        """Make a data frame of Polars with one row a quote; see :func:`quoteattr.to_pandas`.

        Raises:
            MissingExtra: Polars is not installed.
        """
        return frames.to_polars(rows_of(self))

    def to_arrow(self) -> pyarrow.Table:
        """Make a table of Arrow with one row a quote, which ``pyarrow.parquet`` writes to files.

        Raises:
            MissingExtra: pyarrow is not installed.
        """
        return frames.to_arrow(rows_of(self))

    def to_spacy(self, nlp: Language | Doc | None = None) -> Doc:
        """Make a Doc of spaCy with the quotes, or add them to one.

        ``doc.spans`` gets the groups ``quotes``, ``cues``, ``sources``, ``addressees`` and
        ``speakers`` (their mentions). The label of a content is its form, that of a mention the
        kind of its speaker, and ``span.id_`` the number of the quote, or of the speaker, from 0.
        ``doc._.quotes``, ``doc._.speakers`` and ``doc._.quoteattr`` are the records and the
        document, as read back from JSON. Offsets become places of tokens; where the tokens of spaCy
        end elsewhere, a span holds the whole of them.

        Args:
            nlp: A pipeline, whose tokenizer is used; a Doc of the same text, to be added to; or
                ``None`` for the tokenizer of English.

        Raises:
            InputError: The Doc has another text, or spaCy cannot hold the text.
            MissingExtra: spaCy is not installed.
            TypeError: ``nlp`` is neither a pipeline nor a Doc.
        """
        return to_spacy(self, type(self).from_json, nlp)

    def to_brat(self, folder: str | PathLike[str]) -> list[Path]:
        """Write text, annotations and configuration for brat into a folder; return their paths.

        A quote is an annotation of its contents, with relations to its cue, source, addressee and
        parent, attributes for form, act and negation, and a note; the mentions of a speaker are
        one equivalence class. Offsets count code points, as brat does; a span over several lines
        is one fragment a line.

        Raises:
            OSError: A file cannot be written.
        """
        contents = {".txt": self.text, ".ann": to_brat(self), "annotation.conf": CONFIGURATION}
        return write_files(self, folder, contents)

    def to_booknlp(self, folder: str | PathLike[str]) -> list[Path]:
        """Write the files ``.tokens``, ``.entities`` and ``.quotes`` of BookNLP.

        Each content span is one quote, direct ones with their quotation marks; ``char_id`` and
        ``COREF`` are the place in ``speakers``. Offsets are numbers of tokens from 0, the last one
        included, as BookNLP counts; ``.tokens`` gives those of their code points.

        Returns:
            The paths of the files.

        Raises:
            InputError: The document has no ``sentences``, as one read back from JSON.
            OSError: A file cannot be written.
        """
        return write_files(self, folder, to_booknlp(self, self.sentences))

    def to_conllu(self) -> str:
        """Write the sentences in CoNLL-U, with the quotes in the column MISC.

        ``Quote=B-2`` begins and ``Quote=I-2`` continues the content of the quote 2, counted from 0,
        ``Cue=2`` and ``Source=2`` are its cue and source, ``Speaker=0`` mentions the speaker 0;
        ``Start`` and ``End`` count code points. Comments tell the rest.

        Raises:
            InputError: The document has no ``sentences``, as one read back from JSON.
        """
        return to_conllu(self, self.sentences)

    def to_tei(self) -> str:
        """Write the text as TEI P5, with ``<said who="#…">`` around what is said.

        A content of several spans is several elements, which ``prev`` and ``next`` connect. TEI has
        no offsets; what XML cannot hold becomes U+FFFD.
        """
        return to_tei(self)

    def to_web_annotation(self, source: str | None = None) -> dict[str, Any]:
        """Make a page of W3C web annotations (JSON-LD), as a dict for ``json.dumps``.

        Each quote is an annotation whose targets are its contents and whose bodies name its
        speaker, form and act; cue and source are annotations that link to it. Positions count code
        points, as the standard asks.

        Args:
            source: The IRI of the text; by default the document's id, as a URN if it is no IRI.

        Raises:
            TypeError: ``source`` is no ``str``.
            ValueError: It is no IRI.
        """
        return to_web_annotation(self, source)

    def to_html(
        self,
        *,
        page: bool = False,
        colors: Mapping[str, str] | None = None,
        speakers: Iterable[str | Speaker] | None = None,
        min_confidence: float = 0.0,
        between: Between = "folded",
        limit: int | None = None,
    ) -> str:
        """Write the text with its quotes highlighted, and who speaks them, as HTML.

        It needs no script and no other file.

        Args:
            page: Make a whole page to save and open, not a piece to put into one.
            colors: See :func:`quoteattr.show`, as for the other options.
            speakers: The names of those whose quotes are shown, as for :meth:`.Document.speaker`;
                everybody's, if not given.
            min_confidence: Quotes less certain than this, from 0 to 1, are left out.
            between: Whether long stretches without quotes are ``"folded"``, or ``"all"`` text is
                shown, or ``"none"`` but the paragraphs that have quotes.
            limit: The most characters of text; ``None`` for everything.

        Raises:
            TypeError: An option is of another type.
            ValueError: An option is out of range, a colour is unknown, or nobody is called so.
        """
        options = ViewOptions(
            colors=colors,
            speakers=speakers,
            min_confidence=min_confidence,
            between=between,
            limit=limit,
        )
        check_speakers([self], options)
        if page:
            return "".join(page_of([(self.id or "", self)], options))
        return document_to_html(self, options)

    def show(
        self,
        *,
        colors: Mapping[str, str] | None = None,
        speakers: Iterable[str | Speaker] | None = None,
        min_confidence: float = 0.0,
        between: Between = "folded",
        limit: int | None = NOTEBOOK_LIMIT,
    ) -> None:
        """Show the text with its quotes in the notebook, or, outside of one, in the browser.

        The options are those of :func:`quoteattr.show`.

        Raises:
            TypeError: An option is of another type.
            ValueError: An option is out of range, a colour is unknown, or nobody is called so.
        """
        show(
            self,
            colors=colors,
            speakers=speakers,
            min_confidence=min_confidence,
            between=between,
            limit=limit,
        )

    def _repr_html_(self) -> str:
        return document_to_html(self, ViewOptions(limit=NOTEBOOK_LIMIT))
