"""Every block of code in the README and the documentation is run, and gives what it says."""

from __future__ import annotations

import ast
import doctest
import gzip
import importlib.util
import inspect
import json
import re
import shutil
import subprocess
import sys
import tomllib
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

import quoteattr
from quoteattr import Construction, records, terms
from quoteattr.corpus import identities
from quoteattr.syntax import named_entities, tree
from tests.benchmarks import shown
from tests.benchmarks.results import Results
from tests.pages import PAGES, ROOT, Block, blocks

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

CODE = ("pycon", "python", "sh")
OTHER = ("text", "{eval-rst}", "{toctree}")
"""What is no code: diagrams, and what Sphinx reads."""
COMMAND = re.compile(r"quoteattr |cat ")
"""The beginning of a line of a shell that calls our command."""


def _languages(path: Path) -> set[str]:
    return {block.language for block in blocks(path)}


def _with(*languages: str) -> list[Path]:
    return [path for path in PAGES if _languages(path) & set(languages)]


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_blocks_are_of_languages_that_are_run() -> None:
    for path in PAGES:
        assert _languages(path) <= {*CODE, *OTHER}, path
    assert {language for path in PAGES for language in _languages(path)} >= set(CODE)


@pytest.mark.parametrize("path", _with("pycon", "python"), ids=_name)
def test_python(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The programs and examples of a page, one after another, with the same names."""
    names: dict[str, Any] = {}
    for block in blocks(path):
        if block.language == "python":
            _run_program(block, names)
            assert capsys.readouterr().out == block.printed
        elif block.language == "pycon":
            _run_examples(block, names, path)


def _run_program(block: Block, names: dict[str, Any]) -> None:
    try:
        exec(block.code, names)
    except ModuleNotFoundError as error:
        if error.name not in {"spacy", "textacy"}:
            raise
        pytest.skip(f"{error.name} is not installed")


def _run_examples(block: Block, names: dict[str, Any], path: Path) -> None:
    test = doctest.DocTestParser().get_doctest(block.code, names, path.name, str(path), block.line)
    report: list[str] = []
    doctest.DocTestRunner().run(test, out=report.append, clear_globs=False)
    names.update(test.globs)
    assert not report, "".join(report)


@pytest.mark.skipif(not shutil.which("sh"), reason="no shell")
@pytest.mark.parametrize("path", _with("sh"), ids=_name)
def test_commands(path: Path, tmp_path: Path) -> None:
    """Calls of our command are run, in a folder with the files that they name."""
    script = [line for block in blocks(path) for line in _lines(block) if COMMAND.match(line)]
    if not script:
        return
    _make_files(tmp_path)
    command = f'quoteattr() {{ "{sys.executable}" -m quoteattr "$@"; }}\n' + "\n".join(script)
    run = subprocess.run(
        ["sh", "-e", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert "Ada Quist" in run.stdout


def _make_files(folder: Path) -> None:
    text = "“Yes,” said Ada Quist, the mayor."
    (folder / "articles").mkdir()
    for name in ("article.txt", "articles/one.txt", "articles/two.txt"):
        (folder / name).write_text(text, "utf-8")
    record = json.dumps({"url": "https://example.org/1", "body": text})
    (folder / "articles.jsonl.gz").write_bytes(gzip.compress(record.encode()))
    (folder / "aliases.json").write_text(json.dumps({"Ada Quist": ["the mayor"]}), "utf-8")


def test_other_commands_are_right() -> None:
    """What would install or train is not run; targets, extras and options exist."""
    targets = re.findall(r"^(\w[\w-]*):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for path in _with("sh"):
        for line in (line for block in blocks(path) for line in _lines(block)):
            if line.startswith("make "):
                assert line.split()[1] in targets
            elif line.startswith("pip install "):
                named = re.findall(r"\[([\w,]+)\]", line)
                extras = {extra for names in named for extra in names.split(",")}
                assert extras <= set(project["optional-dependencies"])
            elif line.startswith("python -m "):
                _check_options(line.split())
            else:
                assert COMMAND.match(line), f"{path.name}: {line}"


def _lines(block: Block) -> list[str]:
    if block.language != "sh":
        return []
    code = block.code.replace("\\\n", " ")
    return [line for line in code.splitlines() if line and not line.startswith("#")]


def _check_options(command: list[str]) -> None:
    run = [sys.executable, *command[1:3], "--help"]
    shown = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    for option in (word for word in command[3:] if word.startswith("--")):
        assert option in shown, option


@pytest.mark.parametrize("path", PAGES, ids=_name)
def test_headers_of_tables_have_text(path: Path) -> None:
    rows = path.read_text("utf-8").splitlines()
    headers = [above for above, line in pairwise(rows) if re.fullmatch(r"\|[ |:-]+\|", line)]
    assert not [header for header in headers if re.search(r"\| *\|", header)]


def test_what_is_copied_can_be_pasted() -> None:
    """A forge copies a block as it is: the README and what is to be typed have no prompts."""
    for path in PAGES:
        for block in blocks(path):
            if block.language in {"python", "sh"}:
                assert not re.search(r"^(>>>|\$) ", block.code, re.MULTILINE), path
    assert "pycon" not in _languages(ROOT / "README.md")


def test_public_names_are_in_the_reference() -> None:
    reference = (ROOT / "docs" / "pages" / "reference.md").read_text(encoding="utf-8")
    shown = re.findall(r"^\.\. auto(?!module)\w+:: quoteattr\.(\w+)$", reference, re.MULTILINE)
    assert sorted(shown) == sorted(quoteattr.__all__)


RECORDS = {*quoteattr.__all__, "Sentence", "Token", "NamedEntity"}


@pytest.mark.parametrize(
    "module", [records, terms, identities, tree, named_entities], ids=lambda module: module.__name__
)
def test_every_field_and_value_of_a_record_is_described(module: ModuleType) -> None:
    """The reference shows what stands below each."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.ClassDef) and node.name in RECORDS:
            for field, after in pairwise([*node.body, ast.Pass()]):
                name = ast.unparse(field).split(maxsplit=1)[0]
                if isinstance(field, ast.Assign | ast.AnnAssign) and not name.startswith("_"):
                    assert isinstance(after, ast.Expr), f"{node.name}.{name}"


def test_links_between_files_lead_somewhere() -> None:
    for path in (*PAGES, ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md"):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_page_of_constructions_has_each_of_them() -> None:
    path = ROOT / "docs" / "construction_list.py"
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    extension = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(extension)
    page = extension.filled((ROOT / "docs/pages/constructions.md").read_text("utf-8"))
    assert "<!--" not in page
    assert sorted(re.findall(r"^### (\S+)$", page, re.MULTILINE)) == sorted(Construction)


def test_figures_of_constructions_have_their_names() -> None:
    figures = json.loads((ROOT / "docs" / "constructions.json").read_text("utf-8"))
    assert figures
    for counts in figures.values():
        assert set(counts) <= set(Construction)
        assert all(0 <= count["right"] <= count["found"] for count in counts.values())


@pytest.mark.parametrize("path", PAGES, ids=_name)
def test_figures_are_those_of_the_benchmarks(path: Path) -> None:
    page = path.read_text("utf-8")
    assert shown.filled(page, shown.load()["figures"]) == page
    without_code = re.sub(r"^```.*?^```$", "", page, flags=re.MULTILINE | re.DOTALL)
    assert not re.search(r"(?<!\d)[01]?\.\d{3}(?!\d|<!--)", without_code), "whose figure is it?"


def test_no_figure_is_left_over() -> None:
    named = {name for path in PAGES for name in shown.names_in(path.read_text("utf-8"))}
    assert named == set(shown.load()["figures"])


def test_figures_are_taken_over() -> None:
    before: shown.Shown = {
        "commits": {"peers": "a"},
        "figures": {"peers:x": 0.5, "elsewhere:y": 2, "gone": 1},
    }
    page = "F1 .500<!--peers:x--> of 1,002<!--elsewhere:y-->"
    results = Results("b", "", {}, figures={"peers": {"x": 0.61249}})
    after = shown.take_over(before, results, iter(shown.names_in(page)))
    assert after == {"commits": {"peers": "b"}, "figures": {"peers:x": 0.61249, "elsewhere:y": 2}}
    assert shown.filled(page, after["figures"]) == "F1 .612<!--peers:x--> of 2<!--elsewhere:y-->"
