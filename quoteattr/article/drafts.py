"""Quotes whose speakers are not known yet, as the attribution step hands them on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from quoteattr.records import Form

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quoteattr.records import Act, Construction, Missing

__all__ = ["Draft", "Phrase"]


@frozen(order=True)
class Phrase:
    """A noun phrase or pronoun in a sentence's tree: a source, an addressee, an antecedent."""

    start: int
    """First code point."""
    end: int
    """One past the last code point."""
    sentence: int
    """Index of its sentence in the document."""
    head: int
    """Index of its head token in that sentence."""


def _disjoint(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Put spans in the order of the text, and make one of those that overlap."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)


@frozen
class Draft:
    """One attribution, its parts as offsets into the text, in code points."""

    contents: tuple[tuple[int, int], ...] = field(converter=_disjoint)
    """The first code point of each part of the content, and one past its last; none overlap."""
    cue: tuple[int, int] | None
    lemma: str
    """Lemma of the cue; empty where there is no cue."""
    source: Phrase | None
    form: Form
    act: Act
    evidence: Construction
    """How it was found."""
    confidence: float
    addressee: Phrase | None = None
    negated: bool = False
    missing: tuple[Missing, ...] = ()
    parent: int | None = None
    """Index, among the drafts of the document, of the one it is nested in."""
    antecedent: int | None = None
    """Index of the draft that a quote without a source of its own continues."""
    needed: float = 0.0
    """The least probability with which such a reading is kept."""
    rivals: tuple[Draft, ...] | None = None
    """The other readings of its cue; ``None`` where marks or layout show it, and none competes."""

    def continued(self, part: Draft) -> Draft:
        """Join a further part: ``The road was "a mess," he said. "We will mend it."``."""
        return evolve(
            self,
            contents=(*self.contents, *part.contents),
            form=self.form if self.form is part.form else Form.MIXED,
            missing=tuple(dict.fromkeys((*self.missing, *part.missing))),
        )
