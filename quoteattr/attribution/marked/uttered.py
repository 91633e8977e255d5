"""Quotations that say which words somebody utters: *She said two* **words** – *“not great”*.

Or that are all the words themselves: *when she said* **“in March”**.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.attribution.marked.edges import inner_text
from quoteattr.attribution.parts.cues import CueWord, WordClass, is_negated, verbs
from quoteattr.attribution.parts.grammar import DASHES
from quoteattr.lexicon import words
from quoteattr.records import Act

if TYPE_CHECKING:
    from quoteattr.article.article import Article
    from quoteattr.attribution.parts.cues import PlacedCue
    from quoteattr.characters.marks import Marked

__all__ = ["holds_all_said", "uttered_cue"]

WORDS = words("cues", "nouns.uttered")
JOINTS = DASHES | {",", ":"}


def uttered_cue(article: Article, quotation: Marked) -> PlacedCue | None:
    """Find the verb whose object, *words* or the like, a quotation in apposition gives.

    *After* **uttering** *just two words – “not great” – he left.*
    """
    sentence = article.sentence_at(max(quotation.start - 1, 0))
    before = [t for t in sentence or () if t.end <= quotation.start]
    if sentence is None or len(before) < 2 or before[-1].text not in JOINTS:
        return None
    noun = before[-2]
    verb = sentence.head(noun) if noun.relation == "obj" else None
    if verb is None or noun.lemma.lower() not in WORDS or verb.index > noun.index:
        return None
    lemma = verb.lemma.lower()
    if lemma not in verbs("uttering") or is_negated(sentence, verb):
        return None
    return sentence, CueWord(verb, lemma, WordClass.VERB, Act.SPEECH)


def holds_all_said(article: Article, quotation: Marked, cue: PlacedCue | None) -> bool:
    """Whether marks right after a verb of saying hold all it says: *once she said* **“in March”**.

    The clause goes on after *She said* **“about ten”** *guests had come*.
    """
    if cue is None or cue[1].lemma not in verbs("uttering"):
        return False
    sentence, verb = cue[0], cue[1].token
    between = sentence.tokens[verb.index + 1 : verb.index + 2]
    if any(token.end <= quotation.start for token in between):
        return False
    inside = inner_text(article, quotation)[-1:]
    outside = article.text[quotation.end : quotation.end + 1]
    after = next((t for t in sentence.tokens[verb.index + 1 :] if t.start > quotation.end), None)
    goes_on = outside == "," and not (after is not None and after.upos == "CCONJ")
    ends = inside in {",", ".", "!", "?"} or (outside in {",", ".", ";"} and not goes_on)
    return ends and sentence.child(verb, "nsubj") is not None
