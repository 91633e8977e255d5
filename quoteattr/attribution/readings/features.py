"""What the scorer is told of a reading: its features, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.attribution.parts.cues import WordClass, cue_word, is_negated
from quoteattr.attribution.parts.grammar import case_words
from quoteattr.attribution.parts.sources import is_passive
from quoteattr.lexicon.kinds import noun_kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quoteattr.article.article import Article
    from quoteattr.attribution.clauses.report import Report
    from quoteattr.attribution.layout.blocks import Block
    from quoteattr.attribution.marked.speech import Speech
    from quoteattr.attribution.readings.encoder_readings import Suggestion
    from quoteattr.syntax.tree import Sentence, Token

__all__ = ["block_features", "report_features", "speech_features", "suggestion_features"]


def report_features(article: Article, report: Report) -> Iterator[str]:
    """What is known of a reading within one sentence."""
    sentence, token, rule = report.sentence, report.word.token, report.construction
    lemma = report.word.lemma
    word_class = report.word.word_class.value
    yield "bias"
    yield f"rule={rule}"
    yield f"{word_class}={lemma}"
    yield f"{word_class}={lemma}|{rule}"
    yield f"act={report.word.act}|{rule}"
    yield f"tag={token.xpos}|{word_class}"
    yield f"relation={token.deprel}|{rule}"
    yield f"source={_source_type(report.source)}|{word_class}"
    if report.source is not None:
        yield f"source-lemma={report.source.lemma.lower()}"
        kind = noun_kind(report.source.lemma) if report.source.upos == "NOUN" else None
        yield f"{lemma}|source-kind={kind or report.source.upos}"
        yield f"source-side={report.source.index < token.index}|{rule}"
        yield f"source-own={report.source.head == token.index}|{rule}"
    if word_class == WordClass.VERB.value:
        yield from _verb_features(sentence, token, rule)
    yield from _content_features(article, report)


def _verb_features(sentence: Sentence, verb: Token, rule: str) -> Iterator[str]:
    for auxiliary in sentence.children(verb, "aux"):
        yield f"aux={auxiliary.lemma}"
    if is_negated(sentence, verb):
        yield f"negated|{rule}"
    if is_passive(sentence, verb):
        yield f"passive|{rule}"
    for marker in sentence.children(verb, "mark"):
        yield f"mark={marker.lower}"
    head = sentence.head(verb)
    if head is not None and verb.relation in {"xcomp", "conj", "advcl"}:
        yield f"head={head.lemma}|{verb.relation}"
    for other in ("ccomp", "obj", "xcomp", "obl"):
        if sentence.child(verb, other) is not None:
            yield f"has={other}|{rule}"


def _content_features(article: Article, report: Report) -> Iterator[str]:
    sentence, rule = report.sentence, report.construction
    first, last = sentence[min(report.content)], sentence[max(report.content)]
    top = next(
        (t for t in sentence if t.index in report.content and t.head not in report.content), first
    )
    yield f"first={first.lower if first.upos in CLOSED else first.upos}|{rule}"
    yield f"top={top.upos}|{rule}"
    case = case_words(sentence, top)
    yield f"case={case}|{rule}"
    yield f"{report.word.lemma}|case={case}|{rule}"
    yield f"size={min(len(report.content).bit_length(), 6)}|{rule}"
    yield f"after={min(report.content) > report.word.token.index}|{rule}"
    yield f"rest={min(len(sentence) - len(report.content), 32).bit_length()}|{rule}"
    yield f"pieces={_pieces(report.content)}|{rule}"
    following = sentence.neighbour(last)
    if following is not None:
        yield f"next={following.lower if following.upos in CLOSED else 'word'}"
    if article.is_marked(report.word.token):
        return  # marks around the cue tell nothing of what is reported inside them
    if article.is_marked(top):
        yield f"marked|{report.word.act}"
    if article.quotations_between(first.start, last.end):
        yield f"holds-marks|{rule}"


CLOSED = {"SCONJ", "DET", "PRON", "ADP", "PART", "PUNCT", "CCONJ"}


def _pieces(content: frozenset[int]) -> int:
    return min(sum(i - 1 not in content for i in content), 3)


def _source_type(source: Token | None) -> str:
    return "none" if source is None else source.lower if source.upos == "PRON" else source.upos


def speech_features(article: Article, speech: Speech) -> Iterator[str]:
    """What is known of a quotation in marks and its cue."""
    first, last = speech.quotations[0], speech.quotations[-1]
    inner = article.text[first.inner_start : first.inner_end].strip()
    rule = speech.construction
    yield "bias"
    yield f"rule={rule}"
    if speech.word is not None:
        yield f"verbs={speech.word.lemma}|speech"
        yield f"tag={speech.word.token.xpos}|speech"
        yield f"relation={speech.word.token.deprel}|speech"
    yield f"ends={inner[-1:] if not inner[-1:].isalnum() else 'word'}|{rule}"
    yield f"words={min(len(inner.split()), 63).bit_length()}|{rule}"
    yield f"opened={first.opened}|closed={last.closed}|speech"
    yield f"quotations={min(len(speech.quotations), 3)}|{rule}"


def suggestion_features(suggestion: Suggestion) -> Iterator[str]:
    """What is known of a reading that the encoder suggests."""
    rule, token = suggestion.construction, suggestion.word.token
    yield "bias"
    yield f"rule={rule}"
    yield f"cue={suggestion.word.lemma}|suggested"
    yield f"known={cue_word(token) is not None}|{rule}"
    yield f"tag={token.xpos}|suggested"
    yield f"sourced={suggestion.source is not None}|suggested"


def block_features(block: Block) -> Iterator[str]:
    """What is known of a block."""
    yield "bias"
    yield f"rule={block.construction}"
    yield f"lemma={block.lemma}|{block.construction}"
    yield f"spans={min(len(block.contents), 3)}|{block.construction}"
    if block.word is not None:
        is_filled = block.sentence.child(block.word.token, "obj") is not None
        yield f"has=obj={is_filled}|{block.construction}"
