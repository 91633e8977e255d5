"""The table of constructions: how each is found, and how its readings are treated.

Each construction is one row, which says what it is called, what it takes and what it needs. Rules
and layout are found through the table; for the other constructions, the row names the function that
finds them. A name is data and not the name of a function, because quotes, learned weights and JSON
files refer to it; functions may be renamed. The table stands in this package because it is the
first that may import all finders: those of clauses, marks, layout and encoder. The packages below
know rows by their class (:mod:`quoteattr.attribution.parts.row`) and receive those that they need.

The rows of the rules for verbs, nouns and adjectives stand beside it, in
:mod:`quoteattr.attribution.readings.rules`.

To add a construction, write its function, name it in :class:`quoteattr.Construction`, give it a row
here or there and a case in ``tests/cases``, and learn the weights anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quoteattr.attribution.clauses.according_to import find_prepositional
from quoteattr.attribution.layout.blocks import find_blocks
from quoteattr.attribution.layout.dialogue import find_dialogue
from quoteattr.attribution.layout.find import find_labelled
from quoteattr.attribution.layout.letters import find_letters
from quoteattr.attribution.layout.signatures import find_signed
from quoteattr.attribution.marked.extents import words_in_marks
from quoteattr.attribution.marked.find import find_speeches
from quoteattr.attribution.parts.row import Content, CueClass, Role, Row, Threshold
from quoteattr.attribution.readings.encoder_readings import find_suggestions
from quoteattr.attribution.readings.rules import NOUNS_AND_ADJECTIVES, VERBS
from quoteattr.records import Construction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from quoteattr.article.article import Article
    from quoteattr.attribution.layout.blocks import Block

__all__ = ["LAYOUT", "ROWS", "TABLE"]

# A row is easier to read on four lines than on ten.
# fmt: off

_PREPOSITIONS: tuple[Row[Any], ...] = (
    Row(Construction.SOURCE_PHRASE, CueClass.PREPOSITION, find_prepositional,
        Content.CLAUSE, Threshold.CLAUSE,
        takes="the sentence or clause around the phrase that names the source",
        example="*According to* the bank, [prices fell]."),
    Row(Construction.WORDS_OF, CueClass.PREPOSITION, words_in_marks,
        Content.MARKED, Threshold.NONE, role=Role.SHOWN,
        takes="the words in marks beside the phrase that names the source",
        example="The vote was, *in the words of* Ana Ruiz, “[a mess]”.",
        unlearned="the phrase is scored as a source-phrase before the marks beside it are seen"),
)

_MARKS: tuple[Row[Any], ...] = (
    Row(Construction.CUE_BEFORE_QUOTATION, CueClass.VERB, find_speeches,
        Content.MARKED, Threshold.NONE, role=Role.SHOWN, holds_quotes=True,
        takes="the words in marks that the cue introduces",
        example="The mayor *said*: “[The bridge is safe.]”"),
    Row(Construction.CUE_AFTER_QUOTATION, CueClass.VERB, find_speeches,
        Content.MARKED, Threshold.NONE, role=Role.SHOWN, holds_quotes=True,
        takes="the words in marks before the cue, and those that go on after it",
        example="“[The bridge is safe],” *said* the mayor. “[It will open in May.]”"),
    Row(Construction.NAMED_BY_COPULA, CueClass.NOUN, find_speeches,
        Content.MARKED, Threshold.NONE, role=Role.SHOWN,
        takes="the words in marks that are said to be somebody's words",
        example="“[No comment]” was the *reply* from the bank.",
        unlearned="it is too rare in the articles to learn from"),
    Row(Construction.COLON_BEFORE_QUOTATION, CueClass.VERB, find_speeches,
        Content.MARKED, Threshold.NONE, role=Role.SHOWN, holds_quotes=True,
        takes="the words in marks after the colon of a clause without a word of saying",
        example="The mayor *released a statement*: “[The bridge is safe.]”"),
    Row(Construction.CONTINUATION, CueClass.VERB, find_speeches,
        Content.MARKED, Threshold.NONE, role=Role.CONTINUATION,
        takes="the words in marks after a sentence that reports; they are part of its quote",
        example="[The road was “a mess,”] *said* the mayor. “[We will mend it.]”"),
    Row(Construction.STRAY_STOP, CueClass.VERB, find_speeches,
        Content.MARKED, Threshold.NONE, role=Role.REMNANT,
        takes="the words in marks that a stray full stop cut off; they are part of a quote",
        example="The mayor *said* [that the dam was old]. “[and that it leaked.]”"),
    Row(Construction.NO_CUE, CueClass.NO_CUE, find_speeches,
        Content.MARKED, Threshold.NONE, role=Role.SHOWN,
        takes="whole sentences in marks that nothing before them gives to anybody",
        example="“[The bridge is safe.]”"),
    Row(Construction.SUBJECT_BEFORE, CueClass.NO_CUE, find_speeches,
        Content.MARKED, Threshold.NONE, role=Role.SHOWN,
        takes="whole sentences in marks that the subject of the sentence before says",
        example="Ana Ruiz shook her head. “[The bridge is safe.]”"),
    Row(Construction.SOURCE_AFTER, CueClass.NO_CUE, find_speeches,
        Content.MARKED, Threshold.NONE, role=Role.SHOWN,
        takes="whole sentences in marks that open a paragraph; the next sentence has their source",
        example="“[The bridge is safe.]” Outside the court, Ana Ruiz said she was proud of it.",
        unlearned="it is too rare in the articles to learn from"),
    Row(Construction.SPEECH_GOES_ON, CueClass.NO_CUE, find_speeches,
        Content.MARKED, Threshold.NONE, role=Role.SHOWN,
        takes="whole sentences in marks that the source of the quote before says too",
        example="Ana Ruiz said the bridge was safe. “[We are proud of it.]”"),
)

LAYOUT: tuple[Row[Callable[[Article], Iterable[Block]]], ...] = (
    Row(Construction.TRANSCRIPT, CueClass.COLON, find_labelled,
        Content.LAYOUT, Threshold.NONE, role=Role.SHOWN, holds_quotes=True,
        takes="the turn after a name, up to the next name",
        example="BBC: Is the bridge safe?\n\nDUARTE*:* [It has never been safer]."),
    Row(Construction.HEADLINE, CueClass.COLON, find_labelled,
        Content.LAYOUT, Threshold.HEADLINE, role=Role.SHOWN,
        takes="the headline, or the entry of a live blog, beside a name",
        example="Mayor*:* [Bridge will open in May]"),
    Row(Construction.LABEL, CueClass.COLON, find_labelled,
        Content.LAYOUT, Threshold.NONE, role=Role.SHOWN,
        takes="the words in marks beside a name",
        example="Ines Okoro, nurse*:* “[We work in coats.]”"),
    Row(Construction.BLOCK_AFTER_COLON, CueClass.VERB, find_blocks,
        Content.LAYOUT, Threshold.NONE, role=Role.SHOWN, holds_quotes=True,
        takes="the paragraph after the colon, and those that go on in the first person",
        example="The statement *added*:\n\n[The bridge is safe. It will open in May]."),
    Row(Construction.SIGNATURE, CueClass.DASH, find_signed,
        Content.LAYOUT, Threshold.NONE, role=Role.SHOWN,
        takes="the words in marks, the tweet or the quoted lines that a name signs",
        example="“[We lost everything.]” *—* Ada Obi, baker"),
    Row(Construction.LETTER, CueClass.DASH, find_letters,
        Content.LAYOUT, Threshold.NONE, role=Role.SHOWN, holds_quotes=True,
        takes="the letter to a column between a salutation and a name that signs it",
        example="DEAR RUTH: [I sold the dog. Was I wrong?] *--* SORRY IN SKYE",
        unlearned="the articles have no letters"),
    Row(Construction.DIALOGUE_DASH, CueClass.VERB, find_dialogue,
        Content.LAYOUT, Threshold.NONE, role=Role.SHOWN, holds_quotes=True,
        takes="the turn that a dash opens, without the words that say who speaks",
        example="—[Out], *said* Declan. [I was only out].",
        unlearned="the articles have no such dialogues"),
)

_ENCODER: tuple[Row[Any], ...] = (
    Row(Construction.SUGGESTED_AFTER, CueClass.ANY_WORD, find_suggestions,
        Content.SUGGESTED, Threshold.USUAL,
        takes="the words after the cue that the encoder takes for content",
        example="Her *advice*: [leave the car at home and take the ferry]."),
    Row(Construction.SUGGESTED_BEFORE, CueClass.ANY_WORD, find_suggestions,
        Content.SUGGESTED, Threshold.USUAL,
        takes="the words before the cue that the encoder takes for content",
        example="“[The vault is in danger from the flood],” it *emerged yesterday*."),
    Row(Construction.SUGGESTED_AROUND, CueClass.ANY_WORD, find_suggestions,
        Content.SUGGESTED, Threshold.USUAL,
        takes="the words on both sides of the cue that the encoder takes for content",
        example="[The strike], as ministers *have conceded*, [will last a month]."),
)

# fmt: on

TABLE: tuple[Row[Any], ...] = (
    *VERBS,
    *NOUNS_AND_ADJECTIVES,
    *_PREPOSITIONS,
    *_MARKS,
    *LAYOUT,
    *_ENCODER,
)
"""All rows."""

ROWS: Mapping[Construction, Row[Any]] = {row.name: row for row in TABLE}
"""The row of each construction."""
