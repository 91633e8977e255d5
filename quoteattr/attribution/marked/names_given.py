"""Marks around what somebody is called, which are no speech: *goes by the name “Pepper”*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.attribution.marked.edges import inner_text, is_introduced
from quoteattr.attribution.parts.cues import verbs
from quoteattr.attribution.parts.grammar import is_reflexive
from quoteattr.lexicon import words

if TYPE_CHECKING:
    from quoteattr.article.article import Article
    from quoteattr.characters.marks import Marked
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["gives_name", "is_nickname"]

LONGEST = 3
"""Words."""
NAMES = words("function_words", "names")


def gives_name(article: Article, quotation: Marked, sentence: Sentence, verb: Token) -> bool:
    """Whether marks hold what somebody is called: *goes by the name “Pepper”*, *whom they call …*.

    It is at most three words that follow a noun for a name, or a naming verb in a relative clause.
    """
    if len(inner_text(article, quotation).split()) > LONGEST:
        return False
    before = next((t for t in reversed(sentence.tokens) if t.end <= quotation.start), verb)
    is_naming = verb.lemma.lower() in verbs("naming") and not is_introduced(article, quotation)
    return before.lower in NAMES or (is_naming and _is_called(sentence, verb))


def _is_called(sentence: Sentence, verb: Token) -> bool:
    """Whether a relative clause names its noun: *whom they call*, *they call*, *calls herself*."""
    objects = sentence.children(verb, "obj")
    if verb.deprel == "acl:relcl" and all(map(is_reflexive, objects)):
        return True
    return any(t.lower == "whom" for t in objects)


def is_nickname(article: Article, quotation: Marked) -> bool:
    """Whether a quotation is one or two capitalised words inside a name: *Marcia "Cia" Price*."""
    inner = article.text[quotation.inner_start : quotation.inner_end]
    following = article.text[quotation.end : quotation.end + 2].strip()
    return (
        len(inner.split()) <= 2
        and inner[-1:].isalnum()
        and inner[:1].isupper()
        and following[:1].isupper()
    )
