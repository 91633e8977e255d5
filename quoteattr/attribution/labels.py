"""Names before a colon: transcripts, interviews, headlines, and labels of quotations."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from quoteattr.attribution.blocks import Block
from quoteattr.attribution.contents import after_time
from quoteattr.attribution.cues import WordClass, is_utterance_noun, reporting_lemma
from quoteattr.attribution.neighbours import inner_text
from quoteattr.attribution.phrases import phrase
from quoteattr.attribution.sources import noun_source
from quoteattr.lexicon import words
from quoteattr.records import Kind
from quoteattr.speakers.kinds import noun_kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.attribution.article import Article
    from quoteattr.attribution.contents import Offsets
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["find_labelled"]

Labels = dict[int, re.Match[str]]
"""By paragraph, a name at its start and the colon after it."""

LABEL = re.compile(
    r"[\"\u201c\u2018']?(?P<name>[@\w][^:\n\"\u201c\u201d?!;]{0,60}?)\s?(?P<colon>:)"
    r"(?:\s+(?=\S)|(?=[\"\u201c]))"
)
LAST_LABEL = re.compile(
    r"(?P<colon>:|(?<= )[-\u2013\u2014]) (?P<name>[^\W_][\w.\u2019' -]{1,40}?)"
    r"(?: (?:on|about|over|to) .{1,40})?$"
)
"""What may be a name after the last colon or dash of a headline."""
MAX_LABEL_WORDS = 6
MAX_HEADLINE_WORDS = 25
MAX_TURN = 3
"""Paragraphs without a label that may follow a labelled one as the same turn."""


def find_labelled(article: Article) -> list[Block]:
    """Everything that a name and a colon give to a source."""
    labels = _labels(article)
    transcript = list(_transcript(article, labels))
    if transcript:
        return transcript
    stamped = list(_stamped(article, labels))
    labelled = list(_labelled_quotations(article, labels))
    found = stamped or labelled or list(_headline(article, labels))
    taken = {block.cue for block in found}
    more = (*_quoted_headline(article), *_introduced_quotations(article))
    return found + [block for block in more if block.cue not in taken]


def _labels(article: Article) -> Labels:
    found = {}
    for index, paragraph in enumerate(article.paragraphs):
        start = after_time(article.text, paragraph.start, paragraph.end)
        match = LABEL.match(article.text, start, paragraph.end)
        if match and _is_name(article, match):
            found[index] = match
    return found


def _is_stamped(article: Article, index: int) -> bool:
    paragraph = article.paragraphs[index]
    return after_time(article.text, paragraph.start, paragraph.end) > paragraph.start


def _is_name(article: Article, match: re.Match[str]) -> bool:
    name = match["name"]
    tokens = list(_tokens(article, *match.span("name")))
    if not tokens or len(name.split()) > MAX_LABEL_WORDS or name.lower() in words("labels"):
        return False
    if name[0] == "@" or name.isupper():
        return True
    small = [t for t in tokens if t.upos in NOT_IN_NAMES and not t.text.isupper()]
    if small and not (small[0].lower == "of" and noun_kind(tokens[0].lower) is not None):
        return False  # "Minister of Trade: …" is a name
    is_topic = tokens[-1].upos == "NOUN" and not _can_speak(tokens[-1])  # "Harbour strike: …"
    return name[0].isupper() and any(map(_can_speak, tokens)) and not is_topic


NOT_IN_NAMES = {"VERB", "AUX", "SCONJ", "ADP"}


def _can_speak(token: Token) -> bool:
    return token.upos == "PROPN" or (token.upos == "NOUN" and noun_kind(token.lemma) is not None)


def _tokens(article: Article, start: int, end: int) -> Iterator[Token]:
    sentence = article.sentence_at(start)
    while sentence is not None and sentence.start < end:
        yield from (t for t in sentence if t.start < end and t.end > start)
        index = sentence.index + 1
        sentence = article.sentences[index] if index < len(article.sentences) else None


def _transcript(article: Article, labels: Labels) -> Iterator[Block]:
    """BBC: [How are you?] and, a paragraph later, MINISTER: [Fine.].

    A text is a transcript when a label comes back, or most paragraphs have one, or when labels are
    in capitals. A turn goes on until the next label, over at most :data:`MAX_TURN` paragraphs.
    """
    turns = _turns(article, labels)
    for index, match in turns.items():
        contents = [(match.end(), article.paragraphs[index].end)]
        for following in range(index + 1, min(index + 1 + MAX_TURN, len(article.paragraphs))):
            if following in turns or not _is_turn(article, following):
                break
            if _is_asked_next(article, turns, following, match["name"]):
                break
            paragraph = article.paragraphs[following]
            contents.append((paragraph.start, paragraph.end))
        yield _labelled(article, match, contents, "transcript")


def _is_asked_next(article: Article, turns: Labels, index: int, name: str) -> bool:
    """Whether a paragraph is a question before a new label of the same name: somebody asks it."""
    answer = turns.get(index + 1)
    return _last_character(article, index) == "?" and answer is not None and answer["name"] == name


def _last_character(article: Article, paragraph: int) -> str:
    return article.text[article.paragraphs[paragraph].end - 1]


def _turns(article: Article, labels: Labels) -> Labels:
    """The labels that give a turn to somebody; that of a headline gives none."""
    count = len(article.paragraphs)
    turns = {i: m for i, m in labels.items() if i > 0 or 1 in labels or count == 1}
    names = Counter(m["name"] for m in turns.values())
    if len(turns) > 1 and max(names.values()) > 1:
        return turns
    if 2 * len(turns) > max(count, 2) and not any(_is_stamped(article, i) for i in turns):
        return turns
    if count == 1 and _last_character(article, 0).isalnum():
        return {}  # a headline
    return {i: m for i, m in turns.items() if m["name"].isupper() or m["name"][0] == "@"}


def _is_turn(article: Article, index: int) -> bool:
    """Whether an unlabelled paragraph of a transcript is still somebody's turn."""
    if article.text[article.paragraphs[index].start] in "([*":
        return False
    first = article.sentences_of.get(index, ())[:1]
    return not any(t.lemma == "say" for sentence in first for t in sentence)


def _labelled_quotations(article: Article, labels: Labels) -> Iterator[Block]:
    """Ines Okoro, nurse: [“We work in coats.”] A label and nothing but a quotation after it."""
    for index, match in labels.items():
        paragraph = article.paragraphs[index]
        quotation = article.quotation_at(match.end())
        if quotation and quotation.start == match.end() and paragraph.end - quotation.end < 2:
            yield _labelled(article, match, [(quotation.start, quotation.end)], "label")


def _introduced_quotations(article: Article) -> Iterator[Block]:
    """Here's the mayor in May: [“We will pay.”] and Okoro on the strike: [“We have no choice.”]."""
    for quotation in article.quotations:
        before = article.text[max(quotation.start - 4, 0) : quotation.start]
        if before.rstrip()[-1:] != ":":
            continue
        colon = quotation.start - len(before) + before.rindex(":")
        source = _introduced(article, colon)
        if source is not None:
            sentence, name = source
            contents = ((quotation.start, quotation.end),)
            yield Block(contents, (colon, colon + 1), ":", "label", name, sentence)


def _introduced(article: Article, colon: int) -> tuple[Sentence, Offsets] | None:
    """The phrase without a verb before a colon whose first noun can speak.

    Of somebody's words (*her answer:*) it is whose they are.
    """
    sentence = article.sentence_at(colon)
    words = _words_before(sentence, colon) if sentence else []
    head = next((t for t in words if t.upos in {"NOUN", "PROPN"}), None)
    if sentence is None or head is None or any(t.upos == "VERB" for t in words):
        return None
    if any(t.upos == "AUX" and t.index > head.index for t in words):  # "Her answer was: …"
        return None
    start = head.index
    while start > words[0].index and sentence[start - 1].upos in {"DET", "ADJ", "NUM"}:
        start -= 1
    before = sentence[start - 1] if start > words[0].index else None
    if before is not None and before.upos == "ADP" and before.lower not in {"from", "by"}:
        return None
    after = (t.index for t in words if t.index > head.index and t.upos == "ADP")
    end = next(after, words[-1].index + 1)
    while sentence[end - 1].upos == "PUNCT" and sentence[end - 1].text != ")":
        end -= 1
    name = sentence.tokens[start:end]
    if len(name) > MAX_LABEL_WORDS:
        return None
    owner = _owner(sentence, name[-1])
    if owner is None and not _can_speak(name[-1]):
        return None
    return sentence, owner or (name[0].start, name[-1].end)


def _owner(sentence: Sentence, noun: Token) -> Offsets | None:
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


def _words_before(sentence: Sentence, colon: int) -> list[Token]:
    """The words from the last mark before a colon to the colon."""
    words: list[Token] = []
    for token in sentence:
        if token.start >= colon:
            break
        words = [] if token.upos == "PUNCT" and token.xpos not in IN_NAMES else [*words, token]
    return words


IN_NAMES = {"-LRB-", "-RRB-", "HYPH", ","}
"""Tags of marks that a name may hold: *Rep. Ana Ruiz (D-Elm.), 54*."""


def _stamped(article: Article, labels: Labels) -> Iterator[Block]:
    """10:42 Fire chief: [sirens will be tested.] Each entry of a live blog has its headline."""
    for index, match in labels.items():
        sentence = article.sentence_at(match.end())
        if sentence is not None and _is_stamped(article, index):
            content = (match.end(), min(sentence.end, article.paragraphs[index].end))
            yield _labelled(article, match, [content], "headline")


def _headline(article: Article, labels: Labels) -> Iterator[Block]:
    """Mayor: [Bridge Will Open in May], [Bridge will open in May]: mayor, or … – ministry."""
    if not article.paragraphs:
        return
    paragraph = article.paragraphs[0]
    headline = article.text[paragraph.start : paragraph.end]
    is_alone = len(article.paragraphs) == 1
    if len(headline.split()) > MAX_HEADLINE_WORDS or (is_alone and headline.endswith(".")):
        return
    if 0 in labels:
        content = labels[0].end(), paragraph.end
        quotation = article.quotation_at(content[0])
        is_whole = quotation is not None and inner_text(article, quotation)[-1:] in ".?!"
        if quotation is None or not is_whole or quotation.end == content[1]:
            yield _labelled(article, labels[0], [content], "headline")
    elif not headline.endswith(".") and (
        match := LAST_LABEL.search(article.text, paragraph.start, paragraph.end)
    ):
        yield from _labelled_last(article, match, paragraph.start)


def _labelled_last(article: Article, match: re.Match[str], start: int) -> Iterator[Block]:
    tokens = list(_tokens(article, *match.span("name")))
    is_phrase = all(t.upos in {"PROPN", "NOUN", "ADJ", "DET", "PUNCT"} for t in tokens)
    if not is_phrase or not 0 < len(tokens) <= MAX_LABEL_WORDS or not _can_speak(tokens[-1]):
        return
    is_publisher = match["colon"] != ":" and tokens[-1].upos != "NOUN"  # "… - The Larn Herald"
    if not is_publisher:
        yield _labelled(article, match, [(start, match.start("colon"))], "headline")


def _quoted_headline(article: Article) -> Iterator[Block]:
    """[“I will stay”]: **prime minister** defiant after defeat."""
    paragraph = article.paragraphs[0] if article.paragraphs else None
    quotation = article.quotation_at(paragraph.start) if paragraph else None
    if paragraph is None or quotation is None or quotation.start != paragraph.start:
        return
    colon, sentence = quotation.end, article.sentence_at(quotation.end)
    is_headline = _last_character(article, 0).isalnum() and paragraph.end - colon > 2
    if not is_headline or article.text[colon] != ":" or sentence is None:
        return
    name: list[Token] = []
    for token in _tokens(article, colon + 1, paragraph.end):
        if token.upos not in {"DET", "ADJ", "NOUN", "PROPN"}:
            break
        name.append(token)
    while name and name[-1].upos not in {"NOUN", "PROPN"}:
        name.pop()
    if name and _can_speak(name[-1]):
        contents, source = ((quotation.start, colon),), (name[0].start, name[-1].end)
        yield Block(contents, (colon, colon + 1), ":", "label", source, sentence)


def _labelled(article: Article, match: re.Match[str], contents: list[Offsets], rule: str) -> Block:
    sentence = article.sentence_at(match.start("name"))
    assert sentence is not None, "a label has tokens"
    named = [t for t in sentence if t.end <= match.end("name")]
    source = (_owner(sentence, named[-1]) if named else None) or match.span("name")
    return Block(tuple(contents), match.span("colon"), ":", rule, source, sentence)
