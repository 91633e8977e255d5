"""Rules that find the content of a reporting verb in the tree.

A rule takes a sentence and a reporting word and returns the tokens of the content, or none. In the
examples the reporting word is in *asterisks* and the content in [brackets]. What each rule finds is
named in the table of :mod:`quoteattr.attribution.readings.constructions`.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from quoteattr.attribution.clauses.clefts import cleft_clause
from quoteattr.attribution.clauses.misattached import misattached_heads
from quoteattr.attribution.clauses.naming_rules import naming_complements
from quoteattr.attribution.parts.cues import WordClass, reporting_lemma, verbs
from quoteattr.attribution.parts.grammar import (
    bracketed,
    called_on,
    case_words,
    is_as_clause,
    is_infinitive,
    is_marked_name,
    is_raising,
    makes_document,
    merge,
    noun_in_brackets,
    puts_it,
    subtrees,
    takes_hearer,
    without_case,
)
from quoteattr.attribution.parts.speaking import is_people
from quoteattr.lexicon import table, words

if TYPE_CHECKING:
    from quoteattr.syntax.tree import Sentence, Token

__all__ = [
    "as_clause",
    "complement_clause",
    "gerund",
    "infinitive",
    "noun_object",
    "object_and_oblique",
    "object_infinitive",
    "object_predicate",
    "oblique",
    "parenthetical",
    "passive_infinitive",
    "passive_subject",
    "raised_subject",
]


def complement_clause(sentence: Sentence, verb: Token) -> list[Token]:
    """The mayor *said* [that the bridge was safe]. What he *said* was [that it leaks]."""
    if cleft := cleft_clause(sentence, verb):
        return cleft
    clauses = sentence.children(verb, "ccomp")
    if takes_hearer(verb):
        clauses = [c for c in clauses if not _is_title(sentence, c)] or clauses
    after = [c for c in clauses if c.index > verb.index]
    if after and verb.xpos == "VBG" and not sentence.child(verb, "aux"):
        clauses = after  # "The mayor *resigned*, saying that …": both may be parsed as clauses
    return subtrees(sentence, *clauses, *misattached_heads(sentence, verb, clauses))


def _is_title(sentence: Sentence, head: Token) -> bool:
    """Whether a clause is a misread name: *told Radio Larn's* **"Early Birds"** *it was safe*."""
    is_noun = head.upos in {"NOUN", "PROPN"}
    return is_noun and sentence.child(head, "nsubj", "cop", "nsubj:pass") is None


def parenthetical(sentence: Sentence, verb: Token) -> list[Token]:
    """[The bridge], the mayor *said*, [was safe]."""
    if verb.relation != "parataxis" or not sentence.child(verb, "nsubj", "nsubj:pass", "expl"):
        return []
    starts_anew = sentence.subtree(verb)[0].text == ";"
    return [] if starts_anew else _around(sentence, verb, sentence.subtree(verb))


def as_clause(sentence: Sentence, verb: Token) -> list[Token]:
    """As the judge *noted*, [the law is silent]. [The thaw] (as *called* by the press) [of May]."""
    if noun := noun_in_brackets(sentence, verb):
        return [t for t in sentence.subtree(noun) if t not in bracketed(sentence, verb)]
    if not is_as_clause(sentence, verb) or sentence.child(verb, "ccomp", "xcomp"):
        return []
    if verb.xpos == "VBG" or verb.lemma.lower() in verbs("talking"):
        return []
    if _has_real_object(sentence, verb):
        return []
    return _around(sentence, verb, _up_to_comma(sentence, verb))


def _up_to_comma(sentence: Sentence, verb: Token) -> list[Token]:
    """Leave what follows a comma to the main clause: *as Ruiz* **noted**, *in the first days …*."""
    below, main = sentence.subtree(verb), sentence.head(verb)
    comma = next((t for t in below if t.index > verb.index and t.text == ","), None)
    if comma is None or main is None or main.index < comma.index:
        return below
    return [t for t in below if t.index <= comma.index]


def _has_real_object(sentence: Sentence, verb: Token) -> bool:
    """Whether an object other than the *it* of *as she put it* takes the place of the content."""
    obj = sentence.child(verb, "obj")
    return obj is not None and obj.lower != "it"


def infinitive(sentence: Sentence, verb: Token) -> list[Token]:
    """The union *vowed* [to strike]. Members were *urged* [to strike]."""
    if sentence.child(verb, "nsubj:pass") and not takes_hearer(verb):
        return []
    return [] if is_raising(verb) else subtrees(sentence, *_infinitives(sentence, verb))


def object_infinitive(sentence: Sentence, verb: Token) -> list[Token]:
    """Analysts *expect* [prices to fall]."""
    obj = sentence.child(verb, "obj", "iobj")
    clauses = _infinitives(sentence, verb)
    if not obj or not clauses or takes_hearer(verb):
        return []
    named = set(sentence.children(verb, "xcomp")) - set(clauses)
    if named and verb.lemma.lower() in verbs("naming"):  # called it a mistake to leave
        return []
    return subtrees(sentence, obj, *clauses)


def gerund(sentence: Sentence, verb: Token) -> list[Token]:
    """She *denied* [taking the money]."""
    clauses = (c for c in sentence.children(verb, "xcomp") if c.xpos == "VBG")
    return subtrees(sentence, *clauses)


def passive_infinitive(sentence: Sentence, verb: Token) -> list[Token]:
    """[Prices] are *expected* [to fall]."""
    subject = sentence.child(verb, "nsubj:pass", "nsubj")
    clauses = _infinitives(sentence, verb)
    if not (sentence.child(verb, "aux:pass") and subject and clauses) or takes_hearer(verb):
        return []
    return subtrees(sentence, subject, *clauses)


def raised_subject(sentence: Sentence, verb: Token) -> list[Token]:
    """[The senator] *seemed* [to agree]: an inference of the writer's, whole."""
    subject, predicate = sentence.child(verb, "nsubj"), sentence.child(verb, "xcomp")
    if not (is_raising(verb) and subject and predicate):
        return []
    return subtrees(sentence, subject, predicate)


def passive_subject(sentence: Sentence, verb: Token) -> list[Token]:
    """[The plan] was *condemned* by ministers. It was *blamed* by them on [speculators].

    He is *accused* of [lying]. It was *praised* by them [for its “quiet fury”].
    """
    subject, agent = sentence.child(verb, "nsubj:pass"), sentence.child(verb, "obl:agent")
    if subject is None or takes_hearer(verb) or noun_in_brackets(sentence, verb):
        return []
    if verb.lemma.lower() in words("telling", "verbs.accusing"):
        return _accusation(sentence, verb, agent)
    if agent is None:
        return []
    quoted = _quoted_judgement(sentence, verb, agent)
    if quoted is not None:
        return sentence.subtree(quoted)
    obliques = sentence.children(verb, "obl", "advcl")
    blamed = next((o for o in obliques if case_words(sentence, o) == "on"), None)
    if blamed is not None:
        return without_case(sentence, blamed)
    if any(case_words(sentence, o) == "as" and o.upos == "VERB" for o in obliques):
        return []
    return [] if naming_complements(sentence, verb) else subtrees(sentence, subject)


def _accusation(sentence: Sentence, verb: Token, agent: Token | None) -> list[Token]:
    """Return what somebody is *accused* of, without its preposition if nobody is named who accuses.

    A parser may attach it to the agent: *accused by fans* [of lying].
    """
    after = sentence.children(verb, "obl", "advcl")
    after += sentence.children(agent, "nmod", "acl") if agent is not None else []
    of_what = next((o for o in after if case_words(sentence, o) == "of"), None)
    if of_what is None:
        return []
    return _up_to_hedge(
        without_case(sentence, of_what) if agent is None else sentence.subtree(of_what)
    )


def _up_to_hedge(tokens: list[Token]) -> list[Token]:
    """Drop what follows a comma and an adverb or the writer's word for it.

    *lying*, **reportedly more than once**; *lying*, **a charge he denies**.
    """
    hedges = (
        b.index
        for (a, b), c in zip(pairwise(tokens), [*tokens[2:], *tokens[-1:]], strict=False)
        if a.text == "," and (b.upos == "ADV" or _sums_up(b, c))
    )
    end = next(hedges, None)
    return tokens if end is None else [t for t in tokens if t.index < end - 1]


def _sums_up(determiner: Token, noun: Token) -> bool:
    """Whether two words refer to what is said of somebody: *lying,* **a charge** *he denies*."""
    is_general = determiner.lower in {"a", "an"}
    return is_general and noun.lemma.lower() in words("telling", "nouns.alleged") | {"charge"}


def _quoted_judgement(sentence: Sentence, verb: Token, agent: Token) -> Token | None:
    """Return the head of a reason in marks: *was rebuked by them* **because “it leaks”**."""
    if verb.lemma.lower() not in words("telling", "verbs.judging"):
        return None
    after = [*sentence.children(verb, "obl", "advcl"), *sentence.children(agent, "nmod", "acl")]
    reasons = (t for t in after if case_words(sentence, t) in REASONS and t != agent)
    return next((t for t in reasons if _holds_marks(sentence, t)), None)


REASONS = words("function_words", "reasons")


def _holds_marks(sentence: Sentence, head: Token) -> bool:
    return any(t.xpos == "``" for t in sentence.subtree(head))


def noun_object(sentence: Sentence, verb: Token) -> list[Token]:
    """The company *denied* [any wrongdoing]."""
    objects = sentence.children(verb, "obj")
    if puts_it(sentence, verb):
        return []
    if any(_speaks_itself(sentence, verb, noun) or _is_quoted(verb, noun) for noun in objects):
        return []
    return subtrees(sentence, *objects)


def _speaks_itself(sentence: Sentence, verb: Token, noun: Token) -> bool:
    """Whether a participle reports the content: *issued* **a statement saying** *that …*."""
    modifiers = (t for t in sentence.children(noun, "acl") if t.xpos == "VBG")
    return makes_document(verb, noun) and any(reporting_lemma(t, WordClass.VERB) for t in modifiers)


def _is_quoted(verb: Token, noun: Token) -> bool:
    """*Reuters said, quoting* **two officials**: who is quoted says, and is not what is said."""
    return verb.lemma.lower() == "quote" and is_people(noun)


def object_predicate(sentence: Sentence, verb: Token) -> list[Token]:
    """The minister *called* [the plan a gamble]."""
    obj = sentence.child(verb, "obj")
    predicates = [
        x for x in sentence.children(verb, "xcomp") if not is_infinitive(sentence, x) and obj
    ]
    if not obj or not predicates or is_marked_name(sentence, obj, predicates[0]):
        return []
    return subtrees(sentence, obj, *predicates)


def object_and_oblique(sentence: Sentence, verb: Token) -> list[Token]:
    """The report *accuses* [the firm of fraud]. Critics *describe* [it as a gamble]."""
    obj = sentence.child(verb, "obj")
    obliques = [
        o
        for o in sentence.children(verb, "obl", "advcl")
        if o.index > verb.index and case_words(sentence, o) in OBJECT_OF
    ]
    as_what = [o for o in obliques if case_words(sentence, o) == "as"]
    return subtrees(sentence, obj, *(as_what or obliques)) if obj and obliques else []


OBJECT_OF = words("function_words", "second_objects")


def oblique(sentence: Sentence, verb: Token) -> list[Token]:
    """The envoy *spoke* about [the blockade]."""
    if sentence.child(verb, "obj"):
        return []
    obliques = (
        o
        for o in sentence.children(verb, "obl", "advcl")
        if case_words(sentence, o)
        and o.deprel not in {"obl:agent", "obl:unmarked"}
        and not (o.upos == "VERB" and sentence.child(verb, "nsubj:pass"))
    )
    governed = table("cues")["governed"].get(verb.lemma.lower())
    first = next((o for o in obliques if not governed or case_words(sentence, o) in governed), None)
    if first is None:
        return []
    content = without_case(sentence, first)
    return merge(content, _participle_after(sentence, verb, content[-1]) if content else [])


def _participle_after(sentence: Sentence, verb: Token, last: Token) -> list[Token]:
    """Find a misattached participle: *complained about countries* **supplying arms**."""
    following = sentence.neighbour(last)
    if following is None or following.xpos != "VBG" or following.head != verb.index:
        return []
    return sentence.subtree(following)


def _infinitives(sentence: Sentence, verb: Token) -> list[Token]:
    """Return the infinitives that complement a verb."""
    relations = ("xcomp", "ccomp", "advcl") if called_on(sentence, verb) else ("xcomp", "ccomp")
    return [x for x in sentence.children(verb, *relations) if is_infinitive(sentence, x)]


def _around(sentence: Sentence, verb: Token, clause: list[Token]) -> list[Token]:
    """Return the clause that a reporting clause interrupts or follows, without the tokens given."""
    head = sentence.head(verb)
    if head is None:
        return []
    own = {t.index for t in clause}
    return [t for t in sentence.subtree(head) if t.index not in own]
