"""The speech around a pronoun: who says it, who spoke before, and who is named in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.article.setting import VERBATIM
from quoteattr.lexicon.kinds import fold, noun_kind
from quoteattr.names.name import name_key
from quoteattr.records import Form, Kind
from quoteattr.speakers.anaphora.anaphor import Anaphor
from quoteattr.speakers.anaphora.pronouns import pronoun_gender
from quoteattr.speakers.entities.matching import match_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quoteattr.article.setting import Setting
    from quoteattr.speakers.anaphora.anaphor import Seen
    from quoteattr.speakers.entities.entity import Entity
    from quoteattr.speakers.mentions.reference import Reference
    from quoteattr.syntax.tree import Sentence, Token

    Speakers = Sequence[Entity | None]
    """The speaker of each draft, as far as known."""

__all__ = ["objects_beside", "pronoun_in_context", "source_in_context"]

LONGEST = 2000
"""How many code points at the start of a content to search for names."""
EARLIER = 6
"""How many quotes back to look for the speaker of the quote before."""
ANSWERED = 2
"""Paragraphs, at most, from one turn of a conversation to the next that answers it."""


def pronoun_in_context(reference: Reference, setting: Setting, speakers: Speakers) -> Anaphor:
    """Gather what bears on the antecedent of a pronoun.

    Args:
        reference: A pronoun of the third person that is no quote's source.
        setting: The article and its drafts.
        speakers: Who speaks each draft, as far as known.
    """
    return Anaphor(
        reference,
        in_conversation=setting.is_conversation,
        excluded=_own_speaker(reference, setting, speakers),
    )


def source_in_context(
    reference: Reference, draft: int, setting: Setting, speakers: Speakers, seen: Sequence[Seen]
) -> Anaphor:
    """Gather what bears on the antecedent of a pronoun that is the source of a quote.

    Args:
        reference: A pronoun of the third person.
        draft: Index of the first draft that it is the source of.
        setting: The article and its drafts.
        speakers: Who speaks each draft, as far as known.
        seen: The mentions before the pronoun, in the order of the text.
    """
    previous, rival = _speakers_before(draft, setting, speakers)
    return Anaphor(
        reference,
        is_source=True,
        previous=previous,
        outer=_reporter(draft, setting, speakers),
        rival=rival,
        in_conversation=setting.is_conversation,
        excluded=(
            *_own_speaker(reference, setting, speakers),
            *_asker(draft, setting, speakers),
            *objects_beside(reference, setting, seen),
        ),
        named=_named_in_content(draft, setting, seen),
        speaks_of_other=_speaks_of_other(reference, draft, setting),
        is_issued=_is_issued(reference, setting),
    )


def _own_speaker(reference: Reference, setting: Setting, speakers: Speakers) -> tuple[Entity, ...]:
    """Return who says a pronoun, and so cannot be its antecedent."""
    quote = setting.quote_at(reference.start)
    speaker = speakers[quote] if quote is not None else None
    return (speaker,) if speaker is not None else ()


def _speakers_before(
    draft: int, setting: Setting, speakers: Speakers
) -> tuple[Entity | None, Entity | None]:
    """Return who spoke before and may be continuing, and who may be being answered.

    In a conversation, a new paragraph answers; elsewhere nobody is answered.
    """
    before = _quote_before(draft, setting, speakers)
    if before is None:
        return None, None
    paragraphs = setting.paragraph_of(draft) - setting.paragraph_of(before)
    if not setting.is_conversation or paragraphs == 0:
        return speakers[before], None
    return None, speakers[before] if paragraphs <= ANSWERED else None


def _asker(draft: int, setting: Setting, speakers: Speakers) -> tuple[Entity, ...]:
    """Return who asked *him* or *her* what a draft in the next paragraph answers, if anybody did.

    “Did you sign it?” **the judge** asked him. ¶ “Yes,” he said.
    """
    before = _quote_before(draft, setting, speakers)
    if before is None or setting.paragraph_of(draft) != setting.paragraph_of(before) + 1:
        return ()
    asked, speaker = setting.drafts[before], speakers[before]
    is_answered = asked.form is setting.drafts[draft].form is Form.DIRECT
    is_told = asked.addressee is not None and setting.asks(before) and is_answered
    return (speaker,) if is_told and speaker is not None else ()


def _quote_before(draft: int, setting: Setting, speakers: Speakers) -> int | None:
    """Return the index of the quote before whose speaker is known, nested ones aside."""
    for index in range(draft - 1, max(-1, draft - EARLIER), -1):
        if setting.drafts[index].parent is None and speakers[index] is not None:
            return index
    return None


def _reporter(draft: int, setting: Setting, speakers: Speakers) -> Entity | None:
    """Return the speaker of the quote around this one: *Ruiz said* **she** *had warned them*."""
    parent = setting.drafts[draft].parent
    if parent is None or setting.drafts[parent].form in VERBATIM:
        return None
    return speakers[parent]


def objects_beside(
    reference: Reference, setting: Setting, seen: Sequence[Seen]
) -> tuple[Entity, ...]:
    """Return the entities beside a subject in its clause: **he** *met Ruiz*, *spoke to her aide*.

    The subject stands for none of them (principles B and C of Chomsky (1981), *Lectures on
    Government and Binding*). They are known by their names, or by the nouns of definite phrases.
    """
    sentence = setting.article.sentences[reference.sentence]
    verb = sentence.head(sentence[reference.head])
    if verb is None or sentence[reference.head].relation != "nsubj":
        return ()
    beside = sentence.children(verb, "obj", "iobj", "obl")
    indices = {token.index for token in beside}
    names = setting.article.names_in(sentence) if indices else []
    keys = [name_key(n) for n in names if n.words and not indices.isdisjoint(n.indices)]
    nouns = {fold(token.lemma) for token in beside if _is_definite_person(sentence, token)}
    entities = {id(s.entity): s.entity for s in seen} if nouns else {}
    described = (e for e in entities.values() if not nouns.isdisjoint(e.descriptors))
    return (*_bearers(keys, seen), *described)


def _is_definite_person(sentence: Sentence, noun: Token) -> bool:
    """Whether a noun tells again of a person spoken of: *to* **the clerk**."""
    determiner = sentence.child(noun, "det")
    is_definite = determiner is not None and determiner.lower == "the"
    return is_definite and noun_kind(noun.lemma) is Kind.PERSON


def _named_in_content(draft: int, setting: Setting, seen: Sequence[Seen]) -> frozenset[int]:
    """Return the identities of the entities mentioned before that a content names."""
    article = setting.article
    keys = [
        name_key(name)
        for start, end in setting.drafts[draft].contents
        for stretch in article.tokens_between(start, min(end, start + LONGEST))
        for name in article.names_in(*stretch)
        if name.words
    ]
    return frozenset(map(id, _bearers(keys, seen)))


def _bearers(keys: Sequence[tuple[str, ...]], seen: Sequence[Seen]) -> Iterator[Entity]:
    """Yield the entities mentioned that one of these names may be a name of, each once."""
    entities = {id(s.entity): s.entity for s in seen} if keys else {}
    for entity in entities.values():
        if any(match_name(key, entity)[0] > 0 for key in keys):
            yield entity


def _speaks_of_other(reference: Reference, draft: int, setting: Setting) -> bool:
    """Whether speech opens with a pronoun of the speaker's gender: *“He trains,” he said*.

    No person may be named or described before it in the speech.
    """
    gender, spoken = pronoun_gender(reference.noun), setting.drafts[draft]
    if gender is None or spoken.form not in VERBATIM:
        return False
    start, end = spoken.contents[0]
    for _, token in setting.article.words_between(start, min(end, start + LONGEST)):
        if pronoun_gender(token.lower) is gender:
            return True
        if token.upos == "PROPN" or noun_kind(token.lemma) is Kind.PERSON:
            return False
    return False


def _is_issued(reference: Reference, setting: Setting) -> bool:
    """Whether a pronoun speaks through something published: *they said* **in a statement**."""
    sentence = setting.article.sentences[reference.sentence]
    verb = sentence.head(sentence[reference.head])
    obliques = sentence.children(verb, "obl") if verb is not None else []
    return any(noun_kind(token.lemma) is Kind.DOCUMENT for token in obliques)
