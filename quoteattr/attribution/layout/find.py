"""Quotes that a name and a colon attribute: labels, headlines, transcripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.attribution.layout.blocks import Block
from quoteattr.attribution.layout.headlines import find_headline, find_quoted_headline, find_stamped
from quoteattr.attribution.layout.label_patterns import Layout, Sign
from quoteattr.attribution.layout.label_signs import MAX_LABEL_WORDS
from quoteattr.attribution.layout.labels import (
    find_possible_labels,
    labelled_block,
    names_before_colons,
    told_block,
    whose_words,
)
from quoteattr.attribution.layout.lead_ins import find_lead_ins
from quoteattr.attribution.layout.name_lines import find_below_names
from quoteattr.attribution.layout.quoted_lines import quoted_from
from quoteattr.attribution.layout.transcripts import find_transcript
from quoteattr.attribution.parts.speaking import can_speak
from quoteattr.lexicon import words
from quoteattr.records import Construction

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quoteattr.article.article import Article
    from quoteattr.attribution.layout.labels import Labels
    from quoteattr.attribution.parts.spans import Offsets
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["find_labelled"]


def find_labelled(article: Article) -> list[Block]:
    """Find what a name and a colon, or a line that names the author, attribute to a source."""
    led = list(find_lead_ins(article))
    starts = {block.contents[0][0] for block in led}
    return led + [b for b in _found_by_name(article) if b.contents[0][0] not in starts]


def _found_by_name(article: Article) -> list[Block]:
    """Find what a name and a colon attribute to a source."""
    possible = find_possible_labels(article)
    transcript = list(find_transcript(article, possible))
    if transcript:
        spans = [span for block in transcript for span in block.contents]
        return transcript + [b for b in _introduced_quotations(article) if not _is_in(b, spans)]
    labels = names_before_colons(article, possible)
    stamped = list(find_stamped(article, labels))
    labelled = list(_labelled_quotations(article, labels))
    found = stamped or labelled or list(find_headline(article, labels))
    found += [*_labelled_lines(article, possible), *find_below_names(article)]
    taken = {block.cue for block in found}
    more = (*find_quoted_headline(article), *_introduced_quotations(article))
    return found + [block for block in more if block.cue not in taken]


def _is_in(block: Block, spans: Sequence[Offsets]) -> bool:
    """Whether a block begins in one of these spans."""
    return any(start <= block.contents[0][0] < end for start, end in spans)


def _labelled_quotations(article: Article, labels: Labels) -> Iterator[Block]:
    """Find paragraphs of a label and a quotation: *Ines Okoro, nurse:* [“We work in coats.”]."""
    for index, label in labels.items():
        paragraph = article.paragraphs[index]
        quotation = article.quotation_at(label.begin)
        if quotation and quotation.start == label.begin and paragraph.end - quotation.end < 2:
            contents = [(quotation.start, quotation.end)]
            yield labelled_block(article, label.span, label.cue, contents, Construction.LABEL)


def _labelled_lines(article: Article, possible: Labels) -> Iterator[Block]:
    """Find lines with the sign of a quotation below whose they are: *Ann Roe:* [> It is old.]."""
    for index, label in possible.items():
        is_alone = label.layout is Layout.COLON and label.begin >= article.paragraphs[index].end
        if is_alone and label.sign >= Sign.NAME and (lines := quoted_from(article, index + 1)):
            yield labelled_block(article, label.span, label.cue, lines, Construction.SIGNATURE)


def _introduced_quotations(article: Article) -> Iterator[Block]:
    """Find quotations after a name and a colon: *Here's the mayor in May:* [“We will pay.”]."""
    for quotation in article.quotations:
        before = article.text[max(quotation.start - 4, 0) : quotation.start]
        if before.rstrip()[-1:] != ":":
            continue
        colon = quotation.start - len(before) + before.rindex(":")
        sentence = article.sentence_at(colon)
        if sentence is None:
            continue
        words = _words_before(sentence, colon)
        contents = ((quotation.start, quotation.end),)
        told = told_block(sentence, words, contents, Construction.LABEL)
        name = None if told else _introduced(sentence, words)
        if told:
            yield told
        if name is not None:
            yield Block(contents, (colon, colon + 1), ":", Construction.LABEL, name, sentence)


def _introduced(sentence: Sentence, words: Sequence[Token]) -> Offsets | None:
    """Find who is named before a colon, in a phrase without a verb whose first noun can speak.

    If the phrase is about somebody's words (*her answer:*), the source is whose they are.
    """
    head = next((t for t in words if t.upos in {"NOUN", "PROPN"}), None)
    if head is None or _has_predicate(words, head):
        return None
    start, last = _start_of_name(sentence, words, head), _end_of_name(sentence, words, head)
    end = _past_complements(sentence, words, last) if head.upos == "NOUN" else last
    if _follows_preposition(sentence, words, start) or last - start > MAX_LABEL_WORDS:
        return None
    is_close = sentence[last - 1].upos == "ADJ"  # *a source close*
    named = head if is_close else sentence[last - 1]
    owner = whose_words(sentence, named)
    if owner is None and not can_speak(named):
        return None
    return owner or (sentence[start].start, sentence[end - 1].end)


def _has_predicate(words: Sequence[Token], head: Token) -> bool:
    """Whether words have a verb, or an auxiliary after a noun: *Her answer* **was**: *…*."""
    return any(t.upos == "VERB" or (t.upos == "AUX" and t.index > head.index) for t in words)


def _start_of_name(sentence: Sentence, words: Sequence[Token], head: Token) -> int:
    """Return the index of the first determiner, adjective or number right before a noun."""
    start = head.index
    while start > words[0].index and sentence[start - 1].upos in {"DET", "ADJ", "NUM"}:
        start -= 1
    return start


def _follows_preposition(sentence: Sentence, words: Sequence[Token], start: int) -> bool:
    """Whether a preposition other than *from* and *by* stands before a name: *on the strike: …*."""
    before = sentence[start - 1] if start > words[0].index else None
    return before is not None and before.upos == "ADP" and before.lower not in AUTHORS


def _end_of_name(sentence: Sentence, words: Sequence[Token], head: Token) -> int:
    """Return the index after a name: it ends before a preposition, **Okoro** *on the strike: …*."""
    after = (t.index for t in words if t.index > head.index and t.upos == "ADP")
    end = next(after, words[-1].index + 1)
    while sentence[end - 1].upos == "PUNCT" and sentence[end - 1].text != ")":
        end -= 1
    return end


def _past_complements(sentence: Sentence, words: Sequence[Token], end: int) -> int:
    """Return the index after what belongs to a noun: *a friend* **of Berg** *on rain: …*."""
    place = end
    while place <= words[-1].index and sentence[place].upos == "ADP":
        is_close = sentence[place - 1].upos == "ADJ" and sentence[place].lower in CLOSE_TO
        if sentence[place].lower not in COMPLEMENTING and not is_close:
            return end
        after = (t.index for t in words if t.index > place and t.upos == "ADP")
        end = place = next(after, words[-1].index + 1)
    while sentence[end - 1].upos == "PUNCT" and sentence[end - 1].text != ")":
        end -= 1
    return end


COMPLEMENTING = words("function_words", "complementing")
CLOSE_TO = words("function_words", "close_to")


def _words_before(sentence: Sentence, colon: int) -> list[Token]:
    """Return the words before a colon, back to the last mark that no name holds."""
    words: list[Token] = []
    for token in sentence:
        if token.start >= colon:
            break
        words = [] if token.upos == "PUNCT" and token.xpos not in IN_NAMES else [*words, token]
    return words


AUTHORS = words("function_words", "authors")
IN_NAMES = {"-LRB-", "-RRB-", "HYPH", ","}
"""Tags of punctuation that a name may hold: *Rep. Ana Ruiz (D-Elm.), 54*."""
