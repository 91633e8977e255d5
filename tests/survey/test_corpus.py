"""A corpus of documents made by hand, counted."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

import quoteattr
from quoteattr import Corpus, Document, InputError
from quoteattr.records import (
    Act,
    Construction,
    Cue,
    Form,
    Gender,
    GenderSign,
    Kind,
    Mention,
    MentionForm,
    Quote,
    Span,
    Speaker,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

ADA = ("Ada Quist", Kind.PERSON, Gender.FEMALE, GenderSign.PRONOUN)
JON = ("Jon Berg", Kind.PERSON, Gender.MALE, GenderSign.GIVEN_NAME)
KIM = ("Kim Lind", Kind.PERSON, None, None)
BANK = ("Harbour Bank", Kind.ORGANISATION, None, None)


def document(sayings: Sequence[tuple[Any, str]], **metadata: Any) -> Document:
    """Who says what: each saying is a sentence ``NAME said: CONTENT``; nobody is ``None``."""
    text, quotes, speakers = "", [], {}
    for who, content in sayings:
        name = who[0] if who else "It"
        source = Mention(len(text), len(text) + len(name), name, MentionForm.NAME)
        text += f"{name} said: "
        span = Span(len(text), len(text) + len(content), content)
        cue = Cue(source.end + 1, source.end + 5, "said", "say")
        text += f"{content}. "
        if who and name not in speakers:
            _, kind, gender, sign = who
            speakers[name] = Speaker(name, kind, (source,), gender=gender, gender_sign=sign)
        speaker = speakers.get(name)
        colon = Construction.COMPLEMENT_CLAUSE
        quotes.append(Quote((span,), Form.DIRECT, Act.SPEECH, cue, source, speaker, 0.9, colon))
    return Document(text, tuple(quotes), tuple(speakers.values()), (), metadata=metadata)


DOCUMENTS = [
    document([(ADA, "We stay"), (ADA, "We stay on"), (BANK, "No")], date="2026-01-05", page="1"),
    document([(JON, "One two three"), (ADA, "Yes"), (None, "Rain")], date="2026-01-20", page="2"),
    document([(KIM, "Perhaps")], date=date(2026, 3, 2), page="1"),
    document([], date=datetime(2026, 3, 9, 23, 30, tzinfo=UTC), page="2"),
    document([(JON, "Who knows")]),
]


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus(DOCUMENTS)


def test_documents(corpus: Corpus) -> None:
    assert repr(corpus) == "<Corpus: 5 documents, 8 quotes>"
    assert corpus.documents["quotes"].tolist() == [3, 3, 1, 0, 1]
    assert corpus.documents["date"].dt.day.tolist()[:4] == [5, 20, 2, 9]
    assert pd.isna(corpus.documents["date"][4])
    assert corpus.documents["page"].tolist()[:4] == ["1", "2", "1", "2"]


def test_speakers_of_all_documents(corpus: Corpus) -> None:
    table = corpus.speakers()
    rows = table[["name", "quotes", "documents", "words"]].to_numpy().tolist()
    assert rows == [
        ["Ada Quist", 3, 2, 6],
        ["Jon Berg", 2, 2, 5],
        ["Harbour Bank", 1, 1, 1],
        ["Kim Lind", 1, 1, 1],
    ]
    assert table["gender"].tolist()[:2] == ["female", "male"]
    assert pd.isna(table["gender"][2])
    assert table["gender"][3] == "unknown"
    assert table["cue"].tolist() == ["say"] * 4
    assert str(table["last"][0].date()) == "2026-01-20"


def test_given_names_can_be_left_out() -> None:
    shares = Corpus(DOCUMENTS, given_names=False).shares()
    assert shares["gender"].tolist() == ["female", "unknown"]
    assert shares["quotes"].tolist() == [3, 3]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, {"female": 3, "male": 2, "unknown": 1}),
        ({"known": True}, {"female": 3, "male": 2}),
        ({"count": "words"}, {"female": 6, "male": 5, "unknown": 1}),
        ({"count": "speakers"}, {"female": 1, "male": 1, "unknown": 1}),
        ({"of": "kind"}, {"person": 6, "organisation": 1, "nobody": 1}),
        ({"of": "form"}, {"direct": 8}),
    ],
)
def test_shares(corpus: Corpus, options: dict[str, Any], expected: dict[str, int]) -> None:
    table = corpus.shares(**options)
    column, count = table.columns[:2]
    assert dict(zip(table[column], table[count], strict=True)) == expected
    assert table["share"].sum() == pytest.approx(1)
    assert ((table["low"] <= table["share"]) & (table["share"] <= table["high"])).all()


def test_shares_by_month_count_what_a_month_lacks(corpus: Corpus) -> None:
    table = corpus.shares(by="month", known=True)
    rows = [(None if pd.isna(m) else m.month, g, n) for m, g, n in table.to_numpy()[:, :3]]
    assert rows == [(1, "female", 3), (1, "male", 1), (None, "female", 0), (None, "male", 1)]


def test_totals_by_a_column_of_the_metadata(corpus: Corpus) -> None:
    table = corpus.totals("page")
    columns = ["page", "documents", "quoting", "quotes", "words"]
    assert table[columns].fillna("none").to_numpy().tolist() == [
        ["1", 2, 2, 4, 7],
        ["2", 2, 1, 3, 5],
        ["none", 1, 1, 1, 2],
    ]
    assert corpus.totals()["speakers"].tolist() == [4]


def test_some_quotes_of_all_documents(corpus: Corpus) -> None:
    some = corpus.where(corpus.quotes["words"] > 1)
    assert len(some.quotes) == 4
    assert some.totals()["documents"].tolist() == [5]
    assert some.totals()["quoting"].tolist() == [3]
    assert some.documents["quotes"].tolist() == [2, 1, 0, 0, 1]


def test_documents_that_are_linked_are_counted_as_they_are(corpus: Corpus) -> None:
    linked = Corpus(quoteattr.link(DOCUMENTS))
    pd.testing.assert_frame_equal(linked.quotes, corpus.quotes)


def test_no_documents() -> None:
    empty = Corpus([])
    for table in (empty.speakers(), empty.cues(), empty.shares(), empty.shares(by="month")):
        assert len(table) == 0
    assert empty.totals().to_numpy().tolist() == [[0] * 5]


def test_documents_without_quotes() -> None:
    quiet = Corpus([document([], date="2026-01-05")])
    assert quiet.totals("month")["quotes"].tolist() == [0]
    assert len(quiet.shares()) == 0


@pytest.mark.parametrize("when", [2026, "Monday", "today", "2026-13-01", ["2026-01-01"]])
def test_what_is_no_date_is_refused(when: object) -> None:
    with pytest.raises(InputError, match=r"document 1 .* is no date"):
        Corpus([DOCUMENTS[0], document([], date=when)])


@pytest.mark.parametrize("when", [None, float("nan"), pd.NaT, "", " "])
def test_no_date(when: object) -> None:
    assert Corpus([document([], date=when)]).documents["date"].isna().tolist() == [True]


@pytest.mark.parametrize(
    ("documents", "error"),
    [
        (DOCUMENTS[0], "several documents"),
        ([*quoteattr.link(DOCUMENTS[:1]), DOCUMENTS[1]], "all linked"),
        (["“Yes,” said Ada Quist."], "quoteattr's Documents"),
    ],
)
def test_wrong_documents(documents: Any, error: str) -> None:
    with pytest.raises(TypeError, match=error):
        Corpus(documents)


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"of": "mood"}, KeyError),
        ({"by": "mood"}, KeyError),
        ({"count": "letters"}, ValueError),
        ({"level": 95}, ValueError),
        ({"level": "95"}, TypeError),
        ({"by": ["mood", "page"]}, TypeError),
    ],
)
def test_wrong_options(corpus: Corpus, options: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error, match=r"mood|letters|95"):
        corpus.shares(**options)


@pytest.mark.parametrize("mask", ["x", None, [True], [1] * 8], ids=repr)
def test_what_does_not_tell_which_quotes_to_keep(corpus: Corpus, mask: Any) -> None:
    with pytest.raises(TypeError, match="mask must be True or False for each row"):
        corpus.where(mask)


@pytest.mark.parametrize(
    ("plot", "error"),
    [
        (lambda corpus: corpus.plot_speakers(0), ValueError),
        (lambda corpus: corpus.plot_cues("3"), TypeError),
        (lambda corpus: corpus.plot_shares(values="female"), TypeError),
        (lambda corpus: corpus.plot_shares(values=["woman"]), ValueError),
    ],
)
def test_wrong_options_of_plots(corpus: Corpus, plot: Any, error: type[Exception]) -> None:
    with pytest.raises(error, match=r"most must be|values must be|no value 'woman'; there is 'f"):
        plot(corpus)


@pytest.mark.parametrize(
    ("plot", "told"),
    [
        (lambda corpus: corpus.plot_shares("kind", by="page"), "no page"),
        (lambda corpus: corpus.plot_totals(), "no date"),
    ],
)
def test_plots_tell_what_they_leave_out(
    corpus: Corpus, plot: Any, told: str, tmp_path: Any
) -> None:
    plot(corpus).save(str(tmp_path / "plot.svg"))
    assert f"without documents that have {told}" in (tmp_path / "plot.svg").read_text("utf-8")


def test_plot_of_a_value_that_could_occur(corpus: Corpus) -> None:
    men = corpus.where(corpus.quotes["gender"] == "male")
    assert men.plot_shares(by="month", values=["female"]) is not None


def test_bars_count_whole_quotes(corpus: Corpus, tmp_path: Any) -> None:
    corpus.where(corpus.quotes["place"] == 2).plot_speakers().save(str(tmp_path / "plot.svg"))
    labels = re.findall(r">([\d.,]+)</text>", (tmp_path / "plot.svg").read_text("utf-8"))
    assert labels == ["0", "1"]


@pytest.mark.parametrize(
    "plot",
    [
        lambda corpus: corpus.plot_speakers(),
        lambda corpus: corpus.plot_speakers(3, count="documents"),
        lambda corpus: corpus.plot_cues(),
        lambda corpus: corpus.plot_totals(),
        lambda corpus: corpus.plot_totals("page"),
        lambda corpus: corpus.plot_shares(),
        lambda corpus: corpus.plot_shares("kind", by="page"),
        lambda corpus: corpus.plot_shares(by="month", values=["female"]),
        lambda corpus: corpus.plot_shares("cue_lemma", count="words"),
    ],
)
def test_plots_are_drawn(corpus: Corpus, plot: Any, tmp_path: Any) -> None:
    path = tmp_path / "plot.svg"
    plot(corpus).save(str(path))
    assert path.read_text("utf-8").count("<path") > 5


def test_plotted_shares_are_those_of_the_table(corpus: Corpus) -> None:
    drawn = corpus.plot_shares(known=True).to_dict()
    (rows,) = drawn["datasets"].values()
    assert [row["share"] for row in rows] == corpus.shares(known=True)["share"].tolist()
    assert [row["gender"] for row in rows] == ["women", "men"]
    assert np.isfinite([row["low"] for row in rows]).all()


@pytest.mark.parametrize(
    ("when", "day"),
    [("1500-01-01", "1500-01-01"), ("2026-01-01T00:30:00+02:00", "2026-01-01")],
)
def test_days_are_those_of_the_place(when: str, day: str) -> None:
    (found,) = Corpus([document([], date=when)]).documents["date"]
    assert str(found.date()) == day


def test_metadata_may_have_any_names() -> None:
    metadata = {"place": "Oslo", "gender": "x", "identity": "y", "dc:type": "z", "words": 3}
    corpus = Corpus([document([(ADA, "We stay"), (BANK, "No")], **metadata)])
    assert corpus.totals("metadata_place")["speakers"].tolist() == [2]
    assert corpus.totals("identity")["speakers"].tolist() == [2]
    assert corpus.shares("kind", by="gender")["quotes"].tolist() == [1, 1]
    drawn = corpus.plot_shares("kind", by="dc:type").to_dict()
    assert {row["group"] for rows in drawn["datasets"].values() for row in rows} == {"z"}
    with pytest.raises(ValueError, match="column of the result"):
        corpus.shares(by="gender")


def test_groups_may_be_tuples_but_no_lists() -> None:
    tagged = [document([(ADA, "Yes"), (JON, "No")], tags=("a", "b", "c"), names=["a"])]
    assert Corpus(tagged).shares(by="tags")["tags"].tolist() == [("a", "b", "c")] * 2
    with pytest.raises(TypeError, match="lists"):
        Corpus(tagged).totals("names")


def test_periods_need_dates() -> None:
    with pytest.raises(ValueError, match="no document has a date"):
        Corpus([document([(ADA, "Yes")], published="2026-01-05")]).totals("month")


def test_plots_count_what_they_can(corpus: Corpus) -> None:
    with pytest.raises(ValueError, match="not 'speakers'"):
        corpus.plot_speakers(count="speakers")  # type: ignore[arg-type]


@pytest.mark.parametrize("by", ["month", "page"])
def test_letters_of_plots_can_be_read_on_a_phone(corpus: Corpus, by: str, tmp_path: Any) -> None:
    corpus.plot_shares(by=by).save(str(tmp_path / "plot.svg"))
    drawn = (tmp_path / "plot.svg").read_text("utf-8")
    width = float(re.findall(r'<svg[^>]* width="([\d.]+)"', drawn)[0])
    letters = min(map(float, re.findall(r'font-size="([\d.]+)px"', drawn)))
    assert letters * 360 / width >= 8.5
