"""Transcripts, interviews, plays and chats: labels say whose turn it is."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from quoteattr.attribution.layout.between_turns import Part, part_of, speaks
from quoteattr.attribution.layout.blocks import Block, has_first_person
from quoteattr.attribution.layout.label_patterns import Layout, Sign
from quoteattr.attribution.layout.labels import after_bullet, is_stamped, last_character
from quoteattr.attribution.layout.turns import MAX_TURN, Turn
from quoteattr.lexicon import words
from quoteattr.lexicon.offices import is_place
from quoteattr.names.kinds import name_kind
from quoteattr.names.label_names import read_label
from quoteattr.records import Construction, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.article.article import Article
    from quoteattr.attribution.layout.label_patterns import Label
    from quoteattr.attribution.layout.labels import Labels
    from quoteattr.attribution.parts.spans import Offsets
    from quoteattr.syntax.tree import Sentence

__all__ = ["find_transcript"]

MAX_LIST = 4
"""How many labels that never come back make a list, unless somebody says *I* or *you* there."""
SPOKEN_END = ".,?!\u2026\u2014-)"


def find_transcript(article: Article, possible: Labels) -> Iterator[Block]:
    """Find the turns of a transcript: *BBC:* [How are you?], a paragraph later *MINISTER:* [Fine.].

    A text is a transcript if a label is repeated, if most paragraphs have one, or if labels are in
    capitals or have the form of those in minutes. A turn lasts until the next label.

    Args:
        article: The text.
        possible: What may be labels in it.
    """
    turns = _turns(article, possible)
    for index, following in pairwise([*sorted(turns), len(article.paragraphs)]):
        label = turns[index]
        contents = tuple(Turn(article, index, label, following, turns.get(following)).contents)
        sentence = article.sentence_at(label.start)
        if contents and sentence is not None:
            source, cue = _source_and_cue(sentence, label)
            yield Block(contents, cue, ":", Construction.TRANSCRIPT, source, sentence)


def _source_and_cue(sentence: Sentence, label: Label) -> tuple[Offsets, Offsets | None]:
    """Return the spans of a label and of what ends it, which a token may join: *A.*."""
    end = next((t.end for t in sentence if t.start < label.end < t.end), None)
    return (label.span, label.cue) if end is None else ((label.start, end), None)


# Which labels open turns


def _turns(article: Article, labels: Labels) -> Labels:
    """Return the labels that open somebody's turn, which the label of a headline does not."""
    count = len(article.paragraphs)
    possible = _without_rare(article, labels)
    turning = _taking_turns(possible)
    turns = {i: m for i, m in possible.items() if _may_open_turn(article, i, possible, turning)}
    if not any(_may_be_turn(article, i, m) for i, m in turns.items()):
        return {}
    if _is_list(article, turns) or _is_of_product(turns):
        return {}
    if _has_repeated_name(turns) or _has_most_paragraphs(article, turns):
        return turns
    is_headline = count == 1 and last_character(article, 0).isalnum()
    are_formal = sum(m.sign is Sign.SURE for m in turns.values()) > 1
    return {
        i: m
        for i, m in turns.items()
        if (are_formal and m.sign is Sign.SURE) or _is_label_of_speaker(m, is_headline)
    }


def _key(label: Label) -> str:
    return read_label(label.name).key


def _without_rare(article: Article, labels: Labels) -> Labels:
    """Leave out weak labels, unless they take turns with others: *Hope*, *Ana*, **Hope**.

    Names on lines of their own are kept besides where surer labels stand on such lines, and given
    names where all paragraphs have labels; *Q* and *A* are kept where both are there.
    """
    return {i: m for i, m in labels.items() if m.sign >= Sign.NAME} | _kept(article, labels)


def _kept(article: Article, labels: Labels) -> Labels:
    """Return the weak labels that others show to be names.

    Where nobody says *I* or *you*, persons are kept among surer labels that most paragraphs have.
    """
    paired = _paired(labels)
    is_full = 2 * len(labels) > len(article.paragraphs) and len(labels) > 1
    if not any(speaks(article, i + _is_line(m)) for i, m in _inner(article, labels)):
        are_named = is_full and any(m.sign >= Sign.NAME for m in labels.values())
        return {
            index: label
            for index, label in labels.items()
            if _key(label) in paired or (are_named and _is_person(label) and not _is_line(label))
        }
    turning = _taking_turns(labels) | paired
    styles = {_style(label) for label in labels.values() if _key(label) in turning} - {COMMON_STYLE}
    are_lines = any(m.sign is Sign.SURE and _is_line(m) for m in labels.values())
    return {
        index: label
        for index, label in labels.items()
        if _key(label) in turning
        or _style(label) in styles
        or (_is_person(label) and (are_lines if _is_line(label) else is_full))
    }


def _paired(labels: Labels) -> set[str]:
    """Return the labels that only say that one asks and another answers, if both are there."""
    kinds = [words("speaker_labels", kind) for kind in ("askers", "answerers")]
    keys = set(map(_key, labels.values()))
    return set().union(*kinds) & keys if all(keys & kind for kind in kinds) else set()


def _is_line(label: Label) -> bool:
    return label.layout.fills_line


def _style(label: Label) -> tuple[Layout, bool]:
    """Return how a label is written: its layout, and whether it is in capitals."""
    return label.layout, label.name.isupper()


COMMON_STYLE = (Layout.COLON, False)
"""The style in which other words than labels are written, too."""


def _inner(article: Article, labels: Labels) -> Iterator[tuple[int, Label]]:
    """Yield the labels after which something stands."""
    count = len(article.paragraphs)
    return ((i, m) for i, m in labels.items() if i + _is_line(m) < count)


def _taking_turns(labels: Labels) -> set[str]:
    """Return the names that come back after another one."""
    order = [_key(labels[index]) for index in sorted(labels)]
    last: dict[str, int] = {}
    found = set()
    for place, key in enumerate(order):
        if key in last and any(other != key for other in order[last[key] : place]):
            found.add(key)
        last[key] = place
    return found


def _is_person(label: Label) -> bool:
    return read_label(label.name).is_of_person


def _may_open_turn(article: Article, index: int, labels: Labels, turning: set[str]) -> bool:
    """Whether a label is neither that of a headline nor far from all others."""
    if index == 0 and _is_of_headline(article, labels):
        return False
    is_known = labels[index].sign is Sign.SURE or _key(labels[index]) in turning
    return is_known or not _is_alone(index, labels, len(article.paragraphs))


def _is_of_headline(article: Article, labels: Labels) -> bool:
    """Whether the label of the first paragraph is that of a headline: *Mayor: Bridge to open*.

    Before a paragraph without a label it is, unless it has the form of those in minutes, or a full
    sentence follows it, and other labels are written like it.
    """
    label = labels[0]
    is_first = 1 not in labels and len(article.paragraphs) > 1
    if not is_first or label.layout is not Layout.COLON or label.begin == article.paragraphs[0].end:
        return False
    is_speech = label.sign is Sign.SURE or last_character(article, 0) in SPOKEN_END
    others = (other for index, other in labels.items() if index)
    return not (is_speech and any(_style(other)[1] == _style(label)[1] for other in others))


def _has_repeated_name(turns: Labels) -> bool:
    """Whether somebody has more than one turn."""
    return max(Counter(map(_key, turns.values())).values()) > 1


def _has_most_paragraphs(article: Article, turns: Labels) -> bool:
    """Whether most paragraphs open a turn, and none is an entry of a live blog."""
    spoken = [i for i in range(len(article.paragraphs)) if part_of(article, i) is Part.SPEECH]
    lines = sum(1 + m.layout.fills_line for m in turns.values())
    is_most = 2 * lines > max(len(spoken), 2)
    return is_most and not any(is_stamped(article, i) for i in turns)


def _is_list(article: Article, turns: Labels) -> bool:
    """Whether labels are those of a list, of which none comes back and where nobody speaks.

    A few may be, too, if bullets stand before them, as before headlines.
    """
    entries = (
        article.paragraphs[i] for i, m in turns.items() if m.begin < article.paragraphs[i].end
    )
    are_entries = all(after_bullet(article, p) > p.start for p in entries)
    if (len(turns) <= MAX_LIST and not are_entries) or _has_repeated_name(turns):
        return False
    return not any(speaks(article, i + _is_line(m)) for i, m in _inner(article, turns))


def _is_of_product(turns: Labels) -> bool:
    """Whether the only label names neither a person nor an office: *AquaPure: Rinse it first.*."""
    label = next(iter(turns.values()))
    is_only = len(set(map(_key, turns.values()))) == 1
    is_name = label.sign is Sign.NAME and label.name[0] != "@" and not label.name.isupper()
    return is_only and is_name and label.layout is Layout.COLON and not _is_person(label)


def _is_label_of_speaker(label: Label, is_headline: bool) -> bool:
    """Whether a label by itself shows a speaker: a handle, or capitals outside headlines.

    A title and a surname in capitals before a full stop do, too: *Mr. RUIZ. I rise to speak.*
    """
    if _is_line(label):
        return label.sign is Sign.SURE
    if label.layout is Layout.STOP:
        return label.sign is Sign.SURE and label.name.rsplit(maxsplit=1)[-1].isupper()
    return label.name[0] == "@" or (label.name.isupper() and not is_headline)


def _is_alone(index: int, labels: Labels, count: int) -> bool:
    """Whether a label is far from others, like an advertisement amid an article: *READ MORE: …*."""
    near = range(index - MAX_TURN - 1, index + MAX_TURN + 2)
    return count > MAX_TURN + 1 and not any(other in labels for other in near if other != index)


def _may_be_turn(article: Article, index: int, label: Label) -> bool:
    """Whether a label may be a speaker's, and not an entry in a list of places.

    *Ohio: Voters need a card.* A country that speaks does so in the first person or in marks.
    """
    name = label.name
    if not is_place(name) and name_kind(tuple(name.split()))[0] is not Kind.PLACE:
        return True
    return article.quotation_at(label.begin) is not None or has_first_person(article, index)
