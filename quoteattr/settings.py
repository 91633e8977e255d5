"""The settings of an Extractor: checked, and as a document remembers them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, SupportsFloat

from attrs import asdict, evolve, field, frozen

from quoteattr.lexicon.offices import Offices, checked_aliases
from quoteattr.lexicon.own import OwnWords
from quoteattr.output.values import to_json_value
from quoteattr.records import Act, Kind

if TYPE_CHECKING:
    from attrs import Attribute

__all__ = ["Settings"]


def _checked_acts(acts: Iterable[Act | str]) -> tuple[Act, ...]:
    """Return the acts, or raise an error that says which are known."""
    if acts == "all":
        return tuple(Act)
    if isinstance(acts, str) or not isinstance(acts, Iterable):
        raise TypeError(f"acts must be 'all' or several acts, such as ('speech',), not {acts!r}")
    given, every = tuple(acts), tuple(Act)
    for act in given:
        if act not in every:
            known = ", ".join(repr(act.value) for act in every)
            raise ValueError(f"unknown act {act!r}: an act is one of {known}")
    return tuple(Act(act) for act in given)


def _checked_confidence(min_confidence: float) -> float:
    if not isinstance(min_confidence, SupportsFloat):
        raise TypeError(f"min_confidence must be a number, not {min_confidence!r}")
    if not 0.0 <= min_confidence <= 1.0:
        raise ValueError(f"min_confidence must be between 0 and 1, not {min_confidence!r}")
    return float(min_confidence)


def _checked_offices(offices: bool) -> bool:
    if not isinstance(offices, bool):
        raise TypeError(f"offices must be True or False, not {offices!r}")
    return offices


@frozen(eq=False, kw_only=True)
class Settings:
    """What an Extractor was asked for, all but its model; the arguments are explained there.

    Raises:
        TypeError: A setting is of another type.
        ValueError: A setting is out of range, or unknown.
    """

    acts: tuple[Act, ...] = field(converter=_checked_acts)
    aliases: Mapping[str, Sequence[str]] = field(converter=checked_aliases)
    offices: bool = field(converter=_checked_offices)
    cues: Mapping[str, Act | str] | None
    names: Mapping[str, Kind | str] | None
    min_confidence: float = field(converter=_checked_confidence)
    bodies: Offices = field(init=False)
    """Which names mean one body."""
    own_words: OwnWords = field(init=False)

    @bodies.default
    def _gather_bodies(self) -> Offices:
        return Offices.of(self.aliases, listed=self.offices)

    @own_words.default
    def _check_own_words(self) -> OwnWords:
        return OwnWords.of(self.cues, self.names)

    @property
    def arguments(self) -> dict[str, Any]:
        """The arguments to make the same settings of."""
        return asdict(self, recurse=False, filter=_is_given)

    def describe(self, model: Mapping[str, str | None]) -> dict[str, Any]:
        """Describe the settings in values that JSON can hold.

        Args:
            model: What :func:`.describe_model` says of the model.
        """
        settings = to_json_value(self.arguments, "settings")
        return {"quoteattr_version": _package_version(), **model, **settings}

    def for_one_text(
        self, acts: Iterable[Act | str] | None, min_confidence: float | None
    ) -> Settings:
        """Return the settings with what is asked for otherwise for one text."""
        if acts is None and min_confidence is None:
            return self
        return evolve(
            self,
            acts=self.acts if acts is None else acts,
            min_confidence=self.min_confidence if min_confidence is None else min_confidence,
        )


def _is_given(attribute: Attribute[Any], _: Any) -> bool:
    return attribute.init


@cache
def _package_version() -> str:
    return version("quoteattr")
