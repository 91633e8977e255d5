"""Speech without a cue, attributed by the text before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from quoteattr.attribution.parts.chained_cues import SUBJECTS
from quoteattr.attribution.parts.cues import WordClass, cue_word, verbs
from quoteattr.attribution.parts.noun_phrases import phrase
from quoteattr.attribution.parts.row import Content
from quoteattr.attribution.parts.speaking import is_impersonal, is_thing
from quoteattr.attribution.parts.voices import is_of_another, voice_after
from quoteattr.attribution.readings.constructions import ROWS
from quoteattr.attribution.readings.scoring import log_odds, probability
from quoteattr.lexicon import words
from quoteattr.lexicon.kinds import is_part_of_speaker, is_title
from quoteattr.records import Act, Construction, Form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.article.article import Article
    from quoteattr.article.drafts import Draft, Phrase
    from quoteattr.attribution.parts.voices import Voice
    from quoteattr.attribution.readings.scoring import ReadingWeights
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["tie_floating"]


def tie_floating(article: Article, drafts: Sequence[Draft], weights: ReadingWeights) -> list[Draft]:
    """Return the drafts in text order, those without a cue attributed by the text before them.

    Speech without a cue answers the question that the sentence before it in its paragraph reports,
    or belongs to the subject of that sentence if it reports no quote, or else continues the quote
    before it, in its own paragraph or the one before. If it opens a paragraph, the sentence after
    it may name its source.
    """
    ordered = sorted(drafts, key=lambda d: (d.contents[0][0], -d.contents[-1][1]))
    for index, draft in enumerate(ordered):
        if draft.evidence is Construction.NO_CUE:
            tied, name = _tied(article, ordered, index)
            odds = log_odds([f"floating={name}"], weights.grammar)
            ordered[index] = evolve(tied, evidence=name, confidence=probability(odds))
    return ordered


def _tied(article: Article, drafts: Sequence[Draft], index: int) -> tuple[Draft, Construction]:
    """Return a draft with its source or antecedent, and the construction that this makes it."""
    draft, sentence = drafts[index], _sentence_before(article, drafts[index])
    place = _previous(article, drafts, index)
    previous = None if place is None else drafts[place]
    voice = voice_after(article, draft.contents[-1][1])
    if sentence is not None and voice is None:
        source = _asked(sentence, previous) or _subject_without_quote(sentence, previous)
        if source is not None:
            return evolve(draft, source=source), Construction.SUBJECT_BEFORE
    source = _source_after(article, drafts, index)
    if source is not None:
        return evolve(draft, source=source), Construction.SOURCE_AFTER
    is_new = previous is None or _is_next_turn(article, previous, draft)
    if previous is not None and voice is not None:
        is_new = is_new or _is_of_another(article, voice, previous)
    if not is_new:
        return evolve(draft, antecedent=place), Construction.SPEECH_GOES_ON
    return draft, Construction.NO_CUE


def _is_of_another(article: Article, voice: Voice, previous: Draft) -> bool:
    """Whether a voice is not that of the source of the draft before."""
    source = previous.source
    if source is None:
        return False
    told = article.words_between(source.start, source.end)
    return is_of_another(voice, [token for _, token in told])


def _source_after(article: Article, drafts: Sequence[Draft], index: int) -> Phrase | None:
    """Find the source, named in the next sentence, of a quotation that opens its paragraph.

    *“It was a long night.” Outside the court,* **Mina Sorby** *said she was tired.* If no clause is
    reported there, the sentence may say how its subject speaks: *“No.”* **The mayor** *was blunt.*
    """
    draft = drafts[index]
    end = draft.contents[-1][1]
    sentence = _sentence_after(article, end)
    if sentence is None or not article.opens_paragraph(draft.contents[0][0]):
        return None
    if sentence[0].lower in DISAGREEING:
        return None
    clauses = (
        d
        for d in drafts[index + 1 : index + REACH]
        if ROWS[d.evidence].content is not Content.PHRASE
    )
    sources = (d.source for d in clauses if _is_cue_of(d, sentence))
    source = next((s for s in sources if s is not None and s.sentence == sentence.index), None)
    subject = _subject_of(sentence) if source is None and _tells_manner(sentence.root) else None
    if subject is not None:
        return phrase(sentence, subject)
    is_named = source is not None and sentence[source.head].upos != "PRON"
    return source if is_named else None


DISAGREEING = words("function_words", "disagreeing")


def _tells_manner(root: Token) -> bool:
    """Whether a predicate says how somebody speaks: *was* **blunt**, *was* **furious**."""
    if root.upos == "ADJ" and root.lemma.lower() in MOODS:
        return True
    word = cue_word(root)
    is_adjective = word is not None and word.word_class is WordClass.ADJECTIVE
    return is_adjective and word is not None and word.act is Act.SPEECH


MOODS = words("cues", "moods.spoken")


def _sentence_after(article: Article, end: int) -> Sentence | None:
    """Return the first sentence that begins after a quotation, in the same paragraph."""
    own = article.sentence_at(end - 1)
    if own is None or own.index + 1 == len(article.sentences):
        return None
    after = article.sentences[own.index + 1]
    return after if after.paragraph == own.paragraph and own.end <= end + 2 else None


def _subject_without_quote(sentence: Sentence, previous: Draft | None) -> Phrase | None:
    """Return the subject of a sentence, unless the previous draft or its cue stands there."""
    if previous is not None:
        overlaps = previous.contents[-1][1] > sentence.start
        if overlaps or _is_cue_of(previous, sentence):
            return None
    subject = _subject_of(sentence)
    return phrase(sentence, subject) if subject else None


def _is_next_turn(article: Article, before: Draft, draft: Draft) -> bool:
    """Whether two drafts, side by side in marks, are question and answer: *"Sure?" "Yes."*."""
    start, end = draft.contents[0][0], before.contents[-1][1]
    gap = article.text[end:start]
    is_beside = 2 < len(gap) < 8 and "\n" not in gap and not any(map(str.isalnum, gap))
    last = draft.contents[-1][1]
    return is_beside and article.text[end - 1] == "?" and article.text[last - 1] != "?"


def _asked(sentence: Sentence, question: Draft | None) -> Phrase | None:
    """Find who is asked the question that a sentence reports.

    **Asked** *whether it would close, Okoro laughed. "No."*; *he was* **asked** *if …*.
    """
    if question is None or not _is_reported_question(question, sentence):
        return None
    root = sentence.root
    asks = question.cue is not None and question.cue[0] <= root.start < question.cue[1]
    subject = sentence.child(root, "nsubj:pass") or (None if asks else _subject_of(sentence))
    return question.addressee or (phrase(sentence, subject) if subject else None)


def _is_reported_question(draft: Draft, sentence: Sentence) -> bool:
    """Whether a draft is a question in reported speech whose cue stands in a sentence."""
    is_question = draft.lemma == "ask" and draft.form is not Form.DIRECT
    return is_question and _is_cue_of(draft, sentence)


def _is_cue_of(draft: Draft, sentence: Sentence) -> bool:
    """Whether a draft's cue stands in a sentence."""
    return draft.cue is not None and sentence.start <= draft.cue[0] < sentence.end


def _previous(article: Article, drafts: Sequence[Draft], index: int) -> int | None:
    """Return the index of the last draft before one, in its paragraph or the one before.

    Of two that end together, the outer one: *Ruiz said* **that she told him to go**. *“…”*
    """
    start = drafts[index].contents[0][0]
    own = _paragraph(article, start)
    best = None
    for other in range(index - 1, max(-1, index - 1 - REACH), -1):
        end = drafts[other].contents[-1][1]
        if end > start or _paragraph(article, max(end - 1, 0)) < own - 1:
            continue
        if best is None or end >= drafts[best].contents[-1][1]:
            best = other
    return best


REACH = 12
"""How many drafts before a quote, and after it, are searched."""


def _paragraph(article: Article, offset: int) -> int:
    sentence = article.sentence_at(offset)
    return sentence.paragraph if sentence else 0


def _sentence_before(article: Article, draft: Draft) -> Sentence | None:
    """Return the sentence right before a draft, in the same paragraph."""
    start = draft.contents[0][0]
    sentence = article.sentence_at(start)
    if sentence is None or sentence.index == 0:
        return None
    before = article.sentences[sentence.index - 1]
    return before if before.paragraph == sentence.paragraph and before.end <= start else None


def _subject_of(sentence: Sentence) -> Token | None:
    """Return the subject of a sentence, unless it is impersonal or no noun."""
    subject = sentence.child(sentence.root, *SUBJECTS)
    if subject is None or subject.upos not in {"PROPN", "NOUN", "PRON"}:
        return None
    owner = sentence.child(subject, "nmod:poss") if is_part_of_speaker(subject.lemma) else None
    if owner is not None and not is_title(subject.lemma):
        return owner  # *Bo's* voice was calm; not the union's *head*
    if is_impersonal(subject) or not _may_act(sentence.root, subject):
        return None
    return subject


def _may_act(root: Token, subject: Token) -> bool:
    """Whether a subject is somebody: not *the fire* **went out**, *the chair* **creaked**.

    A noun for a person may be one for a thing, too, of which the verb tells: *a* **chair** *fell*.
    """
    is_ambiguous = subject.lemma.lower() in OF_BOTH and root.lemma in verbs("of_things")
    return not (is_thing(subject) or is_ambiguous) or _is_of_persons(root, subject)


OF_BOTH = words("function_words", "persons_and_things")


def _is_of_persons(root: Token, subject: Token) -> bool:
    """Whether a predicate is of somebody who acts: *the goblin* **grinned**, **was furious**."""
    if root.upos == "VERB":
        return subject.deprel != "nsubj:pass" and root.lemma in verbs("gestures")
    return _tells_manner(root)
