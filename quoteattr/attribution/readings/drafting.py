"""From what the rules found to drafts: contents as spans, form, source, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.article.drafts import Draft, Phrase
from quoteattr.attribution.marked.extents import speech_spans, words_in_marks
from quoteattr.attribution.parts.cues import CueWord, WordClass, cue_span, is_negated, speech_verb
from quoteattr.attribution.parts.grammar import case_words
from quoteattr.attribution.parts.noun_phrases import phrase
from quoteattr.attribution.parts.sources import addressee_of, cue_source, noun_source
from quoteattr.attribution.parts.spans import (
    Offsets,
    content_spans,
    form_of,
    has_words,
    quotation_span,
    tidy,
)
from quoteattr.lexicon.kinds import noun_kind
from quoteattr.records import Act, Construction, Form, Kind, Missing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.article.article import Article
    from quoteattr.attribution.clauses.report import Report
    from quoteattr.attribution.layout.blocks import Block
    from quoteattr.attribution.marked.speech import Speech
    from quoteattr.attribution.readings.encoder_readings import Suggestion
    from quoteattr.characters.marks import Marked
    from quoteattr.syntax.tree import Sentence, Token

__all__ = [
    "draft_of_block",
    "draft_of_report",
    "draft_of_speech",
    "draft_of_suggestion",
]


def draft_of_report(article: Article, report: Report) -> Draft | None:
    """A draft of what one sentence reports; ``None`` if no words are left of its content."""
    sentence, token = report.sentence, report.word.token
    fragment = words_in_marks(article, report)
    spans = [(fragment.start, fragment.end)] if fragment else _content(article, report)
    if not spans:
        return None
    excluded = set(report.content) | {token.index}
    form = form_of(article, spans, article.depth_at(token.start))
    named = _outside_marks(article, sentence, token, report.source)
    source = phrase(sentence, named, excluded) if named else None
    addressee = _addressee(sentence, report.word, report.content)
    return Draft(
        contents=_without_outer_marks(article, spans) if form is Form.DIRECT else tuple(spans),
        cue=_cue(sentence, report.word, set(report.content)),
        lemma=report.word.lemma,
        source=source,
        form=form,
        act=_act(report.word, sentence, source),
        evidence=Construction.WORDS_OF if fragment else report.construction,
        confidence=0.5,
        addressee=phrase(sentence, addressee, excluded) if addressee else None,
        negated=is_negated(sentence, token),
        missing=_missing(article.quotations_between(spans[0][0], spans[-1][1])),
    )


def _content(article: Article, report: Report) -> list[Offsets]:
    """The spans of a content; what is reported inside quotation marks ends where they do."""
    spans = content_spans(article, report.sentence, report.content)
    around = article.quotation_at(report.word.token.start)
    if around is None:
        return _with_whole_quotations(article, spans, report.word.token.start)
    first, last = quotation_span(article, around)
    clipped = ((max(start, first), min(end, last)) for start, end in spans)
    return [(start, end) for start, end in clipped if has_words(article, (start, end))]


def _outside_marks(
    article: Article, sentence: Sentence, cue: Token, source: Token | None
) -> Token | None:
    """The source; for a cue that follows speech in marks, not a word of that speech.

    *"It is safe," the mayor said,* **adding** *that …*: parsers find the subject inside the marks.
    """
    if source is None or not article.is_marked(source) or article.is_marked(cue):
        return source
    inside = {t.index for t in sentence if article.is_marked(t)}
    for other in reversed(sentence.tokens[: cue.index]):
        if other.index not in inside and speech_verb(other):
            return cue_source(sentence, other, inside)
    return source


def draft_of_speech(article: Article, speech: Speech) -> Draft:
    """A draft of quotations in marks."""
    spans = speech_spans(article, speech)
    contents, form = tuple(spans), form_of(article, spans)
    missing = _missing(speech.quotations)
    if speech.word is None or speech.sentence is None:
        found_by = speech.construction
        return Draft(contents, None, "", None, form, Act.SPEECH, found_by, 0.5, missing=missing)
    sentence, word = speech.sentence, speech.word
    near = [q for q in speech.quotations if q.start < sentence.end and sentence.start < q.end]
    inside = {t.index for t in sentence if any(q.start <= t.start < q.end for q in near)}
    if word.word_class is WordClass.NOUN:
        source = noun_source(sentence, word.token, inside)
    else:
        source = cue_source(sentence, word.token, inside)
    source = _outside_marks(article, sentence, word.token, source)
    found = phrase(sentence, source, inside | {word.token.index}) if source else None
    addressee = _addressee(sentence, word, inside | ({source.index} if source else set()))
    return Draft(
        contents=contents,
        cue=_to_colon(speech, _cue(sentence, word, inside), source),
        lemma=word.lemma,
        source=found,
        form=form,
        act=_act(word, sentence, found),
        evidence=speech.construction,
        confidence=0.5,
        addressee=phrase(sentence, addressee, inside | {word.token.index}) if addressee else None,
        negated=is_negated(sentence, word.token),
        missing=missing,
    )


def draft_of_block(article: Article, block: Block) -> Draft | None:
    """A draft of a block of text; ``None`` if no words are left of its content."""
    source: Phrase | None = None
    addressee = None
    if block.source is not None:
        source = _phrase_at(block.sentence, block.source)
    elif block.word is not None:
        head = cue_source(block.sentence, block.word.token, set())
        source = phrase(block.sentence, head, {block.word.token.index}) if head else None
        hearer = _addressee(block.sentence, block.word, set())
        addressee = phrase(block.sentence, hearer) if hearer and hearer != head else None
    act = _act(block.word, block.sentence, source) if block.word else Act.SPEECH
    tidied = (tidy(article, *span) for span in block.contents)
    spans = [span for span in tidied if has_words(article, span)]
    if not spans:
        return None
    marked = form_of(article, spans)
    is_block = block.construction is not Construction.HEADLINE and marked is not Form.DIRECT
    return Draft(
        contents=_without_outer_marks(article, spans) if marked is Form.DIRECT else tuple(spans),
        cue=block.cue,
        lemma=block.lemma,
        source=source,
        form=Form.BLOCK if is_block else marked,
        act=act,
        evidence=block.construction,
        confidence=0.5,
        addressee=addressee,
    )


def draft_of_suggestion(article: Article, suggestion: Suggestion) -> Draft | None:
    """A draft of what the encoder suggests; ``None`` if no words are left of its content."""
    sentence, word = suggestion.sentence, suggestion.word
    tidied = (tidy(article, *span) for span in suggestion.contents)
    spans = [span for span in tidied if has_words(article, span)]
    if not spans:
        return None
    form = form_of(article, spans, article.depth_at(word.token.start))
    source = _phrase_at(sentence, suggestion.source) if suggestion.source else None
    return Draft(
        contents=_without_outer_marks(article, spans) if form is Form.DIRECT else tuple(spans),
        cue=suggestion.cue,
        lemma=word.lemma,
        source=source,
        form=form,
        act=_act(word, sentence, source),
        evidence=suggestion.construction,
        confidence=0.5,
        negated=is_negated(sentence, word.token),
        missing=_missing(article.quotations_between(spans[0][0], spans[-1][1])),
    )


def _cue(sentence: Sentence, word: CueWord, inside: set[int]) -> Offsets:
    if word.word_class is WordClass.PREPOSITION:
        last = sentence[word.token.index + len(word.lemma.split()) - 1]
        return word.token.start, last.end
    return cue_span(sentence, word.token, inside)


def _to_colon(speech: Speech, cue: Offsets, source: Token | None) -> Offsets:
    """*The mayor* **released a statement**: a cue that reports only with the words after it."""
    is_led = speech.construction is Construction.COLON_BEFORE_QUOTATION
    if not is_led or not speech.sentence or not source:
        return cue
    start = speech.quotations[0].start
    words = [t for t in speech.sentence if t.end <= start and t.upos != "PUNCT"]
    return cue if source.start > cue[0] else (cue[0], words[-1].end)


def _phrase_at(sentence: Sentence, offsets: Offsets) -> Phrase:
    """Return the phrase at these offsets, without the comma after it.

    Its head is the token in it that is highest in the tree; where no token stands there, the first
    one of the sentence.
    """
    start, end = offsets
    tokens = [t for t in sentence if start <= t.start < end]
    if len(tokens) > 1 and tokens[-1].text == ",":
        tokens.pop()
    inside = {t.index for t in tokens}
    head = next((t for t in tokens if t.head not in inside), sentence[0])
    return Phrase(start, min([end, *(t.end for t in tokens[-1:])]), sentence.index, head.index)


def _addressee(
    sentence: Sentence, word: CueWord, content: frozenset[int] | set[int]
) -> Token | None:
    if word.word_class is not WordClass.VERB or word.act is Act.THOUGHT:
        return None
    return addressee_of(sentence, word.token, set(content))


def _act(word: CueWord, sentence: Sentence, source: Phrase | None) -> Act:
    """A document writes, whatever the verb: *the report says*; so does who says *in a letter*."""
    heads = [sentence[source.head]] if source else []
    if word.act is Act.SPEECH:
        obliques = sentence.children(word.token, "obl")
        heads += [t for t in obliques if case_words(sentence, t) in IN_WRITING]
    is_written = any(noun_kind(t.lemma) is Kind.DOCUMENT for t in heads)
    return Act.WRITING if is_written else word.act


IN_WRITING = {"in", "on", "via", "by"}


def _with_whole_quotations(article: Article, spans: list[Offsets], cue: int) -> list[Offsets]:
    """The spans, each quotation that they hold a part of taken whole.

    *"They sold it for a song," he said,* **adding** [that …]: a clause of the quotation before the
    cue that a parser hangs on it is left out.
    """
    if any(start > cue for start, _ in spans):
        spans = [s for s in spans if s[0] > cue or not _is_within(s, article.quotation_at(s[0]))]
    whole: list[Offsets] = []
    for span in spans:
        start, end = _to_marks(article, *span)
        if whole and (start <= whole[-1][1] or _is_quotation(article, whole[-1][1], start)):
            before = whole.pop()
            start, end = before[0], max(before[1], end)
        whole.append((start, end))
    return whole


def _is_quotation(article: Article, start: int, end: int) -> bool:
    """Whether words in marks, which a parser hung elsewhere, are all that stands in a stretch."""
    text = article.text[start:end]
    quotation = article.quotation_at(start + len(text) - len(text.lstrip()))
    return quotation is not None and article.text[quotation.start : quotation.end] == text.strip()


def _is_within(span: Offsets, quotation: Marked | None) -> bool:
    """Whether a span starts amid a quotation or is no more than it."""
    return quotation is not None and (quotation.inner_start < span[0] or span[1] <= quotation.end)


def _to_marks(article: Article, start: int, end: int) -> Offsets:
    first, last = article.quotation_at(start), article.quotation_at(end - 1)
    if first and first.opened and first.inner_start <= start:
        start = first.start
    if last and last.closed and end < last.inner_end:
        end = last.end
    return start, end


def _without_outer_marks(article: Article, spans: list[Offsets]) -> tuple[Offsets, ...]:
    """What stands inside the marks, where a span is one quotation."""
    return tuple(
        quotation_span(article, q)
        if (q := article.quotation_at(start)) and (q.start, q.end) == (start, end)
        else (start, end)
        for start, end in spans
    )


def _missing(quotations: Sequence[Marked]) -> tuple[Missing, ...]:
    """The marks that quotations lack; one left open for the next paragraph to reopen lacks none."""
    found = []
    if any(not q.opened for q in quotations):
        found.append(Missing.OPENING)
    last = len(quotations) - 1
    if any(
        not q.closed and not (i < last and quotations[i + 1].continues)
        for i, q in enumerate(quotations)
    ):
        found.append(Missing.CLOSING)
    return tuple(found)
