"""What may be given as a model, and what is said when it cannot be used."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tomllib

import numpy as np
import pytest
import stanza

from quoteattr.characters.paragraphs import find_paragraphs
from quoteattr.errors import ModelError
from quoteattr.syntax.models import SHIPPED, load_parser

TEXT = "Ana said no. They left."


def words(parser) -> list[str]:
    return [t.text for sentence in parser.parse(TEXT, find_paragraphs(TEXT)) for t in sentence]


@pytest.fixture
def folder(tmp_path):
    """A copy of the shipped model."""
    (tmp_path / "model").mkdir()
    settings = tomllib.loads((SHIPPED / "model.toml").read_text("utf-8"))
    for name in ("model.toml", *(entry["path"] for entry in settings["files"].values())):
        shutil.copy(SHIPPED / name, tmp_path / "model" / name)
    return tmp_path / "model"


def test_shipped_model(shipped):
    assert words(shipped) == ["Ana", "said", "no", ".", "They", "left", "."]


def test_the_fast_model_is_inside_too(shipped):
    fast = load_parser("fast")
    assert words(fast) == words(shipped)
    first, _ = fast.parse(TEXT, find_paragraphs(TEXT))
    assert first.root.lemma == "say"
    assert first.roles is not None


@pytest.mark.parametrize("kind", [str, lambda path: path])
def test_folder(folder, shipped, kind):
    assert words(load_parser(kind(folder))) == words(shipped)


def test_pipeline_gives_its_trees_and_the_shipped_model_gives_roles(tiny_pipeline, shipped):
    sentences = load_parser(tiny_pipeline).parse(TEXT, find_paragraphs(TEXT))
    theirs = tiny_pipeline(TEXT).sentences
    found = [(t.lemma, t.upos, t.xpos, t.head + 1, t.deprel) for s in sentences for t in s]
    assert found == [(w.lemma, w.upos, w.xpos, w.head, w.deprel) for s in theirs for w in s.words]
    first, *_ = shipped.parse(TEXT, find_paragraphs(TEXT))
    assert np.array_equal(sentences[0].roles[0], first.roles[0])


def test_pipeline_is_left_as_it_is(tiny_pipeline):
    before = tiny_pipeline(TEXT).to_dict()
    words(load_parser(tiny_pipeline))
    assert tiny_pipeline(TEXT).to_dict() == before


@pytest.mark.parametrize("name", ["weights.safetensors", "lemmas.json", "model.toml"])
def test_missing_file(folder, name):
    (folder / name).unlink()
    with pytest.raises(ModelError, match=f"{name}.* is missing"):
        load_parser(folder)


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-1], lambda data: b"", lambda data: data[::-1]]
)
def test_damaged_file(folder, damage):
    path = folder / "lemmas.json"
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(ModelError, match=r"lemmas\.json is damaged .* SHA-256"):
        load_parser(folder)


def test_damaged_file_with_its_checksum(folder):
    weights, settings = folder / "weights.safetensors", folder / "model.toml"
    sums = [hashlib.sha256(weights.read_bytes()).hexdigest()]
    weights.write_bytes(b"not a model")
    sums.append(hashlib.sha256(weights.read_bytes()).hexdigest())
    settings.write_text(settings.read_text("utf-8").replace(*sums), "utf-8")
    with pytest.raises(ModelError, match=r"weights\.safetensors is no readable safetensors file"):
        load_parser(folder)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ('type = "crystal ball"', "cannot load models of type 'crystal ball'"),
        ("", "cannot load models of type None"),
        ('type = "stanza"', "cannot load models of type 'stanza'"),
        ('type = "encoder"', "names no file for lemmas, settings, weights"),
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


def test_stanza_package_is_opened_by_name(tiny_pipeline, monkeypatch):
    class Package(stanza.Pipeline):
        def __init__(self, *args, **settings):
            self.__dict__.update(tiny_pipeline.__dict__)
            asked.append((args, settings))

    asked = []
    monkeypatch.setattr(stanza, "Pipeline", Package)
    parser = load_parser("stanza:default_fast", "cpu")
    ((args, settings),) = asked
    assert args == ("en",)
    assert settings["package"] == "default_fast"
    assert settings["processors"] == "tokenize,mwt,pos,lemma,depparse"
    assert settings["device"] == "cpu"
    (first, *_) = parser.parse(TEXT, find_paragraphs(TEXT))
    assert first.roles is not None


def test_importing_loads_neither_torch_nor_stanza():
    code = (
        "import sys, quoteattr.syntax.models; print({'torch', 'stanza', 'numpy'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
