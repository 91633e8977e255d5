"""Who asks and who answers where the labels of a transcript say only *Q* and *A*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from quoteattr.lexicon import words
from quoteattr.speakers.conversation.interview import guest_before

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quoteattr.article.article import Article
    from quoteattr.speakers.anaphora.anaphor import Seen
    from quoteattr.speakers.entities.entity import Entity
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["Questioning"]

ASKERS, ANSWERERS = words("speaker_labels", "askers"), words("speaker_labels", "answerers")
SWORN = words("speaker_labels", "sworn")


@define
class Questioning:
    """Who asks and who answers, as far as a text has been read."""

    article: Article
    asker: Entity | None = None
    """Who was last said to examine: *BY MR. LANGE:*."""
    answerer: Entity | None = None
    """Who was last said to be sworn in, or else the person whom the introduction is about."""
    _searched: int = 0
    """How many of the mentions have been searched for a witness."""

    def who(self, label: str, seen: Sequence[Seen]) -> Entity | None:
        """Return who a label is, if it only says that somebody asks or answers, and it is known.

        Args:
            label: The key of the label.
            seen: The mentions before it.
        """
        if label in ASKERS:
            return self.asker
        if label in ANSWERERS:
            self._look_for_answerer(seen)
            return self.answerer
        return None

    def _look_for_answerer(self, seen: Sequence[Seen]) -> None:
        """Search the mentions since the last answer for a witness, at first for a guest."""
        if not self._searched:
            self.answerer = guest_before(self.article, seen)
        for mention in seen[self._searched :]:
            sentence = self.article.sentences[mention.reference.sentence]
            is_sworn = any(token.lower in SWORN for token in self._up_to_oath(sentence))
            if is_sworn and mention.entity.named and sentence[0].start == mention.reference.start:
                self.answerer = mention.entity
        self._searched = len(seen)

    def _up_to_oath(self, sentence: Sentence) -> Iterator[Token]:
        """Yield the words of a sentence, and of the next one if a comma ends it: *CARL DUNN,*."""
        yield from sentence
        following = sentence.index + 1
        if sentence.tokens[-1].text == "," and following < len(self.article.sentences):
            yield from self.article.sentences[following]
