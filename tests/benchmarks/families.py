"""What decides between readings: parts left out, and other families of models for the second score.

The same readings of the same trees are judged in different ways. The grammar's weights are those of
the package; what joins its score with the encoder's roles is learned here, by each family from the
same measures, on PolNeAR's training articles that the encoder was not trained on. About three
minutes; the settings of the families are not tuned::

    python -m tests.benchmarks.families
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from attrs import evolve, frozen

from quoteattr.article.setting import Setting
from quoteattr.attribution.readings import selection
from quoteattr.attribution.readings.encoder_agreement import agreement, measures
from quoteattr.attribution.readings.overlaps import is_suggested
from quoteattr.attribution.structure.continuation import join_continued
from quoteattr.attribution.structure.nesting import nest
from quoteattr.attribution.structure.uncued import tie_floating
from quoteattr.models.load import load_model
from quoteattr.training.parser.marked_quotes import is_held_out
from quoteattr.training.readings.agreement import fit_agreement
from quoteattr.training.readings.annotated import annotated
from quoteattr.training.readings.learn import measured_of
from quoteattr.training.readings.uncued import source_of
from tests.benchmarks.figures import Measurement
from tests.benchmarks.predict import read_gold
from tests.benchmarks.scorer import DATA, load_scorer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from quoteattr.article.drafts import Draft
    from quoteattr.article.encoder_roles import RoleMap
    from quoteattr.attribution.readings.scoring import ReadingWeights
    from quoteattr.syntax.parser import SentenceParser
    from quoteattr.training.readings.agreement import Measured
    from quoteattr.training.readings.annotated import Annotated
    from tests.benchmarks.figures import Figures

    Judge = Callable[[RoleMap, Draft, float, Mapping[str, float]], float]
    """Log odds that a draft is right: see :mod:`..readings.encoder_agreement`."""
    Articles = Sequence[tuple[dict[str, Any], Annotated]]

COLUMNS = {
    "attributed": ("attributed", False),
    "of direct": ("attributed", True),
    "exact": ("exact", False),
}
"""Figures of the scorer, over all quotes or over direct and mixed ones."""
SUREST = 1e-9
"""Probabilities nearer to 0 or 1 than this are taken for no surer."""


@frozen
class Way:
    """One way to decide between readings."""

    name: str
    weights: ReadingWeights
    judge: Judge = agreement
    rules: bool = True
    """Whether the readings of the rules take part."""
    suggestions: bool = True
    """Whether those that the encoder suggests take part."""

    def select(self, document: Annotated) -> Sequence[Draft]:
        """The readings of an article that are kept, in the order of the text."""
        article = document.article
        taking_part = {False: self.rules, True: self.suggestions}
        candidates = [c for c in document.candidates if taking_part[is_suggested(c.draft)]]
        with patch.object(selection, "agreement", self.judge):
            kept = selection.select(article, candidates, self.weights)
        drafts = nest(tie_floating(article, kept, self.weights))
        return join_continued(Setting(article, drafts)).drafts


def parts(weights: ReadingWeights) -> Iterator[Way]:
    """The scores and readings of the package, one after the other."""
    grammar = evolve(weights, agreement={})
    yield Way("rules, linear over what they saw", grammar, suggestions=False)
    yield Way("suggestions alone, linear over roles", weights, rules=False)
    yield Way("rules, linear over that score and roles", weights, suggestions=False)
    yield Way("rules and suggestions, linear over that and roles", weights)


def families(examples: Sequence[Measured], weights: ReadingWeights) -> Iterator[Way]:
    """Other families of models, learned from the measures that the linear one is learned from."""
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.neural_network import MLPClassifier
    from sklearn.preprocessing import StandardScaler

    trees = HistGradientBoostingClassifier(
        max_iter=120,
        learning_rate=0.06,
        max_leaf_nodes=15,
        min_samples_leaf=30,
        l2_regularization=1,
        random_state=0,
    )
    network = MLPClassifier((32,), alpha=0.01, max_iter=60, early_stopping=True, random_state=0)
    yield Way("the same, gradient-boosted trees", weights, learned(examples, trees))
    yield Way(
        "the same, network of 32 units", weights, learned(examples, StandardScaler(), network)
    )


def learned(examples: Sequence[Measured], *steps: Any) -> Judge:
    """A judge learned by a pipeline of scikit-learn's."""
    from scipy.special import logit
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.pipeline import make_pipeline

    model = make_pipeline(DictVectorizer(sparse=False), *steps)
    model.fit([e.measures for e in examples], [e.is_right for e in examples])

    def judge(roles: RoleMap, draft: Draft, grammar: float, _: Mapping[str, float]) -> float:
        ((_, right),) = model.predict_proba([dict(measures(roles, draft, grammar))])
        return float(logit(min(1 - SUREST, max(SUREST, right))))

    return judge


def to_prediction(article: dict[str, Any], drafts: Sequence[Draft], nested: bool) -> dict[str, Any]:
    """The drafts of an article in the scorer's format, with or without nested ones."""
    quotes = []
    for draft in drafts:
        if nested or draft.parent is None:
            source = source_of(draft, drafts)
            spans = [(source.start, source.end)] if source else []
            cue = [draft.cue] if draft.cue else []
            quotes.append({"content": draft.contents, "cue": cue, "source": spans})
    return {"id": article["id"], "text": article["text"], "quotes": quotes}


def figures(articles: Articles, way: Way, nested: bool) -> Figures:
    """F1 in each column."""
    gold = [article for article, _ in articles]
    found = [to_prediction(article, way.select(read), nested) for article, read in articles]
    return {
        column: load_scorer().evaluate(gold, found, direct)[figure][2]
        for column, (figure, direct) in COLUMNS.items()
    }


def score(ways: Iterable[Way], parser: SentenceParser) -> Figures:
    """Score every way on both kinds of news."""
    sets = {
        name: [(a, annotated(a, parser)) for a in read_gold(DATA / name / "dev.jsonl")]
        for name in ("polnear", "worldnews")
    }
    return {
        way.name: {n: figures(articles, way, n != "polnear") for n, articles in sets.items()}
        for way in ways
    }


def measure() -> Measurement:
    """Learn, and judge: the parts, and the other families of models."""
    model = load_model()
    parser, learned = model.parser, model.scores.readings
    training = read_gold(DATA / "polnear" / "train.jsonl")
    held_out = [article for number, article in enumerate(training) if is_held_out(number)]
    read = (annotated(article, parser) for article in held_out)
    examples = [m for article in read for m in measured_of(article, learned.grammar)]
    weights = evolve(learned, agreement=fit_agreement(examples))
    ways = [*parts(weights), *families(examples, weights)]
    learned_from = {"readings": len(examples), "articles": len(held_out)}
    return Measurement({"learned from": learned_from, "ways": score(ways, parser)})


def lines(figures: Figures) -> Iterator[str]:
    """Write a line for each way, with the figures of both kinds of news."""
    examples, ways = figures["learned from"], figures["ways"]
    yield f"learned from {examples['readings']:,} readings in {examples['articles']} articles"
    for number, (name, sets) in enumerate(ways.items()):
        if number == 0:
            yield f"\n{'F1':50}" + "".join(f"   {f'{name} dev':<33}" for name in sets)
            yield f"{'':50}" + "".join(f"{column:>12}" for column in COLUMNS) * len(sets)
        row = [by_column[column] for by_column in sets.values() for column in COLUMNS]
        yield f"{name:50}" + "".join(f"{figure:12.3f}" for figure in row)


if __name__ == "__main__":
    print(*lines(measure().figures), sep="\n")
