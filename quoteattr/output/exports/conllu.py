"""Documents in CoNLL-U, with quotes in the last column."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from quoteattr.output.exports.tokens import tokens_of
from quoteattr.output.table import document_id
from quoteattr.syntax.conllu import format_conllu

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quoteattr.output.exports.tokens import Tokens
    from quoteattr.output.findings import Findings
    from quoteattr.syntax.tree import Sentence, Token

    Marks = dict[int, dict[str, list[str]]]
    """By offset of a token: the attributes of its last column."""

__all__ = ["to_conllu"]


def to_conllu(document: Findings, sentences: Sequence[Sentence]) -> str:
    """Write the trees of a document, with attributes in the column MISC.

    ``Quote=B-2`` begins and ``Quote=I-2`` continues the content of the quote 2, counted from 0;
    nested ones are separated by commas, outer first. ``Cue=2`` and ``Source=2`` are its cue and
    source, ``Speaker=0`` mentions of the speaker 0. Comments before the sentence in which a quote
    begins tell its form, act, speaker and confidence; those before the first one name the speakers.
    Offsets are ``Start`` and ``End``, in code points.

    Raises:
        InputError: There are no sentences.
    """
    marks = _marks(document, tokens_of(sentences, document.text))
    comments = _Comments(document)

    def misc(sentence: Sentence, token: Token) -> str:
        given = marks.get(token.start, {})
        values = [f"{name}={','.join(each)}" for name, each in sorted(given.items())]
        values += [f"Start={token.start}", f"End={token.end}"]
        following = sentence.neighbour(token)
        if following is not None and following.start == token.end:
            values.append("SpaceAfter=No")
        return "|".join(values)

    return comments.first() + format_conllu(sentences, comments.of, misc)


class _Comments:
    """The comments before sentences."""

    def __init__(self, document: Findings) -> None:
        self._document = document
        self._places = {speaker: n for n, speaker in enumerate(document.speakers)}

    def first(self) -> str:
        """Return those before all sentences."""
        name = "_".join(document_id(self._document).split())
        speakers = (f"# speaker_{n} = {_line(s.name)}\n" for s, n in self._places.items())
        return f"# newdoc id = {name}\n{''.join(speakers)}" if self._document.text.strip() else ""

    def of(self, sentence: Sentence) -> Iterator[str]:
        document = self._document
        yield f"sent_id = {sentence.index + 1}"
        yield f"text = {_text(sentence)}"
        start, end = sentence.tokens[0].start, sentence.tokens[-1].end
        for number, quote in enumerate(document.quotes):
            if start <= quote.start < end:
                who = "_" if quote.speaker is None else self._places.get(quote.speaker, "_")
                values = f"form={quote.form.value} act={quote.act.value} speaker={who}"
                yield f"quote_{number} = {values} confidence={quote.confidence:g}"


def _marks(document: Findings, tokens: Tokens) -> Marks:
    marks: Marks = defaultdict(lambda: defaultdict(list))

    def mark(name: str, value: str, places: range) -> None:
        for place in places:
            marks[tokens.all[place].start][name].append(value)

    for number, quote in enumerate(document.quotes):
        for part, span in enumerate(quote.contents):
            places = tokens.of(span)
            mark("Quote", f"B-{number}" if part == 0 else f"I-{number}", places[:1])
            mark("Quote", f"I-{number}", places[1:])
        for name, other in (("Cue", quote.cue), ("Source", quote.source)):
            if other is not None:
                mark(name, str(number), tokens.of(other))
    for number, speaker in enumerate(document.speakers):
        for mention in speaker.mentions:
            mark("Speaker", str(number), tokens.of(mention))
    return marks


def _text(sentence: Sentence) -> str:
    """Return the words with single spaces where the text has any white space between them."""
    words: list[str] = []
    end = None
    for token in sentence.tokens:
        words += ["" if end in (None, token.start) else " ", token.text]
        end = token.end
    return _line("".join(words))


def _line(text: str) -> str:
    return " ".join(text.split())
