"""The record of a reading from which it is judged whether it tells a content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve, frozen

from quoteattr.attribution.parts.row import Content
from quoteattr.attribution.parts.sayable import is_clausal
from quoteattr.attribution.readings.constructions import ROWS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.article.article import Article
    from quoteattr.article.drafts import Phrase
    from quoteattr.attribution.clauses.report import Report
    from quoteattr.attribution.parts.cues import CueWord
    from quoteattr.attribution.parts.spans import Offsets
    from quoteattr.attribution.readings.encoder_readings import Suggestion
    from quoteattr.records import Construction
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["Told"]


@frozen
class Told:
    """A reading, as far as it matters whether it tells a content."""

    sentence: Sentence
    word: CueWord
    construction: Construction
    kind: Content
    content: frozenset[int]
    """Indices of the content's tokens."""
    source: Token | None
    """Head of the source's noun phrase."""
    quotes: bool
    """Whether the content holds words in marks that the cue is outside of."""

    @classmethod
    def of_report(cls, article: Article, report: Report, source: Token | None) -> Told:
        """Describe what a rule found."""
        sentence, kind = report.sentence, ROWS[report.construction].content
        quotes = _holds_quoted_words(article, sentence, report.word.token, report.content)
        name, content = report.construction, report.content
        return cls(sentence, report.word, name, kind, content, source, quotes)

    @classmethod
    def of_suggestion(
        cls,
        article: Article,
        suggestion: Suggestion,
        spans: Sequence[Offsets],
        source: Phrase | None,
    ) -> Told:
        """Describe what the encoder suggests: a clause, unless a phrase begins it."""
        sentence, word = suggestion.sentence, suggestion.word
        content = frozenset(
            t.index for first, last in spans for t in sentence if first <= t.start < last
        )
        head = sentence[source.head] if source and source.sentence == sentence.index else None
        quotes = _holds_quoted_words(article, sentence, word.token, content)
        name = suggestion.construction
        told = cls(sentence, word, name, Content.CLAUSE, content, head, quotes)
        return evolve(told, kind=Content.PHRASE) if _depends_on(told) else told

    @property
    def heads(self) -> list[Token]:
        """The tokens of the content that do not depend on others of it."""
        tokens = (self.sentence[i] for i in sorted(self.content))
        return [t for t in tokens if t.head not in self.content and t.upos != "PUNCT"]


def _depends_on(told: Told) -> bool:
    """Whether a content begins with a noun phrase or a gerund that depends on the cue."""
    heads, cue = told.heads, told.word.token
    if not heads or heads[0].head != cue.index:
        return False
    is_gerund = heads[0].xpos == "VBG" and heads[0].relation == "xcomp"
    is_phrase = heads[0].relation in {"obj", "obl", "nmod", "iobj", "advmod"}
    return is_gerund or (is_phrase and not is_clausal(told.sentence, heads[0]))


def _holds_quoted_words(
    article: Article, sentence: Sentence, cue: Token, content: frozenset[int]
) -> bool:
    """Whether a content holds several words in marks that are no title or name, and not its cue."""
    if not content or article.is_marked(cue):
        return False
    start, end = sentence[min(content)].start, sentence[max(content)].end
    quotations = article.quotations_between(start, end)
    inner = (article.text[q.inner_start : q.inner_end].split() for q in quotations)
    return any(len(said) > 1 and any(w[0].islower() for w in said[1:]) for said in inner)
