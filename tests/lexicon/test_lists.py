"""Every list of the lexicon is declared, and no entry is idle; what is at fault is named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from quoteattr import lexicon
from quoteattr.lexicon import LexiconError, read, words
from quoteattr.lexicon.checks import faults
from quoteattr.lexicon.schema import SCHEMA

FOLDER = Path(lexicon.__file__).parent
FILES = sorted(path for path in FOLDER.iterdir() if path.suffix in {".toml", ".txt"})
FILES = [path for path in FILES if not path.name.startswith("LICENSE")]


def test_every_file_is_declared() -> None:
    assert {path.stem for path in FILES} == set(SCHEMA)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_entry_is_idle(path: Path) -> None:
    assert list(faults(path)) == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the lists that may be spoilt."""
    for path in FILES:
        shutil.copy(path, tmp_path)
    return tmp_path


def _spoil(path: Path, old: str, new: str) -> Path:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return path


SPOILT = [
    (
        "labels.txt",
        "# Origin: written",
        "# Written",
        "labels.txt: its first lines have no 'Origin:'",
    ),
    ("cities.txt", "Aarhus\n", "Aarhus\nAárhus\n", "cities.txt: 'Aárhus' repeats 'Aarhus'"),
    ("cues.toml", '"say", ', '"say", "say", ', "cues.toml, verbs.speech: 'say' repeats 'say'"),
    (
        "cues.toml",
        '"say", ',
        '"say", "Boast", ',
        "cues.toml, verbs.speech: 'Boast' never matches, as text is not compared in this form",
    ),
    (
        "cues.toml",
        '"say", ',
        '"say", "make_known", ',
        "cues.toml, verbs.speech: 'make_known' never matches, as text is not compared in this form",
    ),
    (
        "cues.toml",
        '"say", ',
        '"say", "make known", ',
        "cues.toml, verbs.speech: 'make known' never matches, as it has more words than are looked "
        "up",
    ),
    (
        "cues.toml",
        '"believe", ',
        '"believe", "boast", ',
        "cues.toml, verbs.thought: 'boast' is never reached, as cues.toml, "
        "verbs.speech goes before",
    ),
    (
        "cues.toml",
        'citing = ["cite", ',
        'citing = ["xerox", "cite", ',
        "cues.toml, verbs.citing: 'xerox' never matches, as it is not in cues.verbs.speech, "
        "cues.verbs.writing, cues.verbs.thought",
    ),
    (
        "cues.toml",
        "[governed]\n",
        '[governed]\nxerox = ["for"]\n',
        "cues.toml, governed.xerox: 'xerox' never matches, as it is not in cues.verbs.speech, "
        "cues.verbs.writing, cues.verbs.thought",
    ),
    (
        "organisation_nouns.toml",
        "nouns.public = [",
        'nouns.public = ["company", ',
        "organisation_nouns.toml, nouns.public: 'company' is never reached, as "
        "organisation_nouns.toml, nouns.business goes before",
    ),
    (
        "given_female.txt",
        "Aada\n",
        "Aada\nAaron\n",
        "given_female.txt: 'Aaron' is never reached, as given_male.txt goes before",
    ),
]


@pytest.mark.parametrize(("name", "old", "new", "message"), SPOILT)
def test_fault_is_named(folder: Path, name: str, old: str, new: str, message: str) -> None:
    assert message in list(faults(_spoil(folder / name, old, new)))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[verbs]\n", '[verbs]\nspech = ["say"]\n', "verbs.spech: not declared"),
        ("citing = [", "sighting = [", "verbs.sighting: not declared"),
        ('citing = ["cite", "quote"]', "", "verbs.citing: declared, and not there"),
        ('citing = ["cite", "quote"]', 'citing = "cite quote"', "verbs.citing: must be a list"),
        ('"cite", "quote"]', '"cite", 4]', "verbs.citing: must be a list"),
    ],
)
def test_list_that_is_not_as_declared(folder: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(LexiconError, match=rf"cues\.toml, {message}"):
        read(_spoil(folder / "cues.toml", old, new))


@pytest.mark.parametrize(
    ("file", "name", "message"),
    [
        ("cues", "verbs.quotatve", "cues.toml, verbs.quotatve: not declared"),
        ("cues", "governed.xerox", "cues.toml, governed.xerox: there is no such list"),
        ("cuse", "verbs.speech", "cuse.toml, verbs.speech: not declared"),
    ],
)
def test_list_that_does_not_exist(file: str, name: str, message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        words(file, name)


def test_repeated_entry_is_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _spoil(folder / "cities.txt", "Aarhus\n", "Aarhus\nAárhus\n")
    monkeypatch.setattr(lexicon, "files", lambda _: folder)
    with pytest.raises(LexiconError, match=r"cities\.txt: 'Aárhus' stands there twice"):
        words.__wrapped__("cities")
