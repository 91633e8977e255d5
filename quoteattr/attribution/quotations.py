"""Marked speech: which cue introduces, interrupts or follows each quotation in marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.attribution.clauses import is_as_clause
from quoteattr.attribution.cues import CueWord, cue_word, speech_verb
from quoteattr.attribution.positions import cue_after_content
from quoteattr.syntax.tree import Sentence, Token

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from quoteattr.attribution.article import Article
    from quoteattr.attribution.contents import Offsets
    from quoteattr.characters.marks import Marked

__all__ = ["Speech", "find_speeches"]


@frozen
class Speech:
    """Quotations in marks that are one quote, with the cue that reports them."""

    quotations: list[Marked]
    """Left to right; more are added as the text is read."""
    rule: str
    sentence: Sentence | None = None
    """The sentence of the cue."""
    word: CueWord | None = None


Place = tuple[Sentence, Token]
Cue = tuple[Sentence, CueWord]

WINDOW = 40
"""How many words on either side of a quotation are searched for its cue."""


def find_speeches(article: Article, taken: Collection[Offsets] = ()) -> list[Speech]:
    """Every quotation in marks that is speech, in the order of the text.

    A fragment in quotation marks (*called it* **"a mess"**) is left to the clause around it.

    Args:
        article: The text.
        taken: Stretches of the text that have a source already.
    """
    speeches: list[Speech] = []
    spans = sorted(taken)
    for quotation in article.quotations:
        first = bisect_left(spans, (quotation.start - SAME,))
        near = spans[first : bisect_left(spans, (quotation.end,))]
        if not any(_is_taken(quotation, span) for span in near):
            _add(article, speeches, quotation)
    return speeches + list(_inner_speeches(article))


def _inner_speeches(article: Article) -> Iterator[Speech]:
    """``"My father told me, 'Never sell the land,'" she said.``: speech that a speaker reports."""
    for quotation in article.inner_quotations:
        if _is_introduced(article, quotation):
            cue = cue_before(article, quotation)
            if cue is not None:
                yield Speech([quotation], "cue-before-quotation", *cue)


SAME = 6
"""Characters by which two stretches must differ, at both ends together."""


def _is_taken(quotation: Marked, span: Offsets) -> bool:
    """Whether a stretch of text begins inside a quotation or is little more than it."""
    start, end = span
    is_same = abs(quotation.start - start) + abs(quotation.end - end) < SAME
    return quotation.start < start < quotation.end or is_same


def _add(article: Article, speeches: list[Speech], quotation: Marked) -> None:
    previous = speeches[-1] if speeches else None
    if previous and quotation.continues and _is_left_open(article, previous.quotations[-1]):
        previous.quotations.append(quotation)
        speeches[-1] = _with_cue(article, previous)
        return
    cut_off = _cue_before_stray_stop(article, quotation)
    if cut_off is not None:
        speeches.append(Speech([quotation], "stray-stop", *cut_off))
        return
    if not is_utterance(article, quotation):
        return
    before = cue_before(article, quotation)
    after = cue_after(article, quotation)
    if previous and _interrupted(article, previous, quotation, before):
        previous.quotations.append(quotation)
    elif before and (_is_introduced(article, quotation) or not after):
        speeches.append(Speech([quotation], "cue-before-quotation", *before))
    elif after:
        speeches.append(Speech([quotation], "cue-after-quotation", *after))
    elif previous and _goes_on(article, previous, quotation):
        previous.quotations.append(quotation)
    elif cue := _cue_of_fragment_before(article, quotation):
        speeches.append(Speech([quotation], "continuation", *cue))
    elif _stands_alone(article, quotation):
        speeches.append(Speech([quotation], "no-cue"))


def _is_left_open(article: Article, quotation: Marked) -> bool:
    end = article.paragraphs[quotation.paragraph].end
    return not quotation.closed and quotation.end >= end


def _with_cue(article: Article, speech: Speech) -> Speech:
    """Speech over several paragraphs may have its cue after the last."""
    cue = cue_after(article, speech.quotations[-1]) if speech.word is None else None
    return speech if cue is None else Speech(speech.quotations, "cue-after-quotation", *cue)


def is_utterance(article: Article, quotation: Marked) -> bool:
    """Whether a quotation reads as speech of its own, not as a fragment of the clause around it."""
    inner = _inner(article, quotation)
    words = inner.split()
    if not words:
        return False
    first = next((ch for ch in inner if ch.isalnum()), "")
    begins = not first.islower() or inner[:1] in "\u2026.[(" or _is_introduced(article, quotation)
    following = article.text[quotation.end : quotation.end + 1]
    ends = inner[-1] in ",.?!\u2026\u2014-:;" or following in {",", "."} or len(words) > 6
    return begins and (ends or len(words) > 3)


def _inner(article: Article, quotation: Marked) -> str:
    """What stands inside the marks, without white space and inner marks at its edges."""
    return article.text[quotation.inner_start : quotation.inner_end].strip(INNER_EDGE)


INNER_EDGE = " \t\r\n\u00a0\"'\u2018\u2019\u201c\u201d"


def _is_introduced(article: Article, quotation: Marked) -> bool:
    """Whether a comma or colon stands right before the quotation."""
    return article.text[max(0, quotation.start - 3) : quotation.start].rstrip()[-1:] in {",", ":"}


def cue_after(article: Article, quotation: Marked) -> Cue | None:
    """The cue in ``"…," the mayor said`` or ``"…," said the mayor``."""
    if not _may_be_followed(article, quotation) or _is_inside_clause(article, quotation):
        return None
    places = list(_places_after(article, quotation))
    joined = _inner(article, quotation)[-1:] in {",", "?", "!"}
    for number, (sentence, token) in enumerate(places):
        word = speech_verb(token)
        if word is None:
            continue
        before = [t for _, t in places[:number] if t.upos != "PUNCT"]
        if _opens_cue(sentence, token, before) and not _reports_elsewhere(sentence, token, joined):
            return sentence, word
        return None
    return None


def cue_before(article: Article, quotation: Marked) -> Cue | None:
    """The cue in ``The mayor said, "…"`` or ``The mayor told reporters on Friday: "…"``."""
    introduced = _is_introduced(article, quotation)
    crossed = 0
    for sentence, token in _places_before(article, quotation):
        word = speech_verb(token)
        if word is not None and token.deprel != "amod":
            near = introduced or crossed <= 3
            return (sentence, word) if near and not is_as_clause(sentence, token) else None
        if not introduced and token.upos in {"VERB", "SCONJ"}:
            return None
        crossed += token.upos != "PUNCT"
    return None


def _is_inside_clause(article: Article, quotation: Marked) -> bool:
    """Whether a word stands right before the quotation: *This is "a mess," said the mayor*."""
    before = article.text[max(0, quotation.start - 2) : quotation.start].strip()
    starts = quotation.start == article.paragraphs[quotation.paragraph].start
    return quotation.opened and not starts and before[-1:].isalnum()


def _may_be_followed(article: Article, quotation: Marked) -> bool:
    inner = _inner(article, quotation)
    following = article.text[quotation.end : quotation.end + 2].lstrip()[:1]
    return (
        inner[-1:] in ",?!\u2026\u2014-."
        or following in {",", "\u2014", "-", "\u2013"}
        or following.islower()
    )


def _opens_cue(sentence: Sentence, verb: Token, before: list[Token]) -> bool:
    """Whether the words between quotation and verb are its subject, or there are none."""
    if not before or all(t.upos in {"ADV", "CCONJ"} for t in before):
        return True
    if verb.deprel in {"acl:relcl", "acl"} or verb.xpos == "VB":
        return False
    nominal = any(t.upos in {"NOUN", "PROPN", "PRON", "NUM", "DET", "X"} for t in before)
    finite = any(t.upos == "VERB" and t.deprel not in {"acl:relcl", "acl", "amod"} for t in before)
    return nominal and not finite


def _reports_elsewhere(sentence: Sentence, verb: Token, joined: bool) -> bool:
    """Whether a content of the verb's own follows it.

    Where a comma inside the marks joins the quotation to the verb, only a conjunction shows that.
    """
    following = sentence.neighbour(verb)
    if following is not None and following.lower in {"that", "whether", "if", "how", "why"}:
        return True
    return not joined and any(c.index > verb.index for c in sentence.children(verb, "ccomp"))


def _places_after(article: Article, quotation: Marked) -> Iterator[Place]:
    """The words from a quotation to the end of its sentence or the next quotation.

    A sentence splitter often breaks after ``?"``: words that go on in lower case still count.
    """
    count = 0
    for sentence in _sentences_from(article, quotation):
        for token in sentence:
            if token.start < quotation.end:
                continue
            if (
                count == 0
                and sentence.start >= quotation.end
                and not _goes_on_after(article, quotation, token)
            ):
                return
            marked = article.quotation_at(token.start)
            if marked is not None and is_nickname(article, marked):
                continue
            if marked is not None or count > WINDOW or _is_stop(sentence, token):
                return
            count += 1
            yield sentence, token


def _goes_on_after(article: Article, quotation: Marked, token: Token) -> bool:
    inner = _inner(article, quotation)
    return inner[-1:] in ",?!\u2014-\u2026" or token.text[:1].islower() or token.text == ","


def _is_stop(sentence: Sentence, token: Token) -> bool:
    """Whether a clause ends here; a full stop inside its sentence ends an abbreviation."""
    if token.text == ".":
        return all(t.upos == "PUNCT" for t in sentence.tokens[token.index + 1 :])
    return token.text in {";", ":", "?", "!"}


def is_nickname(article: Article, quotation: Marked) -> bool:
    """Whether a quotation is one or two capitalised words inside a name: *Marcia "Cia" Price*."""
    inner = article.text[quotation.inner_start : quotation.inner_end]
    following = article.text[quotation.end : quotation.end + 2].strip()
    return (
        len(inner.split()) <= 2
        and inner[-1:].isalnum()
        and inner[:1].isupper()
        and following[:1].isupper()
    )


def _sentences_from(article: Article, quotation: Marked) -> Iterator[Sentence]:
    sentence = article.sentence_at(max(quotation.end - 1, 0))
    while sentence is not None and sentence.paragraph == quotation.paragraph:
        yield sentence
        index = sentence.index + 1
        sentence = article.sentences[index] if index < len(article.sentences) else None


def _places_before(article: Article, quotation: Marked) -> Iterator[Place]:
    """The words before a quotation, right to left, up to the start of their sentence.

    A sentence that ends in a colon right before the quotation counts, in the paragraph before too.
    """
    sentence = article.sentence_at(max(quotation.start - 1, 0))
    if sentence is None:
        return
    if sentence.end <= quotation.start and not _ends_in_colon(article, sentence, quotation):
        return
    for token in reversed(sentence.tokens):
        if token.end > quotation.start:
            continue
        if token.text in {".", ";", "?", "!"} or article.depth_at(token.start) != quotation.depth:
            return
        yield sentence, token


def _ends_in_colon(article: Article, sentence: Sentence, quotation: Marked) -> bool:
    between = article.text[sentence.tokens[-1].start : quotation.start]
    return re.fullmatch(r"[:,]\s*", between) is not None


def _interrupted(article: Article, previous: Speech, quotation: Marked, before: Cue | None) -> bool:
    """``"X," said the mayor, "Y."``: the cue before this quotation has the one before it too."""
    if previous.word is None or before is None or previous.rule != "cue-after-quotation":
        return False
    return previous.word == before[1] and previous.sentence is before[0]


def _goes_on(article: Article, previous: Speech, quotation: Marked) -> bool:
    """``"X," said the mayor. "Y."``: speech that goes on in the same paragraph."""
    last = previous.quotations[-1]
    if last.paragraph != quotation.paragraph or not last.closed:
        return False
    between = article.text[last.end : quotation.start].strip()
    return not between or (
        previous.rule == "cue-after-quotation"
        and between[-1:] in ".:,\u2014-"
        and not _sentence_starts_between(article, last.end, quotation.start)
    )


def _sentence_starts_between(article: Article, start: int, end: int) -> bool:
    """Whether a sentence starts between two quotations, other than right after the first."""
    sentence = article.sentence_at(end - 1)
    return sentence is not None and start + 2 < sentence.start < end


def _stands_alone(article: Article, quotation: Marked) -> bool:
    """Whether whole sentences, and nothing else of them, stand inside the marks."""
    if not quotation.opened:
        return False
    before = article.text[max(0, quotation.start - 3) : quotation.start].rstrip()[-1:]
    starts = quotation.start == article.paragraphs[quotation.paragraph].start or before in ".?!:"
    inner = _inner(article, quotation)
    following = article.text[quotation.end : quotation.end + 3].strip()
    ends = inner[-1:] in ".?!\u2026" or following.startswith(".") or not quotation.closed
    return starts and ends and len(inner.split()) > 2


def _cue_before_stray_stop(article: Article, quotation: Marked) -> Cue | None:
    """The last cue before a fragment that a stray full stop cut off: *arms. , "which …"*."""
    sentence = article.sentence_at(quotation.start)
    if sentence is None or sentence.index == 0 or not _inner(article, quotation)[:1].islower():
        return None
    before = article.sentences[sentence.index - 1]
    starts = not any(map(str.isalnum, article.text[sentence.start : quotation.start]))
    if not starts or before.paragraph != sentence.paragraph:
        return None
    word = next(filter(None, map(cue_word, reversed(before.tokens))), None)
    return None if word is None else (before, word)


def _cue_of_fragment_before(article: Article, quotation: Marked) -> Cue | None:
    """The cue in ``The road was "a mess," said the mayor. "We will mend it."``."""
    sentence = article.sentence_at(max(quotation.start - 1, 0))
    if sentence is None or sentence.paragraph != quotation.paragraph:
        return None
    between = article.text[sentence.end : quotation.start]
    if sentence.end > quotation.start or between.strip():
        return None
    for token in sentence:
        word = speech_verb(token)
        if word is not None and cue_after_content(sentence, token):
            return sentence, word
    return None
