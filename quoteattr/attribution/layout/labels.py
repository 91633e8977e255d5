"""Labels: names at the start of a paragraph with a colon after them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quoteattr.attribution.layout.blocks import Block
from quoteattr.attribution.parts.cues import WordClass, is_utterance_noun, reporting_lemma
from quoteattr.attribution.parts.noun_phrases import phrase
from quoteattr.attribution.parts.sources import noun_source
from quoteattr.attribution.parts.spans import after_time
from quoteattr.attribution.parts.speaking import can_speak
from quoteattr.lexicon import words
from quoteattr.lexicon.kinds import noun_kind
from quoteattr.records import Construction, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.article.article import Article
    from quoteattr.attribution.parts.spans import Offsets
    from quoteattr.syntax.tree import Sentence, Token

__all__ = [
    "MAX_LABEL_WORDS",
    "Labels",
    "find_labels",
    "is_stamped",
    "labelled_block",
    "last_character",
    "tokens_between",
    "whose_words",
]

Labels = dict[int, re.Match[str]]
"""By paragraph, a name at its start and the colon after it."""

LABEL = re.compile(
    r"(?:RT )?[\"\u201c\u2018']?(?P<name>[@\w][^:\n\"\u201c\u201d?!;]{0,60}?)"
    r"(?: to (?:(?:the )?[A-Z][^:\n\"\u201c\u201d?!;]{0,40}?))?\s?(?P<colon>:)"
    r"(?:\s+(?=\S)|(?=[\"\u201c]))"
)
MAX_LABEL_WORDS = 6


def find_labels(article: Article) -> Labels:
    """The labels of all paragraphs that have one; times of live blogs may stand before them."""
    found = {}
    for index, paragraph in enumerate(article.paragraphs):
        start = after_time(article.text, paragraph.start, paragraph.end)
        match = LABEL.match(article.text, start, paragraph.end)
        if match and _is_name(article, match):
            found[index] = match
    return found


def _is_name(article: Article, match: re.Match[str]) -> bool:
    name = match["name"]
    tokens = list(tokens_between(article, *match.span("name")))
    if not tokens or len(name.split()) > MAX_LABEL_WORDS or name.lower() in words("labels"):
        return False
    if name[0] == "@" or name.isupper():
        return True
    small = [t for t in tokens if t.upos in NOT_IN_NAMES and not t.text.isupper()]
    if small and not (small[0].lower == "of" and noun_kind(tokens[0].lower) is not None):
        return False  # "Minister of Trade: …" is a name
    is_topic = tokens[-1].upos == "NOUN" and not can_speak(tokens[-1])  # "Harbour strike: …"
    return name[0].isupper() and any(map(can_speak, tokens)) and not is_topic


NOT_IN_NAMES = {"VERB", "AUX", "SCONJ", "ADP"}


def tokens_between(article: Article, start: int, end: int) -> Iterator[Token]:
    """The tokens of any sentence that reach between two offsets."""
    sentence = article.sentence_at(start)
    while sentence is not None and sentence.start < end:
        yield from (t for t in sentence if t.start < end and t.end > start)
        index = sentence.index + 1
        sentence = article.sentences[index] if index < len(article.sentences) else None


def is_stamped(article: Article, index: int) -> bool:
    """Whether a paragraph opens with a time, as entries of live blogs do."""
    paragraph = article.paragraphs[index]
    return after_time(article.text, paragraph.start, paragraph.end) > paragraph.start


def last_character(article: Article, paragraph: int) -> str:
    """The last character of a paragraph."""
    return article.text[article.paragraphs[paragraph].end - 1]


def labelled_block(
    article: Article, match: re.Match[str], contents: list[Offsets], shown_by: Construction
) -> Block:
    """What a label gives to whom it names, or to whose words it is about."""
    sentence = article.sentence_at(match.start("name"))
    assert sentence is not None, "a label has tokens"
    named = [t for t in sentence if t.end <= match.end("name")]
    source = (whose_words(sentence, named[-1]) if named else None) or match.span("name")
    return Block(tuple(contents), match.span("colon"), ":", shown_by, source, sentence)


def whose_words(sentence: Sentence, noun: Token) -> Offsets | None:
    """Whose words a label is about: **her** *answer*, *the verdict of* **the critics**."""
    is_document = noun_kind(noun.lemma) is Kind.DOCUMENT
    if is_utterance_noun(noun):
        owner = noun_source(sentence, noun, ())
    elif is_document or reporting_lemma(noun, WordClass.NOUN):
        owner = sentence.child(noun, "nmod:poss")
    else:
        owner = None
    if owner is None:
        return None
    owned = phrase(sentence, owner)
    return owned.start, owned.end
