"""The ``quote`` processor: quotes of ours in documents and trees of Stanza's."""

from __future__ import annotations

import copy
import json
import multiprocessing
import pickle
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
import stanza
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from stanza.pipeline.core import PipelineRequirementsException

import quoteattr.stanza_processor
from quoteattr import Extractor, InputError, ModelError, Quote
from quoteattr.syntax.encoder.parser import EncoderParser
from tests.cases.loader import load_cases
from tests.syntax.stanza.pipelines import NEEDED, open_pipeline

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "“The ferry is late,” said Ilse Brandt, the harbour master. “It will be late tomorrow.”\n\n"
    "Mayor Tomas Vrba told reporters that nobody had checked the well."
)
THOUGHT = "Tomas Vrba believes that the well is dry."
TEXTS = [TEXT, "", THOUGHT, "Nothing was said here.", "“Yes,” said Ana.\nRain stops the ferry"]


@pytest.fixture(scope="module")
def tiny(tiny_folder: Path) -> stanza.Pipeline:
    return open_pipeline(tiny_folder, "quote")


@pytest.fixture(scope="module")
def real(real_folder: Path) -> stanza.Pipeline:
    return open_pipeline(real_folder, "quote")


@pytest.fixture(params=["tiny", "real"])
def pipeline(request: pytest.FixtureRequest) -> stanza.Pipeline:
    found: stanza.Pipeline = request.getfixturevalue(request.param)
    return found


def summary(document: stanza.Document) -> list[tuple[Any, ...]]:
    return [(str(q.speaker), q.text, q.form.value, q.confidence) for q in document.quotes]


def check(document: stanza.Document) -> None:
    assert isinstance(document.quotes, tuple)
    for quote in document.quotes:
        spans = [*quote.contents, quote.cue, quote.source, quote.addressee]
        for span in filter(None, spans):
            assert document.text[span.start : span.end] == span.text != ""


def test_quotes_and_their_speakers(real: stanza.Pipeline) -> None:
    document = real(TEXT)
    check(document)
    first, second = document.quotes
    assert all(type(quote) is Quote for quote in document.quotes)
    assert first.text == "The ferry is late … It will be late tomorrow."
    assert first.speaker.name == "Ilse Brandt"
    assert second.text == "that nobody had checked the well"
    assert (second.speaker.name, second.addressee.text) == ("Tomas Vrba", "reporters")


def test_a_pipeline_with_other_processors_alone_finds_none(tiny_pipeline: stanza.Pipeline) -> None:
    assert tiny_pipeline(TEXT).quotes == ()
    assert stanza.Document([], text=TEXT).quotes == ()


def test_the_rest_of_the_document_is_left_as_it_is(
    pipeline: stanza.Pipeline, tiny_pipeline: stanza.Pipeline
) -> None:
    alone = pipeline(TEXT, processors="tokenize,pos,lemma,depparse")
    assert pipeline(TEXT).to_dict() == alone.to_dict()


def test_documents_in_bulk_have_what_each_has_alone(pipeline: stanza.Pipeline) -> None:
    alone = [summary(pipeline(text)) for text in TEXTS]
    assert [summary(document) for document in pipeline.bulk_process(TEXTS)] == alone
    given = [stanza.Document([], text=text) for text in TEXTS]
    assert [summary(document) for document in pipeline(given)] == alone
    assert [summary(document) for document in pipeline.stream(iter(TEXTS), batch_size=2)] == alone


def test_parsed_documents_get_quotes_later(pipeline: stanza.Pipeline) -> None:
    document = pipeline(TEXT, processors="tokenize,pos,lemma,depparse")
    assert document.quotes == ()
    assert pipeline(document, processors="quote") is document
    assert summary(document) == summary(pipeline(TEXT))


def test_quotes_are_copied_and_pickled_with_their_document(real: stanza.Pipeline) -> None:
    document = real(TEXT)
    assert copy.deepcopy(document).quotes == document.quotes != ()
    assert pickle.loads(pickle.dumps(document)).quotes == document.quotes
    with pytest.raises(ValueError, match="read-only"):
        document.quotes = ()


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "\u200b", "\0", "“", "''", "\x93\x85\x94", "a\u2028b"]
)
def test_text_without_words(pipeline: stanza.Pipeline, text: str) -> None:
    document = pipeline(text)
    assert document.quotes == ()
    assert document.text == text


def test_cases(pipeline: stanza.Pipeline) -> None:
    for case in load_cases()[::4]:
        check(pipeline(case.text))


def test_a_text_in_capitals_stays_so(real: stanza.Pipeline) -> None:
    document = real(TEXT.upper())
    check(document)
    assert document.text == TEXT.upper()
    assert [quote.text.isupper() for quote in document.quotes] == [True] * len(document.quotes)
    assert str(document.quotes[0].speaker) == "Ilse Brandt"


def test_a_name_may_stand_in_the_middle_of_a_token(tiny: stanza.Pipeline) -> None:
    text = "“We lost it all.” – Ana Ruiz"
    word = {"id": 1, "text": text, "lemma": text, "upos": "X", "xpos": "X", "head": 0}
    place = {"deprel": "root", "misc": f"start_char=0|end_char={len(text)}"}
    document = tiny(stanza.Document([[word | place]], text), processors="quote")
    (quote,) = document.quotes
    assert (quote.text, quote.source.text) == ("We lost it all.", "Ana Ruiz")


@settings(max_examples=60)
@given(st.text(st.characters() | st.sampled_from(" .,\"'“”\n-aA1:\u200b\x85\x93\x94"), max_size=80))
def test_no_text_raises_an_error(tiny: stanza.Pipeline, text: str) -> None:
    check(tiny(text))


@settings(max_examples=60)
@given(st.lists(st.sampled_from([*TEXT.split(), "\n", "\n\n", ":", "“", "”"]), max_size=50))
def test_no_order_of_words_raises_an_error(tiny: stanza.Pipeline, words: list[str]) -> None:
    check(tiny(" ".join(words)))


def test_parts_of_contractions(real_folder: Path) -> None:
    text = "“We can't stop,” said Ana Ruiz. She didn't say why."

    def contractions(sentences: list[list[Any]]) -> list[list[Any]]:
        return [list(joined(sentence)) for sentence in sentences]

    def joined(words: list[Any]) -> Any:
        for word, following in zip(words, [*words[1:], None], strict=True):
            if following == "n't":
                yield f"{word}n't", [word, "n't"]
            elif word != "n't":
                yield word

    document = open_pipeline(real_folder, "quote", tokenize_postprocessor=contractions)(text)
    assert [t.text for s in document.sentences for t in s.tokens if len(t.words) > 1] == [
        "can't",
        "didn't",
    ]
    check(document)
    assert [q.text for q in document.quotes] == ["We can't stop"]


@pytest.fixture(scope="module")
def pretokenised(real_folder: Path) -> stanza.Pipeline:
    """For words that others have split."""
    return open_pipeline(real_folder, "quote", tokenize_pretokenized=True)


def test_offsets_count_in_the_text_that_stanza_makes_of_words(
    pretokenised: stanza.Pipeline,
) -> None:
    document = pretokenised([["Ana", "Ruiz", "said", "it", "rained", "."], ["We", "left", "."]])
    assert document.text == "Ana Ruiz said it rained . We left ."
    check(document)
    assert summary(document)[0][:2] == ("Ana Ruiz", "it rained")


def test_documents_need_a_text(pretokenised: stanza.Pipeline) -> None:
    rows = [{"id": i, "text": word} for i, word in enumerate(("Ana", "left"), 1)]
    with pytest.raises(InputError, match="has no text"):
        pretokenised(stanza.Document([rows]))
    with pytest.raises(InputError, match=r"the token 'Ana' .* no place"):
        pretokenised(stanza.Document([rows], text="Ana left"))


def test_sentences_that_were_taken_out_are_missed(tiny: stanza.Pipeline) -> None:
    document = tiny(TEXT, processors="tokenize,pos,lemma,depparse")
    document.sentences = document.sentences[:1]
    with pytest.raises(InputError, match="is in none of its tokens"):
        tiny(document, processors="quote")


def test_documents_need_trees(tiny: stanza.Pipeline) -> None:
    with pytest.raises(InputError, match="must run tokenize, pos, lemma and depparse"):
        tiny(TEXT, processors="tokenize,quote")


def test_acts_and_least_confidence(real_folder: Path, real: stanza.Pipeline) -> None:
    assert real(THOUGHT).quotes == ()
    thoughts = open_pipeline(real_folder, "quote", quote_acts=("thought",))
    (quote,) = thoughts(THOUGHT).quotes
    assert quote.text == "that the well is dry"
    assert thoughts(TEXT).quotes == ()
    sure = open_pipeline(real_folder, "quote", quote_min_confidence=1.0)
    assert sure(TEXT).quotes == ()


def test_aliases(real_folder: Path) -> None:
    aliases = {"the port": ["Ilse Brandt"]}
    pipeline = open_pipeline(real_folder, "quote", quote_aliases=aliases)
    assert pipeline(TEXT).quotes[0].speaker.name == "the port"


def test_fast_model(real_folder: Path, real: stanza.Pipeline) -> None:
    fast = open_pipeline(real_folder, "quote", quote_model="fast")(TEXT)
    assert [row[:2] for row in summary(fast)] == [row[:2] for row in summary(real(TEXT))]
    assert [row[-1] for row in summary(fast)] != [row[-1] for row in summary(real(TEXT))]


@pytest.mark.parametrize("threads", [1, 2])
def test_uses_as_many_threads_as_asked(
    threads: int, real_folder: Path, real: stanza.Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline = open_pipeline(real_folder, "quote", quote_threads=threads)
    usual = summary(real(TEXT))
    used = []

    def noting(*arguments: Any) -> Any:
        used.append(torch.get_num_threads())
        return labels(*arguments)

    labels = EncoderParser.labels
    monkeypatch.setattr(EncoderParser, "labels", noting)
    before = torch.get_num_threads()
    assert summary(pipeline(TEXT)) == usual
    assert set(used) == {threads}
    assert torch.get_num_threads() == before


@pytest.mark.parametrize(
    ("option", "error", "message"),
    [
        ({"quote_model": "no such model"}, ModelError, "unknown model 'no such model'"),
        ({"quote_min_confidence": 2}, ValueError, "between 0 and 1"),
        ({"quote_acts": "speech"}, TypeError, "several acts"),
        ({"quote_threads": 0}, ValueError, "threads must be at least 1"),
        ({"quote_threads": "2"}, TypeError, "threads must be an int"),
        ({"quote_min_confidance": 0.5}, ValueError, "unknown option 'quote_min_confidance'"),
    ],
    ids=str,
)
def test_refused(
    tiny_folder: Path, option: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        open_pipeline(tiny_folder, "quote", **option)


def test_a_model_of_stanzas_is_refused(tiny_folder: Path, tiny_pipeline: stanza.Pipeline) -> None:
    with pytest.raises(ModelError, match="quote_model must be a model of quoteattr's own"):
        open_pipeline(tiny_folder, "quote", quote_model=tiny_pipeline)


def test_a_package_of_stanzas_is_refused_before_it_is_loaded(
    tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(*_: object) -> None:
        pytest.fail("it would be downloaded")

    monkeypatch.setattr("quoteattr.syntax.stanza.loading.open_package", load)
    with pytest.raises(ModelError, match="quote_model must be a model of quoteattr's own"):
        open_pipeline(tiny_folder, "quote", quote_model="stanza:default")


def test_what_it_requires(tiny_folder: Path) -> None:
    needed = ("tokenize", "pos", "lemma")
    with pytest.raises(PipelineRequirementsException, match=r"missing: \{'depparse'\}"):
        open_pipeline(tiny_folder, "quote", needed=needed)


def test_packages_that_do_not_know_it(tiny_folder: Path, tmp_path: Path) -> None:
    """As with Stanza's own list of packages, in which there is no ``quote``, and no network."""
    models: dict[str, Any] = {"lang_name": "English", "packages": {"default": {}}}
    for name in (*NEEDED, "pretrain"):
        folder = tmp_path / "en" / name
        folder.mkdir(parents=True)
        shutil.copy(tiny_folder / f"{name}.pt", folder / "tiny.pt")
        pretrain = [{"model": "pretrain", "package": "tiny"}]
        models[name] = {"tiny": {"dependencies": pretrain if name in {"pos", "depparse"} else []}}
        models["packages"]["default"][name] = "tiny"
    (tmp_path / "resources.json").write_text(json.dumps({"en": models}))
    pipeline = stanza.Pipeline(
        "en",
        dir=str(tmp_path),
        processors="tokenize,pos,lemma,depparse,quote",
        download_method=None,
        device="cpu",
        verbose=False,
    )
    found = pipeline("“We lost it all.” – Ana Ruiz")
    assert summary(found) == summary(open_pipeline(tiny_folder, "quote")(found.text)) != []


def test_english_only(tiny_folder: Path) -> None:
    pipeline = open_pipeline(tiny_folder)
    processor = quoteattr.stanza_processor.QuoteProcessor
    with pytest.raises(ValueError, match="English only, not 'de'"):
        processor({"lang": "de", "mode": "predict"}, pipeline, "cpu")


def test_threads_share_a_processor(tiny: stanza.Pipeline) -> None:
    documents = [tiny(case.text, processors="tokenize,pos,lemma,depparse") for case in CASES]
    process = tiny.processors["quote"].process
    alone = [summary(process(copy.deepcopy(document))) for document in documents]
    assert any(alone)
    with ThreadPoolExecutor(4) as pool:
        assert [summary(document) for document in pool.map(process, documents)] == alone


CASES = load_cases()[:40]

IN_A_FORK = """
import multiprocessing, sys
from pathlib import Path
import quoteattr.stanza_processor
from tests.syntax.stanza.pipelines import open_pipeline
pipeline, text = open_pipeline(Path(sys.argv[1]), "quote"), sys.argv[2]
expected = pipeline(text).quotes
receiver, sender = multiprocessing.get_context("fork").Pipe(duplex=False)
child = multiprocessing.get_context("fork").Process(
    target=lambda: sender.send(pipeline(text).quotes)
)
child.start()
found = receiver.recv() if receiver.poll(300) else "nothing"
child.kill()
sys.exit(found != expected)
"""


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="no fork here")
def test_goes_on_after_a_fork(tiny_folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", IN_A_FORK, str(tiny_folder), TEXT],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_sentences_of_both_ways_are_read_alike(real_folder: Path) -> None:
    """A ready pipeline has the same trees here: no marks to normalise, no sentences to join."""
    text = 'Ilse Brandt said the ferry was late. "It will be late tomorrow," she told reporters.'
    pipeline = open_pipeline(real_folder, "quote")
    assert pipeline(text).quotes == Extractor(pipeline).extract(text).quotes != ()
