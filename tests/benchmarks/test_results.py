"""Results are written by commit, and read back as they were."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from quoteattr import Act
from tests.benchmarks import __main__ as benchmarks
from tests.benchmarks import accuracy, data_sets, results, scorer
from tests.benchmarks.data_sets import DataSet, waive_other_acts
from tests.benchmarks.figures import Measurement
from tests.benchmarks.results import Results, find, read, resume

if TYPE_CHECKING:
    from pathlib import Path

needs_scorer = pytest.mark.skipif(
    not (scorer.SCORER / "attribution_eval.py").exists(),
    reason="the scorer is not part of the code",
)
COMMIT = "c0ffee" + "0" * 34
DATE = "2030-01-02T03:04:05+00:00"


def annotated(text: str, *quotes: tuple[str, str], optional: bool = False) -> dict[str, object]:
    """An article in which these contents are annotated with these sources."""

    def spans(piece: str) -> list[list[int]]:
        return [[text.index(piece), text.index(piece) + len(piece)]]

    annotations: list[dict[str, Any]] = [
        {"content": spans(content), "cue": [], "source": spans(source), "speaker": source}
        for content, source in quotes
    ]
    if optional:
        annotations = [{**quote, "optional": True} for quote in annotations]
    return {"id": text.split(maxsplit=1)[0], "text": text, "quotes": annotations}


@needs_scorer
def test_tiny_run_is_read_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    articles = [
        annotated(
            "Ferries stopped. “The wind is too strong,” said Ona Brill.",
            ("The wind is too strong", "Ona Brill"),
        ),
        annotated(
            "Swimmers were warned. “Stay ashore,” said Tam Orrin.", ("Stay ashore", "Swimmers")
        ),
        annotated(
            "Nobody came. “We shall wait,” said Ida Voss.",
            ("We shall wait", "Ida Voss"),
            optional=True,
        ),
    ]
    path = tmp_path / "dev.jsonl"
    path.write_text("\n".join(map(json.dumps, articles)), encoding="utf-8")
    monkeypatch.setattr(data_sets, "DATA_SETS", {})
    monkeypatch.setitem(data_sets.DATA_SETS, "weather", DataSet("Weather", path))
    monkeypatch.setattr(accuracy, "DATA_SETS", data_sets.DATA_SETS)
    monkeypatch.setattr(results, "commit", lambda: COMMIT)

    there = benchmarks.run("accuracy", folder=tmp_path / "bench")

    assert there.name == f"{COMMIT}.json"
    assert "Weather, all: 2 annotated, 2 found" in capsys.readouterr().out
    found = read(there)
    assert found.commit == COMMIT
    assert set(found.versions) == {"python", "torch", "quoteattr"}
    figures = found.figures["accuracy"]["weather"]["all"]
    assert figures["content"] == {"precision": 1, "recall": 1, "f1": 1}
    assert figures["attributed"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5}
    shown = [(q["document"], q["who"], q["what"], q["right"]) for q in found.quotes["weather"]]
    assert shown == [
        ("Ferries", "Ona Brill", "The wind is too strong", True),
        ("Swimmers", "Tam Orrin", "Stay ashore", False),
        ("Nobody", "Ida Voss", "We shall wait", None),
    ]


def test_acts_that_are_not_looked_for_are_waived() -> None:
    quotes: list[dict[str, object]] = [{"act": "thought"}, {"act": "speech"}, {}]
    (article,) = waive_other_acts([{"id": "a", "quotes": quotes}], [Act.SPEECH, Act.WRITING])
    assert [quote.get("optional", False) for quote in article["quotes"]] == [True, False, False]


def test_results_are_read_back_as_they_were(tmp_path: Path) -> None:
    written = Results(
        COMMIT,
        DATE,
        {"python": "3.11.0"},
        figures={"speed": {"words": 3, "share": 0.1 + 0.2}},
        quotes={"ferry": [{"what": "“Non, peut-être”", "content": [[0, 3]], "right": None}]},
        cases={"found": {"tide": ["not found"], "ebb": []}},
    )
    assert read(written.write(tmp_path)) == written


def test_benchmarks_of_a_commit_are_added_to_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(results, "commit", lambda: COMMIT)
    for name in ("speed", "peers"):
        again = resume(tmp_path)
        again.add(name, Measurement({"figure": 1}))
        path = again.write(tmp_path)
    assert set(read(path).figures) == {"speed", "peers"}


@pytest.mark.parametrize("name", ["unknown", f"{COMMIT}-dirty"])
def test_results_of_unknown_code_are_not_added_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(results, "commit", lambda: name)
    Results(name, DATE, results.versions(), {"speed": {"figure": 1}}).write(tmp_path)
    assert resume(tmp_path).figures == {}


def test_results_of_other_versions_are_not_added_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(results, "commit", lambda: COMMIT)
    other = {**results.versions(), "torch": "1.0"}
    Results(COMMIT, DATE, other, {"speed": {"figure": 1}}).write(tmp_path)
    assert resume(tmp_path).figures == {}


@pytest.mark.parametrize("content", ["", "{}x", "[]", '{"commit": "a", "weather": "fair"}'])
def test_file_without_results(tmp_path: Path, content: str) -> None:
    path = tmp_path / "other.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=r"other\.json holds no results"):
        read(path)


def test_results_are_found_by_path_and_by_commit(tmp_path: Path) -> None:
    path = Results(COMMIT, DATE, {}).write(tmp_path)
    Results("c1" * 20, DATE, {}).write(tmp_path)
    assert find(str(path)) == path
    assert find("c0ff", tmp_path) == path
    with pytest.raises(ValueError, match="none"):
        find("d0", tmp_path)
    with pytest.raises(ValueError, match=COMMIT):
        find("c", tmp_path)


def test_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def git(*arguments: str) -> None:
        identity = ["-c", "user.name=Ona", "-c", "user.email=ona@example.org"]
        subprocess.run(["git", *identity, *arguments], cwd=tmp_path, check=True)

    monkeypatch.setattr(results, "ROOT", tmp_path)
    assert results.commit() == "unknown"  # not a repository
    git("init", "--quiet")
    (tmp_path / "tide.txt").write_text("high", encoding="utf-8")
    git("add", "--all")
    git("commit", "--quiet", "--message", "Tide")
    clean = results.commit()
    assert len(clean) == 40
    (tmp_path / "tide.txt").write_text("low", encoding="utf-8")
    assert results.commit() == f"{clean}-dirty"
    (tmp_path / "copy").mkdir()
    monkeypatch.setattr(results, "ROOT", tmp_path / "copy")
    assert results.commit() == "unknown"  # somebody else's repository
    monkeypatch.setenv("PATH", str(tmp_path))
    assert results.commit() == "unknown"  # no git
