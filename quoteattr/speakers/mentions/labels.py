"""The mentions that are labels of a transcript, read from their words and not from their parse."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from quoteattr.lexicon.kinds import fold
from quoteattr.names.label_names import read_label
from quoteattr.names.name import Name
from quoteattr.records import Kind, MentionForm
from quoteattr.speakers.mentions.reference import Reference

if TYPE_CHECKING:
    from quoteattr.article.article import Article
    from quoteattr.article.drafts import Phrase
    from quoteattr.names.label_names import LabelName

__all__ = ["label_reference"]


def label_reference(phrase: Phrase, article: Article) -> Reference:
    """Make the reference for the label of a transcript.

    A label that is an office or a description refers to nobody but by these words: *THE COURT*.
    """
    label = read_label(article.text[phrase.start : phrase.end])
    sentence = article.sentences[phrase.sentence]
    kind, _ = label.kind
    office = fold(label.office or (label.core if not label.words else ""))
    descriptors = tuple(d for d in (fold(" ".join(label.title)), office) if d)
    name = _name(phrase, article, label) if label.words else None
    return Reference(
        phrase.start,
        phrase.end,
        phrase.sentence,
        phrase.head,
        MentionForm.NAME if name else MentionForm.DESCRIPTION,
        noun="" if name else label.key.split()[-1],
        name=name,
        descriptors=descriptors,
        modifiers=frozenset() if name else frozenset(label.key.split()[:-1]),
        kind=kind,
        plural=kind is Kind.GROUP and not name,
        definite=name is not None,
        bare=name is None,
        paragraph=sentence.paragraph,
        label=label.key,
    )


def _name(phrase: Phrase, article: Article, label: LabelName) -> Name:
    sentence = article.sentences[phrase.sentence]
    kind, strength = label.kind
    first = bisect_right(sentence.tokens, phrase.start, key=lambda t: t.end)
    last = max(first, bisect_left(sentence.tokens, phrase.end, key=lambda t: t.start) - 1)
    start = min(first + len(label.title), last)
    return Name(first, start, last, label.words, label.title, kind, strength)
