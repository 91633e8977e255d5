"""Spans of a content: from its tokens to the characters that belong to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quoteattr.lexicon import words
from quoteattr.lexicon.folding import fold
from quoteattr.records import Form

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quoteattr.article.article import Article
    from quoteattr.characters.marks import Marked
    from quoteattr.syntax.tree import Sentence

__all__ = [
    "Offsets",
    "after_time",
    "content_spans",
    "form_of",
    "has_words",
    "quotation_span",
    "tidy",
]

Offsets = tuple[int, int]

EDGE = " \t\r\n\u00a0,;:-\u2013\u2014\u2015"
"""Characters that no content starts or ends with."""


TIME = re.compile(
    r"[\[(]?\d{1,2}[:.h]\d{2}(?: ?[ap]\.?m\b\.?)?(?: [A-Z]{2,4}\b)?[\])]?"
    r"(?: ?[-\u2013\u2014|:])?\s+"
)


TAG = re.compile(r"(?P<tag>[^\W\d_][\w\u2019' ]{1,24}):\s+")
"""A possible tag before the text of a line: *EXCLUSIVE:*."""


def after_time(text: str, start: int, end: int) -> int:
    """Return where a live blog's paragraph begins after its time, *10:42 GMT –*, if it has one."""
    match = TIME.match(text, start, end)
    return match.end() if match else start


def content_spans(article: Article, sentence: Sentence, tokens: Iterable[int]) -> list[Offsets]:
    """Return the spans of a content from its tokens; punctuation alone does not split it."""
    runs: list[list[int]] = []
    for index in sorted(tokens):
        if runs and _only_punctuation(sentence, runs[-1][1] + 1, index):
            runs[-1][1] = index
        else:
            runs.append([index, index])
    spans = (tidy(article, sentence[first].start, sentence[last].end) for first, last in runs)
    return [span for span in spans if has_words(article, span)]


def quotation_span(article: Article, quotation: Marked) -> Offsets:
    """Return the span inside quotation marks, without a comma before the closing one."""
    start, end = quotation.inner_start, quotation.inner_end
    while end > start and article.text[end - 1] in " \t\r\n\u00a0,":
        end -= 1
    while start < end and article.text[start].isspace():
        start += 1
    return start, end


def tidy(article: Article, start: int, end: int) -> Offsets:
    """Trim white space, commas and dashes at the edges; complete pairs of quotation marks.

    The time at the start of a live-blog entry and a tag such as *Exclusive:* are left out too.
    """
    text = article.text
    start = _after_tag(article, _after_own_time(article, start))
    changed = True
    while changed and start < end:
        before = start, end
        while start < end and text[start] in EDGE:
            start += 1
        while start < end and text[end - 1] in EDGE:
            end -= 1
        start, end = _balance(article, start, end)
        if start < end and text[end - 1] == "." and not text[start : end - 1].endswith("."):
            end = _without_full_stop(text, start, end)
        changed = before != (start, end)
    return start, end


def _after_own_time(article: Article, start: int) -> int:
    """Return where a content begins after the time of its paragraph, if it starts with one.

    A capital letter must follow the time: in *10:30 is early* it is part of the content.
    """
    beyond = after_time(article.text, start, len(article.text))
    sentence = article.sentence_at(start) if beyond > start else None
    if sentence is None or sentence.start != start:
        return start
    opens = sentence is article.sentences_of[sentence.paragraph][0]
    return beyond if opens and article.text[beyond : beyond + 1].isupper() else start


def _after_tag(article: Article, start: int) -> int:
    """Return where a content begins after the tag of its paragraph, if it starts with one."""
    match = TAG.match(article.text, start)
    if match is None or fold(match["tag"]) not in words("labels"):
        return start
    sentence = article.sentence_at(start)
    paragraph = article.paragraphs[sentence.paragraph] if sentence else None
    if paragraph is None or after_time(article.text, paragraph.start, paragraph.end) < start:
        return start
    return match.end()


def _without_full_stop(text: str, start: int, end: int) -> int:
    """Return the end without a sentence's full stop, which is not content; *U.S.* keeps its own."""
    word = text[start : end - 1].rsplit(maxsplit=1)[-1] if text[start : end - 1].strip() else ""
    is_abbreviation = "." in word or (len(word) == 1 and word.isupper())
    return end if is_abbreviation else end - 1


def _balance(article: Article, start: int, end: int) -> Offsets:
    """Move the edges to take in the second mark of a quotation that they cut."""
    for quotation in article.quotations_between(start, end):
        opens_inside = start <= quotation.start < end
        closes_inside = start < quotation.end <= end
        if opens_inside and not closes_inside and quotation.inner_end <= end + 2:
            end = quotation.end
        elif closes_inside and not opens_inside and quotation.inner_start >= start - 2:
            start = quotation.start
    return start, end


def _only_punctuation(sentence: Sentence, first: int, last: int) -> bool:
    """Whether there is nothing but punctuation from the first index up to the last."""
    return all(sentence[i].upos == "PUNCT" for i in range(first, last))


def has_words(article: Article, span: Offsets) -> bool:
    """Whether a span holds a letter or digit."""
    return any(map(str.isalnum, article.text[span[0] : span[1]]))


def form_of(article: Article, spans: list[Offsets], depth: int = 0) -> Form:
    """Return the form of a content, direct, mixed or indirect, by how much of it is quoted.

    Only letters and digits count; within a quotation, only marks nested deeper than its cue.
    """
    sides = {
        around > depth
        for span in spans
        for start, end, around in article.depths(*span)
        if any(map(str.isalnum, article.text[start:end]))
    }
    if True not in sides:
        return Form.INDIRECT
    return Form.MIXED if False in sides else Form.DIRECT
