"""What is said of each construction: a row of :mod:`quoteattr.attribution.readings.constructions`.

The rooms below the table know its rows by this class; its words for what a row says are enums here.
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
    """What reports: a word of a class of the lexicon, a mark, or nothing."""

    VERB = WordClass.VERB
    NOUN = WordClass.NOUN
    ADJECTIVE = WordClass.ADJECTIVE
    PREPOSITION = WordClass.PREPOSITION
    ANY_WORD = "any word"
    COLON = "colon"
    DASH = "dash"
    NO_CUE = "no cue"


class Content(Enum):
    """What kind of thing is reported."""

    CLAUSE = "a clause that the cue governs"
    PHRASE = "a noun phrase or a gerund"
    """A relative clause that ends it after a comma is the writer's."""
    INFINITIVE = "an infinitive"
    """So is a participle that ends it after a comma."""
    ASIDE = "a sentence to which the cue is an aside"
    MARKED = "words in quotation marks"
    LAYOUT = "a line or paragraph that a name or a colon gives to somebody"
    SUGGESTED = "the words that the encoder takes for content"


class Role(Enum):
    """How a candidate is treated."""

    SHOWN = "marks or layout show it: it is kept, and goes before other readings of its cue"
    POSSIBLE = "it competes with the other readings of its cue"
    CONTINUATION = "it is added to the reading that its cue gets, or else stands for itself"
    REMNANT = "it is added to the reading that its cue gets, or else dropped"


class Threshold(Enum):
    """By which of the numbers in ``Thresholds`` a reading is kept or dropped."""

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
    """Finds it, alone or with others of its kind."""
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
    """Whether no more is cut from the end of a phrase or infinitive than from that of a clause."""
    by_commas: bool = field(default=False, kw_only=True)
    """Whether commas around the cue show it, which are surer than the tree."""
    unlearned: str = field(default="", kw_only=True)
    """Why no learned weight has its name, where none has."""


Rule = Callable[[Sentence, Token], list[Token]]
"""Finds the tokens of the content of a reporting word in its sentence; none if it is not so built.

In the examples of rules the reporting word is in *asterisks* and the content in [brackets].
"""

Rules = Mapping[WordClass, Sequence[Row[Rule]]]
"""The rules to be tried for words of a class, in their order."""
