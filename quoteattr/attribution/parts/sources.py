"""The source of a cue, by its grammar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.attribution.parts.adjacent import (
    adjacent_source,
    first_noun_phrase,
    noun_phrase_from,
    phrase_after,
)
from quoteattr.attribution.parts.chained_cues import (
    SUBJECTS,
    governing_report,
    is_before_verb,
    is_reporting_participle,
    reports_on,
)
from quoteattr.attribution.parts.grammar import (
    case_words,
    is_raising,
    makes_document,
    takes_hearer,
)
from quoteattr.attribution.parts.speaking import is_impersonal, is_people
from quoteattr.attribution.parts.subjects import nearest_subject
from quoteattr.lexicon import words
from quoteattr.lexicon.kinds import is_part_of_speaker, is_time, pronouns

if TYPE_CHECKING:
    from quoteattr.syntax.tree import Sentence, Token

__all__ = [
    "NOMINAL",
    "cue_source",
    "heard_source",
    "is_passive",
    "is_quoted_saying",
    "verb_source",
]

NOMINAL = {"NOUN", "PROPN", "PRON"}
"""Parts of speech of those who speak and hear."""
SHARED = {"conj", "xcomp", "advcl", "acl", "ccomp", "parataxis"}
"""Relations of a verb that shares the subject of its head if it has none of its own."""


def verb_source(sentence: Sentence, verb: Token) -> Token | None:
    """Return the head of the noun phrase that is the source of a verb.

    It is the agent of a passive, the verb's own subject, or one that the verb shares: *The mayor*
    resigned, **saying** that …; *a letter* **warning** that …
    """
    agent = sentence.child(verb, "obl:agent")
    if agent is not None:
        return agent
    if is_raising(verb):
        return None
    if is_passive(sentence, verb):
        return next((o for o in sentence.children(verb, "obl") if _is_agent(sentence, o)), None)
    return nearest_subject(sentence, verb) or _shared_source(sentence, verb)


def _is_agent(sentence: Sentence, oblique: Token) -> bool:
    """Whether *by* marks an oblique as the agent, whatever relation the parser gives it."""
    return oblique.upos in NOMINAL and case_words(sentence, oblique) == "by"


def cue_source(sentence: Sentence, verb: Token, inside: set[int]) -> Token | None:
    """Return the source of a cue beside quoted speech: by the tree, or else the phrase next to it.

    Quotation marks often mislead a parser: it attaches the subject to a word of the quotation and
    takes the hearer for the subject: *"…," the mayor* **told** *reporters*.

    Args:
        sentence: The sentence of the cue.
        verb: Its reporting verb.
        inside: Indices of the quoted tokens, among which no source is sought.
    """
    own = _quoted_source(sentence, verb) or heard_source(sentence, verb)
    own = own or _own_source(sentence, verb)
    if own is not None and own.index not in inside and not _is_hearer(verb, own):
        return _inverted(sentence, verb, own) or own
    before = max((i for i in inside if i < verb.index), default=None)
    if before is not None:
        between = first_noun_phrase(sentence, before + 1, verb.index)
        return between or phrase_after(sentence, verb, inside)
    shared = (
        verb_source(sentence, verb)
        or adjacent_source(sentence, verb)
        or _subject_of_opening(sentence, verb)
    )
    if shared is not None and shared.index not in inside:
        return shared
    return _source_above(sentence, verb, inside) if verb.xpos == "VBG" else None


def _quoted_source(sentence: Sentence, verb: Token) -> Token | None:
    """Return who says what another quotes: *"…," the paper* **quoted** *the mayor as saying*."""
    participles = sentence.children(verb, "advcl", "xcomp", "acl")
    if verb.lemma != "quote" or not any(is_quoted_saying(sentence, p) for p in participles):
        return None
    return sentence.child(verb, "obj", "iobj", "nsubj:pass")


def _own_source(sentence: Sentence, verb: Token) -> Token | None:
    """Return the agent or subject attached to a verb; of a voice or face, its owner."""
    own = sentence.child(verb, "obl:agent") or nearest_subject(sentence, verb)
    if own is None and not sentence.child(verb, "aux:pass"):
        own = sentence.child(verb, "nsubj:pass")  # "The statement added:" parsed as a passive
    return (_owner(sentence, own) or own) if own and is_part_of_speaker(own.lemma) else own


def _owner(sentence: Sentence, part: Token) -> Token | None:
    """Return whose voice or face speaks: **his mother's** *voice*, *the voice of* **the lady**."""
    of = (t for t in sentence.children(part, "nmod") if case_words(sentence, t) == "of")
    persons = (t for t in of if t.upos == "PROPN" or is_people(t))
    return sentence.child(part, "nmod:poss") or next(persons, None)


OVERHEARING = words("cues", "verbs.overhearing")


def heard_source(sentence: Sentence, verb: Token) -> Token | None:
    """Return who is heard to speak: *"Come,"* *Ada heard* **her mother** *say*."""
    head = sentence.head(verb)
    if head is None or verb.xpos != "VB" or head.lemma not in OVERHEARING:
        return None
    objects = (t for t in sentence.children(head, "obj", "nsubj") if head.index < t.index)
    return sentence.child(verb, "nsubj") or next(objects, None)


def _is_hearer(verb: Token, subject: Token) -> bool:
    """Whether a subject after its verb is really the hearer: *the mayor* **told** *reporters*."""
    return subject.index > verb.index and takes_hearer(verb)


def _inverted(sentence: Sentence, verb: Token, subject: Token) -> Token | None:
    """Find a source between two commas after its verb: *The plan,* **said Ruiz**, *"works."*.

    The parser took *the plan*, which belongs to the content, for the subject.
    """
    before = sentence.neighbour(verb, -1)
    if subject.index > verb.index or before is None or before.text != "," or takes_hearer(verb):
        return None
    speaker = noun_phrase_from(sentence, verb.index + 1, set())
    if speaker is None or is_time(speaker.text):
        return None
    following = sentence.neighbour(sentence.subtree(speaker)[-1])
    return speaker if following is not None and following.text == "," else None


def _subject_of_opening(sentence: Sentence, verb: Token) -> Token | None:
    """Return who speaks after a verb that opens its sentence: *Then* **said the king**, *"…"*."""
    if any(t.upos not in {"ADV", "CCONJ", "PUNCT", "INTJ"} for t in sentence.tokens[: verb.index]):
        return None
    following = phrase_after(sentence, verb)
    return following if following is not None and not is_impersonal(following) else None


def _source_above(sentence: Sentence, participle: Token, inside: set[int]) -> Token | None:
    """Return the first source of a verb above a participle: *Ruiz nodded,* **asserting**, *"…"*."""
    around = (t for t in sentence.ancestors(participle) if t.index not in inside)
    sources = (verb_source(sentence, verb) for verb in around)
    return next((s for s in sources if s is not None and s.index not in inside), None)


def is_passive(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb is passive, reduced ones included: *the sums* **expected**.

    In **asked** *about the sums, he said …* taggers take the participle for the past tense.
    """
    if sentence.child(verb, "aux:pass", "nsubj:pass") is not None:
        return True
    if (verb.xpos, verb.relation) == ("VBN", "xcomp"):
        return True
    if verb.relation == "advcl" and not sentence.child(verb, "aux", *SUBJECTS):
        is_before = verb.index < verb.head or takes_hearer(verb)
        return verb.xpos == "VBN" or (verb.xpos == "VBD" and is_before)
    is_perfect = sentence.child(verb, "aux", *SUBJECTS) is not None  # "who has called it odd"
    return verb.xpos == "VBN" and verb.relation in {"acl", "amod"} and not is_perfect


def _shared_source(sentence: Sentence, verb: Token) -> Token | None:
    """Return the source that a verb without a subject of its own shares with a verb above it."""
    report = _continued_report(sentence, verb)
    if report is not None:
        return verb_source(sentence, report)
    head = sentence.head(verb)
    is_relative = verb.deprel in {"acl:relcl", "advcl:relcl"}
    if head is None or is_relative or verb.relation not in SHARED:
        return None
    if verb.relation == "acl" and head.upos in NOMINAL:
        return _source_of_modifier(sentence, verb, head)
    teller = _teller(sentence, verb, head)
    if teller is not None:
        return teller
    obj = sentence.child(head, "obj", "iobj")
    if obj is not None and (verb.relation == "xcomp" or is_quoted_saying(sentence, verb)):
        return obj
    return _shared_subject(sentence, verb, head) if verb.relation != "acl" else None


def _continued_report(sentence: Sentence, verb: Token) -> Token | None:
    """Return the reporting verb whose report a later verb continues, if it does."""
    continues = is_reporting_participle(sentence, verb) or reports_on(sentence, verb)
    if not continues or is_before_verb(sentence, verb):
        return None
    return governing_report(sentence, verb)


def _teller(sentence: Sentence, verb: Token, head: Token) -> Token | None:
    """Return who tells *me*, where the tree has it that *I* do: *I met* **a man** *who told me …*.

    The relative clause has a verb more: *I met a man who had been there and* **told** *me that …*.
    """
    subject = sentence.child(head, *SUBJECTS)
    if verb.relation != "conj" or subject is None or subject.lower not in SELVES:
        return None
    objects = [t for t in sentence.subtree(verb) if t.lower in SELVES[subject.lower]]
    if not objects or any(t.lower == subject.lower for t in sentence.subtree(verb)):
        return None
    between = sentence.tokens[head.index : verb.index]
    relatives = [t for t in between if t.deprel == "acl:relcl"]
    return sentence.head(relatives[-1]) if relatives else None


SELVES = {"i": pronouns("first"), "we": pronouns("first_plural")}
"""Pronouns of the first person, as subjects, with those for the same person."""


def _shared_subject(sentence: Sentence, verb: Token, head: Token) -> Token | None:
    """Return the subject of a verb's head, or what the head shares in turn."""
    passive = sentence.child(head, "nsubj:pass")
    if passive is not None and verb.relation != "ccomp":
        return passive
    return sentence.child(head, *SUBJECTS) or _shared_source(sentence, head)


def _source_of_modifier(sentence: Sentence, verb: Token, noun: Token) -> Token | None:
    """Return the source of a verb that modifies a noun: *a letter* **warning** *that …*.

    It is the noun itself. But if somebody has the noun (*time to* **tell**) or makes it (*issued a
    statement* **saying** *…*), it is the noun's possessor or the source of the verb above.
    """
    possessor = sentence.child(noun, "nmod:poss")
    if possessor is not None and verb.xpos != "VBG":
        return possessor
    if any(t.lower in HAVING for t in sentence.children(verb, "mark")):
        return possessor or _governing_source(sentence, noun)
    above = sentence.head(noun)
    if noun.relation == "obj" and above is not None and makes_document(above, noun):
        return _governing_source(sentence, noun) or noun
    return noun


def _governing_source(sentence: Sentence, noun: Token) -> Token | None:
    """Return the source of the verb that a noun depends on."""
    above = sentence.head(noun)
    return verb_source(sentence, above) if above is not None and above.upos == "VERB" else None


HAVING = words("function_words", "purposes")
"""Marks of a verb that specifies a noun: *time* **to** *tell*."""


def is_quoted_saying(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb says what the object above it said: *quoted the mayor* **as saying** *…*."""
    return verb.xpos == "VBG" and any(t.lower == "as" for t in sentence.children(verb, "mark"))
