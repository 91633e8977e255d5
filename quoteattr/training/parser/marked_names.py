"""Articles and fiction whose names are marked by hand, to learn the types of names from.

An article lists its names as ``[start, end, type]`` in ``entities``, a name without its title. An
excerpt of fiction lists its characters, places and bodies, each with a ``category`` and with all
its ``mentions`` as ``[start, end, form]``; those of the form ``PROP`` are names. Every fifth
excerpt is left out: how well speakers are found in fiction is measured on those.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from quoteattr.errors import InputError
from quoteattr.lexicon.kinds import is_honorific
from quoteattr.training.articles import read_articles
from quoteattr.training.parser.marked import UNKNOWN, label_characters, marked_paragraphs
from quoteattr.training.parser.marked_quotes import is_held_out

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from quoteattr.training.parser.marked import MarkedParagraph

__all__ = ["read_names"]

_TYPES = {
    "Person": "person",
    "Organization": "organisation",
    "Location": "place",
    "NORP": "other",
    "Facility": "other",
    "Misc": "other",
    "Product": "other",
    # Of fiction:
    "PER": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "other",
    "VEH": "other",
}
"""The label of each type of a corpus; types not listed, such as dates, have none."""
_WORD = re.compile(r"[\w'’-]+")


def read_names(paths: Sequence[Path], splits: Mapping[str, Sequence[int]]) -> list[MarkedParagraph]:
    """Read the paragraphs of the articles and excerpts in files of JSON lines.

    Args:
        paths: The files.
        splits: Words to divide, see :func:`quoteattr.training.parser.examples.find_splits`.

    Raises:
        InputError: A file cannot be read, or a line is not such an article.
    """
    found: list[MarkedParagraph] = []
    for path in paths:
        try:
            for number, article in enumerate(read_articles(path)):
                if not (_is_fiction(article) and is_held_out(number)):
                    labels = _labels(article)
                    found += marked_paragraphs(article["text"], "names", labels, splits)
        except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
            raise InputError(f"{path} holds no articles with names ({error!r})") from error
    return found


def _is_fiction(article: Mapping[str, Any]) -> bool:
    return bool(article["entities"]) and isinstance(article["entities"][0], dict)


def _labels(article: Mapping[str, Any]) -> dict[int, int]:
    """Return the label of each character that is part of a name, or may be."""
    text, entities = article["text"], article["entities"]
    if not _is_fiction(article):
        named = [(start, end, _TYPES[kind]) for start, end, kind in entities if kind in _TYPES]
        return label_characters(text, "names", named)
    mentions = [(*m, entity["category"]) for entity in entities for m in entity["mentions"]]
    unsure = {
        place
        for start, end, form, _ in mentions
        if form == "NOM"
        for match in _WORD.finditer(text, start, end)
        if match.group()[0].isupper()
        for place in range(*match.span())
    }
    mentions.sort(key=lambda mention: mention[0] - mention[1])  # names inside others count
    named = [
        (*_without_title(text, start, end), _TYPES[category])
        for start, end, form, category in mentions
        if form == "PROP"
    ]
    return dict.fromkeys(unsure, UNKNOWN) | label_characters(text, "names", named)


def _without_title(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the rest of a name after its titles and words in small letters, or the whole name."""
    for match in _WORD.finditer(text, start, end):
        word = match.group()
        if word[0].isupper() and not is_honorific(word):
            return match.start(), end
    return start, end
