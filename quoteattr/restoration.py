"""From a document of the text that is read back to the text that was given."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from attrs import evolve

from quoteattr.records import Missing, Quote, Reading, Span, Speaker, shown_text
from quoteattr.syntax.tree import Token
from quoteattr.view import View, as_written, completed, lacking, view_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from quoteattr.document import Document
    from quoteattr.syntax.tree import Sentence

__all__ = ["in_case_of", "read_through"]

_Span = TypeVar("_Span", bound=Span)


def read_through(given: str) -> tuple[str, Callable[[Document], Document]]:
    """Return what is read of a text, and what gives a document of that the spans of the given one.

    Spans then hold what the text given has; the texts of quotes have what a person reads there.
    """
    shown = view_of(given)
    read = given if shown is None else shown.text
    whole = completed(read)
    view = shown.then(whole) if shown and whole else shown or whole
    if view is None:
        return given, _as_it_is
    lost = lacking(whole, read) if whole else frozenset[str]()
    return view.text, _Restoration(given, view, shown, lost).of


def in_case_of(text: str, document: Document) -> Document:
    """Return a document of a text that only differs in the case of letters, if it does."""
    if document.text == text:
        return document
    return _Restoration(text, View.whole(text), None).of(document)


def _as_it_is(document: Document) -> Document:
    return document


class _Restoration:
    """Moves spans, and makes each record anew once, as others refer to it."""

    def __init__(
        self, given: str, view: View, shown: View | None, lacking: frozenset[str] = frozenset()
    ) -> None:
        self._given, self._view, self._shown, self._lacking = given, view, shown, lacking
        self._speakers: dict[int, Speaker] = {}
        self._quotes: dict[int, Quote] = {}

    def of(self, document: Document) -> Document:
        """Move everything in a document."""
        sentences = list(document.sentences)
        document = evolve(
            document,
            text=self._given,
            speakers=tuple(map(self._speaker, document.speakers)),
            quotes=tuple(map(self._quote, document.quotes)),
            sentences=(),
        )
        for place, sentence in enumerate(sentences):  # one by one: a long text has very many
            sentences[place] = self._sentence(sentence)
        return evolve(document, sentences=tuple(sentences))

    def _span(self, span: _Span) -> _Span:
        start, end = self._view.given(span.start, span.end)
        return evolve(span, start=start, end=end, text=self._given[start:end])

    def _span_or_none(self, span: _Span | None) -> _Span | None:
        return None if span is None else self._span(span)

    def _speaker(self, speaker: Speaker) -> Speaker:
        known = self._speakers.get(id(speaker))
        if known is None:
            known = evolve(
                speaker,
                name=as_written(speaker.name, self._lacking),
                mentions=tuple(map(self._span, speaker.mentions)),
            )
            self._speakers[id(speaker)] = known
        return known

    def _quote(self, quote: Quote) -> Quote:
        known = self._quotes.get(id(quote))
        if known is None:
            contents = tuple(map(self._span, quote.contents))
            known = self._quotes[id(quote)] = evolve(
                quote,
                text=shown_text(contents, self._given, self._shown),
                contents=contents,
                missing=self._missing(quote),
                cue=self._span_or_none(quote.cue),
                source=self._span_or_none(quote.source),
                addressee=self._span_or_none(quote.addressee),
                speaker=self._speaker(quote.speaker) if quote.speaker else None,
                parent=self._quote(quote.parent) if quote.parent else None,
                readings=tuple(map(self._reading, quote.readings or ())),
            )
        return known

    def _missing(self, quote: Quote) -> tuple[Missing, ...]:
        """Return the marks that a quote lacks in the text given."""
        start, end = quote.contents[0].start, quote.contents[-1].end
        added = {
            Missing.OPENING: self._view.adds("\u201c", start - 1, start),
            Missing.CLOSING: self._view.adds("\u201d", end, end + 2),
        }
        return tuple(mark for mark in Missing if mark in quote.missing or added[mark])

    def _reading(self, reading: Reading) -> Reading:
        contents = tuple(map(self._span, reading.contents))
        return evolve(reading, contents=contents, source=self._span_or_none(reading.source))

    def _sentence(self, sentence: Sentence) -> Sentence:
        return evolve(sentence, tokens=tuple(map(self._token, sentence.tokens)))

    def _token(self, token: Token) -> Token:
        """Move a token: not by ``evolve``, as there are very many."""
        start, end = self._view.given(token.start, token.end)
        text = self._given[start:end]
        return Token(
            token.index,
            start,
            end,
            token.text if text == token.text else text,
            token.lemma,
            token.upos,
            token.xpos,
            token.head,
            token.deprel,
        )
