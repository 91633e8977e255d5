"""The names of the constructions by which quotes are recognised."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Construction"]


class Construction(StrEnum):
    """How a quote was recognised: by its grammar, its quotation marks or the layout of the text.

    Members are strings too: ``quote.evidence == "complement-clause"``. JSON files and learned
    weights have these names, so that none is ever given to another construction.
    """

    CUE_AFTER_CONTENT = "cue-after-content"
    CUE_INSIDE_CONTENT = "cue-inside-content"
    THAT_CLAUSE = "that-clause"
    BARE_CLAUSE = "bare-clause"
    NAMED_OBJECT = "named-object"
    NAMED_RELATIVE = "named-relative"
    COMPLEMENT_CLAUSE = "complement-clause"
    PARENTHETICAL = "parenthetical"
    AS_CLAUSE = "as-clause"
    OBJECT_INFINITIVE = "object-infinitive"
    INFINITIVE = "infinitive"
    PASSIVE_INFINITIVE = "passive-infinitive"
    RAISED_SUBJECT = "raised-subject"
    OBJECT_PREDICATE = "object-predicate"
    OBJECT_AND_OBLIQUE = "object-and-oblique"
    NOUN_OBJECT = "noun-object"
    GERUND = "gerund"
    OBLIQUE = "oblique"
    PASSIVE_SUBJECT = "passive-subject"
    NOUN_CLAUSE = "noun-clause"
    NOUN_INFINITIVE = "noun-infinitive"
    NOUN_PREDICATE = "noun-predicate"
    NOUN_OBLIQUE = "noun-oblique"
    ADJECTIVE_CLAUSE = "adjective-clause"
    ADJECTIVE_INFINITIVE = "adjective-infinitive"
    ADJECTIVE_OBLIQUE = "adjective-oblique"
    SOURCE_PHRASE = "source-phrase"
    WORDS_OF = "words-of"
    CUE_BEFORE_QUOTATION = "cue-before-quotation"
    CUE_AFTER_QUOTATION = "cue-after-quotation"
    NAMED_BY_COPULA = "named-by-copula"
    COLON_BEFORE_QUOTATION = "colon-before-quotation"
    CONTINUATION = "continuation"
    STRAY_STOP = "stray-stop"
    NO_CUE = "no-cue"
    SUBJECT_BEFORE = "subject-before"
    SOURCE_AFTER = "source-after"
    SPEECH_GOES_ON = "speech-goes-on"
    TRANSCRIPT = "transcript"
    HEADLINE = "headline"
    LABEL = "label"
    BLOCK_AFTER_COLON = "block-after-colon"
    SIGNATURE = "signature"
    LETTER = "letter"
    DIALOGUE_DASH = "dialogue-dash"
    SUGGESTED_AFTER = "suggested-after"
    SUGGESTED_BEFORE = "suggested-before"
    SUGGESTED_AROUND = "suggested-around"
