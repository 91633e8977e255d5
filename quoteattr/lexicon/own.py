"""Words of the caller's own, beside those of the lexicon: cues, names and titles.

They hold while a text is read (:func:`using`), in that thread or task alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from attrs import field, frozen

from quoteattr.lexicon.folding import fold
from quoteattr.lexicon.stems import stems
from quoteattr.terms import Act, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["OwnWords", "own_words", "using"]

TITLE = "title"
"""What a word is called that stands before the names of persons."""
CUE_ACTS = (Act.SPEECH, Act.WRITING, Act.THOUGHT)
NAME_KINDS = (Kind.PERSON, Kind.ORGANISATION, Kind.PLACE, Kind.GROUP)


@frozen(eq=False)  # so that it can be the key of a cache
class OwnWords:
    """Cues, names and titles that a caller added."""

    cues: Mapping[str, Act] = field(factory=dict)
    """Lemmas of verbs and nouns, each with its act."""
    names: Mapping[str, Kind] = field(factory=dict)
    """Folded names, each with its kind."""
    titles: frozenset[str] = frozenset()
    """Folded words before names of persons."""

    @classmethod
    def of(cls, cues: Mapping[str, Act | str] | None, names: Mapping[str, str] | None) -> OwnWords:
        """Check and fold what a caller gives.

        Raises:
            TypeError: It is no mapping of words.
            ValueError: A cue is not one word, or an act or kind is unknown.
        """
        named = _checked("names", names, (*NAME_KINDS, TITLE))
        return cls(
            cues={_cue(word): Act(act) for word, act in _checked("cues", cues, CUE_ACTS).items()},
            names={_folded(name): Kind(kind) for name, kind in named.items() if kind != TITLE},
            titles=frozenset(_folded(word) for word, kind in named.items() if kind == TITLE),
        )

    def cue(self, form: str, lemma: str = "") -> str:
        """Return the cue that a word is a form of, or ``""``.

        Args:
            form: The word, in lower case.
            lemma: Its lemma, if a parser tells.
        """
        if not self.cues:
            return ""
        return next((word for word in (lemma, form, *stems(form)) if word in self.cues), "")


def _checked(what: str, given: Mapping[str, str] | None, known: tuple[str, ...]) -> dict[str, str]:
    """Return what was given, or raise an error that says what may be given."""
    if not isinstance(given, Mapping | None):
        raise TypeError(f"{what} must be a dict such as {{'…': {known[0].value!r}}}, not {given!r}")
    for word, kind in (given or {}).items():
        if not isinstance(word, str) or not word.strip():
            raise TypeError(f"{what} must have words as keys, not {word!r}")
        if kind not in known:
            named = ", ".join(repr(str(each)) for each in known)
            raise ValueError(f"{what}: {word!r} cannot be {kind!r}, only one of {named}")
    return dict(given or {})


def _cue(word: str) -> str:
    plain = word.strip().lower()
    if not plain.replace("-", "").isalpha():
        raise ValueError(f"cues: {word!r} is not one word: give the verb or noun alone")
    return plain


def _folded(name: str) -> str:
    return " ".join(fold(name).split())


_NONE = OwnWords()
_CURRENT: ContextVar[OwnWords] = ContextVar("own_words", default=_NONE)


def own_words() -> OwnWords:
    """Return the words that the caller added for the text that is being read."""
    return _CURRENT.get()


@contextmanager
def using(words: OwnWords) -> Iterator[None]:
    """Let words of the caller's own hold for the texts that are read inside."""
    before = _CURRENT.set(words)
    try:
        yield
    finally:
        _CURRENT.reset(before)
