"""Two registries made one: who of the one is who of the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from quoteattr.corpus.disk import opened
from quoteattr.corpus.profiles import profile_of
from quoteattr.corpus.registry import Match, Registry, is_company
from quoteattr.errors import InputError
from quoteattr.lexicon.offices import Offices, checked_aliases
from quoteattr.records import Mention, MentionForm, Speaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from os import PathLike

    from quoteattr.corpus.disk import Disk
    from quoteattr.corpus.known_speaker import KnownSpeaker
    from quoteattr.corpus.profiles import Profile

__all__ = ["merge_registries"]


def merge_registries(
    registry: str | PathLike[str],
    other: str | PathLike[str],
    *,
    aliases: Mapping[str, Sequence[str]] | None = None,
    offices: bool = True,
) -> dict[str, str]:
    """Take the speakers of another registry into one; both come from different documents.

    They are identified as those of documents are, by name, titles and company. Two that the other
    registry tells apart stay apart. The ids of ``registry`` stay; those of ``other`` may become
    others, and need not be those that one registry for all documents would have given. The file of
    ``other`` stays as it is, and ``registry`` changes completely or not at all.

    Args:
        registry: The file that takes in the others, made if there is none.
        other: The file whose speakers are taken in.
        aliases: Other names of speakers, with which both were made.
        offices: Whether both were made with the built-in list of offices.

    Returns:
        For each id of ``other`` its id in ``registry``, where they are also in the table
        ``renamed``.

    Raises:
        InputError: A file is no registry, in use, or made with other aliases or offices, or
            ``other`` has been taken in before.
    """
    names = Offices.of(checked_aliases(aliases), listed=offices)
    with opened(other, names, exists=True) as source, opened(registry, names) as disk:
        part = f"registry {source.name}"
        if disk.is_done(part):
            raise InputError(f"the registry {other} has been taken into {registry} before")
        renamed = _Merging(Registry(names, disk), source, disk).carry_out()
        disk.rename(source.name, renamed)
        disk.finish(part)
    return renamed


class _Merging:
    """The merging of one registry into another."""

    def __init__(self, registry: Registry, source: Disk, disk: Disk) -> None:
        self._registry, self._source, self._disk = registry, source, disk
        self._renamed: dict[str, str] = {}
        self._taken: set[str] = set()
        """The ids that an id of the source has become: no other becomes the same."""

    def carry_out(self) -> dict[str, str]:
        """Take in those whose names suffice, and then the others, whom their company identifies."""
        waiting: list[str] = []
        for other in self._source:
            match = self._registry.by_name(self._profile(other), self._taken)
            if match is None:
                waiting.append(other.id)
            else:
                self._take(other, match)
        for id in waiting:
            other = self._source.speaker(id)
            profile = self._profile(other)
            match = self._registry.by_context(profile, self._taken, self._company(other))
            self._take(other, match or Match(self._registry.new(profile)))
        self._meet()
        return self._renamed

    def _profile(self, other: KnownSpeaker) -> Profile:
        """Make of what is known of a speaker what a document would say."""
        mentions = tuple(Mention(0, len(n), n, MentionForm.NAME) for n in other.names)
        profile = profile_of(Speaker(other.name, other.kind, mentions), self._registry.offices)
        keys = () if profile.is_personal else tuple(self._source.keys_of(other.id))
        return evolve(
            profile,
            gender=other.gender,
            titles=frozenset(other.titles),
            acronyms=keys,  # other names of an organisation
        )

    def _company(self, other: KnownSpeaker) -> set[str]:
        company = map(self._source.speaker, other.companions)
        return {
            self._renamed[each.id]
            for each in company
            if each.id in self._renamed and is_company(each)
        }

    def _take(self, other: KnownSpeaker, match: Match) -> None:
        match.known.take_in(other)
        for key in self._source.keys_of(other.id):
            self._disk.keep(key, match.known)
        self._renamed[other.id] = match.known.id
        self._taken.add(match.known.id)
        self._disk.save([match.known])

    def _meet(self) -> None:
        """Give each the companions that it had, under their ids here."""
        for other in self._source:
            known = self._disk.speaker(self._renamed[other.id])
            known.meet(self._renamed[id] for id in other.companions)
            self._disk.save([known])
