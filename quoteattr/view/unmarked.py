"""Quotation marks where a text lost them all: *We left, said Ada. Our house is dry*.

What is speech shows only where speakers talk of themselves. Such words are put in marks in texts
that have no double mark, and at least one report of such words.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from quoteattr.lexicon import table, words
from quoteattr.lexicon.kinds import is_time, noun_kind
from quoteattr.terms import Kind
from quoteattr.view.single import DOUBLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quoteattr.view.places import Edit

__all__ = ["restored"]

_PARAGRAPH = re.compile(r"\S(?:[^\n]*\S)?")
_LABEL = re.compile(r"[A-Z][^:.\n]{0,40}: ")
_TURNS = 2
"""Labels of turns that a transcript has, which needs no marks."""
_SPEAKERS = frozenset({Kind.PERSON, Kind.ORGANISATION, Kind.GROUP})
_DASHES = frozenset("-\u2013\u2014")
"""What opens the turns of a dialogue instead."""
_LONGEST = 1500
"""Code points of a paragraph in an article."""
_PRONOUN = r"(?:he|she|they|it)"
_NAMED = r"(?:[Tt]he |an? |one |[A-Z])[^,.!?\n]{0,80}"
_EDGE = r"(?=[.,\n]|\Z)"


class _Speech(NamedTuple):
    """A range of a text."""

    start: int
    end: int
    is_reported: bool
    """Whether it surely is speech: its words show it, and somebody is said to say them."""
    sure: int
    """Where the words begin of which that is sure."""


def restored(text: str) -> Iterator[Edit]:
    """Yield quotation marks around what is surely direct speech."""
    if DOUBLE.search(text) or _self().search(text) is None:
        return
    paragraphs = [match.span() for match in _PARAGRAPH.finditer(text)]
    if sum(_LABEL.match(text, *each) is not None for each in paragraphs) >= _TURNS:
        return
    speeches = [speech for each in paragraphs for speech in _speeches(text, *each)]
    if any(speech.is_reported for speech in speeches) and not _is_narrated(text, speeches):
        for speech in speeches:
            yield speech.start, speech.start, "\u201c"
            yield speech.end, speech.end, "\u201d"


def _speeches(text: str, start: int, end: int) -> Iterator[_Speech]:
    """Yield the speeches of a paragraph: after a colon, or before and after who says it."""
    if text[start] in _DASHES or end - start > _LONGEST:
        return
    lead = _lead().search(text, start, end)
    if lead:
        opening = _sentence().search(text, lead.end(), end)
        is_own = opening is not None and _self().search(text, *opening.span()) is not None
        yield _Speech(lead.end(), end, is_own, lead.end())
        return
    sentences = [match.span() for match in _sentence().finditer(text, start, end)]
    begun, last = -1, -1
    follows = False
    for first, stop in sentences:
        tag = _tag_in(text, first, stop)
        edge = tag.start() + 1 if tag else stop
        if _self().search(text, first, edge) and (tag or not _report().search(text, first, edge)):
            begun, last = first if begun < 0 else begun, edge
        if tag and begun >= 0:
            yield _Speech(begun, edge, is_reported=True, sure=first)
            begun, follows = -1, True
    if follows and begun >= 0:
        yield _Speech(begun, last, is_reported=False, sure=last)


@cache
def _lead() -> re.Pattern[str]:
    """Return the pattern of who says something before it, to the colon."""
    return re.compile(rf"\b(?:{_verbs()})\b[^.:\n]{{0,60}}: (?=[A-Z\u2018])")


def _is_narrated(text: str, speeches: Sequence[_Speech]) -> bool:
    """Tell whether the writer may be who says *I*: *my sister told me*, *we walked home*.

    So it is unless as many words are surely of speakers as go before them in their speeches, and as
    stand beyond those.
    """
    sure = before = beyond = 0
    after = told = 0
    last = _Speech(len(text), len(text), is_reported=True, sure=len(text))
    for speech in (*speeches, last):
        beyond += _of_self(text, after, speech.start)
        after = speech.end
        if not speech.is_reported:
            continue
        if _narrator().search(text, told, speech.start):
            return True
        before += _of_self(text, speech.start, speech.sure)
        sure += _of_self(text, speech.sure, speech.end)
        told = speech.end
    return max(before, beyond) > sure


def _of_self(text: str, start: int, end: int) -> int:
    return sum(1 for _ in _self().finditer(text, start, end))


@cache
def _self() -> re.Pattern[str]:
    """Return the pattern of words by which speakers talk of themselves."""
    others = sorted(words("pronouns", "of_oneself") - {"i"})
    forms = ("I", *others, *map(str.capitalize, others))
    return re.compile(rf"\b(?:{'|'.join(forms)})\b")


@cache
def _sentence() -> re.Pattern[str]:
    """Return the pattern of a sentence: it ends after no initial, and after no title."""
    addresses = words("titles", "civil") | words("titles", "addresses")
    titles = addresses.union(table("titles")["abbreviations"])
    no_ends = "".join(f"(?<!\\b{title.capitalize()}\\.)" for title in sorted(titles))
    ends = rf"(?<=[.!?])(?<!\b[A-Z]\.){no_ends}(?=\s+[A-Z\u2018])"
    return re.compile(rf"\S[^\n]*?(?:{ends}|(?=\n|\Z))")


@cache
def _narrator() -> re.Pattern[str]:
    """Return the pattern of reports to or by the writer."""
    return re.compile(rf"\b(?:{_verbs()}) (?:to )?(?:me|us)\b|\b(?:I|[Ww]e) (?:{_verbs()})\b")


def _tag_in(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return who says something after it in a sentence, if that is no clause of the writer's."""
    for tag in _tag().finditer(text, start, end):
        named, hearer = tag["named"], tag["hearer"]
        if tag["subject"]:
            is_clause = _opens_clause().search(text[start : tag.start()]) is not None
            is_clause = is_clause or _relative().match(tag["subject"]) is not None
            if not is_clause and (not hearer or noun_kind(hearer) is Kind.GROUP):
                return tag
        elif not text.startswith((", and ", ", then "), tag.end()) and (
            not named or _may_speak(named)
        ):
            return tag
    return None


def _may_speak(named: str) -> bool:
    """Tell whether words are somebody: *Ada Quist*, *the mayor*; no *the week before*."""
    given = named.split()
    if given[0] in {"I", "My", "Our", "We"} or any(
        each.lower() in words("function_words", "auxiliaries") for each in given
    ):
        return False
    return any(
        not is_time(each) if each[0].isupper() and each != "The" else noun_kind(each) in _SPEAKERS
        for each in given
    )


@cache
def _opens_clause() -> re.Pattern[str]:
    """Return the pattern of clauses and phrases that go before a subject: *When I met her*."""
    opening = "|".join(sorted(words("function_words", "subordinating")))
    return re.compile(rf"(?i)(?:\A|, |\b(?:and|but|or) )(?:(?:and|but|or) )?(?:{opening})\b")


@cache
def _relative() -> re.Pattern[str]:
    """Return the pattern of nouns with a clause of their own: *a fact the mayor* noted."""
    joining = (
        words("function_words", "complementing") | words("function_words", "authors") | {"and"}
    )
    before = "".join(rf"(?<!\b{each})" for each in sorted(joining))
    return re.compile(rf"(?:[Tt]he|an?|one) [^\n]*?{before} (?:the|an?)\b|(?:[Tt]he|an?) one\b")


@cache
def _tag() -> re.Pattern[str]:
    """Return the pattern of who says something after it, from the comma on."""
    hearers = words("cues", "verbs.hearers")
    alone = _verbs(words("cues", "verbs.saying") - hearers)
    at = "|".join(sorted(words("function_words", "time_and_place")))
    adjunct = rf"(?: \w+ly)?(?: (?:{at})(?: (?!that\b)[\w\u2019'-]+){{1,4}})?"
    before = rf"(?:, (?:{alone})|[!?] (?:{_verbs()})) (?:(?P<named>{_NAMED})|{_PRONOUN}{adjunct})"
    who = rf"(?P<subject>{_PRONOUN}|{_NAMED}) (?:also |had |has )?"
    telling = words("cues", "verbs.saying") - words("cues", "verbs.answering")
    after = rf"[,!?] {who}(?:{_verbs(telling)})(?: (?P<hearer>[a-z]+s))?{adjunct}"
    return re.compile(rf"(?:{before}|{after}){_EDGE}")


@cache
def _report() -> re.Pattern[str]:
    """Return the pattern of what reports indirect speech: *said that*."""
    return re.compile(rf"\b(?:{_verbs()}) (?:\w+ )?that\b")


def _verbs(chosen: frozenset[str] = frozenset()) -> str:
    """Return the pattern of verbs that say something, or of some of them."""
    return "|".join(sorted(map(_forms, chosen or words("cues", "verbs.saying"))))


def _forms(verb: str) -> str:
    """Return the pattern of the forms of a verb that report: *says*, *said*."""
    past = table("cues")["forms"]["pasts"].get(verb)
    if past:
        return f"{verb}s|{past}"
    if verb.endswith("y"):
        return f"{verb[:-1]}ie[ds]"
    return f"{verb}[ds]" if verb.endswith("e") else f"{verb}(?:s|ed)"
