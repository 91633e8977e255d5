"""Who speaks of itself, where nobody was named before: *The mill will close,* **it** *said*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.records import MentionForm
from quoteattr.speakers.anaphora.pronouns import may_stand_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.speakers.anaphora.anaphor import Anaphor, Seen
    from quoteattr.speakers.entities.entity import Entity
    from quoteattr.syntax.tree import Sentence

__all__ = ["subject_of_content"]


def subject_of_content(
    anaphor: Anaphor, content: tuple[int, int], sentence: Sentence, seen: Sequence[Seen]
) -> Entity | None:
    """Find the subject of the clause that is said, if a pronoun after it may stand for it.

    Args:
        anaphor: A pronoun that is the source of a quote.
        content: The span of the content before it, in code points.
        sentence: Where the pronoun stands.
        seen: The mentions before the pronoun, in the order of the text.
    """
    start, end = content
    said = {token.index for token in sentence if start <= token.start < end}
    roots = [sentence[index] for index in said if sentence[index].head not in said]
    subjects = {child.index for root in roots for child in sentence.children(root, "nsubj")}
    here = (s for s in seen if s.reference.sentence == sentence.index)
    full = (s for s in here if s.reference.form is not MentionForm.PRONOUN)
    own = (s.entity for s in full if s.reference.head in subjects)
    return next((entity for entity in own if may_stand_for(anaphor, entity)), None)
