"""Transcripts and interviews: the speaker is named before a colon."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from quoteattr.attribution.layout.blocks import has_first_person
from quoteattr.attribution.layout.labels import is_stamped, labelled_block, last_character
from quoteattr.lexicon.offices import is_place
from quoteattr.names.kinds import name_kind
from quoteattr.records import Construction, Kind

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from quoteattr.article.article import Article
    from quoteattr.attribution.layout.blocks import Block
    from quoteattr.attribution.layout.labels import Labels

__all__ = ["find_transcript"]

MAX_TURN = 3
"""How many paragraphs without a label may follow a labelled one as part of its turn."""


def find_transcript(article: Article, labels: Labels) -> Iterator[Block]:
    """Find the turns of a transcript: *BBC:* [How are you?], a paragraph later *MINISTER:* [Fine.].

    A text is a transcript if a label is repeated, if most paragraphs have one, or if labels are in
    capitals. A turn lasts until the next label, for at most :data:`MAX_TURN` more paragraphs.
    """
    turns = _turns(article, labels)
    for index, match in turns.items():
        contents = [(match.end(), article.paragraphs[index].end)]
        longest = 0 if match["name"][0] == "@" else MAX_TURN  # a tweet is one paragraph
        for following in range(index + 1, min(index + 1 + longest, len(article.paragraphs))):
            if following in turns or not _is_turn(article, following):
                break
            if _is_asked_next(article, turns, following, match["name"]):
                break
            paragraph = article.paragraphs[following]
            contents.append((paragraph.start, paragraph.end))
        yield labelled_block(article, match, contents, Construction.TRANSCRIPT)


def _is_asked_next(article: Article, turns: Labels, index: int, name: str) -> bool:
    """Whether a paragraph is a question that the same name, in the next label, answers."""
    answer = turns.get(index + 1)
    return last_character(article, index) == "?" and answer is not None and answer["name"] == name


def _turns(article: Article, labels: Labels) -> Labels:
    """Return the labels that open somebody's turn, which the label of a headline does not."""
    count = len(article.paragraphs)
    turns = {i: m for i, m in labels.items() if _may_open_turn(i, labels, count)}
    if not any(_may_be_turn(article, i, m) for i, m in turns.items()):
        return {}
    if _has_repeated_name(turns) or _has_most_paragraphs(article, turns):
        return turns
    is_headline = count == 1 and last_character(article, 0).isalnum()
    return {i: m for i, m in turns.items() if _is_name_of_speaker(m["name"], is_headline)}


def _may_open_turn(index: int, labels: Labels, count: int) -> bool:
    """Whether a label is neither that of a headline nor far from all others."""
    is_headline = index == 0 and 1 not in labels and count > 1
    return not is_headline and not _is_alone(index, labels, count)


def _has_repeated_name(turns: Labels) -> bool:
    """Whether somebody has more than one turn."""
    names = Counter(m["name"] for m in turns.values())
    return max(names.values()) > 1


def _has_most_paragraphs(article: Article, turns: Labels) -> bool:
    """Whether most paragraphs open a turn, and none is an entry of a live blog."""
    is_most = 2 * len(turns) > max(len(article.paragraphs), 2)
    return is_most and not any(is_stamped(article, i) for i in turns)


def _is_name_of_speaker(name: str, is_headline: bool) -> bool:
    """Whether a label by itself shows a speaker: as a handle, or by capitals outside headlines."""
    return name[0] == "@" or (name.isupper() and not is_headline)


def _is_alone(index: int, labels: Labels, count: int) -> bool:
    """Whether a label is far from others, like an advertisement amid an article: *READ MORE: …*."""
    near = range(index - MAX_TURN - 1, index + MAX_TURN + 2)
    return count > MAX_TURN + 1 and not any(other in labels for other in near if other != index)


def _may_be_turn(article: Article, index: int, label: re.Match[str]) -> bool:
    """Whether a label may be a speaker's, and not an entry in a list of places.

    *Ohio: Voters need a card.* A country that speaks does so in the first person or in marks.
    """
    name = label["name"]
    if not is_place(name) and name_kind(tuple(name.split()))[0] is not Kind.PLACE:
        return True
    return article.quotation_at(label.end()) is not None or has_first_person(article, index)


def _is_turn(article: Article, index: int) -> bool:
    """Whether an unlabelled paragraph of a transcript still belongs to a turn."""
    if article.text[article.paragraphs[index].start] in "([*":
        return False
    first = article.sentences_of.get(index, ())[:1]
    return not any(t.lemma == "say" for sentence in first for t in sentence)
