"""The words that lead up to a quotation without a reporting verb: *The cook was blunter: "…"*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.attribution.marked.edges import character_before
from quoteattr.attribution.parts.cues import CueWord, WordClass
from quoteattr.attribution.parts.sources import cue_source
from quoteattr.attribution.parts.speaking import is_speaking_subject
from quoteattr.records import Act

if TYPE_CHECKING:
    from quoteattr.article.article import Article
    from quoteattr.attribution.parts.cues import PlacedCue
    from quoteattr.characters.marks import Marked
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["leading_predicate"]


def leading_predicate(article: Article, quotation: Marked) -> PlacedCue | None:
    """Find the verb in ``The mayor released a statement: "…"``, not itself a reporting verb.

    It is the last predicate before the colon that heads a clause of its own, provided its subject
    can speak; it may be what somebody is: *Jon Petrie is in* **Carrow**: *“…”*.
    """
    sentence = article.sentence_at(max(quotation.start - 1, 0))
    if sentence is None or character_before(article, quotation) != ":":
        return None
    for token in reversed([t for t in sentence if t.end <= quotation.start]):
        word = _predicate(sentence, token)
        if word is None:
            continue
        subject = cue_source(sentence, token, set())
        if subject is None or article.is_marked(subject) or not is_speaking_subject(subject):
            return None
        return sentence, word
    return None


def _predicate(sentence: Sentence, token: Token) -> CueWord | None:
    """Return a token as a cue, if it is a verb or what somebody is, in a clause of its own."""
    if token.relation not in MAIN:
        return None
    if token.upos == "VERB":
        return CueWord(token, token.lemma.lower(), WordClass.VERB, Act.SPEECH)
    if sentence.child(token, "cop") is not None:
        return CueWord(token, token.lemma.lower(), WordClass.ADJECTIVE, Act.SPEECH)
    return None


MAIN = {"root", "conj", "parataxis"}
"""Relations of predicates that head a clause of their own."""
