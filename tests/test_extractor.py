"""Many texts: order, errors, laziness, processes, threads; and the settings of an Extractor."""

from __future__ import annotations

import multiprocessing
import pickle
import re
import threading
from copy import copy, deepcopy
from functools import partial
from itertools import cycle
from typing import TYPE_CHECKING, Any

import pytest
import torch

import quoteattr
from quoteattr.article.drafts import Draft
from quoteattr.assembly import assemble
from quoteattr.default import default_extractor
from quoteattr.document import Document
from quoteattr.errors import ModelError
from quoteattr.extractor import Extractor
from quoteattr.reader import read
from quoteattr.records import Act, Construction, Failure, Form
from quoteattr.speakers.confidence import Resolved
from quoteattr.syntax.encoder.parser import EncoderParser
from tests.speakers.build import setting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from quoteattr.article.article import Article
    from quoteattr.syntax.parser import SentenceParser

TEXTS = [
    "“The ferry is late,” said Ilse Brandt, the harbour master. “It will be late tomorrow.”",
    "Mayor Tomas Vrba said the well was dry. He told reporters that nobody had checked it.",
    "",
    "According to the Lindholm Institute, prices fell.\n\n“We saw it coming,” its director said.",
    "Nothing was said here.",
]
GOOD, BAD = TEXTS[:2], 17


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return default_extractor()


@pytest.fixture(scope="session")
def expected(extractor: Extractor) -> list[str]:
    return [extractor.extract(text).to_json() for text in TEXTS]


def as_json(results: Iterator[Document | Failure]) -> list[str]:
    return [result.to_json() for result in results if isinstance(result, Document)]


def test_texts_have_quotes(extractor: Extractor) -> None:
    assert [bool(extractor.extract(text).quotes) for text in TEXTS] == [
        True,
        True,
        False,
        True,
        False,
    ]


@pytest.mark.parametrize("batch_size", [1, 3, 16])
def test_batches_change_nothing(extractor: Extractor, expected: list[str], batch_size: int) -> None:
    assert as_json(extractor.extract_many(TEXTS, batch_size=batch_size)) == expected


def test_order_changes_nothing(extractor: Extractor, expected: list[str]) -> None:
    assert as_json(extractor.extract_many(TEXTS[::-1])) == expected[::-1]


def test_workers_give_the_same_and_keep_errors(extractor: Extractor, expected: list[str]) -> None:
    mixed: list[Any] = [*TEXTS, BAD, *TEXTS]
    found = list(extractor.extract_many(mixed, batch_size=3, workers=2, on_error="record"))
    assert as_json(iter(found)) == expected * 2
    failure = found[len(TEXTS)]
    assert isinstance(failure, Failure)
    assert failure.index == len(TEXTS)
    assert type(failure.error) is TypeError
    assert str(failure.error) == "text must be a str, not int"
    assert [s.tokens for d in found[:1] for s in d.sentences] == [  # type: ignore[union-attr]
        s.tokens for s in extractor.extract(TEXTS[0]).sentences
    ]


@pytest.mark.parametrize("bad", [None, b"bytes", BAD, ["a list"]])
def test_only_str_is_text(extractor: Extractor, bad: Any) -> None:
    with pytest.raises(TypeError, match=f"text must be a str, not {type(bad).__name__}"):
        extractor.extract(bad)


def test_pairs_are_told_how_to_be_read(extractor: Extractor) -> None:
    with pytest.raises(TypeError, match="not tuple; of pairs, as_tuples=True reads the first"):
        list(extractor.extract_many([(GOOD[0], 1)]))  # type: ignore[list-item]


def test_error_is_raised_in_its_place(extractor: Extractor) -> None:
    results = extractor.extract_many([GOOD[0], BAD, GOOD[1]])  # type: ignore[list-item]
    assert isinstance(next(results), Document)
    with pytest.raises(TypeError, match="not int"):
        next(results)


def test_error_is_skipped(extractor: Extractor, expected: list[str]) -> None:
    texts: list[Any] = [GOOD[0], BAD, GOOD[1]]
    assert as_json(extractor.extract_many(texts, on_error="skip")) == expected[:2]


def test_error_is_recorded(extractor: Extractor) -> None:
    texts: list[Any] = [GOOD[0], BAD, GOOD[1], None]
    found = list(extractor.extract_many(texts, on_error="record"))
    assert [type(result) for result in found] == [Document, Failure, Document, Failure]
    assert [result.index for result in found if isinstance(result, Failure)] == [1, 3]


@pytest.mark.parametrize("workers", [1, 2])
def test_what_cannot_be_sent_to_a_worker(extractor: Extractor, workers: int) -> None:
    texts: list[Any] = [GOOD[0], threading.Lock(), GOOD[1], lambda: GOOD[0]]
    found = list(extractor.extract_many(texts, workers=workers, batch_size=3, on_error="record"))
    assert [str(f.error) for f in found if isinstance(f, Failure)] == [
        "text must be a str, not lock",
        "text must be a str, not function",
    ]
    kept = list(extractor.extract_many(texts, workers=workers, batch_size=3, on_error="skip"))
    assert [document.text for document in kept if isinstance(document, Document)] == GOOD


def test_text_that_cannot_be_parsed_loses_no_others(
    extractor: Extractor, expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def open_all(self: EncoderParser, texts: Any) -> Any:
        if any(text == GOOD[1] for text, _ in texts):
            raise ZeroDivisionError
        return opened(self, texts)

    opened = EncoderParser._open
    monkeypatch.setattr(EncoderParser, "_open", open_all)
    found = list(extractor.extract_many(GOOD * 2, on_error="record"))
    assert [type(result) for result in found] == [Document, Failure] * 2
    assert as_json(iter(found)) == expected[:1] * 2


def test_texts_read_before_an_error_are_delivered(extractor: Extractor) -> None:
    def texts() -> Iterator[str]:
        yield from GOOD
        raise OSError("the disk is gone")

    found: list[Any] = []
    with pytest.raises(OSError, match="the disk is gone"):
        found.extend(extractor.extract_many(texts()))
    assert [document.text for document in found] == GOOD


def counted(taken: list[int]) -> Iterator[str]:
    for number in range(1000):
        taken.append(number)
        yield GOOD[0]


@pytest.mark.parametrize(("workers", "most"), [(1, 2), (2, 10)])
def test_texts_are_read_as_needed(extractor: Extractor, workers: int, most: int) -> None:
    taken: list[int] = []
    results = extractor.extract_many(counted(taken), batch_size=2, workers=workers)
    assert not taken
    next(results)
    assert len(taken) <= most
    results.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()


def test_error_among_workers_ends_them(extractor: Extractor) -> None:
    texts: list[Any] = [BAD, *GOOD * 5]
    with pytest.raises(TypeError, match="not int"):
        list(extractor.extract_many(texts, batch_size=1, workers=2))
    assert not multiprocessing.active_children()


def test_worker_without_model_says_so(extractor: Extractor, tmp_path: Path) -> None:
    broken = object.__new__(Extractor)
    broken.__dict__.update(extractor.__dict__)
    broken._given = {**extractor._given, "model": tmp_path}
    with pytest.raises(ModelError, match=r"model\.toml is missing"):
        list(broken.extract_many(cycle(TEXTS), workers=2))
    assert not multiprocessing.active_children()


def test_progress_goes_to_standard_error(
    extractor: Extractor, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(list(extractor.extract_many(GOOD, progress=True))) == len(GOOD)
    out, err = capsys.readouterr()
    assert out == ""
    assert "2/2" in err


def test_one_str_is_not_many(extractor: Extractor) -> None:
    with pytest.raises(TypeError, match="call extract"):
        extractor.extract_many(GOOD[0])


@pytest.mark.parametrize(
    "arguments", [{"batch_size": 0}, {"workers": 0}, {"on_error": "ignore"}], ids=str
)
def test_arguments_out_of_range(extractor: Extractor, arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(arguments))):
        extractor.extract_many(TEXTS, **arguments)


@pytest.mark.parametrize("argument", ["batch_size", "workers"])
@pytest.mark.parametrize("value", [1.5, "2", None], ids=repr)
def test_numbers_that_are_no_integers(extractor: Extractor, argument: str, value: Any) -> None:
    with pytest.raises(TypeError, match=f"{argument} must be an int, not {value!r}"):
        extractor.extract_many(TEXTS, **{argument: value})


@pytest.mark.parametrize(
    "arguments",
    [
        *({"acts": value} for value in (None, 3)),
        *({"min_confidence": value} for value in (None, "0.5")),
        *({"aliases": value} for value in ("Ilse", ["Ilse"])),
        *({"aliases": {"Ilse Brandt": value}} for value in (None, 5, [1], "Ilse")),
        {"aliases": {1: ["Ilse"]}},
        {"offices": "yes"},
    ],
    ids=str,
)
def test_settings_of_another_type(arguments: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match=f"^{next(iter(arguments))} must be"):
        Extractor("no such model", **arguments)


@pytest.mark.parametrize(
    "acts",
    ["all", tuple(Act), iter(Act), (act.value for act in Act)],
    ids=["name", "tuple", "iterator", "generator"],
)
def test_all_acts(acts: Any) -> None:
    (quote,) = (
        Extractor(acts=acts).extract("Mayor Tomas Vrba believes that the well is dry.").quotes
    )
    assert quote.act is Act.THOUGHT


@pytest.mark.parametrize("copied", [deepcopy, copy, lambda e: pickle.loads(pickle.dumps(e))])
def test_an_extractor_is_copied_by_its_settings(copied: Any) -> None:
    aliases = {"Tom": ["Tomas Vrba"]}
    original = Extractor("fast", acts=["speech"], aliases=aliases, min_confidence=0.2)
    other = copied(original)
    assert other._arguments == original._arguments
    assert [other.extract(t) for t in TEXTS] == [original.extract(t) for t in TEXTS]


def test_an_extractor_with_a_ready_pipeline_cannot_be_copied(extractor: Extractor) -> None:
    ready = object.__new__(Extractor)
    ready._given = {"model": object()}
    with pytest.raises(TypeError, match="ready pipeline cannot be pickled or copied"):
        deepcopy(ready)


def test_settings_are_checked_before_the_model_is_loaded() -> None:
    with pytest.raises(ValueError, match="unknown act 'shouting': an act is one of 'speech'"):
        Extractor("no such model", acts=("speech", "shouting"))
    with pytest.raises(TypeError, match=r"\('speech',\)"):
        Extractor("no such model", acts="speech")
    with pytest.raises(ValueError, match="between 0 and 1"):
        Extractor("no such model", min_confidence=1.5)
    with pytest.raises(ValueError, match="threads must be at least 1"):
        Extractor("no such model", threads=0)
    with pytest.raises(ModelError, match="no such model"):
        Extractor("no such model")


@pytest.mark.parametrize("threads", [1, 2])
def test_uses_as_many_threads_as_asked(
    threads: int, expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    used = []

    def reading(text: str, parser: SentenceParser) -> Article:
        used.append(torch.get_num_threads())
        return read(text, parser)

    monkeypatch.setattr("quoteattr.extractor.read", reading)
    before = torch.get_num_threads()
    assert Extractor(threads=threads).extract(TEXTS[0]).to_json() == expected[0]
    assert used == [threads]
    assert torch.get_num_threads() == before


def test_documents_can_be_pickled(extractor: Extractor) -> None:
    document = extractor.extract(TEXTS[0])
    hash(document.quotes[0])  # the hash of a process is worth nothing in another
    copy = pickle.loads(pickle.dumps(document))
    assert copy == document
    assert [s.tokens for s in copy.sentences] == [s.tokens for s in document.sentences]
    assert hash(copy.quotes[0]) == hash(document.quotes[0])
    assert copy.sentences[0].root == document.sentences[0].root


def draft(confidence: float, parent: int | None) -> Draft:
    given = Construction.NO_CUE
    return Draft(
        ((0, 4),), None, "", None, Form.INDIRECT, Act.SPEECH, given, confidence, parent=parent
    )


@pytest.mark.parametrize(
    ("least", "parents"),
    [(0.0, [None, 0, 1]), (0.3, [None, 0]), (0.6, [None]), (0.95, [])],
)
def test_nested_quotes_keep_the_nearest_confident_parent(
    least: float, parents: list[int | None]
) -> None:
    drafts = [draft(0.9, None), draft(0.2, 0), draft(0.5, 1)]
    quotes = assemble(setting("Text", (), drafts), [Resolved(None)] * 3, {}, least).quotes
    places = [None if q.parent is None else quotes.index(q.parent) for q in quotes]
    assert places == parents


CONTEXTS: list[Any] = ["a", 0, {"id": "b", "date": "2026"}, {"id": None}, None, object(), [1], b"c"]
IDS = ["a", "0", "b", None, None, None, None, None]


@pytest.mark.parametrize("workers", [1, 2])
def test_contexts_stay_beside_their_texts(extractor: Extractor, workers: int) -> None:
    texts: list[Any] = [*GOOD, BAD, *GOOD] * 2
    pairs = list(zip(texts, CONTEXTS, strict=False))
    many = partial(extractor.extract_many, as_tuples=True, workers=workers, batch_size=1)
    found: list[Any] = list(many(iter(pairs), on_error="record"))
    assert all(one[1] is two[1] for one, two in zip(found, pairs, strict=True))
    for (result, context), name in zip(found, IDS, strict=False):
        if isinstance(result, Document):
            assert result.id == name
            assert result.metadata == (context if isinstance(context, dict) else {})
    skipped: list[Any] = list(many(pairs, on_error="skip"))
    assert skipped == [pair for pair in found if isinstance(pair[0], Document)]


@pytest.mark.parametrize("pairs", [["ab"], [("a", "b", "c")], [None], GOOD])
def test_what_are_no_pairs_is_refused(extractor: Extractor, pairs: Any) -> None:
    with pytest.raises(TypeError, match=r"each text needs \(text, context\)"):
        list(extractor.extract_many(pairs, as_tuples=True))


def test_many_texts_by_default(extractor: Extractor) -> None:
    assert list(quoteattr.extract_many(GOOD)) == list(extractor.extract_many(GOOD))


def test_id_and_metadata_are_kept(extractor: Extractor) -> None:
    document = extractor.extract(GOOD[0], id=3, metadata={"section": "local"})
    assert (document.id, document.metadata) == ("3", {"section": "local"})
    assert document.settings["model"] == "en"
    assert len(document.settings["model_sum"]) == 64
    (linked,) = quoteattr.link([document])
    assert linked.id == "3"


SKEETS = "Dan Vale skeeted that it was open. Mr Vale’s skeet that nobody was hurt drew laughs."


def test_own_cues_are_read_like_those_of_the_lexicon() -> None:
    assert not [q for q in quoteattr.extract(SKEETS).quotes if q.act is Act.WRITING]
    found = Extractor(cues={"Skeet": "writing"}).extract(SKEETS).quotes
    told = [(q.text, q.cue.lemma if q.cue else "", q.act) for q in found]
    assert ("that it was open", "skeet", Act.WRITING) in told
    assert not [q for q in quoteattr.extract(SKEETS).quotes if q.act is Act.WRITING]


def test_own_names_and_titles() -> None:
    text = "Storm Quell said it would pay. SKIPPER BRIM: The boat is fine.\n\nSkipper Brim said no."
    own = Extractor(names={"Storm Quell": "organisation", "skipper": "title"}).extract(text)
    assert own.speaker("Storm Quell").kind == "organisation"
    assert quoteattr.extract(text).speaker("Storm Quell").kind == "person"


def test_own_name_with_a_small_first_word() -> None:
    text = "“The boat sails,” de Groot said."
    (quote,) = Extractor(names={"de Groot": "person"}).extract(text).quotes
    assert str(quote.speaker) == "de Groot"


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"cues": {"clap back": "speech"}}, ValueError, "'clap back' is not one word"),
        ({"cues": {"skeet": "other"}}, ValueError, "only one of 'speech', 'writing', 'thought'"),
        ({"cues": ["skeet"]}, TypeError, "cues must be a dict"),
        ({"cues": {1: "speech"}}, TypeError, "cues must have words as keys, not 1"),
        ({"names": {"Quell": "boat"}}, ValueError, "'Quell' cannot be 'boat'"),
        ({"names": {"": "person"}}, TypeError, "names must have words as keys"),
    ],
)
def test_own_words_are_checked(
    arguments: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=re.escape(message)):
        Extractor(**arguments)


def test_settings_for_one_text() -> None:
    text = "“It holds,” said Ida Roe. She hopes that it will last."
    assert {q.act for q in quoteattr.extract(text, acts="all").quotes} == {"speech", "thought"}
    assert quoteattr.extract(text, min_confidence=1.0).quotes == ()
    with pytest.raises(ValueError, match="min_confidence must be between 0 and 1"):
        quoteattr.extract(text, min_confidence=2)


@pytest.mark.parametrize("aliases", [{"": ["Bo"]}, {"Bo Lund": [" "]}])
def test_aliases_without_a_name_are_refused(aliases: dict[str, list[str]]) -> None:
    with pytest.raises(ValueError, match="aliases must not have empty names"):
        Extractor(aliases=aliases)


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        ({"a": "“No,” said Bo."}, "a dict: give its values"),
        (None, "NoneType"),
        (b"No", "bytes"),
    ],
)
def test_what_is_not_several_texts(extractor: Extractor, texts: Any, message: str) -> None:
    with pytest.raises(TypeError, match=f"texts must be several texts, not {message}"):
        extractor.extract_many(texts)
