"""A row of the table of constructions, :mod:`quoteattr.attribution.readings.constructions`.

Modules below the table know its rows by this class; the enums here are the values of its columns.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING, Generic, TypeVar

from attrs import field, frozen

from quoteattr.attribution.parts.cues import WordClass
from quoteattr.syntax.tree import Sentence, Token

if TYPE_CHECKING:
    from quoteattr.records import Construction

__all__ = ["Content", "CueClass", "Role", "Row", "Rule", "Rules", "Threshold"]

Finder = TypeVar("Finder", bound=Callable[..., object])


class CueClass(Enum):
    """What signals the report: a word of one class, a punctuation mark, or nothing."""

    VERB = WordClass.VERB
    NOUN = WordClass.NOUN
    ADJECTIVE = WordClass.ADJECTIVE
    PREPOSITION = WordClass.PREPOSITION
    ANY_WORD = "any word"
    COLON = "colon"
    DASH = "dash"
    NO_CUE = "no cue"


class Content(Enum):
    """What kind of text the content is."""

    CLAUSE = "a clause that the cue governs"
    PHRASE = "a noun phrase or a gerund"
    """A trailing relative clause set off by a comma is the writer's comment."""
    INFINITIVE = "an infinitive"
    """So is a trailing participle set off by a comma."""
    ASIDE = "a sentence to which the cue is an aside"
    MARKED = "words in quotation marks"
    LAYOUT = "a line or paragraph that a name or a colon gives to somebody"
    SUGGESTED = "the words that the encoder takes for content"


class Role(Enum):
    """How a candidate competes with other readings of its cue."""

    SHOWN = "marks or layout show it: it is kept, and goes before other readings of its cue"
    POSSIBLE = "it competes with the other readings of its cue"
    CONTINUATION = "it is added to the reading that its cue gets, or else stands for itself"
    REMNANT = "it is added to the reading that its cue gets, or else dropped"


class Threshold(Enum):
    """Which number of ``Thresholds`` decides whether a reading is kept."""

    NONE = "marks or layout show it, and no number is asked for"
    HEADLINE = "the encoder's, where it can tell; the grammar alone asks for none"
    USUAL = "that of any reading"
    CLAUSE = "a lower one: clauses are surer than they look"
    ASIDE = "a still lower one: so are cues that commas set apart"
    NOUN_CLAUSE = "the lowest where the grammar alone tells: too rare to learn from"
    INFINITIVE = (
        "that of clauses for speech where the grammar alone tells, else that of any reading"
    )
    PHRASE = "that of any reading, but higher for a thought within what somebody else says"


@frozen
class Row(Generic[Finder]):
    """A construction: how it is found, and how what is found is treated."""

    name: Construction
    cue: CueClass
    find: Finder
    """The function that finds it, alone or with others of its kind."""
    content: Content
    threshold: Threshold
    takes: str
    """What is taken as content, in words for users."""
    example: str
    """A text with the content in [brackets] and the cue in *asterisks*."""
    role: Role = field(default=Role.POSSIBLE, kw_only=True)
    holds_quotes: bool = field(default=False, kw_only=True)
    """Whether its content may hold further quotes, which the corpus does not mark."""
    ends_as_clause: bool = field(default=False, kw_only=True)
    """Whether a phrase or infinitive is trimmed at its end no further than a clause."""
    starts_at_that: bool = field(default=False, kw_only=True)
    """Whether words before its *that* are left to the cue."""
    by_commas: bool = field(default=False, kw_only=True)
    """Whether it rests on the commas around the cue, which are more reliable than the tree."""
    unlearned: str = field(default="", kw_only=True)
    """Why no learned weight is named after it, if none is."""


Rule = Callable[[Sentence, Token], list[Token]]
"""Finds the content of a reporting word in its sentence; no tokens if the construction differs.

In the examples of rules the reporting word is in *asterisks* and the content in [brackets].
"""

Rules = Mapping[WordClass, Sequence[Row[Rule]]]
"""The rules to try for each word class, in order."""
