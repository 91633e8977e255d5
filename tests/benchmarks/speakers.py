"""How often the right speaker is found when the attribution is right.

    python -m tests.benchmarks.speakers [--model fast] [worldnews gum litbank ceasefire]

Content, cue and source are taken from the gold data, so that only this step is measured. The
scorer compares the name shown; *by any mention* counts speakers one of whose mentions is a gold
name, for gold names that are whole noun phrases, titles included, as in GUM. Two baselines stand
beside each figure: the last person named before the quote, and the text of the source as it stands.

Most documents of ``gum`` also taught the step whom pronouns stand for (see ``MODEL_CARD.md``).
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from attrs import frozen

from quoteattr.article.drafts import Draft, Phrase
from quoteattr.article.setting import Setting
from quoteattr.models.load import load_model
from quoteattr.reader import read
from quoteattr.records import Act, Construction, Form, Kind
from quoteattr.speakers.resolve import resolve_speakers
from tests.benchmarks.figures import Measurement, prf
from tests.benchmarks.predict import read_gold
from tests.benchmarks.scorer import CASES, DATA, form_of, load_scorer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quoteattr.article.article import Article
    from quoteattr.models.load import Model
    from quoteattr.records import Speaker
    from quoteattr.syntax.tree import Sentence
    from tests.benchmarks.figures import Figures

FILES = {
    "worldnews": DATA / "worldnews/dev.jsonl",
    "worldnews-train": DATA / "worldnews/train.jsonl",
    "gum": DATA / "gum/dev.jsonl",
    "litbank": DATA / "litbank/dev.jsonl",
    "ceasefire": CASES / "ceasefire.jsonl",
}
CLASSES = {"gum": "source_form", "litbank": "kind"}
"""The field of a gold quote by which the figures are split."""
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "DET")


@frozen
class Answer:
    """One gold quote and what was said about its speaker."""

    gold: dict[str, Any]
    document: dict[str, Any]
    speaker: Speaker | None
    last_person: str | None

    @property
    def named(self) -> bool:
        """Whether the text names or describes the gold speaker at all."""
        return bool(self.gold.get("speaker_aliases")) or "entities" not in self.document


def answers(name: str, model: Model) -> Iterator[Answer]:
    """The speakers of all gold quotes of one data set."""
    for document in read_gold(FILES[name]):
        text = document["text"]
        article = read(text, model.parser)
        sentences = article.sentences
        quotes = sorted(
            document["quotes"], key=lambda q: (q["content"][0][0], -q["content"][-1][1])
        )
        drafts = [_draft(i, quotes, text, sentences, name) for i in range(len(quotes))]
        persons = _persons(article)
        setting = Setting(article, tuple(drafts))
        resolved = resolve_speakers(setting, model.scores.antecedents)
        for quote, draft, found in zip(quotes, drafts, resolved, strict=True):
            place = draft.source.end if draft.source else draft.contents[0][0]
            before = [person for start, person in persons if start < place]
            yield Answer(quote, document, found.speaker, before[-1] if before else None)


def _draft(
    index: int,
    quotes: Sequence[dict[str, Any]],
    text: str,
    sentences: Sequence[Sentence],
    name: str,
) -> Draft:
    quote = quotes[index]
    content = [tuple(span) for span in quote["content"]]
    source, cue = quote.get("source") or [], quote.get("cue") or []
    form = Form.DIRECT if name == "litbank" else _form(quote, text)
    first = (source or content)[0][0]
    return Draft(
        contents=tuple((start, end) for start, end in content),
        cue=(cue[0][0], cue[0][1]) if cue else None,
        lemma="",
        source=_phrase(source, sentences) if source else None,
        form=form,
        act=Act.SPEECH,
        evidence=Construction.CUE_BEFORE_QUOTATION,
        confidence=1.0,
        parent=_parent(first, index, quotes),
    )


def _form(quote: dict[str, Any], text: str) -> Form:
    if "form" in quote:
        return Form(quote["form"])
    scorer = load_scorer()
    return Form(form_of(scorer.chars(text, quote["content"]), scorer.quoted_chars(text)))


def _parent(offset: int, index: int, quotes: Sequence[dict[str, Any]]) -> int | None:
    for other in range(index - 1, max(-1, index - 9), -1):
        if any(start <= offset < end for start, end in quotes[other]["content"]):
            return other
    return None


def _phrase(spans: list[list[int]], sentences: Sequence[Sentence]) -> Phrase | None:
    start, end = spans[0][0], spans[-1][1]
    for sentence in sentences:
        tokens = [t for t in sentence if t.start < end and start < t.end]
        if tokens:
            inside = {t.index for t in tokens}
            heads = [t for t in tokens if t.head not in inside and t.upos != "PUNCT"] or tokens
            nouns = [t for t in heads if t.upos in NOMINAL] or heads
            return Phrase(start, end, sentence.index, nouns[0].index)
    return None


def _persons(article: Article) -> list[tuple[int, str]]:
    """Where persons are named, and by what name."""
    return [
        (sentence[piece.first].start, " ".join(piece.words))
        for sentence in article.sentences
        for piece in article.names_in(sentence)
        if piece.words and piece.kind is Kind.PERSON
    ]


def _source(answer: Answer) -> str | None:
    spans = answer.gold.get("source") or []
    return answer.document["text"][spans[0][0] : spans[-1][1]] if spans else None


def _score(group: Sequence[Answer], names: Sequence[str | None]) -> tuple[float, float, float]:
    """Precision, recall and F1 by the scorer."""
    gold: dict[str, Any] = defaultdict(lambda: {"quotes": []})
    found: dict[str, Any] = defaultdict(lambda: {"quotes": []})
    for answer, name in zip(group, names, strict=True):
        head = {key: answer.document[key] for key in ("id", "text")}
        gold[head["id"]].update(head)
        found[head["id"]].update(head)
        gold[head["id"]]["quotes"].append(answer.gold)
        found[head["id"]]["quotes"].append({**answer.gold, "speaker_aliases": [], "speaker": name})
    result = load_scorer().evaluate(list(gold.values()), list(found.values()))
    scores: tuple[float, float, float] = result.get("speaker", (0.0, 0.0, 0.0))
    return scores


def _figures(group: Sequence[Answer]) -> Figures:
    named = [answer for answer in group if _known(answer)]
    return {
        "quotes": len(group),
        **prf(_score(group, [a.speaker.name if a.speaker else None for a in group])),
        "by any mention": sum(map(_is_mentioned, named)) / max(1, len(named)),
        "last person": _score(group, [a.last_person for a in group])[2],
        "source as it stands": _score(group, [_source(a) for a in group])[2],
    }


def measure(*names: str, model: str | None = None) -> Measurement:
    """Measure these data sets, or all."""
    loaded = load_model(model)
    return Measurement({name: _measure(name, loaded) for name in names or FILES})


def _measure(name: str, model: Model) -> Figures:
    found = list(answers(name, model))
    groups = {"all": _figures(found)}
    classes: dict[str, list[Answer]] = defaultdict(list)
    for answer in found if name in CLASSES else ():
        classes[answer.gold[CLASSES[name]]].append(answer)
    for title, group in sorted(classes.items()):
        groups[title] = _figures(group)
        if any(not a.named for a in group) or name == "gum":
            reachable = [a for a in group if a.gold.get("speaker_aliases")]
            groups[f"{title}, speaker has a name"] = _figures(reachable)
    figures: Figures = {"groups": groups}
    if name == "worldnews":
        right = [a for a in found if a.speaker and _is_right(a)]
        kinds = sum(a.speaker is not None and a.speaker.kind == a.gold["kind"] for a in right)
        figures["kind right of matched speakers"] = kinds / len(right)
    return figures


def lines(figures: Figures) -> Iterator[str]:
    """Write the figures of all data sets out for a reader."""
    for name, result in figures.items():
        groups = result["groups"]
        yield f"{name}: {groups['all']['quotes']} quotes"
        for title, f in groups.items():
            yield (
                f"  {title:<28} n {f['quotes']:>5}"
                f"  P {f['precision']:.3f}  R {f['recall']:.3f}  F1 {f['f1']:.3f}"
                f"  by any mention {f['by any mention']:.3f}  | last person {f['last person']:.3f}"
                f"  source as it stands {f['source as it stands']:.3f}"
            )
        for title, share in result.items():
            if title != "groups":
                yield f"  {title} {share:.3f}"


def _is_right(answer: Answer) -> bool:
    """Whether the name shown is a gold name."""
    if answer.speaker is None:
        return False
    return load_scorer().name_key(answer.speaker.name) in _known(answer)


def _is_mentioned(answer: Answer) -> bool:
    """Whether the name shown, or another mention of the speaker, is a gold name."""
    mentions = answer.speaker.mentions if answer.speaker else ()
    keys = {load_scorer().name_key(mention.text) for mention in mentions}
    return _is_right(answer) or not keys.isdisjoint(_known(answer))


def _known(answer: Answer) -> set[str]:
    names = (answer.gold.get("speaker"), *(answer.gold.get("speaker_aliases") or ()))
    return {load_scorer().name_key(name) for name in names if name}


def main() -> None:
    """Print the figures of these data sets, or of all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model")
    parser.add_argument("names", nargs="*", help="of data sets; all by default")
    options = parser.parse_args()
    for name in options.names or FILES:
        print(*lines(measure(name, model=options.model).figures), sep="\n", flush=True)


if __name__ == "__main__":
    main()
