"""Antecedents of personal pronouns: the entities mentioned before, ranked by a log-linear model.

Each entity that agrees with the pronoun is scored by the weights of its features: how near its
mentions are, their grammatical roles, how often it is mentioned, and who speaks around the pronoun.
These are the factors of Lappin and Leass (1994), "An Algorithm for Pronominal Anaphora Resolution";
ranking all candidates at once follows Denis and Baldridge (2008), "Specialized Models and Ranking
for Coreference Resolution". The weights were learned from a treebank with coreference
(:mod:`quoteattr.training.antecedents.learn`).
"""

from __future__ import annotations

import math
from functools import cache
from itertools import chain, repeat
from typing import TYPE_CHECKING

from attrs import field, frozen

from quoteattr.lexicon.kinds import pronouns
from quoteattr.records import Gender, GenderSign, Kind, MentionForm
from quoteattr.speakers.anaphora.anaphor import PossibleAntecedent
from quoteattr.speakers.anaphora.telling import single_person, told_apart

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quoteattr.speakers.anaphora.anaphor import Anaphor, Seen
    from quoteattr.speakers.entities.entity import Entity
    from quoteattr.speakers.mentions.reference import Reference

__all__ = [
    "AntecedentWeights",
    "antecedent",
    "candidates_of",
    "features_of",
    "likely_antecedent",
    "may_stand_for",
    "nobody_features",
    "pronoun_gender",
]

WINDOW = 40
"""How many mentions to look back."""
SENTENCES = 12
"""How many sentences to look back."""
TOLD, GOES_ON = 0.9, 0.7
"""How probable an antecedent is that the words around tell, or that goes on speaking."""


@frozen(eq=False)
class AntecedentWeights:
    """What has been learned of whom pronouns stand for, in log odds."""

    features: Mapping[str, float]
    """Of each feature of a pronoun and a possible antecedent."""
    source: float = 0.0
    """Bonus for resolving a pronoun that is the source of a quote."""
    _by_class: Mapping[str, Mapping[str, float]] = field(init=False, repr=False)

    @_by_class.default
    def _divide(self) -> Mapping[str, Mapping[str, float]]:
        found: dict[str, dict[str, float]] = {}
        for name, weight in self.features.items():
            word, _, feature = name.partition("|")
            found.setdefault(word, {})[feature] = weight
        return found

    def of_class(self, word: str) -> Mapping[str, float]:
        """Return the weights of the features of pronouns of a class, which names begin with."""
        return self._by_class.get(word, {})


def pronoun_gender(word: str) -> Gender | None:
    """Return the gender of a pronoun: *he*, *her*; ``None`` if it has none: *they*."""
    if word in pronouns("masculine"):
        return Gender.MALE
    return Gender.FEMALE if word in pronouns("feminine") else None


def antecedent(anaphor: Anaphor, seen: Sequence[Seen], weights: AntecedentWeights) -> Entity | None:
    """The entity that the pronoun most likely stands for, or ``None``.

    Args:
        anaphor: The pronoun.
        seen: The mentions before it, in the order of the text.
        weights: What has been learned.
    """
    return likely_antecedent(anaphor, seen, weights)[0]


def likely_antecedent(
    anaphor: Anaphor, seen: Sequence[Seen], weights: AntecedentWeights
) -> tuple[Entity | None, float]:
    """The entity that the pronoun most likely stands for, or ``None``, and how probable it is.

    Args:
        anaphor: The pronoun.
        seen: The mentions before it, in the order of the text.
        weights: What has been learned.

    Returns:
        The entity, and its probability, 0 to 1, among all that the pronoun may stand for, nobody
        included.
    """
    single = single_person(anaphor, seen)
    if single is not None:
        return single, TOLD
    candidates = candidates_of(anaphor, seen)
    if _goes_on_speaking(anaphor, candidates):
        return anaphor.previous, GOES_ON
    told = told_apart(anaphor, candidates)
    if len(told) == 1:
        return told[0].entity, TOLD
    nobody = sum(weights.features.get(name, 0.0) for name in nobody_features(anaphor))
    scored: list[tuple[Entity | None, float]] = [
        (None, nobody - weights.source * anaphor.is_source)
    ]
    learned = weights.of_class(_class(anaphor.reference))
    for candidate in told or candidates:
        score = sum(map(learned.get, _features(anaphor, candidate), repeat(0.0)))
        scored.append((candidate.entity, score))
    best, highest = max(scored, key=lambda pair: pair[1])
    return best, 1 / sum(math.exp(score - highest) for _, score in scored)


def _goes_on_speaking(anaphor: Anaphor, candidates: Sequence[PossibleAntecedent]) -> bool:
    """Whether a pronoun is who spoke before, though a given name is rather of the other gender.

    Lists know *Andrea* as a woman's name. Everybody else who comes into question was mentioned
    earlier, and only described, without a gender.
    """
    speaker, gender = anaphor.previous, pronoun_gender(anaphor.reference.noun)
    if speaker is None or gender is None or anaphor.in_conversation:
        return False
    signs = {sign for _, sign in speaker.gender_signs}
    if speaker.gender in {None, gender} or signs != {GenderSign.GIVEN_NAME}:
        return False
    last = max(reference.start for reference in speaker.references)
    return not any(
        c.entity.named or c.entity.gender is not None or c.mentions[0].start > last
        for c in candidates
    )


def candidates_of(anaphor: Anaphor, seen: Sequence[Seen]) -> list[PossibleAntecedent]:
    """Find the entities that a pronoun may stand for, the nearest first.

    Args:
        anaphor: The pronoun.
        seen: The mentions before it, in the order of the text.
    """
    pronoun = anaphor.reference
    mentions: dict[int, list[Reference]] = {}
    entities: list[Entity] = []
    for mention in seen[-WINDOW:][::-1]:
        entity, reference = mention.entity, mention.reference
        if pronoun.sentence - reference.sentence > SENTENCES:
            break
        if id(entity) in mentions:
            mentions[id(entity)].append(reference)
            continue
        excluded = any(entity is other for other in anaphor.excluded)
        if may_stand_for(anaphor, entity) and not excluded:
            mentions[id(entity)] = [reference]
            entities.append(entity)
    return [PossibleAntecedent(e, tuple(mentions[id(e)]), rank) for rank, e in enumerate(entities)]


def may_stand_for(anaphor: Anaphor, entity: Entity) -> bool:
    """Whether number, kind and gender let a pronoun stand for an entity."""
    word = anaphor.reference.noun
    gender = pronoun_gender(word)
    if gender is not None:
        if entity.plural or entity.is_thing or entity.kind not in {Kind.PERSON, Kind.UNKNOWN}:
            return False
        return anaphor.any_gender or entity.gender in {None, gender}
    if word in pronouns("plural"):
        return entity.plural or entity.kind in {Kind.GROUP, Kind.ORGANISATION, Kind.PLACE}
    if word in pronouns("neuter"):
        return not entity.plural and entity.kind not in {Kind.PERSON, Kind.GROUP}
    return False


def features_of(anaphor: Anaphor, candidate: PossibleAntecedent) -> Iterator[str]:
    """Yield the features of a pronoun and an entity that it may stand for."""
    word = _class(anaphor.reference)
    return (f"{word}|{feature}" for feature in _features(anaphor, candidate))


def _features(anaphor: Anaphor, candidate: PossibleAntecedent) -> Iterator[str]:
    """Yield these features without the class of the pronoun."""
    return chain(
        _entity_features(candidate.entity),
        _distance_features(anaphor.reference, candidate),
        _role_features(anaphor.reference, candidate.mentions[0]),
        _speech_features(anaphor, candidate.entity),
    )


def nobody_features(anaphor: Anaphor) -> Iterator[str]:
    """Yield the features of *nobody*: that a pronoun has none of the possible antecedents."""
    word = _class(anaphor.reference)
    yield f"{word}|nobody"
    yield f"{word}|nobody|source={anaphor.is_source}"


def _class(pronoun: Reference) -> str:
    """Return the class of a pronoun; each class has weights of its own."""
    if pronoun_gender(pronoun.noun) is not None:
        return "person"
    return "plural" if pronoun.noun in pronouns("plural") else "neuter"


def _entity_features(entity: Entity) -> tuple[str, ...]:
    count = min(len(entity.references), 31).bit_length()
    known = entity.gender is not None
    return _named_features(entity.kind, known, entity.named, count, bool(entity.members))


@cache
def _named_features(
    kind: Kind, gender: bool, named: bool, mentions: int, joined: bool
) -> tuple[str, ...]:
    """Name the features of an entity: few differ, and each pronoun asks for those of many."""
    return (
        f"kind={kind}",
        f"gender={gender}",
        f"named={named}",
        f"mentions={mentions}",
        f"joined={joined}",
    )


def _distance_features(pronoun: Reference, candidate: PossibleAntecedent) -> Iterator[str]:
    yield f"sentences={_distance(pronoun, candidate.mentions[0])}"
    yield f"rank={min(candidate.rank, 5)}"
    subject = next((r for r in candidate.mentions if r.subject), None)
    yield f"subject={_distance(pronoun, subject)}"
    full = next((r for r in candidate.mentions if r.form is not MentionForm.PRONOUN), None)
    yield f"full={_distance(pronoun, full)}"
    yield f"paragraphs={min(pronoun.paragraph - candidate.mentions[0].paragraph, 3)}"
    yield f"recent={min(len(candidate.mentions), 15).bit_length()}"


def _distance(pronoun: Reference, mention: Reference | None) -> str:
    """Return the distance in sentences, in widening steps; ``far`` if out of reach."""
    if mention is None:
        return "far"
    between = pronoun.sentence - mention.sentence
    return str(between) if between < 3 else f"{2 ** (between.bit_length() - 1)}+"


def _role_features(pronoun: Reference, nearest: Reference) -> Iterator[str]:
    own = _role(pronoun)
    same = pronoun.sentence == nearest.sentence
    yield f"role={_role(nearest)}|{own}|{same}"
    yield f"form={nearest.form}|{nearest.definite}"
    if nearest.form is MentionForm.PRONOUN:
        yield f"same-case={_case(nearest) == _case(pronoun)}|{own}"


def _case(pronoun: Reference) -> str:
    """Return the case of a pronoun: that of *he* and *she*, or of *him*, *his* and *her*."""
    if pronoun.noun.endswith(("self", "selves")):
        return "reflexive"
    return "subject" if pronoun.noun in {"he", "she", "they"} else "other"


def _role(reference: Reference) -> str:
    """Return the grammatical role of a mention: a subject, a modifier or something else."""
    if reference.subject:
        return "subject"
    return "weak" if reference.weak else "other"


def _speech_features(anaphor: Anaphor, entity: Entity) -> Iterator[str]:
    if anaphor.previous is not None:
        yield f"previous={entity is anaphor.previous}|{anaphor.in_conversation}"
    if anaphor.outer is not None:
        yield f"outer={entity is anaphor.outer}"
    if anaphor.rival is not None:
        yield f"rival={entity is anaphor.rival}"
    if anaphor.is_source:
        yield f"source|named-in-content={id(entity) in anaphor.named}"
        yield f"source|kind={entity.kind}"
