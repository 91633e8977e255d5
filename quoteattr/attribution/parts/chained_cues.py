"""Reporting verbs that follow a content: *said it was safe,* **adding** *that …*.

Parsers attach them to words of the content, as if they belonged to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.attribution.parts.cues import (
    WordClass,
    cue_word,
    quotatives,
    reporting_lemma,
    speech_verb,
    verbs,
)
from quoteattr.attribution.parts.speaking import is_thing
from quoteattr.lexicon import words
from quoteattr.records import Act

if TYPE_CHECKING:
    from quoteattr.syntax.relations import Relation
    from quoteattr.syntax.tree import Sentence, Token

__all__ = [
    "SUBJECTS",
    "admits_beside",
    "announces",
    "finite_tag",
    "governing_report",
    "is_before_verb",
    "is_reporting_participle",
    "reports_anew",
    "reports_on",
]

SUBJECTS: tuple[Relation, ...] = ("nsubj", "nsubj:outer")


def is_reporting_participle(sentence: Sentence, verb: Token) -> bool:
    """Whether a participle after a comma reports: *said it was safe*, **adding** *that …*."""
    return (
        verb.xpos == "VBG"
        and verb.relation in {"advcl", "xcomp", "conj", "parataxis", "ccomp"}
        and _is_after_comma(sentence, verb)
        and reporting_lemma(verb, WordClass.VERB) in quotatives()
        and not sentence.child(verb, *SUBJECTS)
    )


def is_before_verb(sentence: Sentence, participle: Token) -> bool:
    """Whether a participle comes between subject and verb: *that Berg,* **insisting** *…, left*."""
    head = sentence.head(participle)
    subject = sentence.child(head, *SUBJECTS) if head is not None else None
    if head is None or subject is None:
        return False
    return subject.index < participle.index < head.index


def governing_report(sentence: Sentence, participle: Token) -> Token | None:
    """Return the finite reporting verb that shares its source with a verb after its content.

    *The ministry insisted it was not leaving,* **saying** …: returns *insisted*.
    """
    head = sentence.head(participle)
    while head is not None:
        above = sentence.head(head)
        is_content = head.relation == "ccomp" and above is not None and above.index < head.index
        if is_content and above and _may_govern(sentence, above, head):
            return above
        head = above
    return None


def _may_govern(sentence: Sentence, verb: Token, clause: Token) -> bool:
    """Whether a verb reports a clause: it can introduce direct speech, or *that* follows it."""
    lemma = reporting_lemma(verb, WordClass.VERB)
    is_marked = any(t.lower == "that" for t in sentence.children(clause, "mark"))
    return lemma in quotatives() or (lemma != "" and is_marked)


def reports_anew(sentence: Sentence, token: Token) -> bool:
    """Whether a clause coordinated with a content is a new report: *, and* **she complained** *…*.

    A comma before it, a subject of its own and the absence of a second *that* tell it apart: *says
    that it is safe, and* **she complained** *about …*. Its verb reports, or a colon and a quotation
    follow: *, but* **she left him a word of comfort**: *"…"*.
    """
    if _contrasts(sentence, token):
        return True
    if token.relation != "conj":
        return False
    if not announces(sentence, token) and not _has_content(sentence, token):
        return False
    subject = sentence.child(token, "nsubj")
    return subject is not None and _is_joined_after_comma(sentence, sentence.subtree(subject)[0])


def _contrasts(sentence: Sentence, verb: Token) -> bool:
    """Whether a clause sets another report against one: *it is safe, while* **he said** *…*."""
    mark, subject = sentence.child(verb, "mark"), sentence.child(verb, "nsubj")
    if verb.deprel != "advcl" or mark is None or mark.lower not in CONTRASTING:
        return False
    quotes = speech_verb(verb) is not None and sentence.child(verb, "ccomp", "advcl") is not None
    return (
        (quotes or _charges(sentence, verb))
        and subject is not None
        and not is_thing(subject)
        and _is_after_comma(sentence, mark)
    )


CONTRASTING = words("function_words", "contrasting")


def _charges(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb of speech has somebody for its object: *while* **Israel accused** *Iran*."""
    word = cue_word(verb)
    told = sentence.child(verb, "obj")
    return word is not None and word.act is Act.SPEECH and told is not None and not is_thing(told)


def _has_content(sentence: Sentence, verb: Token) -> bool:
    """Whether a speech verb has something to report: not *they* **called** *that evening*."""
    if speech_verb(verb) is None:
        return False
    found = sentence.children(verb, "ccomp", "xcomp", "obj", "iobj", "obl", "parataxis")
    return any(t.deprel != "obl:unmarked" for t in found)


def announces(sentence: Sentence, verb: Token) -> bool:
    """Whether the clause of a verb ends in a colon and an opening quotation mark."""
    colon = next((t for t in sentence.tokens[verb.index :] if t.text in {":", ";", "."}), None)
    after = sentence.neighbour(colon) if colon is not None and colon.text == ":" else None
    return after is not None and after.xpos == "``"


def reports_on(sentence: Sentence, token: Token) -> bool:
    """Whether a verb without a subject reports more: *said it fell, and* **added** *that …*.

    After a comma, it has a complement clause or cites a source: *declined to name them,* **saying**
    *that …*; *reported that it sank,* **citing** *officials*. Without a comma, it is coordinated
    with the content but resumes the report.
    """
    if sentence.child(token, "mark", "aux", *SUBJECTS, "nsubj:pass"):
        return False
    if token.relation == "conj":
        follows = _is_joined_after_comma(sentence, token)
    else:
        is_participle = (token.xpos, token.relation) == ("VBG", "advcl")
        follows = is_participle and _is_after_comma(sentence, token)
    if follows and (_has_clause(sentence, token) or _cites(sentence, token)):
        return True
    return token.relation == "conj" and _resumes_report(sentence, token)


def _resumes_report(sentence: Sentence, verb: Token) -> bool:
    """Whether a coordinated verb resumes a report: *said that she likes him and* **called** *…*.

    Parsers coordinate it with *likes*. It has the tense of the reporting verb, while the clause it
    is coordinated with has another tense, a copula, or a subject that cannot speak: *that fares had
    risen and* **stressed** ….
    """
    governor, joined = governing_report(sentence, verb), sentence.head(verb)
    word = speech_verb(verb)
    if governor is None or joined is None or word is None or word.act is Act.THOUGHT:
        return False
    own, governing = finite_tag(sentence, verb), finite_tag(sentence, governor)
    if _is_mute(sentence, joined) and verb.lemma.lower() not in verbs("documentary"):
        return own in {governing, "VBN"}  # "had risen and stressed" looks like one perfect tense
    is_apart = own != finite_tag(sentence, joined) or sentence.child(joined, "cop") is not None
    return own == governing and (is_apart or verb.lemma == governor.lemma)


def _is_mute(sentence: Sentence, verb: Token) -> bool:
    """Whether the subject of a verb is a thing."""
    subject = sentence.child(verb, *SUBJECTS, "nsubj:pass")
    return subject is not None and is_thing(subject)


def finite_tag(sentence: Sentence, verb: Token) -> str:
    """Return the tag of a clause's finite word: its first auxiliary or copula, or else its verb."""
    finite = sentence.child(verb, "aux", "cop", "aux:pass") or verb
    return finite.xpos


def _has_clause(sentence: Sentence, verb: Token) -> bool:
    """Whether a speech verb has a complement clause: **adding** *that it was safe*."""
    return speech_verb(verb) is not None and sentence.child(verb, "ccomp") is not None


def _cites(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb names a source as its object: **citing** *officials*."""
    return verb.lemma.lower() in verbs("citing") and sentence.child(verb, "obj") is not None


def _is_joined_after_comma(sentence: Sentence, token: Token) -> bool:
    """Whether a comma and a conjunction stand right before a word: *, and* **recommended**."""
    joiner = sentence.neighbour(token, -1)
    return joiner is not None and joiner.relation == "cc" and _is_after_comma(sentence, joiner)


def _is_after_comma(sentence: Sentence, token: Token) -> bool:
    before = sentence.neighbour(token, -1)
    return before is not None and before.text == ","


def admits_beside(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb of insight reports what is admitted, beside another report.

    *The one said she was poor; the other* **recognized** *that she was not*.
    """
    head = sentence.head(verb)
    is_beside = head is not None and verb.relation in {"conj", "parataxis"}
    is_insight = verb.lemma.lower() in words("telling", "verbs.admitting")
    return is_insight and is_beside and head is not None and speech_verb(head) is not None
