"""Which files and lists the lexicon has, and what an entry must be like to be of any use.

A list is named by its path in the file, a text file has one list without a name, and ``*`` stands
for keys that are data themselves: ``places`` is keyed by lands. Two lists of one file or of several
are told apart by both names: ``titles.suffixes``, ``surnames``.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from attrs import frozen

from quoteattr.lexicon.folding import fold_entry

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SCHEMA", "TEXT", "Compared", "Words"]


class Compared(Enum):
    """How a word of a text is compared with the entries of a list."""

    FOLDED = "folded"
    """Both folded, so that an entry may be written as people write it: ``Élysée``."""
    LOWER = "lower"
    """The word in lower case; entries are as well."""
    EXACT = "exact"
    """As it stands: identifiers of ours."""


@frozen
class Words:
    """A list of words, with what its entries have to satisfy."""

    compared: Compared = Compared.FOLDED
    longest: int = 1
    """Words that are looked up together, at most: a longer entry never matches."""
    within: tuple[str, ...] = ()
    """Lists that are asked first: an entry that none of them has never matches."""
    behind: tuple[str, ...] = ()
    """Lists that go before this one: an entry that one of them has is never reached."""
    keys_within: tuple[str, ...] = ()
    """Lists of which one must have what stands for the ``*``."""
    single: bool = False
    """It is one value, not a list."""

    def form(self, entry: str) -> str:
        """Return the entry as it is compared."""
        return fold_entry(entry) if self.compared is Compared.FOLDED else entry


LOWER, EXACT = Compared.LOWER, Compared.EXACT
CUES = ("cues.verbs.speech", "cues.verbs.writing", "cues.verbs.thought")
CUE_NOUNS = ("cues.nouns.speech", "cues.nouns.writing", "cues.nouns.thought")
PERSONS = ("person_nouns.female", "person_nouns.male", "person_nouns.neutral")
RARER_PERSONS = ("rarer_persons.female", "rarer_persons.male", "rarer_persons.neutral")
HONORIFICS = ("titles.honorifics.female", "titles.honorifics.male", "titles.honorifics.neutral")
OFFICES = ("offices.office.*.name", "offices.office.*.variants")
DOCUMENTS = ("document_nouns.issued", "document_nouns.works")
VERBS = Words(LOWER, within=CUES)
"""Verbs that are only asked about where a verb is known to report."""

TEXT: Mapping[str, Words] = {
    "cities": Words(longest=4),
    "common_words": Words(LOWER),
    "epithets": Words(),
    "given_female": Words(behind=("given_male", "given_neutral")),
    "given_male": Words(behind=("given_neutral",)),
    "given_neutral": Words(),
    "group_nouns": Words(
        behind=(*PERSONS, *RARER_PERSONS, *DOCUMENTS, "organisation_nouns.nouns.*")
    ),
    "identities": Words(behind=("places.*.adjectives",)),
    "labels": Words(longest=6),
    "loose_modifiers": Words(),
    "quantities": Words(),
    "site_nouns": Words(),
    "vessel_nouns": Words(),
    "surnames": Words(),
}
"""Files with one list, an entry a line."""

SCHEMA: Mapping[str, Mapping[str, Words]] = {
    **{file: {"": rule} for file, rule in TEXT.items()},
    "affixes": {
        "prefixes": Words(),
        "person_endings": Words(),
        "role_endings": Words(),
        "inflections": Words(LOWER),
        "numbers": Words(),
    },
    "apostrophes": {
        "clipped_start": Words(LOWER),
        "clipped_end": Words(LOWER),
        "after_no_possessive": Words(LOWER),
        "long_abbreviations": Words(LOWER),
        "abbreviated_plurals": Words(LOWER),
    },
    "broader_nouns": {"*": Words(keys_within=PERSONS)},
    "cues": {
        "verbs.speech": Words(LOWER),
        "verbs.writing": Words(LOWER, behind=CUES[:1]),
        "verbs.thought": Words(LOWER, behind=CUES[:2]),
        "verbs.quotative": VERBS,
        "verbs.wording": VERBS,
        "verbs.saying": VERBS,
        "verbs.answering": Words(LOWER, within=("cues.verbs.saying",)),
        "verbs.talking": VERBS,
        "verbs.making": VERBS,
        "verbs.hearers": VERBS,
        "verbs.documentary": VERBS,
        "verbs.citing": VERBS,
        "verbs.denying": Words(LOWER),
        "verbs.raising": VERBS,
        "verbs.habitual": Words(LOWER),
        "verbs.naming": VERBS,
        "verbs.light": Words(LOWER),
        "verbs.uttering": Words(LOWER),
        "verbs.gestures": VERBS,
        "verbs.overhearing": Words(LOWER),
        "verbs.of_things": Words(LOWER),
        "nouns.speech": Words(LOWER),
        "nouns.writing": Words(LOWER, behind=CUE_NOUNS[:1]),
        "nouns.thought": Words(LOWER, behind=CUE_NOUNS[:2]),
        "nouns.utterances": Words(LOWER, within=CUE_NOUNS),
        "nouns.sayings": Words(LOWER),
        "nouns.uttered": Words(LOWER),
        "adjectives.speech": Words(LOWER),
        "adjectives.thought": Words(LOWER, behind=("cues.adjectives.speech",)),
        "prepositions.speech": Words(LOWER, longest=5),
        "prepositions.rare": Words(LOWER, longest=5, within=("cues.prepositions.speech",)),
        "prepositions.possessed": Words(LOWER),
        "prepositions.verbatim": Words(
            LOWER, longest=5, within=("cues.prepositions.speech", "cues.prepositions.possessed")
        ),
        "prepositions.terms": Words(LOWER),
        "prepositions.results": Words(LOWER),
        "governed.*": Words(LOWER, keys_within=CUES),
        "moods.spoken": Words(LOWER),
        "idioms.speech": Words(LOWER, longest=5),
        "forms.announcing": Words(LOWER),
        "forms.pasts.*": Words(LOWER, single=True, keys_within=CUES),
    },
    "concrete_nouns": {"natural": Words(LOWER), "made": Words(LOWER)},
    "document_nouns": {
        "issued": Words(),
        "works": Words(behind=DOCUMENTS[:1]),
        "interviews": Words(LOWER),
    },
    "function_words": {
        "kin": Words(within=PERSONS),
        "spouses.wives": Words(within=PERSONS),
        "spouses.husbands": Words(within=PERSONS),
        "spouses.titles": Words(within=HONORIFICS),
        "complementisers": Words(LOWER),
        "question_words": Words(LOWER),
        "negations": Words(LOWER),
        "time_and_place": Words(LOWER),
        "second_objects": Words(LOWER),
        "reasons": Words(LOWER),
        "answered": Words(LOWER),
        "complementing": Words(LOWER),
        "close_to": Words(LOWER),
        "persons_and_things": Words(LOWER),
        "concessions": Words(LOWER, longest=2),
        "telling_what_of": Words(LOWER),
        "contrasting": Words(LOWER),
        "purposes": Words(LOWER),
        "in_writing": Words(LOWER),
        "particles": Words(LOWER),
        "likening": Words(LOWER),
        "standing_alone": Words(LOWER),
        "floating": Words(LOWER),
        "adversative": Words(LOWER),
        "authors": Words(LOWER),
        "tools": Words(LOWER),
        "disagreeing": Words(LOWER),
        "names": Words(LOWER),
        "clefts": Words(LOWER),
        "connectives": Words(LOWER),
        "salutations": Words(LOWER),
        "addresses": Words(LOWER),
        "vocatives": Words(LOWER),
        "pointing": Words(LOWER),
        "definite": Words(LOWER),
        "not_referring": Words(LOWER),
        "small_in_titles": Words(LOWER),
        "name_joiners": Words(LOWER),
        "replies": Words(LOWER),
        "sworn_by": Words(LOWER),
        "parts_of_speakers": Words(LOWER),
        "voices": Words(LOWER, within=("function_words.parts_of_speakers",)),
        "name_prepositions": Words(LOWER, within=("function_words.name_joiners",)),
        "before_sites": Words(LOWER),
        "sentence_openers": Words(LOWER),
        "unfinished": Words(LOWER),
        "subordinating": Words(LOWER),
        "auxiliaries": Words(LOWER),
        "coarse": Words(LOWER),
    },
    "offices": {
        "leaders": Words(longest=3),
        "held_by_one": Words(),
        "ranks.*": Words(behind=("offices.ranks.*",)),
        "bodies.*": Words(longest=5, behind=("offices.bodies.*",)),
        "roles.*": Words(longest=5, behind=("offices.roles.*",)),
        "office.*.name": Words(longest=9, behind=("offices.office.*.name",), single=True),
        "office.*.variants": Words(longest=9, behind=OFFICES),
        "office.*.kind": Words(EXACT, single=True),
        "office.*.country": Words(longest=9, single=True),
        "office.*.body": Words(EXACT, longest=9, single=True),
        "office.*.holders": Words(longest=2),
    },
    "organisation_nouns": {
        "nouns.*": Words(behind=("organisation_nouns.nouns.*",)),
        "endings": Words(),
        "media": Words(within=("organisation_nouns.endings",)),
        "names": Words(longest=4),
        "channels": Words(within=("organisation_nouns.names",)),
        "papers": Words(longest=2),
        "acronyms": Words(LOWER),
        "plural_owners": Words(),
    },
    "person_nouns": {
        "female": Words(behind=PERSONS[1:]),
        "male": Words(behind=PERSONS[2:]),
        "neutral": Words(),
    },
    "places": {
        "*.names": Words(longest=6, behind=("places.*.names",)),
        "*.adjectives": Words(longest=3, behind=("places.*.adjectives",)),
        "*.capitals": Words(longest=4, behind=("places.*.names", "places.*.capitals")),
    },
    "rarer_persons": {
        "female": Words(LOWER, behind=(*PERSONS, *RARER_PERSONS[1:])),
        "male": Words(LOWER, behind=(*PERSONS, *RARER_PERSONS[2:])),
        "neutral": Words(LOWER, behind=PERSONS),
    },
    "pronouns": {
        "masculine": Words(),
        "feminine": Words(behind=("pronouns.masculine",)),
        "neuter": Words(),
        "plural": Words(),
        "first": Words(),
        "first_plural": Words(behind=("pronouns.first",)),
        "second": Words(behind=("pronouns.first", "pronouns.first_plural")),
        "relative": Words(),
        "personal": Words(LOWER),
        "impersonal": Words(LOWER),
        "of_oneself": Words(LOWER),
    },
    "telling": {
        "verbs.*": Words(LOWER, within=CUES),
        "nouns.*": Words(LOWER),
        "absent.*": Words(LOWER),
        "governed.*": Words(LOWER, keys_within=CUES),
    },
    "insertions": {"openings": Words(longest=2), "following": Words()},
    "speaker_labels": {
        "roles": Words(),
        "addressed": Words(),
        "askers": Words(),
        "answerers": Words(),
        "sworn": Words(LOWER),
        "procedure": Words(longest=4),
        "outcries": Words(LOWER),
        "notes": Words(),
        "scenes": Words(longest=3),
    },
    "titles": {
        "honorifics.female": Words(behind=HONORIFICS[1:]),
        "honorifics.male": Words(behind=HONORIFICS[2:]),
        "honorifics.neutral": Words(),
        "dotted": Words(LOWER),
        "addresses": Words(within=HONORIFICS[2:]),
        "civil": Words(within=HONORIFICS),
        "addressed": Words(),
        "offices": Words(behind=(*HONORIFICS, *PERSONS)),
        "suffixes": Words(),
        "abbreviations.*": Words(single=True, within=HONORIFICS),
        "dignities": Words(),
        "particles": Words(LOWER),
        "epithets": Words(),
        "phrases": Words(longest=4),
        "times": Words(),
    },
}
"""The lists of every file, by name."""
