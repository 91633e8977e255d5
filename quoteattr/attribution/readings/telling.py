"""Whether a reading tells a content, or only that somebody did something with words.

*The company denied any wrongdoing* tells what it said. *She thanked the crew*, *he ordered a
coffee*, *the video shows a crane* and *nobody said when* do not: the same verbs stand for deeds,
for what can be seen, or for what was not said. Such readings are :attr:`.Act.OTHER`. The words by
which they are told apart stand in ``telling.toml`` and ``concrete_nouns.toml`` of the lexicon.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.attribution.parts.cues import (
    WordClass,
    is_negated,
    quotatives,
    reporting_lemma,
    verbs,
)
from quoteattr.attribution.parts.grammar import FINITE, case_words, is_infinitive, makes_document
from quoteattr.attribution.parts.row import Content
from quoteattr.attribution.parts.sayable import (
    is_bare,
    is_clausal,
    is_sayable,
    is_voiced,
    refers_back,
)
from quoteattr.attribution.parts.speaking import is_thing
from quoteattr.lexicon import table, words
from quoteattr.lexicon.kinds import noun_kind
from quoteattr.records import Act, Construction, Kind

if TYPE_CHECKING:
    from quoteattr.attribution.readings.told import Told
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["act_if_told"]


def act_if_told(act: Act, told: Told) -> Act:
    """Return the act of a reading, or :attr:`.Act.OTHER` if it tells nothing that was said."""
    return act if act is Act.THOUGHT or tells_content(told) else Act.OTHER


def tells_content(told: Told) -> bool:
    """Whether a reading tells what somebody said, wrote or thought."""
    if told.kind is Content.ASIDE:
        return not _has_modal(told, GUESSES)
    if told.kind in {Content.MARKED, Content.LAYOUT}:
        return True
    if _is_unsaid(told) or _is_mute(told):
        return False
    if told.kind is Content.INFINITIVE:
        return not _is_mere_deed(told)
    if told.kind is Content.CLAUSE:
        heads = told.heads
        return not any(_is_empty(told.sentence, h) or _speaks_itself(told, h) for h in heads)
    return _is_told_in_phrase(told)


def _is_empty(sentence: Sentence, head: Token) -> bool:
    """Whether what a parser took for a clause stands for no words: *said* **hardly a word**."""
    return head.lemma.lower() in EMPTY and not is_clausal(sentence, head)


EMPTY = words("telling", "nouns.empty")


def _is_unsaid(told: Told) -> bool:
    """Whether nothing is said: *did not say when*, *nobody said that*, *without saying that*."""
    token, source = told.word.token, told.source
    if told.word.lemma in _verbs("refusing"):
        return not any(_is_answer(told.sentence, head) for head in told.heads)
    if is_negated(told.sentence, token) or _is_still_to_come(told.sentence, token):
        return True
    if _notices(told):
        return True
    if any(t.lower in ABSENT_MARKS for t in told.sentence.children(token, "mark", "case", "cc")):
        return True
    return source is not None and _is_absent(told.sentence, source)


def _notices(told: Told) -> bool:
    """Whether somebody can **tell** something, and tells it nobody: *could tell that it hurt*."""
    sentence, verb = told.sentence, told.word.token
    hearers = (t for t in sentence.children(verb, "obj", "iobj") if t.index not in told.content)
    return told.word.lemma == "tell" and _has_modal(told, ABILITIES) and not any(hearers)


ABILITIES = words("telling", "absent.abilities")


def _is_still_to_come(sentence: Sentence, verb: Token) -> bool:
    """Whether somebody has **yet** to do it: *has yet to announce a date*."""
    head = sentence.head(verb) if verb.relation in {"xcomp", "ccomp"} else None
    others = sentence.children(head, "advmod") if head is not None else []
    return any(t.lower in LATER and t.index < verb.index for t in others)


LATER = words("telling", "absent.later")


def _is_answer(sentence: Sentence, head: Token) -> bool:
    """Whether it tells something that somebody refuses this: *to* **answer** *questions*."""
    return head.lemma in _verbs("answering") and sentence.child(head, "obj") is not None


def _is_absent(sentence: Sentence, source: Token) -> bool:
    """Whether a source is nobody: **Neither** *of them*, **no** *official*."""
    determiners = sentence.children(source, "det", "cc:preconj", "cc")
    return source.lower in ABSENT_SOURCES or any(t.lower in ABSENT_ONES for t in determiners)


ABSENT_MARKS = words("telling", "absent.marks")
ABSENT_SOURCES = words("telling", "absent.sources")
ABSENT_ONES = words("telling", "absent.determiners")


def _is_mute(told: Told) -> bool:
    """Whether the source is a thing: *the fire claimed ten lives*; *the video shows a crane*."""
    if told.source is None:
        return False
    if told.word.lemma in verbs("documentary") and told.source.lemma.lower() in PICTURES:
        return not any(_is_finite_clause(told.sentence, head) for head in told.heads)
    return told.kind is not Content.CLAUSE and is_thing(told.source)


PICTURES = words("telling", "nouns.pictures")


def _is_finite_clause(sentence: Sentence, head: Token) -> bool:
    """Whether a clause has a finite verb: *that a crane is falling*, and not *a crane falling*."""
    finite = sentence.child(head, "aux", "cop") or head
    return finite.xpos in FINITE and is_clausal(sentence, head)


def _is_mere_deed(told: Told) -> bool:
    """Whether an infinitive is what somebody did: *started to move*, *asked not to be named*."""
    lemma = told.word.lemma
    if lemma in _verbs("aspectual") or lemma in _verbs("consenting"):
        return True
    if told.word.word_class is WordClass.NOUN:
        return lemma not in CLAIMS
    return any(_stays_unnamed(told.sentence, head) for head in told.heads)


def _stays_unnamed(sentence: Sentence, head: Token) -> bool:
    """Whether somebody is not to be named: *asked* **not to be named**, *to remain anonymous*."""
    is_unnamed = head.lemma in _verbs("naming") and is_negated(sentence, head)
    return is_infinitive(sentence, head) and (is_unnamed or head.lower == "anonymous")


def _is_told_in_phrase(told: Told) -> bool:
    """Whether a noun phrase or a gerund tells what was said."""
    if told.construction in NAMED or told.word.lemma in verbs("naming"):
        named = told.quotes or any(_is_name(told, head) for head in told.heads)
        if named or told.construction in NAMED:
            return named
    if told.word.word_class is WordClass.NOUN:
        return _is_claimed(told)
    if told.word.word_class is WordClass.ADJECTIVE or told.word.lemma in _verbs("aspectual"):
        return False
    if _has_modal(told, MODALS) or any(_speaks_itself(told, head) for head in told.heads):
        return False
    heads = told.heads[: 1 if told.construction in LED else None]
    obliques = [head for head in heads if case_words(told.sentence, head)]
    if any(_is_told_in_oblique(told, head) for head in obliques):
        return True
    return any(_is_told_in_object(told, head) for head in heads if head not in obliques)


NAMES = {"xcomp", "iobj", "ccomp", "dep"}
"""Relations of what something is called."""
LED = {
    Construction.OBLIQUE,
    Construction.SUGGESTED_AFTER,
    Construction.SUGGESTED_AROUND,
    Construction.SUGGESTED_BEFORE,
}
"""Constructions of which the first part tells what kind of content it is."""
NAMED = {Construction.NAMED_OBJECT, Construction.NAMED_RELATIVE}
"""Constructions of what something is called."""


def _is_name(told: Told, head: Token) -> bool:
    """Whether a part says what something is called: *hailed it* **as a hit**, not *in May*."""
    if head.relation == "obl":
        return case_words(told.sentence, head) == "as"
    return told.construction is Construction.NAMED_RELATIVE or head.relation in NAMES


def _has_modal(told: Told, modals: frozenset[str]) -> bool:
    """Whether something may be said later: it **will** *demand pay*; *some* **might** *say*."""
    return any(t.lower in modals for t in told.sentence.children(told.word.token, "aux"))


GUESSES = words("telling", "absent.guesses")
MODALS = words("telling", "absent.modals")


def _speaks_itself(told: Told, head: Token) -> bool:
    """Whether another verb tells the content: *posted a comment* **stating** *…*.

    So it is where somebody is quoted: *quoted him* **as saying** *…*; *was quoted* **calling** *…*.
    """
    sentence, cue = told.sentence, told.word.token
    if told.word.lemma == "quote":
        participles = [head, *sentence.children(cue, "advcl", "xcomp")]
    elif makes_document(cue, head):
        participles = sentence.children(head, "acl")
    else:
        return False
    return any(t.xpos == "VBG" and reporting_lemma(t, WordClass.VERB) for t in participles)


def _is_told_in_object(told: Told, head: Token) -> bool:
    """Whether an object, or the subject of a passive, tells what was said."""
    sentence, lemma = told.sentence, told.word.lemma
    if told.quotes or is_clausal(sentence, head) or _points_to_words(told, head):
        return True
    if lemma in _verbs("judging") and _has_reason(told, head):
        return True
    if lemma in _verbs("counting") and sentence.child(head, "nummod"):
        return True
    if _is_carried(told, head) or _only_names(told, head):
        return False
    if lemma in _verbs("proposing"):
        return is_sayable(sentence, head, made=True)
    if lemma in _verbs("claiming") or lemma in verbs("documentary"):
        return is_sayable(sentence, head)
    return lemma in _verbs("voicing") and is_voiced(sentence, head)


def _only_names(told: Told, head: Token) -> bool:
    """Whether an object only names what is known or seen: *confirmed* **the loan**.

    A denial tells something of whatever it denies: *denied* **the murder**.
    """
    is_known = told.word.lemma != "deny" and refers_back(told.sentence, head)
    return is_known or (told.word.lemma in _verbs("judging") and head.lemma.lower() in PICTURES)


def _has_reason(told: Told, head: Token) -> bool:
    """Whether a parser gave a reason to who is judged: *accused the board* **of theft**."""
    reasons = {"of"} if told.word.lemma in _verbs("accusing") else {"for", "over"}
    parts = told.sentence.children(head, "nmod", "acl")
    return any(case_words(told.sentence, part) in reasons for part in parts)


def _is_carried(told: Told, head: Token) -> bool:
    """Whether a text is what somebody brought: **this story** *was first reported by the Post*."""
    is_subject = told.construction is Construction.PASSIVE_SUBJECT
    is_counted = told.word.lemma in _verbs("counting")
    return is_subject and is_counted and noun_kind(head.lemma) is Kind.DOCUMENT


def _points_to_words(told: Told, head: Token) -> bool:
    """Whether the subject of a passive stands for what was said: **This** *was stated by Ruiz*."""
    is_subject = told.construction is Construction.PASSIVE_SUBJECT
    return is_subject and head.lower == "this" and told.word.lemma in quotatives()


def _is_told_in_oblique(told: Told, head: Token) -> bool:
    """Whether what follows a preposition tells what was said: *warned of* **a flood**."""
    lemma, preposition = told.word.lemma, case_words(told.sentence, head)
    if preposition == "as":
        return lemma in verbs("naming") | _verbs("judging")
    if preposition in REASONS and lemma in _verbs("judging"):
        return True
    if preposition not in table("telling")["governed"].get(lemma, ()):
        return False
    if lemma in _verbs("complaining"):
        return head.upos != "PRON" and (lemma == "warn" or not is_bare(told.sentence, head))
    return told.quotes or is_clausal(told.sentence, head) or is_sayable(told.sentence, head)


REASONS = words("function_words", "reasons")


def _is_claimed(told: Told) -> bool:
    """Whether a phrase tells what a noun stands for: *their* **claims** *of fraud*."""
    needs_source = told.word.lemma not in words("telling", "nouns.alleged")
    return told.word.lemma in CLAIMS and not (needs_source and told.source is None)


CLAIMS = words("telling", "nouns.claims")


def _verbs(name: str) -> frozenset[str]:
    return words("telling", f"verbs.{name}")
