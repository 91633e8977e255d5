"""What may be given as a model, and what is said when it cannot be used."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest
import stanza

from quoteattr.characters.paragraphs import find_paragraphs
from quoteattr.errors import ModelError
from quoteattr.syntax.models import load_parser
from tests.syntax.stanza.tiny_stanza import write_settings

TEXT = "Ana said no. They left."


def words(parser) -> list[str]:
    return [t.text for sentence in parser.parse(TEXT, find_paragraphs(TEXT)) for t in sentence]


@pytest.fixture
def folder(tiny_folder, tmp_path):
    return shutil.copytree(tiny_folder, tmp_path / "model")


def test_shipped_model(shipped):
    assert words(shipped) == ["Ana", "said", "no", ".", "They", "left", "."]


def test_the_fast_model_is_inside_too(shipped):
    fast = load_parser("fast")
    assert words(fast) == words(shipped)
    first, _ = fast.parse(TEXT, find_paragraphs(TEXT))
    assert first.root.lemma == "say"
    assert first.roles is not None


@pytest.mark.parametrize("kind", [str, lambda path: path])
def test_folder(tiny_folder, kind):
    assert "".join(words(load_parser(kind(tiny_folder)))).replace(" ", "") == TEXT.replace(" ", "")


def test_ready_pipeline_gives_what_its_folder_gives(tiny_folder, tiny_pipeline):
    paragraphs = find_paragraphs(TEXT)
    ready, folder = load_parser(tiny_pipeline), load_parser(tiny_folder)
    expected = [sentence.tokens for sentence in folder.parse(TEXT, paragraphs)]
    assert [sentence.tokens for sentence in ready.parse(TEXT, paragraphs)] == expected


def test_pipeline_is_left_as_it_is(tiny_pipeline):
    before = tiny_pipeline(TEXT).to_dict()
    words(load_parser(tiny_pipeline))
    assert tiny_pipeline(TEXT).to_dict() == before


@pytest.mark.parametrize("name", ["pos", "lemma", "depparse"])
def test_pipeline_without_a_processor(tiny_pipeline, name, monkeypatch):
    left = {key: value for key, value in tiny_pipeline.processors.items() if key != name}
    monkeypatch.setattr(tiny_pipeline, "processors", left)
    with pytest.raises(ModelError, match=f"lacks the processors {name}"):
        load_parser(tiny_pipeline)


def test_pipeline_for_tokens(tiny_pipeline, monkeypatch):
    monkeypatch.setitem(tiny_pipeline.processors["tokenize"].config, "pretokenized", True)
    with pytest.raises(ModelError, match="expects tokens"):
        load_parser(tiny_pipeline)


@pytest.mark.parametrize("name", ["tokenize.pt", "depparse.pt", "pretrain.pt", "model.toml"])
def test_missing_file(folder, name):
    (folder / name).unlink()
    with pytest.raises(ModelError, match=f"{name}.* is missing"):
        load_parser(folder)


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-1], lambda data: b"", lambda data: data[::-1]]
)
def test_damaged_file(folder, damage):
    path = folder / "pos.pt"
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(ModelError, match=r"pos\.pt is damaged .* SHA-256"):
        load_parser(folder)


def test_damaged_file_with_its_checksum(folder):
    (folder / "pos.pt").write_bytes(b"not a model")
    write_settings(folder, "stanza", ["tokenize", "pos", "lemma", "depparse", "pretrain"])
    with pytest.raises(ModelError, match=r"model in .* cannot be loaded"):
        load_parser(folder)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ('type = "crystal ball"', "cannot load models of type 'crystal ball'"),
        ("", "cannot load models of type None"),
        ('type = "stanza"', "names no file for tokenize"),
        ("type = ", "cannot be read"),
        ("[files]\npos = 'pos.pt'", "needs a path and its sha256"),
        ("[files]\npos = {path = 'pos.pt'}", "needs a path and its sha256"),
        ("files = 3", "needs a path and its sha256"),
    ],
)
def test_wrong_settings(folder, settings, message):
    (folder / "model.toml").write_text(settings)
    with pytest.raises(ModelError, match=message):
        load_parser(folder)


@pytest.mark.parametrize("model", ["english", "en_core_web_sm", "/nowhere/at/all", "stanza", "", 7])
def test_unknown_model_is_told_what_is_possible(model):
    with pytest.raises(ModelError, match=r"unknown model .* model\.toml.*'stanza:default'"):
        load_parser(model)


@pytest.mark.parametrize("name", ["default", "default_fast", "default_accurate", "ewt"])
def test_stanza_package_is_opened_by_name(name, tiny_pipeline, monkeypatch):
    asked = []

    def build(*args, **settings):
        asked.append((args, settings))
        return tiny_pipeline

    monkeypatch.setattr("quoteattr.syntax.models._build", build)
    assert words(load_parser(f"stanza:{name}", "cpu"))
    ((_, settings),) = asked
    assert settings["package"] == name
    assert settings["processors"] == "tokenize,mwt,pos,lemma,depparse"
    assert settings["device"] == "cpu"


def test_failed_download_names_the_package(monkeypatch):
    def fail(*args, **settings):
        raise ConnectionError("no route to host")

    monkeypatch.setattr(stanza, "Pipeline", fail)
    with pytest.raises(ModelError, match=r"'default_accurate' cannot be loaded: no route to host"):
        load_parser("stanza:default_accurate")


def test_importing_loads_neither_torch_nor_stanza():
    code = (
        "import sys, quoteattr.syntax.models; print({'torch', 'stanza', 'numpy'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
