"""Where quoteattr and the annotators differ: tables by construction, and a page of examples."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from attrs import frozen

from quoteattr.lexicon.kinds import noun_kind
from quoteattr.records import Kind
from tests.benchmarks.candidates import proposals
from tests.benchmarks.scorer import form_of, load_scorer
from tests.benchmarks.verdicts import Verdict, judge

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quoteattr import Document
    from quoteattr.syntax.tree import Token
    from tests.benchmarks.figures import Figures

__all__ = ["Judged", "compare", "misses_lines", "tallies"]

MOST = 25
"""Rows of a table; the rest are too rare to learn from."""
NOMINAL = {"NOUN", "PROPN", "PRON"}


@frozen
class Judged:
    """A quote of the annotators or of quoteattr, described by what may make it hard."""

    article: str
    text: str
    quote: dict[str, Any]
    verdict: Verdict
    nearest: dict[str, Any] | None
    """The quote of the other side that shares most of the content."""
    form: str
    cue: str
    """Lemma of its main word."""
    place: str
    """Where the cue stands."""
    spans: str
    source: str
    """What kind of phrase names the source."""
    proposed: str
    """For an annotated quote, whether the rules propose its content at all."""
    evidence: str
    """For a quote found, the construction."""


FEATURES = ("form", "place", "spans", "source", "proposed", "evidence", "cue")


def compare(
    gold: Sequence[dict[str, Any]],
    documents: Sequence[Document],
    found: Sequence[dict[str, Any]],
) -> tuple[list[Judged], list[Judged]]:
    """The annotated quotes and those found, each judged by the other side.

    Args:
        gold: The annotated articles.
        documents: What was found in each, with its sentences.
        found: The same in the scorer's format, with the quotes that are to be judged.
    """
    sides: tuple[list[Judged], list[Judged]] = ([], [])
    for article, document, prediction in zip(gold, documents, found, strict=True):
        verdicts = judge(article, prediction)
        view = _View(article["id"], document)
        quotes = article["quotes"], prediction["quotes"]
        for side, own, others, given in zip(sides, quotes, quotes[::-1], verdicts, strict=True):
            side += [view.judged(q, verdict, others) for q, verdict in zip(own, given, strict=True)]
    return sides


class _View:
    """One article, with what is needed to describe a quote in it."""

    def __init__(self, name: str, document: Document) -> None:
        self.name = name
        self.text = document.text
        self.marks = load_scorer().quoted_chars(document.text)
        self.contents = [content for _, content, _ in proposals(document)]
        self.tokens = [(t, s) for s in document.sentences for t in s]

    def judged(
        self, quote: dict[str, Any], verdict: Verdict, others: Sequence[dict[str, Any]]
    ) -> Judged:
        scorer = load_scorer()
        content = self._content(quote)
        proposed = any(scorer.jaccard(content, other) >= 0.5 for other in self.contents)
        near = [other for other in others if content & self._content(other)]
        return Judged(
            self.name,
            self.text,
            quote,
            verdict,
            max(near, key=lambda q: scorer.jaccard(content, self._content(q)), default=None),
            form=form_of(content, self.marks),
            cue=self._cue(quote["cue"]),
            place=_place(quote),
            spans="one" if len(quote["content"]) == 1 else "several",
            source=self._source(quote["source"]),
            proposed="proposed" if proposed else "not proposed",
            evidence=quote.get("evidence", ""),
        )

    def _content(self, quote: dict[str, Any]) -> frozenset[int]:
        return frozenset(load_scorer().chars(self.text, quote["content"]))

    def _inside(self, spans: Sequence[Sequence[int]]) -> list[Token]:
        return [t for t, _ in self.tokens if any(a < t.end and t.start < b for a, b in spans)]

    def _cue(self, spans: Sequence[Sequence[int]]) -> str:
        inside = self._inside(spans)
        words = [t for t in inside if t.upos in {"VERB", "NOUN", "ADJ"}] or inside
        return words[0].lemma.lower() if words else "no cue"

    def _source(self, spans: Sequence[Sequence[int]]) -> str:
        inside = self._inside(spans)
        indices = {t.index for t in inside}
        heads = [t for t in inside if t.head not in indices and t.upos in NOMINAL] or inside
        if not heads:
            return "none"
        after = self.text[spans[-1][1] : spans[-1][1] + 2]
        if heads[0].xpos == "PRP$" or "\u2019" in after or "'" in after:
            return "possessive"
        return _phrase_type(heads[0])


def _phrase_type(head: Token) -> str:
    if head.upos in {"PRON", "PROPN"}:
        return "pronoun" if head.upos == "PRON" else "name"
    kind = noun_kind(head.lemma)
    return {Kind.DOCUMENT: "document or poll", Kind.GROUP: "group"}.get(
        kind or Kind.UNKNOWN, "description"
    )


def _place(quote: dict[str, Any]) -> str:
    if not quote["cue"]:
        return "no cue"
    start, end = quote["content"][0][0], quote["content"][-1][1]
    cue = quote["cue"][0][0]
    return "before" if cue < start else "after" if cue >= end else "inside"


def tallies(annotated: Sequence[Judged], found: Sequence[Judged]) -> Figures:
    """Count, feature by feature, what the other side does not have or has with another source."""
    return {
        feature: {"annotated": _tally(feature, annotated), "found": _tally(feature, found)}
        for feature in FEATURES
    }


def _tally(feature: str, quotes: Sequence[Judged]) -> dict[str, Counter[Verdict]]:
    """How often each verdict was passed, by the value of a feature."""
    tally: dict[str, Counter[Verdict]] = defaultdict(Counter)
    for quote in quotes:
        if value := getattr(quote, feature):
            tally[value][quote.verdict] += 1
    return dict(tally)


def misses_lines(figures: Figures) -> Iterator[str]:
    """Write the tables out for a reader, the most errors first."""
    for feature, sides in figures.items():
        yield f"\n{feature:<22} annotated  missed  share  other source    found  alone  share"
        annotated, found = sides["annotated"], sides["found"]
        alone = {
            value: sum(side.get(value, {}).get(Verdict.ALONE, 0) for side in (annotated, found))
            for value in {**annotated, **found}
        }
        for value in sorted(alone, key=lambda v: -alone[v])[:MOST]:
            yield _row(value, annotated.get(value, {}), found.get(value, {}))


def _row(value: str, annotated: Mapping[str, int], found: Mapping[str, int]) -> str:
    row = f"{value:<22} " + " " * 39
    if annotated:
        missed, total = annotated.get(Verdict.ALONE, 0), sum(annotated.values())
        other = annotated.get(Verdict.OTHER_SOURCE, 0)
        row = f"{value:<22} {total:>9}  {missed:>6}  {missed / total:>5.2f}  {other:>12}  "
    if not found:
        return row.rstrip()
    alone, total = found.get(Verdict.ALONE, 0), sum(found.values())
    return f"{row} {total:>6}  {alone:>5}  {alone / total:>5.2f}"
