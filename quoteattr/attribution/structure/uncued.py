"""Speech without a cue: whose it may be, by what stands before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from quoteattr.attribution.parts.chained_cues import SUBJECTS
from quoteattr.attribution.parts.noun_phrases import phrase
from quoteattr.attribution.readings.scoring import log_odds, probability
from quoteattr.records import Construction, Form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.article.article import Article
    from quoteattr.article.drafts import Draft, Phrase
    from quoteattr.attribution.readings.scoring import ReadingWeights
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["tie_floating"]


def tie_floating(article: Article, drafts: Sequence[Draft], weights: ReadingWeights) -> list[Draft]:
    """The drafts in the order of the text, those without a cue tied to what stands before them.

    Speech without a cue answers the question that the sentence before it in its paragraph reports,
    or goes on from the quote right before it, in its own paragraph or the one before, or else
    belongs to the subject of the sentence before it.
    """
    ordered = sorted(drafts, key=lambda d: (d.contents[0][0], -d.contents[-1][1]))
    for index, draft in enumerate(ordered):
        if draft.evidence is Construction.NO_CUE:
            tied, name = _tied(article, ordered, index)
            odds = log_odds([f"floating={name}"], weights.grammar)
            ordered[index] = evolve(tied, evidence=name, confidence=probability(odds))
    return ordered


def _tied(article: Article, drafts: Sequence[Draft], index: int) -> tuple[Draft, Construction]:
    draft = drafts[index]
    before = _sentence_before(article, draft)
    previous = _previous(article, drafts, index)
    if before is not None and previous is not None:
        asked = _asked(before, drafts[previous])
        if asked is not None:
            return evolve(draft, source=asked), Construction.SUBJECT_BEFORE
    if before is not None and (
        previous is None
        or (
            drafts[previous].contents[-1][1] <= before.start
            and not _is_cue_of(drafts[previous], before)
        )
    ):
        subject = _subject(before)
        if subject is not None:
            return evolve(draft, source=subject), Construction.SUBJECT_BEFORE
    if previous is not None and not _is_next_turn(article, drafts[previous], draft):
        return evolve(draft, antecedent=previous), Construction.SPEECH_GOES_ON
    return draft, Construction.NO_CUE


def _is_next_turn(article: Article, before: Draft, draft: Draft) -> bool:
    """*"Are you sure?" "Yes."*: a question and, in marks right beside it, its answer."""
    start, end = draft.contents[0][0], before.contents[-1][1]
    gap = article.text[end:start]
    is_beside = 2 < len(gap) < 8 and "\n" not in gap and not any(map(str.isalnum, gap))
    last = draft.contents[-1][1]
    return is_beside and article.text[end - 1] == "?" and article.text[last - 1] != "?"


def _asked(sentence: Sentence, question: Draft) -> Phrase | None:
    """Who is asked a question that a sentence reports.

    **Asked** *whether it would close, Okoro laughed. "No."*; *he was* **asked** *if …*.
    """
    if (
        question.lemma != "ask"
        or question.form is Form.DIRECT
        or not _is_cue_of(question, sentence)
    ):
        return None
    root = sentence.root
    asks = question.cue is not None and question.cue[0] <= root.start < question.cue[1]
    subject = sentence.child(root, "nsubj:pass") or (None if asks else _subject_of(sentence))
    return question.addressee or (phrase(sentence, subject) if subject else None)


def _is_cue_of(draft: Draft, sentence: Sentence) -> bool:
    return draft.cue is not None and sentence.start <= draft.cue[0] < sentence.end


def _previous(article: Article, drafts: Sequence[Draft], index: int) -> int | None:
    """The last draft that ends before this one, in its paragraph or the one before."""
    start = drafts[index].contents[0][0]
    own = _paragraph(article, start)
    best = None
    for other in range(index - 1, max(-1, index - 1 - LOOK_BACK), -1):
        end = drafts[other].contents[-1][1]
        if end > start or _paragraph(article, max(end - 1, 0)) < own - 1:
            continue
        if best is None or end > drafts[best].contents[-1][1]:
            best = other
    return best


LOOK_BACK = 12
"""How many drafts before a quote are looked at."""


def _paragraph(article: Article, offset: int) -> int:
    sentence = article.sentence_at(offset)
    return sentence.paragraph if sentence else 0


def _sentence_before(article: Article, draft: Draft) -> Sentence | None:
    """The sentence right before a draft, in the same paragraph."""
    start = draft.contents[0][0]
    sentence = article.sentence_at(start)
    if sentence is None or sentence.index == 0:
        return None
    before = article.sentences[sentence.index - 1]
    return before if before.paragraph == sentence.paragraph and before.end <= start else None


def _subject(sentence: Sentence) -> Phrase | None:
    subject = _subject_of(sentence)
    return phrase(sentence, subject) if subject else None


def _subject_of(sentence: Sentence) -> Token | None:
    subject = sentence.child(sentence.root, *SUBJECTS)
    if subject is None or subject.upos not in {"PROPN", "NOUN", "PRON"}:
        return None
    return None if subject.lower in IMPERSONAL else subject


IMPERSONAL = {"it", "that", "this", "there", "which", "what"}
