"""Contents without marks or reporting verbs: headlines, transcripts, block quotations, signatures."""

from __future__ import annotations

import re
from collections import Counter

from attrs import frozen

from quoteattr.attribution.cues import CueWord, WordClass, cue_word
from quoteattr.lexicon import words
from quoteattr.records import Act
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quoteattr.syntax.tree import Sentence, Token
    from quoteattr.attribution.contents import Offsets
    from quoteattr.attribution.article import Article
    from collections.abc import Iterator

__all__ = ["Block", "find_blocks"]


@frozen
class Block:
    """A stretch of text that a label, a colon or a dash gives to a source."""

    contents: tuple[Offsets, ...]
    cue: Offsets
    lemma: str
    rule: str
    source: Offsets | None
    sentence: Sentence
    """Where the source stands."""
    word: CueWord | None = None


def find_blocks(article: Article) -> list[Block]:
    """Every block, in the order of the text."""
    labels = _labels(article)
    return [
        *_transcript(article, labels),
        *_headlines(article, labels),
        *_introduced(article),
        *_signatures(article),
    ]


LABEL = re.compile(
    r"[\"\u201c\u2018']?(?P<name>[^\W_][^:\n\"\u201c\u201d?!;]{0,60}?)\s?(?P<colon>:)\s+(?=\S)"
)
"""What may be a name, with the colon after it, at the start of a paragraph."""
MAX_LABEL_WORDS = 6


def _labels(article: Article) -> dict[int, re.Match[str]]:
    """Paragraphs that start with a name and a colon, by paragraph."""
    found = {}
    for index, paragraph in enumerate(article.paragraphs):
        match = LABEL.match(article.text, paragraph.start, paragraph.end)
        if match and _is_name(article, match):
            found[index] = match
    return found


def _is_name(article: Article, match: re.Match[str]) -> bool:
    name = match["name"]
    tokens = list(_tokens(article, match.start("name"), match.end("name")))
    if not tokens or len(name.split()) > MAX_LABEL_WORDS or name.lower() in words("labels"):
        return False
    return (
        name[0].isupper()
        and any(t.upos in {"PROPN", "NOUN"} or t.text.isupper() for t in tokens)
        and not any(t.upos in {"VERB", "AUX", "SCONJ"} and not t.text.isupper() for t in tokens)
    )


def _tokens(article: Article, start: int, end: int) -> Iterator[Token]:
    sentence = article.sentence_at(start)
    while sentence is not None and sentence.start < end:
        yield from (t for t in sentence if t.start < end and t.end > start)
        index = sentence.index + 1
        sentence = article.sentences[index] if index < len(article.sentences) else None


def _transcript(article: Article, labels: dict[int, re.Match[str]]) -> Iterator[Block]:
    """BBC: [How are you?] and, paragraphs later, MINISTER: [Fine.]

    A text is a transcript when at least two paragraphs after the headline carry labels of which one
    comes back or all are in capitals. A turn goes on until the next label, over at most
    ``MAX_TURN`` paragraphs.
    """
    turns = {i: m for i, m in labels.items() if i > 0}
    counts = Counter(m["name"] for m in turns.values())
    if len(turns) < 2 or not (max(counts.values()) > 1 or all(n.isupper() for n in counts)):
        return
    for index, match in turns.items():
        contents = [(match.end(), article.paragraphs[index].end)]
        for following in range(index + 1, min(index + 1 + MAX_TURN, len(article.paragraphs))):
            if following in turns or not _is_turn(article, following):
                break
            contents.append(
                (article.paragraphs[following].start, article.paragraphs[following].end)
            )
        yield _labelled(article, match, contents, "transcript")


MAX_TURN = 3


def _is_turn(article: Article, index: int) -> bool:
    """Whether an unlabelled paragraph of a transcript is still somebody's turn."""
    paragraph = article.paragraphs[index]
    return not any(
        cue_word(t) for s in article.sentences_of.get(index, ())[:1] for t in s if t.lemma == "say"
    ) and (article.text[paragraph.start] not in "([*")


def _headlines(article: Article, labels: dict[int, re.Match[str]]) -> Iterator[Block]:
    """Mayor: [Bridge Will Open in May]"""
    match = labels.get(0)
    if match is None or len(article.paragraphs) < 2:
        return
    paragraph = article.paragraphs[0]
    if len(article.text[paragraph.start : paragraph.end].split()) <= MAX_HEADLINE_WORDS:
        yield _labelled(article, match, [(match.end(), paragraph.end)], "headline")


MAX_HEADLINE_WORDS = 25


def _labelled(article: Article, match: re.Match[str], contents: list[Offsets], rule: str) -> Block:
    sentence = article.sentence_at(match.start("name"))
    assert sentence is not None, "a label has tokens"
    return Block(tuple(contents), match.span("colon"), ":", rule, match.span("name"), sentence)


def _introduced(article: Article) -> Iterator[Block]:
    """The statement added: [and then paragraphs without marks].

    The block is the next paragraph, and those after it as long as they speak in the first person
    and hold no marks and no reporting verb of their own, at most ``MAX_BLOCK`` in all.
    """
    for index, paragraph in enumerate(article.paragraphs[:-1]):
        if article.text[paragraph.end - 1] != ":":
            continue
        sentence = article.sentences_of.get(index, (None,))[-1]
        word = _introducing(sentence) if sentence else None
        if sentence is None or word is None or _starts_with_mark(article, index + 1):
            continue
        last = index + 1
        while (
            last + 1 < len(article.paragraphs)
            and last - index < MAX_BLOCK
            and _in_first_person(article, last + 1)
        ):
            last += 1
        contents = tuple((p.start, p.end) for p in article.paragraphs[index + 1 : last + 1])
        cue = word.token
        yield Block(
            contents, (cue.start, cue.end), word.lemma, "block-after-colon", None, sentence, word
        )


MAX_BLOCK = 6


def _introducing(sentence: Sentence) -> CueWord | None:
    """The last reporting verb of a sentence that ends in a colon."""
    for token in reversed(sentence.tokens):
        word = cue_word(token)
        if word and word.word_class is WordClass.VERB and word.act is not Act.THOUGHT:
            return word
    return None


def _starts_with_mark(article: Article, index: int) -> bool:
    start = article.paragraphs[index].start
    quotation = article.quotation_at(start)
    return quotation is not None and quotation.start == start


def _in_first_person(article: Article, index: int) -> bool:
    paragraph = article.paragraphs[index]
    if article.quotations_between(paragraph.start, paragraph.end):
        return False
    tokens = [t for s in article.sentences_of.get(index, ()) for t in s]
    return any(t.lower in FIRST_PERSON for t in tokens) and not any(
        t.lemma == "say" for t in tokens
    )


FIRST_PERSON = {"i", "we", "my", "our", "us", "me"}

SIGNATURE = re.compile(
    r"\s?(?P<dash>[\u2014\u2015\u2013]|--|-)\s?(?P<name>[A-Z@][^\n\u2014\u2015\u2013:;!?\"\u201c\u201d]{1,60}?)"
    r"(?:,? (?:January|February|March|April|May|June|July|August|September|October|November|December|[A-Z][a-z]{2}) \d{1,2},? \d{4})?\W*$"
)


def _signatures(article: Article) -> Iterator[Block]:
    """[“We lost everything.”] — Ada Obi, baker. A dash and a name at the end of a paragraph.

    The paragraph must be in marks up to the dash, or the name carry a handle (``@…``).
    """
    for index, paragraph in enumerate(article.paragraphs):
        text = article.text[paragraph.start : paragraph.end]
        match = SIGNATURE.search(text)
        if match is None:
            continue
        end = paragraph.start + match.start("dash")
        body = (paragraph.start, end)
        quotation = article.quotation_at(paragraph.start)
        in_marks = (
            quotation is not None and quotation.start == paragraph.start and end - quotation.end < 3
        )
        if not (in_marks or "(@" in match["name"]) or body[0] >= body[1]:
            continue
        source = (paragraph.start + match.start("name"), paragraph.start + match.end("name"))
        sentence = article.sentence_at(source[0])
        if sentence is not None:
            dash = (end, paragraph.start + match.end("dash"))
            yield Block((body,), dash, "\u2014", "signature", source, sentence)
