"""The name under which a speaker is shown: the fullest one that the text really uses."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from quoteattr.lexicon.kinds import fold, is_honorific
from quoteattr.lexicon.offices import is_capital, is_main_name, is_place, office_kind
from quoteattr.names.name import name_key
from quoteattr.records import MentionForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.names.name import Name
    from quoteattr.speakers.entities.entity import Entity
    from quoteattr.speakers.mentions.reference import Reference

__all__ = ["shown_name"]

SHARE = 0.05
"""Share of the mentions by name that the fullest name must have."""
SHARE_OF_COMMONEST = 0.1
"""Else, how common a name must be, compared with the commonest one."""
LONGEST = 60
"""How many code points a name or description may have."""


def shown_name(entity: Entity, text: str) -> str:
    """Return the fullest name that is in use for an entity, or else its first description.

    A form that the text uses once in a hundred mentions is a headline or an exclamation (*Poor
    Quist!*) more often than a name.

    Args:
        entity: Who speaks.
        text: The text, for descriptions.
    """
    if entity.body is not None and entity.body.given:
        return entity.body.name
    names = [r.name for r in entity.references if r.name is not None]
    if names:
        return _written(_fullest_in_use(names))
    if any(member.named for member in entity.members):
        return _listed([shown_name(member, text) for member in entity.members])
    first = next((r for r in entity.references if r.form is MentionForm.DESCRIPTION), None)
    return _description(first, text) if first is not None else ""


def _fullest_in_use(names: Sequence[Name]) -> Name:
    """Return the fullest name with enough mentions, the commonest of equals.

    Names in capitals count only where they are the rule, as in labels: elsewhere they come from
    headlines.
    """
    in_letters = [name for name in names if not _is_in_capitals(name)]
    names = in_letters if 2 * len(in_letters) > len(names) else names
    counts = Counter(map(name_key, names))
    ranked = sorted(names, key=lambda n: (_fullness(n), counts[name_key(n)]), reverse=True)
    if counts[name_key(ranked[0])] >= SHARE * len(names):
        return ranked[0]
    least = SHARE_OF_COMMONEST * max(counts.values())
    return next(n for n in ranked if counts[name_key(n)] >= least)


def _is_in_capitals(name: Name) -> bool:
    return "".join(name.words).isupper()


def _fullness(name: Name) -> tuple[bool, bool, int, bool, bool, bool]:
    """Rank a name of an entity by how suitable it is to be shown.

    A known land or office comes first; then one that is not too long, more words, the main name of
    an office, a name that is not in capitals, and one without initials.
    """
    whole = " ".join(name.words)
    is_known = (is_place(whole) and not is_capital(whole)) or office_kind(whole) is not None
    is_spelt_out = all(len(fold(word)) > 1 for word in name.words)
    return (
        is_known,
        len(whole) <= LONGEST,
        len(name.words),
        is_main_name(whole),
        not _is_in_capitals(name),
        is_spelt_out,
    )


def _written(name: Name) -> str:
    """Return the words of a name; a single word keeps its title of address: *Mrs Oduya*."""
    words = " ".join(name.words)
    if len(name.words) == 1 and name.title and is_honorific(name.title[-1]):
        return f"{name.title[-1]} {words}"
    return words


def _listed(names: Sequence[str]) -> str:
    """Join the names of the members of a group: *Ana Ruiz, Jon Berg and Ivo Marn*."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def _description(reference: Reference, text: str) -> str:
    """Return the words of a description on one line, without clauses that merely add to it."""
    return " ".join(text[reference.start : reference.shown_end or reference.end].split())
