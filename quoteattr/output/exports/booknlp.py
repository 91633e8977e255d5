"""Documents as the files that BookNLP writes: https://github.com/booknlp/booknlp."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from quoteattr.output.exports.tokens import tokens_of
from quoteattr.records import Form, Kind, MentionForm

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quoteattr.output.exports.tokens import Tokens
    from quoteattr.output.findings import Findings
    from quoteattr.records import Span
    from quoteattr.syntax.tree import Sentence

__all__ = ["to_booknlp"]

_TOKENS = (
    *("paragraph_ID", "sentence_ID", "token_ID_within_sentence", "token_ID_within_document"),
    *("word", "lemma", "byte_onset", "byte_offset", "POS_tag", "fine_POS_tag"),
    *("dependency_relation", "syntactic_head_ID", "event"),
)
_ENTITIES = ("COREF", "start_token", "end_token", "prop", "cat", "text")
_QUOTES = (
    *("quote_start", "quote_end", "mention_start", "mention_end", "mention_phrase"),
    *("char_id", "quote"),
)
_PROP = {MentionForm.NAME: "PROP", MentionForm.DESCRIPTION: "NOM", MentionForm.PRONOUN: "PRON"}
_CAT = {Kind.PERSON: "PER", Kind.GROUP: "PER", Kind.PLACE: "GPE"}
"""BookNLP's categories; what else speaks is an organisation (``ORG``)."""


def to_booknlp(document: Findings, sentences: Sequence[Sentence]) -> dict[str, str]:
    """Write the contents of the files ``.tokens``, ``.entities`` and ``.quotes``.

    Tokens are numbered from 0 through the document, and the last of a span is the one it ends
    with. As in BookNLP, words are joined by spaces, nothing is escaped, ``byte_onset`` and
    ``byte_offset`` count code points, and ``None`` stands where there is nobody. Each content
    span is one quote: a direct one with its quotation marks, others are there as well.

    Raises:
        InputError: There are no sentences.
    """
    tokens = tokens_of(sentences, document.text)
    return {
        ".tokens": _table(_TOKENS, _token_rows(sentences)),
        ".entities": _table(_ENTITIES, _entity_rows(document, tokens)),
        ".quotes": _table(_QUOTES, _quote_rows(document, tokens)),
    }


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    cells = chain([header], ([" ".join(str(cell).split()) for cell in row] for row in rows))
    return "".join("\t".join(row) + "\n" for row in cells)


def _token_rows(sentences: Iterable[Sentence]) -> Iterator[tuple[object, ...]]:
    first = 0
    for sentence in sentences:
        for token in sentence.tokens:
            yield (
                *(sentence.paragraph, sentence.index, token.index, first + token.index),
                *(token.text, token.lemma or token.text, token.start, token.end),
                *(token.upos, token.xpos, token.deprel),
                first + (token.head if token.head >= 0 else token.index),
                "O",
            )
        first += len(sentence.tokens)


def _entity_rows(document: Findings, tokens: Tokens) -> Iterator[tuple[object, ...]]:
    rows: list[tuple[Any, ...]] = []
    for number, speaker in enumerate(document.speakers):
        category = _CAT.get(speaker.kind, "ORG")
        for mention in speaker.mentions:
            places = tokens.of(mention)
            kind = (_PROP[mention.form], category, _words(tokens, places))
            rows.append((number, *_place(places), *kind))
    yield from sorted(rows, key=lambda row: (row[1], row[2], row[0]))


def _quote_rows(document: Findings, tokens: Tokens) -> Iterator[tuple[object, ...]]:
    speakers = {speaker: number for number, speaker in enumerate(document.speakers)}
    for quote in document.quotes:
        who = "None" if quote.speaker is None else speakers.get(quote.speaker, "None")
        for span in quote.contents:
            is_direct = quote.form is Form.DIRECT
            places = tokens.with_marks(span) if is_direct else tokens.of(span)
            mention = _mention(tokens, quote.source)
            yield (*_place(places), *mention, who, _words(tokens, places))


def _mention(tokens: Tokens, source: Span | None) -> tuple[object, ...]:
    if source is None:
        return ("None", "None", "None")
    places = tokens.of(source)
    return (*_place(places), _words(tokens, places))


def _place(places: range) -> tuple[int, int]:
    return places.start, places.stop - 1


def _words(tokens: Tokens, places: range) -> str:
    return " ".join(tokens.all[place].text for place in places)
