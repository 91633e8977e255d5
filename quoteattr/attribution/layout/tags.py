"""Tags, the words that say who speaks, where no quotation marks set them off: *…, said Declan.*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.attribution.parts.cues import CueWord, speech_verb
from quoteattr.attribution.parts.grammar import DASHES, FINITE_VERBS
from quoteattr.lexicon.kinds import pronouns
from quoteattr.syntax.tree import Sentence, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.attribution.parts.spans import Offsets

__all__ = ["Place", "Tag", "find_tags", "is_narration"]

Place = tuple[Sentence, Token]
"""A token and its sentence."""

SPEAKERS = pronouns("first") | pronouns("second") | pronouns("first_plural")
NOMINAL = {"NOUN", "PROPN", "PRON"}
IN_SUBJECT = {*NOMINAL, "DET", "ADJ", "NUM"}
DASH = DASHES | {"\u2015", "--"}
JOINTS = {",", "?", "!", "\u2026", "..."}
STOPS = {".", ";", ":", "?", "!", "\u2026"}


@frozen
class Tag:
    """The words of a turn that say who speaks."""

    first: int
    """Place of its first word."""
    after: int
    """Place where speech may go on after it; the end of the turn if it does not."""
    sentence: Sentence
    """The sentence of its verb."""
    word: CueWord
    source: Offsets


def find_tags(places: Sequence[Place]) -> list[Tag]:
    """Find the tags of a turn, given its words: *Out,* **said Declan.** *I was only out.*."""
    tags: list[Tag] = []
    for index in range(1, len(places)):
        if tags and index < tags[-1].after:
            continue
        tag = _tag_at(places, index)
        if tag is not None:
            tags.append(tag)
    return tags


def is_narration(sentence: Sentence) -> bool:
    """Whether a sentence tells of somebody else in the past: *She shut the door.*."""
    root, subject = sentence.root, sentence.child(sentence.root, "nsubj")
    if root.xpos != "VBD" or subject is None or any(t.lower in SPEAKERS for t in sentence):
        return False
    determiner = sentence.child(subject, "det", "nmod:poss")
    is_known = determiner is not None and determiner.lower not in {"a", "an"}
    return is_known or subject.upos in {"PRON", "PROPN"}


def _tag_at(places: Sequence[Place], index: int) -> Tag | None:
    """Return the tag whose verb is the word at a place, if it is one."""
    sentence, verb = places[index]
    word = speech_verb(verb)
    if word is None or verb.xpos not in FINITE_VERBS:
        return None
    first = index
    while first and places[first - 1][1].upos in {*IN_SUBJECT, "ADV", "AUX"}:
        first -= 1
    if not _may_follow_speech(places, first):
        return None
    before = _subject(places, first, index)
    after = _subject(places, index + 1, len(places)) if before is None else None
    subject = before or after
    if subject is None or _reports_more(places, index, subject):
        return None
    is_set_off = is_dash(places, first - 1)
    last = _end(places, max(index, subject[1] - 1) + 1, is_set_off=is_set_off)
    source = places[subject[0]][1].start, places[subject[1] - 1][1].end
    return Tag(first, last, sentence, word, source)


def _may_follow_speech(places: Sequence[Place], first: int) -> bool:
    """Whether speech and a comma, a question mark or the like stand before a place."""
    if first < 2:
        return False
    return places[first - 1][1].text in JOINTS or is_dash(places, first - 1)


def is_dash(places: Sequence[Place], place: int) -> bool:
    """Whether a token is a dash, with a space before it."""
    token = places[place][1]
    return token.text in DASH and place > 0 and places[place - 1][1].end < token.start


def _subject(places: Sequence[Place], start: int, end: int) -> Offsets | None:
    """Return the first and one past the last place of the noun phrase between two places."""
    while start < end and places[start][1].upos == "ADV":
        start += 1
    last = start
    while last < end and places[last][1].upos in IN_SUBJECT:
        last += 1
        if places[last - 1][1].xpos == "PRP":
            break
    while last > start and places[last - 1][1].upos not in NOMINAL:
        last -= 1
    return (start, last) if last > start else None


def _reports_more(places: Sequence[Place], verb: int, subject: Offsets) -> bool:
    """Whether a verb has a content after it instead: *What? I* **said** *no.*."""
    following = places[max(verb, subject[1] - 1) + 1 :]
    after = following[0][1] if following else None
    if after is None or after.upos in {"PUNCT", "ADV", "ADP", "CCONJ"}:
        return False
    sentence, token = places[verb]
    contents = sentence.children(token, "ccomp", "xcomp")
    is_first_person = places[subject[0]][1].lower in SPEAKERS
    return is_first_person or after.lower == "that" or any(c.index > token.index for c in contents)


def _end(places: Sequence[Place], start: int, *, is_set_off: bool) -> int:
    """Return the place where speech goes on after a tag.

    It does after a full stop, or a comma that no more of the tag follows; after a tag that a dash
    sets off, only after another dash.
    """
    for place in range(start, len(places)):
        token = places[place][1]
        is_stop = token.text in STOPS or (token.text == "," and not _goes_on(places, place + 1))
        if is_dash(places, place) or (is_stop and not is_set_off):
            return place + 1
    return len(places)


def _goes_on(places: Sequence[Place], place: int) -> bool:
    """Whether a tag goes on after its comma: *said Declan,* **rising**; *,* **and left**."""
    words = [t for _, t in places[place : place + 2]]
    if not words:
        return False
    first, second = words[0], words[-1]
    is_joined = first.upos == "CCONJ" and second.xpos == "VBD"
    return first.xpos in {"VBG", "WP", "WDT"} or is_joined or first.lower in {"with", "as", "who"}
