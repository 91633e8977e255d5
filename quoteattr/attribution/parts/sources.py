"""Whom the grammar of a cue names: the source and the addressee."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.attribution.parts.chained_cues import (
    SUBJECTS,
    governing_report,
    is_reporting_participle,
    reports_on,
)
from quoteattr.attribution.parts.cues import verbs
from quoteattr.attribution.parts.grammar import (
    called_on,
    case_words,
    is_raising,
    makes_document,
    puts_it,
    takes_hearer,
)
from quoteattr.lexicon import words
from quoteattr.lexicon.kinds import is_time

if TYPE_CHECKING:
    from collections.abc import Collection

    from quoteattr.syntax.tree import Sentence, Token

__all__ = [
    "addressee_of",
    "adjacent_source",
    "cue_source",
    "nearest_subject",
    "noun_source",
    "verb_source",
]

NOMINAL = {"NOUN", "PROPN", "PRON", "NUM"}
SHARED = {"conj", "xcomp", "advcl", "acl", "ccomp", "parataxis"}
"""Relations by which a verb without a subject of its own shares that of its head."""


def verb_source(sentence: Sentence, verb: Token) -> Token | None:
    """Head of the noun phrase that does what the verb says.

    The agent of a passive, the verb's own subject, or the one that it shares: *The mayor* resigned,
    **saying** that …; *a letter* **warning** that …
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
    """Whether *by* makes it one, whatever the parser calls it."""
    return oblique.upos in NOMINAL - {"NUM"} and case_words(sentence, oblique) == "by"


def nearest_subject(sentence: Sentence, verb: Token) -> Token | None:
    """The verb's own subject; of several that a parser has hung on it, the one right before it.

    Where none stands right before it, the nearest.
    """
    subjects = [s for s in sentence.children(verb, *SUBJECTS) if s.deprel != "nsubj:pass"]
    if len(subjects) < 2:
        return subjects[0] if subjects else None
    start = verb.index
    while start > 0 and sentence[start - 1].upos in {"AUX", "ADV"}:
        start -= 1
    before = [s for s in subjects if sentence.subtree(s)[-1].index == start - 1]
    if not before and (earlier := [s for s in subjects if s.index < verb.index]):
        subjects = earlier
    return before[0] if before else min(subjects, key=lambda s: abs(s.index - verb.index))


def cue_source(sentence: Sentence, verb: Token, inside: set[int]) -> Token | None:
    """The source of a cue beside marked speech: by the tree, or else the noun phrase next to it.

    A parser that stumbles over the marks often hangs the subject on a word of the quotation, and
    takes who hears for the subject: *"…," the mayor* **told** *reporters*.

    Args:
        sentence: The sentence of the cue.
        verb: Its reporting verb.
        inside: Indices of the tokens that are marked speech, where no source is looked for.
    """
    own = sentence.child(verb, "obl:agent") or nearest_subject(sentence, verb)
    if own is None and not sentence.child(verb, "aux:pass"):
        own = sentence.child(verb, "nsubj:pass")  # "The statement added:" read as a passive
    hears = own is not None and own.index > verb.index and takes_hearer(verb)
    if own is not None and own.index not in inside and not hears:
        return _inverted(sentence, verb, own) or own
    before = [i for i in inside if i < verb.index]
    if before:
        between = _first_noun_phrase(sentence, max(before) + 1, verb.index)
        return between or _noun_phrase_from(sentence, verb.index + 1, inside)
    shared = verb_source(sentence, verb) or adjacent_source(sentence, verb)
    if shared is not None and shared.index not in inside:
        return shared
    return _subject_around(sentence, verb, inside) if verb.xpos == "VBG" else None


def _inverted(sentence: Sentence, verb: Token, subject: Token) -> Token | None:
    """*The plan,* **said Ruiz**, *"will work."*: who speaks, not the subject that is reported.

    It stands between the verb, after a comma, and the next comma.
    """
    before = sentence.neighbour(verb, -1)
    if subject.index > verb.index or before is None or before.text != "," or takes_hearer(verb):
        return None
    speaker = _noun_phrase_from(sentence, verb.index + 1, set())
    if speaker is None or is_time(speaker.text):
        return None
    following = sentence.neighbour(sentence.subtree(speaker)[-1])
    return speaker if following is not None and following.text == "," else None


def _subject_around(sentence: Sentence, participle: Token, inside: set[int]) -> Token | None:
    """*The mayor nodded,* **asserting**, *"I paid"*: parsers hang such a cue on the speech."""
    around = (t for t in sentence.ancestors(participle) if t.index not in inside)
    sources = (verb_source(sentence, verb) for verb in around)
    return next((s for s in sources if s is not None and s.index not in inside), None)


def adjacent_source(sentence: Sentence, verb: Token) -> Token | None:
    """Head of the noun phrase beside a finite verb that the parser left without a subject.

    It stands right before the verb, or, where a comma does, right after: *, says the mayor*.
    """
    if verb.xpos not in {"VBD", "VBZ", "VBP"} or sentence.child(verb, "nsubj:pass", "csubj"):
        return None
    before = sentence.neighbour(verb, -1)
    if before is not None and before.text == ",":
        return _noun_phrase_from(sentence, verb.index + 1, set())
    end = verb.index
    while end > 0 and sentence[end - 1].upos in {"AUX", "ADV"}:
        end -= 1
    first = end
    while first > 0 and _in_phrase(sentence[first - 1]):
        first -= 1
    return _first_noun_phrase(sentence, first, end)


def _in_phrase(token: Token) -> bool:
    return token.upos in PHRASE or token.xpos in {"-LRB-", "-RRB-", "HYPH"}


PHRASE = NOMINAL | {"ADJ", "DET", "ADP", "PART", "SYM", "X"}
"""What a noun phrase without commas is made of."""


def _noun_phrase_from(sentence: Sentence, first: int, inside: set[int]) -> Token | None:
    """Head of the noun phrase that starts right here."""
    for token in sentence.tokens[first:]:
        if token.index in inside or token.upos in {"PUNCT", "VERB", "ADP", "SCONJ", "CCONJ"}:
            return None
        if token.deprel == "obl:unmarked":  # said Tuesday
            return None
        if token.upos in NOMINAL:
            return _topmost(sentence, token, first, len(sentence), inside)
    return None


def _first_noun_phrase(sentence: Sentence, first: int, end: int) -> Token | None:
    """Head of the first noun phrase of a stretch of tokens."""
    for token in sentence.tokens[first:end]:
        if token.upos in NOMINAL:
            return _topmost(sentence, token, first, end, set())
    return None


def _topmost(sentence: Sentence, token: Token, first: int, end: int, inside: set[int]) -> Token:
    """The highest nominal above a token that stands within a stretch of tokens."""
    head = sentence.head(token)
    while (
        head is not None
        and head.upos in NOMINAL
        and first <= head.index < end
        and head.index not in inside
    ):
        token, head = head, sentence.head(head)
    return token


def is_passive(sentence: Sentence, verb: Token) -> bool:
    """Whether the verb is in the passive.

    A reduced one included: *the sums* **expected**; **asked** *about the sums, he said …*, which
    taggers take for the past tense.
    """
    if sentence.child(verb, "aux:pass", "nsubj:pass") is not None:
        return True
    if verb.relation == "advcl" and not sentence.child(verb, "aux", *SUBJECTS):
        is_before = verb.index < verb.head or takes_hearer(verb)
        return verb.xpos == "VBN" or (verb.xpos == "VBD" and is_before)
    is_perfect = sentence.child(verb, "aux", *SUBJECTS) is not None  # "who has called it odd"
    return verb.xpos == "VBN" and verb.relation in {"acl", "amod"} and not is_perfect


def _shared_source(sentence: Sentence, verb: Token) -> Token | None:
    if is_reporting_participle(sentence, verb) or reports_on(sentence, verb):
        governor = governing_report(sentence, verb)
        if governor is not None:
            return verb_source(sentence, governor)
    head = sentence.head(verb)
    if head is None or verb.relation not in SHARED or verb.deprel == "advcl:relcl":
        return None
    if verb.deprel == "acl:relcl":
        return None
    if verb.relation == "acl" and head.upos in {"NOUN", "PROPN", "PRON"}:
        return _source_of_modifier(sentence, verb, head)
    if (obj := sentence.child(head, "obj", "iobj")) and (
        verb.relation == "xcomp" or _is_quoted(sentence, verb)
    ):
        return obj
    if verb.relation in {"conj", "xcomp", "advcl", "parataxis", "ccomp"}:
        passive = sentence.child(head, "nsubj:pass")
        if passive is not None and verb.relation != "ccomp":
            return passive
        own = next(iter(sentence.children(head, *SUBJECTS)), None)
        return own if own is not None else _shared_source(sentence, head)
    return None


def _source_of_modifier(sentence: Sentence, verb: Token, noun: Token) -> Token | None:
    """The source of a verb that modifies a noun: *a letter* **warning** *that …*.

    It is the noun; but where somebody has the noun (*time to* **tell**) or makes it (*issued a
    statement* **saying** *…*), it is whose the noun is, or the subject of the verb above.
    """
    possessor = sentence.child(noun, "nmod:poss")
    if possessor is not None and verb.xpos != "VBG":
        return possessor
    above = sentence.head(noun)
    is_had = any(t.lower in HAVING for t in sentence.children(verb, "mark"))
    is_made = noun.relation == "obj" and above is not None and makes_document(above, noun)
    if not (is_had or is_made):
        return noun
    doer = verb_source(sentence, above) if above is not None and above.upos == "VERB" else None
    return possessor or doer if is_had else doer or noun


HAVING = words("function_words", "purposes")
"""What stands before a verb that says what a noun is about: *time* **to** *tell*."""


def _is_quoted(sentence: Sentence, verb: Token) -> bool:
    """*The agency quoted the mayor* **as saying** …: the object of the verb above speaks."""
    return verb.xpos == "VBG" and any(t.lower == "as" for t in sentence.children(verb, "mark"))


def noun_source(sentence: Sentence, noun: Token, content: Collection[int]) -> Token | None:
    """Whose claim, view or warning it is: *the bank's* **warning**, a **claim** by *the bank*."""
    possessor = sentence.child(noun, "nmod:poss")
    if possessor is not None:
        return possessor
    for dependent in sentence.children(noun, "nmod"):
        if dependent.index not in content and case_words(sentence, dependent) in AUTHORS:
            return dependent
    head = sentence.head(noun)
    if head is not None and noun.relation == "obj" and head.lemma.lower() in verbs("light"):
        return verb_source(sentence, head)
    clauses = sentence.children(noun, "acl:relcl")  # the answer *she* gave
    given = next((c for c in clauses if c.lemma.lower() in verbs("light")), None)
    return nearest_subject(sentence, given) if given is not None else None


AUTHORS = words("function_words", "authors") | {"of"}
"""Prepositions before whose words a noun is about."""


def addressee_of(sentence: Sentence, verb: Token, content: set[int]) -> Token | None:
    """Who is spoken to: **told** *reporters*, **said** to *the court*, **called** on *members*."""
    if puts_it(sentence, verb):
        return None
    hearers = ("iobj", "obj", "nsubj") if takes_hearer(verb) else ("iobj", "obj")
    subject = nearest_subject(sentence, verb)
    for dependent in sentence.children(verb, *hearers):
        if dependent.deprel == "nsubj" and (dependent == subject or dependent.index < verb.index):
            continue
        if dependent.index not in content and dependent.upos in {"NOUN", "PROPN", "PRON"}:
            return dependent
    for dependent in sentence.children(verb, "obl"):
        if dependent.index not in content and case_words(sentence, dependent) == "to":
            return dependent
    return called_on(sentence, verb)
