"""A listener's reaction after a quotation: *Tess turned to him. “Did you?” He* **shrugged**."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.attribution.marked.edges import inner_text
from quoteattr.attribution.parts.cues import verbs
from quoteattr.attribution.parts.speaking import is_person
from quoteattr.lexicon.kinds import is_part_of_speaker

if TYPE_CHECKING:
    from quoteattr.article.article import Article
    from quoteattr.characters.marks import Marked
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["is_reaction"]


def is_reaction(article: Article, quotation: Marked, sentence: Sentence, verb: Token) -> bool:
    """Whether a verb after a quotation tells how somebody reacts who did not speak.

    It is a gesture in a sentence of its own, and somebody else acts in the sentence before the
    quotation, in the same paragraph.
    """
    if verb.lemma.lower() not in verbs("gestures") or inner_text(article, quotation)[-1:] == ",":
        return False
    reactor = sentence.child(verb, "nsubj")
    before = article.sentence_at(max(quotation.start - 1, 0))
    if reactor is None or before is None or before.paragraph != quotation.paragraph:
        return False
    if before.end > quotation.start or not quotation.end <= reactor.start < verb.start:
        return False
    actor = before.child(before.root, "nsubj")
    if actor is None or article.is_marked(actor) or is_part_of_speaker(actor.lemma):
        return False
    acts = actor.upos == "PROPN" or is_person(actor)
    return acts and actor.lower != reactor.lower
