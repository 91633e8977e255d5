"""The table of constructions: how each is found, and how its readings are treated.

Each construction is one row, which says what it is called, what it takes and what it needs. Rules
and layout are found through the table; for the other constructions, the row names the function that
finds them. A name is data and not the name of a function, because quotes, learned weights and JSON
files refer to it; functions may be renamed. The table stands in this package because it is the
first that may import all finders: those of clauses, marks, layout and encoder. The packages below
know rows by their class (:mod:`quoteattr.attribution.parts.row`) and receive those that they need.

All rules for the class of a cue are tried, in the order of the rows, and their readings compete
(:mod:`quoteattr.attribution.readings.selection`).

To add a construction, write its function, name it in :class:`quoteattr.Construction`, give it a row
here and a case in ``tests/cases``, and learn the weights anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quoteattr.attribution.clauses.according_to import find_prepositional
from quoteattr.attribution.clauses.comma_rules import (
    bare_clause,
    cue_after_content,
    cue_inside_content,
    that_clause,
)
from quoteattr.attribution.clauses.naming_rules import named_object, named_relative
from quoteattr.attribution.clauses.noun_rules import (
    adjective_clause,
    adjective_infinitive,
    adjective_oblique,
    noun_clause,
    noun_infinitive,
    noun_oblique,
    noun_predicate,
)
from quoteattr.attribution.clauses.verb_rules import (
    as_clause,
    complement_clause,
    gerund,
    infinitive,
    noun_object,
    object_and_oblique,
    object_infinitive,
    object_predicate,
    oblique,
    parenthetical,
    passive_infinitive,
    passive_subject,
    raised_subject,
)
from quoteattr.attribution.layout.blocks import find_blocks
from quoteattr.attribution.layout.dialogue import find_dialogue
from quoteattr.attribution.layout.find import find_labelled
from quoteattr.attribution.layout.letters import find_letters
from quoteattr.attribution.layout.signatures import find_signed
from quoteattr.attribution.marked.extents import words_in_marks
from quoteattr.attribution.marked.find import find_speeches
from quoteattr.attribution.parts.cues import WordClass
from quoteattr.attribution.parts.row import Content, CueClass, Role, Row, Rule, Rules, Threshold
from quoteattr.attribution.readings.encoder_readings import find_suggestions
from quoteattr.records import Construction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from quoteattr.article.article import Article
    from quoteattr.attribution.layout.blocks import Block

__all__ = ["LAYOUT", "ROWS", "RULES", "TABLE"]

# A row is easier to read on four lines than on ten.
# fmt: off

_VERBS: tuple[Row[Rule], ...] = (
    Row(Construction.CUE_AFTER_CONTENT, CueClass.VERB, cue_after_content,
        Content.ASIDE, Threshold.ASIDE, by_commas=True,
        takes="the sentence before the cue, up to a comma or dash",
        example="[The harbour will close in May], she *added*."),
    Row(Construction.CUE_INSIDE_CONTENT, CueClass.VERB, cue_inside_content,
        Content.ASIDE, Threshold.ASIDE, by_commas=True,
        takes="the sentence on both sides of a cue between commas",
        example="[The bridge], the mayor *said*, [would stay shut until May]."),
    Row(Construction.THAT_CLAUSE, CueClass.VERB, that_clause,
        Content.CLAUSE, Threshold.CLAUSE, holds_quotes=True,
        takes="a clause after *that*, *whether*, *when*, … that the tree does not give to the verb",
        example="The mayor *has not said* [when the bridge will open]."),
    Row(Construction.BARE_CLAUSE, CueClass.VERB, bare_clause,
        Content.CLAUSE, Threshold.USUAL,
        takes="the words after the verb, where the tree has no clause there",
        example="“It is late,” he told the crew, *adding* [ten years ago the bridge, which was new,"
        " had no toll]."),
    Row(Construction.NAMED_OBJECT, CueClass.VERB, named_object,
        Content.PHRASE, Threshold.CLAUSE,
        takes="somebody or something, and what it is called",
        example="The minister *called* [half of the plan “a gamble”]."),
    Row(Construction.NAMED_RELATIVE, CueClass.VERB, named_relative,
        Content.PHRASE, Threshold.USUAL, ends_as_clause=True,
        takes="what something is called in a relative clause",
        example="The fire was part of what the mayor *called* “[a bad year]”."),
    Row(Construction.COMPLEMENT_CLAUSE, CueClass.VERB, complement_clause,
        Content.CLAUSE, Threshold.CLAUSE, holds_quotes=True, starts_at_that=True,
        takes="the clause that is the verb's complement",
        example="The mayor *said* [that the bridge was safe]."),
    Row(Construction.PARENTHETICAL, CueClass.VERB, parenthetical,
        Content.ASIDE, Threshold.ASIDE,
        takes="the sentence around a clause that the tree has as a parenthesis",
        example="[The river], he *told* me, [is not what it was]."),
    Row(Construction.AS_CLAUSE, CueClass.VERB, as_clause,
        Content.ASIDE, Threshold.ASIDE,
        takes="the sentence around a clause with *as*",
        example="[The bridge was shut in May], as the mayor *has said*."),
    Row(Construction.OBJECT_INFINITIVE, CueClass.VERB, object_infinitive,
        Content.CLAUSE, Threshold.USUAL,
        takes="the object and the infinitive after it",
        example="Analysts *expect* [prices to fall]."),
    Row(Construction.INFINITIVE, CueClass.VERB, infinitive,
        Content.INFINITIVE, Threshold.INFINITIVE,
        takes="the infinitive that is the verb's complement",
        example="The union *vowed* [to strike]."),
    Row(Construction.PASSIVE_INFINITIVE, CueClass.VERB, passive_infinitive,
        Content.CLAUSE, Threshold.USUAL,
        takes="the subject of a passive and its infinitive",
        example="[Prices] *are expected* [to fall]."),
    Row(Construction.RAISED_SUBJECT, CueClass.VERB, raised_subject,
        Content.CLAUSE, Threshold.CLAUSE,
        takes="the subject and the infinitive: what the writer infers",
        example="[The senator] *seemed* [to agree]."),
    Row(Construction.OBJECT_PREDICATE, CueClass.VERB, object_predicate,
        Content.CLAUSE, Threshold.USUAL,
        takes="the object and what it is said to be",
        example="Duarte *considers* [the toll a last resort]."),
    Row(Construction.OBJECT_AND_OBLIQUE, CueClass.VERB, object_and_oblique,
        Content.PHRASE, Threshold.PHRASE,
        takes="the object, and what follows *of*, *as*, *for*, *with* or *on*",
        example="Critics *accused* [the mayor of lying about the toll]."),
    Row(Construction.NOUN_OBJECT, CueClass.VERB, noun_object,
        Content.PHRASE, Threshold.PHRASE,
        takes="the verb's object",
        example="The company *denied* [any wrongdoing]."),
    Row(Construction.GERUND, CueClass.VERB, gerund,
        Content.PHRASE, Threshold.USUAL,
        takes="the gerund that is the verb's complement",
        example="She *denied* [taking the money]."),
    Row(Construction.OBLIQUE, CueClass.VERB, oblique,
        Content.PHRASE, Threshold.PHRASE,
        takes="what follows the verb's preposition",
        example="The envoy *spoke about* [the blockade]."),
    Row(Construction.PASSIVE_SUBJECT, CueClass.VERB, passive_subject,
        Content.PHRASE, Threshold.CLAUSE, ends_as_clause=True,
        takes="the subject of a passive with *by*",
        example="[The plan] *was condemned* by ministers."),
)

_NOUNS_AND_ADJECTIVES: tuple[Row[Rule], ...] = (
    Row(Construction.NOUN_CLAUSE, CueClass.NOUN, noun_clause,
        Content.CLAUSE, Threshold.NOUN_CLAUSE,
        takes="the clause that is the noun's complement",
        example="Her *claim* [that the bridge was safe] was false."),
    Row(Construction.NOUN_INFINITIVE, CueClass.NOUN, noun_infinitive,
        Content.INFINITIVE, Threshold.INFINITIVE, ends_as_clause=True,
        takes="the infinitive that is the noun's complement",
        example="The union repeated its *threat* [to strike]."),
    Row(Construction.NOUN_PREDICATE, CueClass.NOUN, noun_predicate,
        Content.CLAUSE, Threshold.USUAL,
        takes="the clause that the noun is said to be",
        example="Her *view* is [that rates will rise]."),
    Row(Construction.NOUN_OBLIQUE, CueClass.NOUN, noun_oblique,
        Content.PHRASE, Threshold.PHRASE,
        takes="what follows the noun's preposition",
        example="Her *criticism of* [the plan] was harsh."),
    Row(Construction.ADJECTIVE_CLAUSE, CueClass.ADJECTIVE, adjective_clause,
        Content.CLAUSE, Threshold.USUAL,
        takes="the clause that is the adjective's complement",
        example="The coach *is confident* [that they will win]."),
    Row(Construction.ADJECTIVE_INFINITIVE, CueClass.ADJECTIVE, adjective_infinitive,
        Content.INFINITIVE, Threshold.USUAL, ends_as_clause=True,
        takes="the infinitive that is the adjective's complement",
        example="The mayor *is eager* [to reopen the bridge]."),
    Row(Construction.ADJECTIVE_OBLIQUE, CueClass.ADJECTIVE, adjective_oblique,
        Content.PHRASE, Threshold.USUAL, ends_as_clause=True,
        takes="what follows the adjective's preposition",
        example="Residents *are worried about* [the noise]."),
)

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
        example="Her *advice:* [leave the car at home and take the ferry]."),
    Row(Construction.SUGGESTED_BEFORE, CueClass.ANY_WORD, find_suggestions,
        Content.SUGGESTED, Threshold.USUAL,
        takes="the words before the cue that the encoder takes for content",
        example="“[The mill is in danger from the fire],” it *emerged yesterday*."),
    Row(Construction.SUGGESTED_AROUND, CueClass.ANY_WORD, find_suggestions,
        Content.SUGGESTED, Threshold.USUAL,
        takes="the words on both sides of the cue that the encoder takes for content",
        example="[The strike], as ministers *have conceded*, [will last a month]."),
)

# fmt: on

_RULES: tuple[Row[Rule], ...] = (*_VERBS, *_NOUNS_AND_ADJECTIVES)

TABLE: tuple[Row[Any], ...] = (*_RULES, *_PREPOSITIONS, *_MARKS, *LAYOUT, *_ENCODER)
"""All rows."""

ROWS: Mapping[Construction, Row[Any]] = {row.name: row for row in TABLE}
"""The row of each construction."""

RULES: Rules = {
    word_class: tuple(row for row in _RULES if row.cue is CueClass(word_class))
    for word_class in WordClass
}
"""The rules to try for a reporting word of each class."""
