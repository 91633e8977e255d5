"""From drafts and their speakers to the records that a caller gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from quoteattr.document import Document
from quoteattr.lexicon.own import own_words
from quoteattr.records import Cue, Quote, Reading, Span, content_text
from quoteattr.speakers.mentions.find import to_mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from quoteattr.article.article import Article
    from quoteattr.article.drafts import Draft, Phrase
    from quoteattr.article.setting import Setting
    from quoteattr.records import Mention, Speaker
    from quoteattr.speakers.confidence import Resolved

__all__ = ["assemble"]


def assemble(
    setting: Setting,
    resolved: Sequence[Resolved],
    weights: Mapping[str, float],
    min_confidence: float = 0.0,
) -> Document:
    """Make the document of a text with the records of its quotes and their speakers.

    Args:
        setting: An article and its drafts.
        resolved: The speaker of each draft, and the signs of how sure it is.
        weights: The learned weights of those signs.
        min_confidence: The least probability, 0 to 1, with which a draft becomes a quote.
    """
    article, drafts = setting.article, setting.drafts
    quotes: dict[int, Quote] = {}
    for index, (draft, spoken) in enumerate(zip(drafts, resolved, strict=True)):
        if draft.confidence >= min_confidence:
            quote = _quote(article, draft, _parent(draft, drafts, quotes))
            quotes[index] = evolve(
                quote,
                speaker=spoken.speaker,
                speaker_confidence=_rounded(spoken.confidence(weights)),
                readings=_readings_of(quote, draft, article),
            )
    found = tuple(quotes.values())
    return Document(article.text, found, _in_order(found), article.sentences)


def _parent(draft: Draft, drafts: Sequence[Draft], kept: Mapping[int, Quote]) -> Quote | None:
    """Return the nearest quote around a draft that is confident enough."""
    index = draft.parent
    while index is not None and index not in kept:
        index = drafts[index].parent
    return None if index is None else kept[index]


def _rounded(probability: float | None) -> float | None:
    return None if probability is None else round(probability, 4)


def _quote(article: Article, draft: Draft, parent: Quote | None) -> Quote:
    """Make the record of a draft, as far as it does not depend on the speaker."""
    text = article.text
    contents = tuple(Span(start, end, text[start:end]) for start, end in draft.contents)
    return Quote(
        contents=contents,
        form=draft.form,
        act=draft.act,
        cue=_cue(text, draft),
        source=_mention(article, draft.source),
        speaker=None,
        confidence=round(draft.confidence, 4),
        evidence=draft.evidence,
        addressee=_mention(article, draft.addressee),
        negated=draft.negated,
        missing=draft.missing,
        parent=parent,
        text=content_text(contents, text),
    )


def _cue(text: str, draft: Draft) -> Cue | None:
    """Make the record of a cue; one of the caller's own has its own lemma again."""
    if draft.cue is None:
        return None
    words = text[slice(*draft.cue)]
    own = next(filter(None, map(own_words().cue, words.lower().split())), "")
    return Cue(*draft.cue, words, own or draft.lemma)


def _in_order(quotes: Iterable[Quote]) -> tuple[Speaker, ...]:
    """Return the speakers of the quotes, each once, by their first mention."""
    speakers = dict.fromkeys(q.speaker for q in quotes if q.speaker is not None)
    return tuple(sorted(speakers, key=lambda s: s.mentions[0].start if s.mentions else 0))


def _mention(article: Article, phrase: Phrase | None) -> Mention | None:
    return None if phrase is None else to_mention(phrase, article)


def _readings_of(quote: Quote, draft: Draft, article: Article) -> tuple[Reading, ...]:
    """Return the readings among which a quote was chosen, none if there was no choice."""
    if draft.rivals is None:
        return ()
    kept = Reading(
        quote.evidence, quote.contents, quote.source, quote.confidence, draft.needed, kept=True
    )
    likeliest_first = sorted(draft.rivals, key=lambda rival: -rival.confidence)
    return (kept, *(_rejected(rival, article) for rival in likeliest_first))


def _rejected(draft: Draft, article: Article) -> Reading:
    """Make the record of a reading that was not chosen."""
    return Reading(
        draft.evidence,
        tuple(Span(start, end, article.text[start:end]) for start, end in draft.contents),
        _mention(article, draft.source),
        round(draft.confidence, 4),
        draft.needed,
    )
