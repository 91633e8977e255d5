"""The cue beside a quotation in marks: in the words right after it or right before it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quoteattr.attribution.clauses.verb_rules import as_clause
from quoteattr.attribution.marked.edges import (
    character_before,
    inner_text,
    is_introduced,
    opens_paragraph,
)
from quoteattr.attribution.marked.names_given import gives_name, is_nickname
from quoteattr.attribution.marked.other_verbs import (
    be_like,
    other_verb_after,
    other_verb_before,
)
from quoteattr.attribution.marked.reaction import is_reaction
from quoteattr.attribution.marked.tag_sentences import is_tag
from quoteattr.attribution.marked.titles import is_title_after, is_title_before
from quoteattr.attribution.parts.cues import speech_verb, verbs
from quoteattr.attribution.parts.grammar import (
    DASHES,
    is_as_clause,
    puts_it,
    takes_hearer,
)
from quoteattr.attribution.parts.insertions import start_without_insertions
from quoteattr.attribution.parts.multiword import is_idiomatic
from quoteattr.attribution.parts.sources import heard_source
from quoteattr.lexicon import words
from quoteattr.syntax.tree import Sentence, Token

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quoteattr.article.article import Article
    from quoteattr.attribution.parts.cues import PlacedCue
    from quoteattr.characters.marks import Marked

__all__ = ["cue_after", "cue_before"]

Place = tuple[Sentence, Token]
"""A token and its sentence."""

WINDOW = 40
"""How many words on either side of a quotation are searched for its cue."""


def cue_after(article: Article, quotation: Marked) -> PlacedCue | None:
    """Find the cue in ``"…," the mayor said`` or ``"…," said the mayor``."""
    if not _may_be_followed(article, quotation) or _is_inside_clause(article, quotation):
        return None
    places = list(_places_after(article, quotation))
    if _is_relative_clause(places):
        return None
    reporting = _reporting_verb_after(article, quotation, places)
    return reporting or other_verb_after(article, quotation, places)


def _is_relative_clause(places: Sequence[Place]) -> bool:
    """Whether a relative pronoun comes first: ``"…," which the cook thinks is odd``."""
    first = next((t for _, t in places if t.upos != "PUNCT"), None)
    return first is not None and first.xpos in {"WDT", "WP"}


def _reporting_verb_after(
    article: Article, quotation: Marked, places: Sequence[Place]
) -> PlacedCue | None:
    """Return the first reporting verb after a quotation, if the quotation is its content."""
    last, following = inner_text(article, quotation)[-1:], places[0][1] if places else None
    goes_on = following is not None and following.text[:1].islower()
    joined = last == "," or (last in {"?", "!"} and goes_on)
    for number, (sentence, token) in enumerate(places):
        word = speech_verb(token)
        if word is not None and heard_source(sentence, token) is not None:
            return sentence, word
        if word is not None and not (_is_participle(sentence, token) or _hears(sentence, token)):
            before = [(s, t) for s, t in places[:number] if t.upos != "PUNCT"]
            elsewhere = _reports_elsewhere(article, sentence, token, joined)
            is_cue = _opens_cue(token, before) and not elsewhere
            reacts = is_reaction(article, quotation, sentence, token)
            is_title = is_title_before(article, quotation, (sentence, word), before)
            return (sentence, word) if is_cue and not (reacts or is_title) else None
    return None


def _hears(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb only tells who hears somebody speak: *Ada* **heard** *her mother say*."""
    clauses = sentence.children(verb, "ccomp", "xcomp")
    return any(speech_verb(c) and heard_source(sentence, c) is not None for c in clauses)


def _is_participle(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb only tells what the subject of another does: *His mother,* **shrugging**."""
    return verb.xpos == "VBG" and sentence.child(verb, "aux", "nsubj") is None


def cue_before(article: Article, quotation: Marked) -> PlacedCue | None:
    """Find the cue in ``The mayor said, "…"`` or ``The mayor told reporters on Friday: "…"``."""
    places = [(s, t) for s, t in _places_before(article, quotation) if t.upos != "PUNCT"]
    if not places:
        return None
    like = be_like(places[0][0], [t for _, t in places])
    if like is not None:
        return places[0][0], like
    reporting = _reporting_verb_before(article, quotation, places)
    return reporting or other_verb_before(article, quotation, places)


def _reporting_verb_before(
    article: Article, quotation: Marked, places: Sequence[Place]
) -> PlacedCue | None:
    """Return the last reporting verb before a quotation, if the quotation is its content."""
    introduced = is_introduced(article, quotation)
    for crossed, (sentence, token) in enumerate(places):
        if _is_asked_for(sentence, token) or is_idiomatic(sentence, token):
            continue
        word = speech_verb(token)
        if word is not None and token.deprel != "amod":
            near = introduced or crossed <= 3
            apart = _is_apart(article, quotation, sentence, token) or _is_title_of(token)
            apart = apart or gives_name(article, quotation, sentence, token)
            apart = apart or is_title_after(article, quotation, (sentence, word))
            return (sentence, word) if near and not apart else None
        if not introduced and token.upos in {"VERB", "SCONJ"}:
            return None
    return None


def _is_apart(article: Article, quotation: Marked, sentence: Sentence, verb: Token) -> bool:
    """Whether marks are only part of what a verb reports: *As Ruiz* **noted**, *"the law" is …*.

    What somebody *puts* in some way (*as Ruiz* **put** *it*) may be the words in marks alone.
    """
    if not is_as_clause(sentence, verb) or character_before(article, quotation) == ":":
        return False
    if not puts_it(sentence, verb):
        return True
    return any(quotation.start <= t.start < quotation.end for t in as_clause(sentence, verb))


def _is_asked_for(sentence: Sentence, verb: Token) -> bool:
    """Whether somebody is only asked to speak: *urged people not to* **speculate**: *"…"*."""
    head = sentence.head(verb)
    if head is None or (verb.xpos, verb.relation) != ("VB", "xcomp"):
        return False
    return takes_hearer(head) and speech_verb(head) is not None


def _is_title_of(verb: Token) -> bool:
    """Whether a verb introduces the name of a thing: *A film* **called** *"The Long Night"*."""
    return verb.lemma.lower() in verbs("naming") and (verb.xpos, verb.relation) == ("VBN", "acl")


def _is_inside_clause(article: Article, quotation: Marked) -> bool:
    """Whether a word stands right before the quotation: *This is "a mess," said the mayor*."""
    before = article.text[max(0, quotation.start - 2) : quotation.start].strip()
    starts = opens_paragraph(article, quotation)
    return quotation.opened and not starts and before[-1:].isalnum()


def _may_be_followed(article: Article, quotation: Marked) -> bool:
    """Whether the end of a quotation leaves room for a cue: by its last mark, or the next word."""
    inner = inner_text(article, quotation)
    following = article.text[quotation.end : quotation.end + 2].lstrip()[:1]
    return inner[-1:] in ",?!\u2026\u2014-." or following in {",", *DASHES} or following.islower()


def _opens_cue(verb: Token, before: Sequence[Place]) -> bool:
    """Whether nothing, or only the verb's subject, stands between a quotation and a verb.

    Args:
        verb: The verb.
        before: The words between them, some of which may be in the sentence before the verb's.
    """
    if all(t.upos in {"ADV", "CCONJ", "AUX"} for _, t in before):
        return True
    if verb.deprel in {"acl:relcl", "acl"} or verb.xpos == "VB":
        return False
    nominal = any(t.upos in {"NOUN", "PROPN", "PRON", "NUM", "DET", "X"} for _, t in before)
    finite = any(t.upos == "VERB" and not _modifies(s, t) for s, t in before)
    return nominal and not finite


def _modifies(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb is part of a noun phrase: *Ana Ruiz, who* **came** *and* **went***, said*."""
    head = sentence.head(verb)
    if verb.relation == "conj" and head is not None and head.index < verb.index:
        return _modifies(sentence, head)
    return verb.deprel in {"acl:relcl", "acl", "amod"}


def _reports_elsewhere(article: Article, sentence: Sentence, verb: Token, joined: bool) -> bool:
    """Whether a verb has another content, which follows it outside the marks.

    Where a comma inside the marks joins the quotation to the verb, only a conjunction shows that.
    """
    following = sentence.neighbour(verb)
    if following is not None and following.lower in CLAUSE_OPENERS:
        return True
    after = (c for c in sentence.children(verb, "ccomp") if c.index > verb.index)
    return not joined and not all(map(article.is_marked, after))


CLAUSE_OPENERS = words("function_words", "complementisers") | words(
    "function_words", "question_words"
)


def _places_after(article: Article, quotation: Marked) -> Iterator[Place]:
    """Yield the words from a quotation to the end of its sentence or the next quotation.

    A sentence splitter often breaks after ``?"``: words that go on in lower case still count.
    """
    count = 0
    for sentence in _sentences_from(article, quotation):
        for token in (t for t in sentence if t.start >= quotation.end):
            if count == 0 and _begins_anew(article, quotation, sentence, token):
                return
            marked = article.quotation_at(token.start) if quotation.depth == 0 else None
            if marked is not None and is_nickname(article, marked):
                continue
            is_elsewhere = article.depth_at(token.start) != quotation.depth
            if is_elsewhere or count > WINDOW or _is_stop(sentence, token):
                return
            count += 1
            yield sentence, token


def _begins_anew(article: Article, quotation: Marked, sentence: Sentence, token: Token) -> bool:
    """Whether a new sentence, which cannot hold the cue, begins with a token after a quotation."""
    if sentence.start < quotation.end or inner_text(article, quotation)[-1:] in ",?!\u2014-\u2026":
        return False
    if is_tag(article, sentence):
        return False
    return not token.text[:1].islower() and token.text != ","


def _is_stop(sentence: Sentence, token: Token) -> bool:
    """Whether a token ends a clause; a full stop amid a sentence belongs to an abbreviation."""
    if token.text == ".":
        return all(t.upos == "PUNCT" for t in sentence.tokens[token.index + 1 :])
    return token.text in {";", ":", "?", "!"}


def _sentences_from(article: Article, quotation: Marked) -> Iterator[Sentence]:
    """Yield the sentence in which a quotation ends, and those after it in the paragraph."""
    sentence = article.sentence_at(max(quotation.end - 1, 0))
    while sentence is not None and sentence.paragraph == quotation.paragraph:
        yield sentence
        index = sentence.index + 1
        sentence = article.sentences[index] if index < len(article.sentences) else None


def _places_before(article: Article, quotation: Marked) -> Iterator[Place]:
    """Yield the words before a quotation, right to left, back to the start of their sentence.

    A sentence that ends in a colon right before the quotation counts, even in another paragraph.
    """
    start = start_without_insertions(article, quotation)
    sentence = article.sentence_at(max(start - 1, 0))
    if sentence is None:
        return
    if sentence.end <= start and not _ends_in_colon(article, sentence, start):
        return
    for token in reversed(sentence.tokens):
        if token.end > quotation.start:
            continue
        if token.text in {".", ";", "?", "!"} or article.depth_at(token.start) != quotation.depth:
            return
        yield sentence, token


def _ends_in_colon(article: Article, sentence: Sentence, start: int) -> bool:
    """Whether a sentence ends in a colon, comma or dash right before a quotation starts."""
    between = article.text[sentence.tokens[-1].start : start]
    return re.fullmatch(r"[:,\u2013\u2014-]+\s*", between) is not None
