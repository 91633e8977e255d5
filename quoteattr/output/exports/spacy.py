"""Documents as Docs of spaCy: https://spacy.io/api/doc."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quoteattr.errors import InputError, missing_extra
from quoteattr.output.json import document_to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

    from quoteattr.output.findings import Findings
    from quoteattr.records import Span

    Labelled = tuple[Span, str, str]
    """A span, its label, and its id."""

__all__ = ["set_extensions", "to_spacy"]

_KEY = "quoteattr"
"""Where a Doc keeps the document, as JSON: it is copied, pickled and written with the Doc."""


def to_spacy(
    document: Findings, read: Callable[[str], Any], nlp: Language | Doc | None = None
) -> Doc:
    """Make a Doc with the quotes of a document, or add them to one.

    ``doc.spans`` gets the groups ``quotes``, ``cues``, ``sources``, ``addressees`` and ``speakers``
    (their mentions). The label of a content is its form, that of a mention the kind of its speaker;
    ``span.id_`` is the number of the quote, or of the speaker, from 0. Spans count tokens, as all
    of spaCy does: where tokens of spaCy end elsewhere, a span holds the whole of them.

    Args:
        document: The document.
        read: Reads a document from JSON, for ``doc._.quotes`` and the like.
        nlp: A pipeline, whose tokenizer is used; a Doc to be added to; or ``None`` for the
            tokenizer of English.

    Raises:
        InputError: The Doc has another text, or the text cannot be held by spaCy.
        MissingExtra: spaCy is not installed.
        TypeError: ``nlp`` is neither a pipeline nor a Doc.
    """
    try:
        import spacy  # noqa: PLC0415 - an extra
        from spacy.language import Language  # noqa: PLC0415
        from spacy.tokens import Doc, SpanGroup  # noqa: PLC0415
    except ImportError as error:
        raise missing_extra("Docs", "spacy") from error
    if not isinstance(nlp, Doc | Language | None):
        raise TypeError(f"nlp must be a pipeline of spaCy, a Doc, or None, not {nlp!r}")
    try:
        doc = nlp if isinstance(nlp, Doc) else (nlp or spacy.blank("en")).make_doc(document.text)
    except UnicodeEncodeError as error:
        raise InputError(f"spaCy cannot hold this text: {error}") from error
    if doc.text != document.text:
        raise InputError("the Doc has another text than the document")
    for name, labelled in _groups(document).items():
        spans = [
            doc.char_span(span.start, span.end, label, alignment_mode="expand", span_id=number)
            for span, label, number in labelled
        ]
        doc.spans[name] = SpanGroup(doc, name=name, spans=[span for span in spans if span])
    doc.user_data[_KEY] = document_to_json(document)
    set_extensions(read)
    return doc


def _groups(document: Findings) -> dict[str, list[Labelled]]:
    groups: dict[str, list[Labelled]] = {
        name: [] for name in ("quotes", "cues", "sources", "addressees", "speakers")
    }
    for number, quote in enumerate(document.quotes):
        for name, spans, label in (
            ("quotes", quote.contents, quote.form.value),
            ("cues", [quote.cue], quote.act.value),
            ("sources", [quote.source], quote.source.form.value if quote.source else ""),
            ("addressees", [quote.addressee], ""),
        ):
            groups[name] += [(span, label, str(number)) for span in spans if span is not None]
    groups["speakers"] += _mentions(document)
    return groups


def _mentions(document: Findings) -> Iterator[Labelled]:
    for number, speaker in enumerate(document.speakers):
        for mention in speaker.mentions:
            yield mention, speaker.kind.value, str(number)


def set_extensions(read: Callable[[str], Any]) -> None:
    """Give every Doc ``_.quotes``, ``_.speakers`` and ``_.quoteattr``, the document itself.

    Args:
        read: Reads a document from JSON.
    """
    from spacy.tokens import Doc  # noqa: PLC0415 - an extra

    def document_of(doc: Doc) -> Any:
        return read(doc.user_data[_KEY]) if _KEY in doc.user_data else None

    def part(name: str) -> Callable[[Doc], tuple[Any, ...]]:
        return lambda doc: getattr(document_of(doc), name, ())

    getters = {_KEY: document_of, "quotes": part("quotes"), "speakers": part("speakers")}
    for name, getter in getters.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, getter=getter)
