"""Whether each quote is right: what the annotators and quoteattr say of each other's."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from tests.benchmarks.scorer import load_scorer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Verdict", "judge", "judged"]

Quotes = list[dict[str, Any]]


class Verdict(StrEnum):
    """What one side says of a quote of the other."""

    RIGHT = "right"
    OTHER_SOURCE = "other source"
    OTHER_SPEAKER = "other speaker"
    ALONE = "alone"
    """The other side has no quote that shares at least half of the content."""
    WAIVED = "waived"
    """Annotated as one that may be left out: neither right nor wrong."""


def judge(
    article: dict[str, Any], prediction: dict[str, Any]
) -> tuple[list[Verdict], list[Verdict]]:
    """Judge the annotated quotes of an article and those found, pair by pair as the scorer does.

    The speaker counts where the annotators name one.
    """
    annotated, found = _read(article), _read(prediction)
    verdicts = ([Verdict.ALONE] * len(annotated), [Verdict.ALONE] * len(found))
    for i, quote in enumerate(annotated):
        if quote["optional"]:
            verdicts[0][i] = Verdict.WAIVED
    for i, j in _pairs(annotated, found):
        if annotated[i]["optional"]:
            verdicts[1][j] = Verdict.WAIVED
    # The scorer pairs anew what the optional ones leave.
    sides = [[i for i, v in enumerate(side) if v is Verdict.ALONE] for side in verdicts]
    rest = ([annotated[i] for i in sides[0]], [found[j] for j in sides[1]])
    for i, j in _pairs(*rest):
        verdict = _compare(rest[0][i], rest[1][j])
        verdicts[0][sides[0][i]] = verdicts[1][sides[1][j]] = verdict
    return verdicts


def _read(article: dict[str, Any]) -> Quotes:
    scorer, text = load_scorer(), article["text"]
    return [
        {
            "content": scorer.chars(text, quote["content"]),
            "source": scorer.chars(text, quote.get("source") or ()),
            "names": _names(quote),
            "optional": bool(quote.get("optional")),
        }
        for quote in article["quotes"]
    ]


def _names(quote: dict[str, Any]) -> set[str]:
    names = (quote.get("speaker"), *(quote.get("speaker_aliases") or ()))
    return {load_scorer().name_key(name) for name in names if name}


def _pairs(annotated: Quotes, found: Quotes) -> list[tuple[int, int]]:
    return [(i, j) for i, j, overlap in load_scorer().pair(annotated, found) if overlap >= 0.5]


def _compare(annotated: dict[str, Any], found: dict[str, Any]) -> Verdict:
    if not load_scorer().source_match(annotated["source"], found["source"]):
        return Verdict.OTHER_SOURCE
    if annotated["names"] and annotated["names"].isdisjoint(found["names"]):
        return Verdict.OTHER_SPEAKER
    return Verdict.RIGHT


def judged(
    gold: Sequence[dict[str, Any]], found: Sequence[dict[str, Any]], *, complete: bool
) -> Iterator[dict[str, Any]]:
    """Describe every quote found for a reader: where, who, what, and whether that is right.

    Args:
        gold: The annotated articles.
        found: What was found in each, in the scorer's format.
        complete: Whether every quote of the articles is annotated. If not, one that is not
            annotated may be right, and ``right`` is None.
    """
    unknown = {Verdict.WAIVED} if complete else {Verdict.WAIVED, Verdict.ALONE}
    for article, prediction in zip(gold, found, strict=True):
        _, verdicts = judge(article, prediction)
        for quote, verdict in zip(prediction["quotes"], verdicts, strict=True):
            yield {
                "document": article["id"],
                "content": quote["content"],
                "source": quote["source"],
                "who": quote["speaker"] or _text(article["text"], quote["source"]),
                "what": _text(article["text"], quote["content"]),
                "form": quote["form"],
                "evidence": quote["evidence"],
                "confidence": round(quote["confidence"], 4),
                "verdict": verdict,
                "right": None if verdict in unknown else verdict is Verdict.RIGHT,
            }


def _text(text: str, spans: Sequence[Sequence[int]]) -> str | None:
    return " … ".join(text[start:end] for start, end in spans) or None
