"""Marked speech: which cue introduces, interrupts or follows each quotation in marks."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from quoteattr.attribution.clauses.comma_rules import cue_after_content, cue_inside_content
from quoteattr.attribution.marked.cue_beside import (
    INNER_EDGE,
    Cue,
    cue_after,
    cue_before,
    inner_text,
    is_introduced,
    opens_paragraph,
)
from quoteattr.attribution.marked.cue_colon import leading_predicate
from quoteattr.attribution.marked.cue_copula import copular_cue
from quoteattr.attribution.marked.speech import (
    Speech,
    follows_dash,
    goes_on,
    interrupted,
    is_second_part,
    is_taken_up,
    is_utterance,
)
from quoteattr.attribution.parts.cues import cue_word, speech_verb
from quoteattr.records import Construction

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from quoteattr.article.article import Article
    from quoteattr.attribution.parts.spans import Offsets
    from quoteattr.characters.marks import Marked
    from quoteattr.syntax.tree import Token

__all__ = ["find_speeches"]


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
        if is_introduced(article, quotation):
            cue = cue_before(article, quotation)
            if cue is not None:
                yield Speech([quotation], Construction.CUE_BEFORE_QUOTATION, *cue)


SAME = 6
"""Characters by which two stretches must differ, at both ends together."""


def _is_taken(quotation: Marked, span: Offsets) -> bool:
    """Whether a stretch of text begins inside a quotation or is little more than it."""
    start, end = span
    is_same = abs(quotation.start - start) + abs(quotation.end - end) < SAME
    return quotation.start < start < quotation.end or is_same


def _add(article: Article, speeches: list[Speech], quotation: Marked) -> None:
    previous = speeches[-1] if speeches else None
    if previous and is_taken_up(article, previous, quotation):
        previous.quotations.append(quotation)
        speeches[-1] = _with_cue(article, previous)
        return
    if cue := _cue_before_stray_stop(article, quotation):
        speeches.append(Speech([quotation], Construction.STRAY_STOP, *cue))
    elif cue := copular_cue(article, quotation):
        speeches.append(Speech([quotation], Construction.NAMED_BY_COPULA, *cue))
    else:
        _add_utterance(article, speeches, quotation)


def _add_utterance(article: Article, speeches: list[Speech], quotation: Marked) -> None:
    """Adds a quotation whose cue, if it has one, is a verb before it or after it."""
    previous = speeches[-1] if speeches else None
    before = cue_before(article, quotation)
    if previous and is_second_part(article, previous, quotation, before):
        previous.quotations.append(quotation)
        return
    if not is_utterance(article, quotation):
        return
    if before and _is_rest_of_clause(article, quotation, before):
        return
    after = cue_after(article, quotation)
    if after and not before and _ends_clause(article, quotation, after):
        return
    if previous and interrupted(article, previous, quotation, before):
        previous.quotations.append(quotation)
    elif before and not (after and _belongs_to_next(article, quotation, before)):
        speeches.append(Speech([quotation], Construction.CUE_BEFORE_QUOTATION, *before))
    elif after:
        speeches.append(Speech([quotation], Construction.CUE_AFTER_QUOTATION, *after))
    elif previous and goes_on(article, previous, quotation):
        previous.quotations.append(quotation)
    elif cue := _cue_of_fragment_before(article, quotation):
        speeches.append(Speech([quotation], Construction.CONTINUATION, *cue))
    elif _stands_alone(article, quotation):
        lead = leading_predicate(article, quotation)
        shown_by = Construction.COLON_BEFORE_QUOTATION if lead else Construction.NO_CUE
        speeches.append(Speech([quotation], shown_by, *lead or ()))


def _belongs_to_next(article: Article, quotation: Marked, before: Cue) -> bool:
    """Whether the cue after a quotation has it, rather than the one before it.

    No comma or colon introduces it, or the cue before has a clause of its own: *He warned that the
    dam was old: "It leaks," he said.*
    """
    if not is_introduced(article, quotation):
        return True
    sentence, word = before
    between = [t for t in sentence.tokens[word.token.index + 1 :] if t.end <= quotation.start]
    if not between or between[-1].text != ":" or not inner_text(article, quotation).endswith(","):
        return False
    return any(t.xpos in FINITE for t in between)


def _with_cue(article: Article, speech: Speech) -> Speech:
    """Speech over several paragraphs may have its cue after the last."""
    cue = cue_after(article, speech.quotations[-1]) if speech.word is None else None
    return (
        speech if cue is None else Speech(speech.quotations, Construction.CUE_AFTER_QUOTATION, *cue)
    )


def _is_rest_of_clause(article: Article, quotation: Marked, cue: Cue) -> bool:
    """``It was, the mayor said, "a mess."``: marks around the end of what the cue stands within.

    So is what a clause with a verb of its own goes on to: *He said they would,* **"at last,"** *…*,
    *She told us to stay,* **"dog and all"**; and what is put into a clause: *He said that,*
    **"if needed",** *they would*.
    """
    sentence, word = cue
    between = [t for t in sentence.tokens[word.token.index + 1 :] if t.end <= quotation.start]
    if not between or article.quotations_between(sentence.start, word.token.start):
        return False
    if between[-1].text == ":":
        return False
    if any(t.relation == "mark" and sentence[t.head].start >= quotation.end for t in between):
        return True
    starts_low = not inner_text(article, quotation)[:1].isupper()
    if starts_low and any(t.xpos in FINITE or _asks(t, word.token) for t in between):
        return True
    return (starts_low or between[-1].upos == "CCONJ") and bool(
        cue_inside_content(sentence, word.token)
    )


def _asks(infinitive: Token, verb: Token) -> bool:
    """Whether it is what somebody is told or asked to do."""
    return infinitive.relation == "xcomp" and infinitive.head == verb.index


FINITE = {"VBD", "VBZ", "VBP", "MD"}
"""Tags of finite verbs."""


def _ends_clause(article: Article, quotation: Marked, cue: Cue) -> bool:
    """``With so many doors, "there is no lock," he said.``: marks around the end of a clause."""
    sentence, word = cue
    content = cue_after_content(sentence, word.token)
    if not content or content[0].start >= quotation.start:
        return False
    starts_low = inner_text(article, quotation)[:1].islower()
    starts_low = starts_low and not follows_dash(article, quotation)
    return starts_low and not article.quotations_between(sentence.start, quotation.start)


def _stands_alone(article: Article, quotation: Marked) -> bool:
    """Whether whole sentences, and nothing else of them, stand inside the marks."""
    if not quotation.opened or _is_heading(article, quotation):
        return False
    before = article.text[max(quotation.start - 5, 0) : quotation.start].rstrip(INNER_EDGE)[-1:]
    starts = opens_paragraph(article, quotation) or before in ".?!:"
    inner = inner_text(article, quotation)
    following = article.text[quotation.end : quotation.end + 3].strip()
    ends = inner[-1:] in ".?!\u2026\u2014-" or following.startswith(".") or not quotation.closed
    return starts and ends and (inner[-1:] in ".?!\u2026" or len(inner.split()) > 2)


def _is_heading(article: Article, quotation: Marked) -> bool:
    """Whether it is a paragraph of its own in the capitals of titles: *'Half a Loaf.'*."""
    paragraph = article.paragraphs[quotation.paragraph]
    words = inner_text(article, quotation).split()
    return (
        (quotation.start, quotation.end) == (paragraph.start, paragraph.end)
        and 2 < len(words) <= LONGEST_HEADING
        and words[-1][-1] not in "!?"
        and all(word[:1].isupper() or word in SMALL_IN_TITLES for word in words)
    )


LONGEST_HEADING = 10
"""Words."""
SMALL_IN_TITLES = frozenset(
    {"a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to"}
)


def _cue_before_stray_stop(article: Article, quotation: Marked) -> Cue | None:
    """The last cue before a fragment that a stray full stop cut off: *arms. , "which …"*."""
    sentence = article.sentence_at(quotation.start)
    if sentence is None or not inner_text(article, quotation)[:1].islower():
        return None
    tokens = [t for t in sentence if t.end <= quotation.start]
    if [t.text for t in tokens[-2:]] != [".", ","]:
        if sentence.index == 0 or any(t.upos != "PUNCT" for t in tokens):
            return None
        sentence = article.sentences[sentence.index - 1]
        tokens = list(sentence.tokens)
    word = next(filter(None, map(cue_word, reversed(tokens))), None)
    same = sentence.paragraph == quotation.paragraph
    return (sentence, word) if word is not None and same else None


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
