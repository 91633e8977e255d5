"""What may be given as a model, and what is said when one of its files cannot be used."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from quoteattr import Extractor, ModelError
from quoteattr.models.files import SHIPPED, checked_files, record_files
from quoteattr.models.load import load_model, load_parser, load_scores

if TYPE_CHECKING:
    from collections.abc import Callable

FILES = {role: path.name for role, path in checked_files(SHIPPED).items()}
SCORES = ("readings", "encoder_agreement", "antecedents", "thresholds")
TEXT = "“The weir holds,” said Ada Quist. Jon Berg denied that it leaked."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped model, which a test may damage."""
    return shutil.copytree(SHIPPED, tmp_path / "model")


def test_everything_learned_is_named_with_its_sum() -> None:
    written = {path.name for path in SHIPPED.iterdir() if path.is_file()}
    assert written - {"MODEL_CARD.md", "model.toml"} == set(FILES.values())


@pytest.mark.parametrize("device", ["", "gpu", 99])
def test_a_device_that_is_none_is_refused(device: Any) -> None:
    with pytest.raises(ModelError, match=f"the device {device!r} cannot be used"):
        load_model(device=device)


def test_a_copy_of_the_folder_is_the_model(folder: Path) -> None:
    assert Extractor(folder).extract(TEXT) == Extractor().extract(TEXT)


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def exchanged(path: Path) -> None:
    other = next(name for name in sorted(FILES.values()) if name != path.name)
    shutil.copy(path.parent / other, path)


def missing(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("damage", [truncated, emptied, exchanged, missing])
@pytest.mark.parametrize("name", [*FILES.values(), "model.toml"])
def test_a_damaged_file_is_named(folder: Path, name: str, damage: Callable[[Path], None]) -> None:
    damage(folder / name)
    with pytest.raises(ModelError, match=name.replace(".", r"\.")):
        load_model(folder)


@pytest.mark.parametrize("damage", [truncated, emptied, exchanged])
@pytest.mark.parametrize("role", FILES)
def test_a_damaged_file_whose_sum_was_written_anew_is_named(
    folder: Path, role: str, damage: Callable[[Path], None]
) -> None:
    path = folder / FILES[role]
    damage(path)
    record_files(folder, {role: path})
    with pytest.raises(ModelError, match=path.name.replace(".", r"\.")):
        load_model(folder)


def test_a_file_without_permission_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(path: Path) -> str:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("quoteattr.models.files._sum", forbidden)  # as root may read any file
    with pytest.raises(ModelError, match=r"cannot be read .*Permission denied.*weights"):
        load_model(folder)


@pytest.mark.parametrize(
    "content",
    [
        *("{}", "[]", '{"bias": "1"}', '{"bias": NaN}', "null", "\ufffd", "[" * 100_000),
        f'{{"bias": 1{"0" * 400}}}',
    ],
    ids=lambda content: content[:15],
)
@pytest.mark.parametrize("role", ["readings", "encoder_agreement", "antecedents", "speakers"])
def test_what_is_no_table_of_weights_is_refused(folder: Path, role: str, content: str) -> None:
    path = folder / FILES[role]
    path.write_text(content, "utf-8")
    record_files(folder, {role: path})
    with pytest.raises(ModelError, match=path.name):
        load_scores(folder)


@pytest.mark.parametrize(
    "content", ["", "readings = 3", "[readings]\nagreed = 0.4", "[readings]\nagreed = true"]
)
def test_what_are_no_thresholds_is_refused(folder: Path, content: str) -> None:
    path = folder / "thresholds.toml"
    path.write_text(content)
    record_files(folder, {"thresholds": path})
    with pytest.raises(ModelError, match=r"thresholds\.toml must hold these numbers"):
        load_scores(folder)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("alone = 0.45", "alone = 'often'"),
        ("alone = 0.45", "alone = true"),
        ("alone = 0.45", "alone = nan"),
        ("alone = 0.45", "alone = 0.45\nalways = 'often'"),
        ("alone = 0.45", "alone = 0.45\nalways = 0.5"),
        ("[readings]", "always = 'often'\n[readings]"),
        ("[antecedents]", "[descriptions]\n[antecedents]"),
    ],
)
def test_a_wrong_entry_among_thresholds_is_refused(folder: Path, before: str, after: str) -> None:
    path = folder / "thresholds.toml"
    path.write_text(path.read_text("utf-8").replace(before, after), "utf-8")
    record_files(folder, {"thresholds": path})
    with pytest.raises(ModelError, match=r"thresholds\.toml must hold these numbers"):
        load_scores(folder)


def test_thresholds_that_cannot_be_read_are_told_with_a_remedy(folder: Path) -> None:
    path = folder / "thresholds.toml"
    path.write_text("[readings", "utf-8")
    record_files(folder, {"thresholds": path})
    with pytest.raises(ModelError, match=r"cannot be read \(.*\): copy the model's folder again"):
        load_scores(folder)


@pytest.mark.parametrize("role", SCORES)
def test_a_model_without_scores_is_a_parser_and_no_more(folder: Path, role: str) -> None:
    names = (folder / "model.toml").read_text().split("\n\n")
    kept = [part for part in names if not part.startswith(f"[files.{role}]")]
    (folder / "model.toml").write_text("\n\n".join(kept))
    assert load_parser(folder) is not None
    with pytest.raises(ModelError, match=rf"model\.toml names no file for {role}"):
        load_model(folder)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ('type = "crystal ball"', "cannot load models of type 'crystal ball'"),
        ('type = "stanza"', "cannot load models of type 'stanza'"),
        ("", "cannot load models of type None"),
        ("type = ", "cannot be read"),
        ("type = 'encoder'\n[files]\nweights = 'w'", "needs a path and its sha256"),
        ("type = 'encoder'\n[files]\nweights = {path = 'w'}", "needs a path and its sha256"),
        ("type = 'encoder'\nfiles = 3", "needs a path and its sha256"),
        ("type = 'encoder'\nfiles.weights = {path = 3, sha256 = ''}", "a path and its sha256"),
        ("type = 'encoder'\nfiles.weights = {path = 'w', sha256 = 3}", "a path and its sha256"),
        (f"type = 'encoder'\nfiles.weights = {{path = '{'w' * 5000}', sha256 = ''}}", "wwww"),
        ("type = 'encoder'\nfiles.weights = {path = 'a\u0001b', sha256 = ''}", "cannot be read"),
        ("type = 'encoder'\nfiles.w = {path = \"a\\u0000b\", sha256 = ''}", "b is missing"),
        (f"deep = {'[' * 100_000}", r"model\.toml cannot be read"),
        (f"big = {'9' * 5000}", r"model\.toml cannot be read"),
    ],
    ids=lambda value: value[:60],
)
def test_wrong_names(folder: Path, settings: str, message: str) -> None:
    (folder / "model.toml").write_text(settings)
    with pytest.raises(ModelError, match=message):
        load_model(folder)


def test_two_models_with_different_scores_do_not_disturb_each_other(folder: Path) -> None:
    before = Extractor().extract(TEXT)
    path = folder / FILES["readings"]
    weights = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**weights, "bias": weights["bias"] - 1.0}), "utf-8")
    antecedents = folder / FILES["antecedents"]
    antecedents.write_text(json.dumps(dict.fromkeys(json.loads(antecedents.read_text()), 0.0)))
    record_files(folder, {"readings": path, "antecedents": antecedents})
    other, shipped = Extractor(folder), Extractor()
    one, two = other.extract(TEXT), shipped.extract(TEXT)
    assert [q.confidence for q in one.quotes] != [q.confidence for q in two.quotes]
    assert two == before
    assert other.extract(TEXT) == one


def test_fast_may_have_scores_of_its_own() -> None:
    names = tomllib.loads((SHIPPED.parent / "en-fast" / "model.toml").read_text())["files"]
    assert set(SCORES) < set(names)


@pytest.mark.parametrize("kind", [str, Path])
def test_folders_are_told_by_path_or_name(folder: Path, kind: Callable[[Path], str | Path]) -> None:
    assert load_model(kind(folder)).scores.readings.thresholds is not None


@pytest.mark.parametrize("model", ["a\0b", "x" * 10_000], ids=["nul", "long"])
def test_a_name_that_no_folder_can_have(model: str) -> None:
    with pytest.raises(ModelError, match="unknown model"):
        load_model(model)


@pytest.mark.parametrize("model", ["english", "en_core_web_sm", "/nowhere/at/all", "stanza", "", 7])
def test_an_unknown_model_is_told_what_is_possible(model: Any) -> None:
    with pytest.raises(ModelError, match=r"unknown model .* model\.toml.*'stanza:default'"):
        load_model(model)


def test_importing_loads_neither_torch_nor_stanza() -> None:
    code = "import sys, quoteattr.models.load; print({'torch', 'stanza', 'numpy'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
