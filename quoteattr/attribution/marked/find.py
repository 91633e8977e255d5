"""Marked speech: which cue introduces, interrupts or follows each quotation in marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from quoteattr.attribution.clauses.comma_rules import cue_after_content, cue_inside_content
from quoteattr.attribution.marked.cue_beside import cue_after, cue_before
from quoteattr.attribution.marked.cue_colon import leading_predicate
from quoteattr.attribution.marked.cue_copula import copular_cue
from quoteattr.attribution.marked.edges import follows_dash, inner_text, is_introduced
from quoteattr.attribution.marked.interruptions import first_half, is_second_half
from quoteattr.attribution.marked.speech import (
    Speech,
    follows_aside,
    goes_on,
    interrupted,
    is_second_part,
    is_taken_up,
    is_utterance,
)
from quoteattr.attribution.marked.uttered import holds_all_said, uttered_cue
from quoteattr.attribution.marked.whole import stands_alone
from quoteattr.attribution.parts.cues import cue_word, speech_verb
from quoteattr.attribution.parts.grammar import FINITE
from quoteattr.attribution.parts.voices import is_of_another, voice_after
from quoteattr.records import Act, Construction

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from quoteattr.article.article import Article
    from quoteattr.attribution.parts.cues import PlacedCue
    from quoteattr.attribution.parts.spans import Offsets
    from quoteattr.characters.marks import Marked
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["find_speeches"]


def find_speeches(article: Article, taken: Collection[Offsets] = ()) -> list[Speech]:
    """Find the quotations in marks that are speech, in text order.

    A fragment in quotation marks (*called it* **"a mess"**) is left to the clause around it.

    Args:
        article: The text.
        taken: Spans of the text that already have a source.
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
    """Find speech inside speech: ``"My father told me, 'Never sell the land,'" she said.``."""
    for quotation in article.inner_quotations:
        cue = cue_before(article, quotation) if is_introduced(article, quotation) else None
        if cue is not None:
            yield Speech([quotation], Construction.CUE_BEFORE_QUOTATION, *cue)
        elif SEVERAL.search(inner_text(article, quotation)):
            cue = cue_after(article, quotation)
            if cue is not None:
                yield Speech([quotation], Construction.CUE_AFTER_QUOTATION, *cue)


SEVERAL = re.compile(r"[.?!]\s")
"""The break between two sentences, one of which alone a tree gives to the cue after them."""
SAME = 6
"""Spans that differ by fewer characters than this, both ends together, count as one."""


def _is_taken(quotation: Marked, span: Offsets) -> bool:
    """Whether a span begins inside a quotation or nearly coincides with it."""
    start, end = span
    is_same = abs(quotation.start - start) + abs(quotation.end - end) < SAME
    return quotation.start < start < quotation.end or is_same


def _add(article: Article, speeches: list[Speech], quotation: Marked) -> None:
    """Add a quotation to the speech before it, or as speech of its own, if it is speech."""
    previous = speeches[-1] if speeches else None
    if previous and is_taken_up(article, previous, quotation):
        previous.quotations.append(quotation)
        speeches[-1] = _with_cue(article, previous)
        return
    if previous and is_second_half(article, previous.quotations[-1], quotation):
        previous.quotations.append(quotation)
        return
    if cue := _cue_before_stray_stop(article, quotation):
        speeches.append(Speech([quotation], Construction.STRAY_STOP, *cue))
    elif cue := copular_cue(article, quotation):
        speeches.append(Speech([quotation], Construction.NAMED_BY_COPULA, *cue))
    elif cue := uttered_cue(article, quotation):
        speeches.append(Speech([quotation], Construction.CUE_BEFORE_QUOTATION, *cue))
    else:
        _add_utterance(article, speeches, quotation)


def _add_utterance(article: Article, speeches: list[Speech], quotation: Marked) -> None:
    """Add a quotation whose cue, if it has one, is a verb before it or after it."""
    previous = speeches[-1] if speeches else None
    before = cue_before(article, quotation)
    if previous and is_second_part(article, previous, quotation, before):
        previous.quotations.append(quotation)
        return
    after, half = cue_after(article, quotation), first_half(article, quotation)
    if half and after and after[1].act is Act.THOUGHT:
        after = None  # what somebody does between dashes is no thought
    is_whole = is_utterance(article, quotation) or half is not None
    is_whole = is_whole or holds_all_said(article, quotation, before)
    if not is_whole or _is_fragment(article, quotation, before, after):
        return
    speech = _beside_cue(article, quotation, before, after)
    if previous and _is_more_of(article, previous, quotation, before, speech):
        if not speech and _is_of_another(article, previous, quotation):
            speeches.append(Speech([quotation], Construction.NO_CUE))
        else:
            previous.quotations.append(quotation)
    elif half and not speech:
        speeches.append(Speech([quotation], half[0], *(half[1] or ())))
    elif found := speech or _without_cue_beside(article, quotation):
        speeches.append(found)


def _is_of_another(article: Article, previous: Speech, quotation: Marked) -> bool:
    """Whether the voice of somebody new follows: *“You came,” Ada said. “Yes.” Bo's voice fell*."""
    voice = voice_after(article, quotation.end)
    if voice is None:
        return False
    between = article.words_between(previous.quotations[-1].end, quotation.start)
    return is_of_another(voice, [token for _, token in between])


def _is_fragment(
    article: Article, quotation: Marked, before: PlacedCue | None, after: PlacedCue | None
) -> bool:
    """Whether a quotation is part of the clause that its cue reports, and not speech of its own."""
    if before:
        return _is_rest_of_clause(article, quotation, before)
    return after is not None and _ends_clause(article, quotation, after)


def _beside_cue(
    article: Article, quotation: Marked, before: PlacedCue | None, after: PlacedCue | None
) -> Speech | None:
    """Return a quotation with the cue before it, or else the one after it, if it has either."""
    if before and not (after and _belongs_to_next(article, quotation, before)):
        return Speech([quotation], Construction.CUE_BEFORE_QUOTATION, *before)
    if after:
        return Speech([quotation], Construction.CUE_AFTER_QUOTATION, *after)
    return None


def _is_more_of(
    article: Article,
    previous: Speech,
    quotation: Marked,
    before: PlacedCue | None,
    own: Speech | None,
) -> bool:
    """Whether a quotation continues the speech before: after its cue, or without one of its own."""
    if interrupted(article, previous, quotation, before):
        return True
    is_own = own is not None and not follows_aside(article, previous, quotation)
    return not is_own and goes_on(article, previous, quotation)


def _without_cue_beside(article: Article, quotation: Marked) -> Speech | None:
    """Return a quotation without a cue right beside it as speech, if it is whole sentences."""
    if cue := _cue_of_fragment_before(article, quotation):
        return Speech([quotation], Construction.CONTINUATION, *cue)
    if not stands_alone(article, quotation):
        return None
    if lead := leading_predicate(article, quotation):
        return Speech([quotation], Construction.COLON_BEFORE_QUOTATION, *lead)
    return Speech([quotation], Construction.NO_CUE)


def _belongs_to_next(article: Article, quotation: Marked, before: PlacedCue) -> bool:
    """Whether the cue after a quotation introduces it, rather than the one before it.

    No comma or colon introduces it, or the cue before has a clause of its own: *He warned that the
    dam was old: "It leaks," he said.*
    """
    if not is_introduced(article, quotation):
        return True
    between = _words_between(before, quotation)
    if not between or between[-1].text != ":" or not inner_text(article, quotation).endswith(","):
        return False
    return any(t.xpos in FINITE for t in between)


def _words_between(cue: PlacedCue, quotation: Marked) -> list[Token]:
    """Return the tokens between a cue and a quotation after it."""
    sentence, word = cue
    return [t for t in sentence.tokens[word.token.index + 1 :] if t.end <= quotation.start]


def _with_cue(article: Article, speech: Speech) -> Speech:
    """Give speech over several paragraphs the cue after the last, if it has none yet."""
    cue = cue_after(article, speech.quotations[-1]) if speech.word is None else None
    if cue is None:
        return speech
    return Speech(speech.quotations, Construction.CUE_AFTER_QUOTATION, *cue)


def _is_rest_of_clause(article: Article, quotation: Marked, cue: PlacedCue) -> bool:
    """Whether marks enclose the end of the clause that a cue reports or interrupts.

    *It was, the mayor said,* **"a mess."** *He said they would,* **"at last,"** *…* *She told us to
    stay,* **"dog and all"**. *He said that,* **"if needed",** *they would*.
    """
    sentence, word = cue
    between = _words_between(cue, quotation)
    if not between or between[-1].text == ":":
        return False
    if article.quotations_between(sentence.start, word.token.start):
        return False
    if _is_inserted(sentence, between, quotation):
        return True
    starts_low = not inner_text(article, quotation)[:1].isupper()
    if starts_low and _has_clause(between, word.token):
        return True
    may_go_on = starts_low or between[-1].upos == "CCONJ"
    return may_go_on and bool(cue_inside_content(sentence, word.token))


def _is_inserted(sentence: Sentence, between: list[Token], quotation: Marked) -> bool:
    """Whether the clause goes on after the marks: *He said that,* **"if needed",** *they would*."""
    return any(t.relation == "mark" and sentence[t.head].start >= quotation.end for t in between)


def _has_clause(between: list[Token], cue: Token) -> bool:
    """Whether a finite verb, or an infinitive of the cue's, stands between cue and quotation."""
    return any(t.xpos in FINITE or _is_infinitive_of(t, cue) for t in between)


def _is_infinitive_of(infinitive: Token, verb: Token) -> bool:
    """Whether an infinitive is what a verb tells or asks somebody to do: *told us to* **stay**."""
    return infinitive.relation == "xcomp" and infinitive.head == verb.index


def _ends_clause(article: Article, quotation: Marked, cue: PlacedCue) -> bool:
    """Whether marks enclose a clause's end: ``With two doors, "there is no lock," he said.``."""
    sentence, word = cue
    content = cue_after_content(sentence, word.token)
    if not content or content[0].start >= quotation.start:
        return False
    starts_low = inner_text(article, quotation)[:1].islower()
    starts_low = starts_low and not follows_dash(article, quotation)
    return starts_low and not article.quotations_between(sentence.start, quotation.start)


def _cue_before_stray_stop(article: Article, quotation: Marked) -> PlacedCue | None:
    """Find the last cue before a fragment cut off by a stray full stop: *arms. , "which …"*."""
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


def _cue_of_fragment_before(article: Article, quotation: Marked) -> PlacedCue | None:
    """Find the cue in ``The road was "a mess," said the mayor. "We will mend it."``."""
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
