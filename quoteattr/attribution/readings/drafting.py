"""Drafts made from what the rules found: contents as spans, form, source, missing marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from quoteattr.article.drafts import Draft, Phrase
from quoteattr.attribution.marked.extents import speech_spans, words_in_marks
from quoteattr.attribution.parts.addressees import addressee_of
from quoteattr.attribution.parts.chained_cues import admits_beside
from quoteattr.attribution.parts.cues import (
    CueWord,
    WordClass,
    acts_of,
    cue_span,
    cue_word,
    is_negated,
    speech_verb,
)
from quoteattr.attribution.parts.grammar import case_words
from quoteattr.attribution.parts.noun_phrases import phrase
from quoteattr.attribution.parts.noun_sources import named_author, noun_source
from quoteattr.attribution.parts.sources import cue_source
from quoteattr.attribution.parts.spans import Offsets, form_of
from quoteattr.attribution.readings.draft_contents import (
    final_contents,
    report_spans,
    tidy_spans,
)
from quoteattr.attribution.readings.telling import act_if_told
from quoteattr.attribution.readings.told import Told
from quoteattr.lexicon import words
from quoteattr.lexicon.kinds import noun_kind
from quoteattr.records import Act, Construction, Form, Kind, Missing

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

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
    """Draft what one sentence reports; ``None`` if its content has no words."""
    sentence, token = report.sentence, report.word.token
    fragment = words_in_marks(article, report)
    spans = [(fragment.start, fragment.end)] if fragment else report_spans(article, report)
    if not spans:
        return None
    excluded = set(report.content) | {token.index}
    form = form_of(article, spans, article.depth_at(token.start))
    named = _outside_marks(article, sentence, token, report.source)
    source = _phrase(sentence, named, excluded)
    addressee = _addressee(sentence, report.word, report.content)
    return Draft(
        contents=final_contents(article, spans, form),
        cue=_cue(sentence, report.word, set(report.content)),
        lemma=report.word.lemma,
        source=source,
        form=form,
        act=act_if_told(
            _act(report.word, sentence, source),
            Told.of_report(article, report, report.source),
        ),
        evidence=Construction.WORDS_OF if fragment else report.construction,
        confidence=0.5,
        addressee=_phrase(sentence, addressee, excluded),
        negated=is_negated(sentence, token),
        missing=_missing_around(article, spans),
    )


def _outside_marks(
    article: Article, sentence: Sentence, cue: Token, source: Token | None
) -> Token | None:
    """Return the source of a cue; if a parser found it in the marks before the cue, correct that.

    *"It is safe," the mayor said,* **adding** *that …*: the source is that of the verb before.
    """
    if source is None or not article.is_marked(source) or article.is_marked(cue):
        return source
    inside = {t.index for t in sentence if article.is_marked(t)}
    for other in reversed(sentence.tokens[: cue.index]):
        if other.index not in inside and speech_verb(other):
            return cue_source(sentence, other, inside)
    return source


def draft_of_speech(article: Article, speech: Speech) -> Draft:
    """Draft a quote from quotations in marks."""
    spans = speech_spans(article, speech)
    contents, form = tuple(spans), form_of(article, spans)
    missing = _missing(speech.quotations)
    if speech.word is None or speech.sentence is None:
        found_by = speech.construction
        return Draft(contents, None, "", None, form, Act.SPEECH, found_by, 0.5, missing=missing)
    sentence, word = speech.sentence, speech.word
    inside = _tokens_inside(sentence, speech.quotations)
    excluded = inside | {word.token.index}
    if word.word_class is WordClass.NOUN:
        named = noun_source(sentence, word.token, inside) or named_author(sentence, word.token)
    else:
        named = cue_source(sentence, word.token, inside)
    named = _outside_marks(article, sentence, word.token, named)
    source = _phrase(sentence, named, excluded)
    addressee = _addressee(sentence, word, inside | ({named.index} if named else set()))
    return Draft(
        contents=contents,
        cue=_to_colon(speech, _cue(sentence, word, inside), named),
        lemma=word.lemma,
        source=source,
        form=form,
        act=_act(word, sentence, source),
        evidence=speech.construction,
        confidence=0.5,
        addressee=_phrase(sentence, addressee, excluded),
        negated=is_negated(sentence, word.token),
        missing=missing,
    )


def _tokens_inside(sentence: Sentence, quotations: Sequence[Marked]) -> set[int]:
    """Return the indices of a sentence's tokens that stand in one of these quotations."""
    near = [q for q in quotations if q.start < sentence.end and sentence.start < q.end]
    return {t.index for t in sentence if any(q.start <= t.start < q.end for q in near)}


def draft_of_block(article: Article, block: Block) -> Draft | None:
    """Draft a quote from a block of text; ``None`` if its content has no words."""
    spans = tidy_spans(article, block.contents)
    if not spans:
        return None
    source, addressee = _source_and_addressee(block)
    marked = form_of(article, spans)
    is_block = block.construction not in NO_BLOCKS and marked is not Form.DIRECT
    return Draft(
        contents=final_contents(article, spans, marked),
        cue=block.cue,
        lemma=block.lemma if block.cue else "",
        source=source,
        form=Form.BLOCK if is_block else marked,
        act=_act(block.word, block.sentence, source) if block.word else Act.SPEECH,
        evidence=block.construction,
        confidence=0.5,
        addressee=addressee,
        missing=_missing_around(article, spans) if marked is Form.DIRECT else (),
    )


NO_BLOCKS = {Construction.HEADLINE, Construction.DIALOGUE_DASH}
"""Layouts that set no block of text apart."""


def _source_and_addressee(block: Block) -> tuple[Phrase | None, Phrase | None]:
    """Return the source that the layout gives a block, or else source and addressee of its verb."""
    sentence, word = block.sentence, block.word
    if block.source is not None:
        return _phrase_at(sentence, block.source), None
    if word is None:
        return None, None
    source, addressee = cue_source(sentence, word.token, set()), _addressee(sentence, word, set())
    if addressee == source:
        addressee = None
    return _phrase(sentence, source, {word.token.index}), _phrase(sentence, addressee)


def draft_of_suggestion(article: Article, suggestion: Suggestion) -> Draft | None:
    """Draft what the encoder suggests; ``None`` if its content has no words."""
    sentence, word = suggestion.sentence, suggestion.word
    spans = tidy_spans(article, suggestion.contents)
    if not spans:
        return None
    form = form_of(article, spans, article.depth_at(word.token.start))
    source = _phrase_at(sentence, suggestion.source) if suggestion.source else None
    return Draft(
        contents=final_contents(article, spans, form),
        cue=suggestion.cue,
        lemma=word.lemma,
        source=source,
        form=form,
        act=act_if_told(
            _act(_as_speech(word, form), sentence, source),
            Told.of_suggestion(article, suggestion, spans, source),
        ),
        evidence=suggestion.construction,
        confidence=0.5,
        negated=is_negated(sentence, word.token),
        missing=_missing_around(article, spans),
    )


def _as_speech(word: CueWord, form: Form) -> CueWord:
    """Take a word that no list has, or a colon, for speech if marks enclose its content."""
    is_shown = form is Form.DIRECT and cue_word(word.token) is None
    return evolve(word, act=Act.SPEECH) if is_shown else word


def _phrase(
    sentence: Sentence, head: Token | None, excluded: Collection[int] = frozenset()
) -> Phrase | None:
    """Return the phrase of a head, if there is a head."""
    return phrase(sentence, head, excluded) if head else None


def _cue(sentence: Sentence, word: CueWord, inside: set[int]) -> Offsets:
    """Return the span of a cue, with all words of a preposition such as *according to*."""
    if word.word_class is WordClass.PREPOSITION:
        last = sentence[word.token.index + len(word.lemma.split()) - 1]
        return word.token.start, last.end
    return cue_span(sentence, word.token, inside)


def _to_colon(speech: Speech, cue: Offsets, source: Token | None) -> Offsets:
    """Extend a cue that is no reporting verb to its colon: *She* **released a statement**: *…*."""
    is_led = speech.construction is Construction.COLON_BEFORE_QUOTATION
    if not is_led or not speech.sentence or not source:
        return cue
    start = speech.quotations[0].start
    words = [t for t in speech.sentence if t.end <= start and t.upos != "PUNCT"]
    return cue if source.start > cue[0] else (cue[0], words[-1].end)


def _phrase_at(sentence: Sentence, offsets: Offsets) -> Phrase:
    """Return the phrase at these offsets, without a comma at its end.

    Its head is its token highest in the tree, or, if it has no tokens, the first of the sentence.
    """
    start, end = offsets
    tokens = [t for t in sentence if start <= t.start < end]
    if len(tokens) > 1 and tokens[-1].text == ",":
        end = tokens[-1].start
        tokens.pop()
    inside = {t.index for t in tokens}
    head = next((t for t in tokens if t.head not in inside), sentence[0])
    return Phrase(start, end, sentence.index, head.index)


def _addressee(
    sentence: Sentence, word: CueWord, content: frozenset[int] | set[int]
) -> Token | None:
    """Return the head of the addressee, which only verbs of speech and writing have."""
    if word.word_class is not WordClass.VERB or word.act is Act.THOUGHT:
        return None
    return addressee_of(sentence, word.token, set(content))


def _act(word: CueWord, sentence: Sentence, source: Phrase | None) -> Act:
    """Return the act of a cue: documents write (*the report says*), as do people *in letters*.

    What documents *find* they say, but what they *hope* is thought.
    Who wonders or guesses *aloud* speaks.
    """
    adverbs = {t.lower for t in sentence.children(word.token, "advmod")}
    if word.act is Act.THOUGHT and ("aloud" in adverbs or admits_beside(sentence, word.token)):
        return Act.SPEECH
    heads = [sentence[source.head]] if source else []
    if word.act is Act.SPEECH:
        obliques = sentence.children(word.token, "obl")
        heads += [t for t in obliques if case_words(sentence, t) in IN_WRITING]
    is_written = any(noun_kind(t.lemma) is Kind.DOCUMENT for t in heads)
    is_thought = acts_of(word.word_class).get(word.lemma) is Act.THOUGHT
    if is_thought and word.lemma not in FINDING:
        return word.act
    return Act.WRITING if is_written else word.act


FINDING = words("telling", "verbs.finding")
IN_WRITING = words("function_words", "in_writing")


def _missing_around(article: Article, spans: Sequence[Offsets]) -> tuple[Missing, ...]:
    """Return which marks are missing of the quotations in which a content has a part."""
    return _missing(article.quotations_between(spans[0][0], spans[-1][1]))


def _missing(quotations: Sequence[Marked]) -> tuple[Missing, ...]:
    """Return which marks are missing; a quotation that the next one continues needs no closing."""
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
