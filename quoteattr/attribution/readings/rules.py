"""The rows of the table of constructions for verbs, nouns and adjectives, each found by a rule.

All rules for the class of a cue are tried, in the order of the rows, and their readings compete
(:mod:`quoteattr.attribution.readings.selection`).
"""

from __future__ import annotations

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
from quoteattr.attribution.parts.cues import WordClass
from quoteattr.attribution.parts.row import Content, CueClass, Row, Rule, Rules, Threshold
from quoteattr.records import Construction

__all__ = ["NOUNS_AND_ADJECTIVES", "RULES", "VERBS"]

# A row is easier to read on four lines than on ten.
# fmt: off

VERBS: tuple[Row[Rule], ...] = (
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
        example="The council *have not said* [when they would take up the toll again]."),
    Row(Construction.BARE_CLAUSE, CueClass.VERB, bare_clause,
        Content.CLAUSE, Threshold.USUAL,
        takes="the words after the verb, where the tree has no clause there",
        example="“It is late,” he told the crew, *adding* [the bridge, which was new, had no"
        " toll]."),
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

NOUNS_AND_ADJECTIVES: tuple[Row[Rule], ...] = (
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

# fmt: on

RULES: Rules = {
    word_class: tuple(
        row for row in (*VERBS, *NOUNS_AND_ADJECTIVES) if row.cue is CueClass(word_class)
    )
    for word_class in WordClass
}
"""The rules to try for a reporting word of each class."""
