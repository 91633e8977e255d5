"""Transcripts and interviews: who speaks stands before a colon."""

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
"""Paragraphs without a label that may follow a labelled one as the same turn."""


def find_transcript(article: Article, labels: Labels) -> Iterator[Block]:
    """BBC: [How are you?] and, a paragraph later, MINISTER: [Fine.].

    A text is a transcript when a label comes back, or most paragraphs have one, or when labels are
    in capitals. A turn goes on until the next label, over at most :data:`MAX_TURN` paragraphs.
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
    """Whether a paragraph is a question before a new label of the same name: somebody asks it."""
    answer = turns.get(index + 1)
    return last_character(article, index) == "?" and answer is not None and answer["name"] == name


def _turns(article: Article, labels: Labels) -> Labels:
    """The labels that give a turn to somebody; that of a headline gives none."""
    count = len(article.paragraphs)
    turns = {
        i: m
        for i, m in labels.items()
        if (i > 0 or 1 in labels or count == 1) and not _is_alone(i, labels, count)
    }
    if not any(_may_speak(article, i, m) for i, m in turns.items()):
        return {}
    names = Counter(m["name"] for m in turns.values())
    if len(turns) > 1 and max(names.values()) > 1:
        return turns
    if 2 * len(turns) > max(count, 2) and not any(is_stamped(article, i) for i in turns):
        return turns
    is_headline = count == 1 and last_character(article, 0).isalnum()
    return {
        i: m
        for i, m in turns.items()
        if m["name"][0] == "@" or (m["name"].isupper() and not is_headline)
    }


def _is_alone(index: int, labels: Labels, count: int) -> bool:
    """Far from other labels, as advertisements between paragraphs are: *READ MORE: …*."""
    near = range(index - MAX_TURN - 1, index + MAX_TURN + 2)
    return count > MAX_TURN + 1 and not any(other in labels for other in near if other != index)


def _may_speak(article: Article, index: int, label: re.Match[str]) -> bool:
    """Whether the words after a label may be somebody's; not those of a list of places.

    *Ohio: Voters need a card.* Countries that speak do so in the first person or in marks.
    """
    name = label["name"]
    if not is_place(name) and name_kind(tuple(name.split()))[0] is not Kind.PLACE:
        return True
    return article.quotation_at(label.end()) is not None or has_first_person(article, index)


def _is_turn(article: Article, index: int) -> bool:
    """Whether an unlabelled paragraph of a transcript is still somebody's turn."""
    if article.text[article.paragraphs[index].start] in "([*":
        return False
    first = article.sentences_of.get(index, ())[:1]
    return not any(t.lemma == "say" for sentence in first for t in sentence)
