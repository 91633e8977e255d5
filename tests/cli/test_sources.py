"""What the command reads, and what it refuses. A small reader takes the place of the model."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import sys
from typing import TYPE_CHECKING, Any

import pyarrow
import pytest
from pyarrow import parquet

from quoteattr.cli.command import main
from tests.cli.test_command import MarkReader, Output, Terminal, made

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["made"]  # every test here uses it

FIRST, SECOND = "“It’s late,” said Bo.", "“We’re early,” said Bo."
ROWS: list[dict[str, Any]] = [
    {"url": "a/1", "body": FIRST, "day": "2026-05-04"},
    {"url": "a/2", "body": SECOND, "day": None},
]
PAGE = f"""<!DOCTYPE html><html><head><title>The bus</title></head><body>
<nav><a href="/">“Home” said Bo</a></nav>
<article><h1>The bus</h1><p>{FIRST} He had waited at the stop for an hour and a half.</p>
<p>The company sent no other bus, and nobody at its office answered the telephone.</p></article>
<footer>“Imprint”</footer></body></html>"""


def write(path: Path, rows: list[dict[str, Any]] = ROWS) -> str:
    """Write records in the format that the suffix says."""
    name = path.name.lower().removesuffix(".gz")
    formats: dict[str, Callable[[], bytes]] = {
        "json": lambda: json.dumps(rows).encode(),
        "jsonl": lambda: "\n\n".join(map(json.dumps, rows)).encode(),
        "csv": lambda: _separated(rows, ","),
        "tsv": lambda: _separated(rows, "\t"),
        "parquet": lambda: _parquet(rows),
        "html": PAGE.encode,
        "htm": lambda: PAGE.encode("utf-16"),
        "txt": FIRST.encode,
    }
    data = formats[name.rpartition(".")[2]]()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(data) if path.suffix.lower() == ".gz" else data)
    return str(path)


def _separated(rows: list[dict[str, Any]], delimiter: str) -> bytes:
    lines = [
        delimiter.join(rows[0]),
        *(delimiter.join(f'"{c or ""}"' for c in r.values()) for r in rows),
    ]
    return "\r\n".join(lines).encode("utf-8-sig")


def _parquet(rows: list[dict[str, Any]]) -> bytes:
    stream = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(rows), stream)
    return stream.getvalue()


def found(capsys: Output, *arguments: str, status: int = 0) -> list[dict[str, Any]]:
    """What the command writes as JSON."""
    assert main(["--format", "jsonl", *arguments]) == status
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize("suffix", ["json", "jsonl", "csv", "tsv", "parquet", "csv.gz", "jsonl.GZ"])
def test_records(tmp_path: Path, capsys: Output, suffix: str) -> None:
    name = write(tmp_path / f"rows.{suffix}")
    documents = found(capsys, "--field", "body", "--id", "url", name)
    assert [(each["id"], each["text"]) for each in documents] == [("a/1", FIRST), ("a/2", SECOND)]
    assert documents[0]["metadata"] == {"url": "a/1", "day": "2026-05-04"}
    assert [each["id"] for each in found(capsys, "--field", "body", name)] == [
        f"{name}#1",
        f"{name}#2",
    ]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.jsonl", '{"a": "x"}\n{"b": 1}\n{"a": "y"}', "record 2 has no 'a'"),
        ("a.jsonl", '{"a": "x"}\n{broken\n{"a": "y"}', "line 2 is no JSON"),
        ("a.jsonl", '{"a": "x"}\n[1]\n{"a": "y"}', "record 2 is no object"),
        ("a.json", '[{"a": "x"}, {"a": null}, {"a": "y"}]', "record 2: 'a' is no text"),
        ("a.csv", "n,a\n1,x\n2,x, 3\n4,y", "record 2 has more fields than the header"),
    ],
)
def test_a_bad_record_is_passed_over(
    tmp_path: Path, capsys: Output, name: str, data: str, message: str
) -> None:
    path = tmp_path / name
    path.write_text(data)
    assert main(["--format", "jsonl", "--field", "a", str(path)]) == 1
    out, err = capsys.readouterr()
    assert [json.loads(line)["text"] for line in out.splitlines()] == ["x", "y"]
    assert message in err
    assert err.count("\n") == 1


def test_a_record_without_id_is_named_by_its_place(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"a": "x", "id": 5}\n{"a": "y"}')
    documents = found(capsys, "--field", "a", "--id", "id", str(path))
    assert [each["id"] for each in documents] == ["5", f"{path}#2"]


def test_table_as_spreadsheets_write_it(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "a.csv"
    path.write_text('url;body\n1;"x, y; z"\n')
    (document,) = found(capsys, "--field", "body", str(path))
    assert document["text"] == "x, y; z"


@pytest.mark.parametrize("field", ['"He said "yes" to me"', '"He said yes'])
def test_table_with_single_quotation_marks_within_fields(
    tmp_path: Path, capsys: Output, field: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"n,a\n1,{field}\n")
    assert found(capsys, "--field", "a", str(path), status=1) == []


@pytest.mark.parametrize("suffix", ["html", "htm", "html.gz"])
def test_article_of_a_page(tmp_path: Path, capsys: Output, suffix: str) -> None:
    (document,) = found(capsys, write(tmp_path / f"page.{suffix}"))
    assert FIRST in document["text"]
    assert "Home" not in document["text"]
    assert "Imprint" not in document["text"]
    assert "<" not in document["text"]
    assert document["metadata"]["title"] == "The bus"


def test_compressed_text(tmp_path: Path, capsys: Output) -> None:
    (document,) = found(capsys, write(tmp_path / "a.txt.gz"))
    assert document["text"] == FIRST


def test_folder(tmp_path: Path, capsys: Output) -> None:
    names = ["b.txt", "a/z.html", "a/c.txt.gz", ".hidden/d.txt", "a/.e.txt", "a/rows.csv"]
    for name in names:
        write(tmp_path / name)
    (tmp_path / "a" / "f.py").write_text("print()")
    folder = str(tmp_path)
    kept = [each["id"].removeprefix(folder + os.sep) for each in found(capsys, "-r", folder)]
    assert kept == ["b.txt", "a/c.txt.gz", "a/z.html"]
    kept = [each["id"] for each in found(capsys, "-r", "--field", "body", "--id", "url", folder)]
    assert kept[2:4] == ["a/1", "a/2"]


def test_folder_with_nothing_to_read(tmp_path: Path, capsys: Output) -> None:
    (tmp_path / "a.py").write_text("print()")
    assert main(["-r", str(tmp_path)]) == 2
    assert "has a suffix that says how to read it" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", PAGE.encode(), "is HTML, not text; say how to read it: --input html"),
        ("a.xml", b"\xef\xbb\xbf<?xml version='1.0'?><a/>", "is XML, not text"),
        ("a", b' [{"a": 1}]', "is JSON, not text; say how to read it: --input json"),
        ("a.txt", b'{"a": 1}\n{"a": 2}', "is JSON, not text"),
        ("a.pdf", b"%PDF-1.7", "is a PDF file, not text; save it as text first"),
        ("a.docx", b"PK\x03\x04\0\0", "is a ZIP archive"),
        ("a.txt", "“Yes”".encode("utf-16-le"), "--encoding utf-16-le"),
        ("a.txt.gz", b"\x1f\x8b\x08\x00", "is compressed, but damaged"),
        ("a.html", b"<p></p>", "no article can be found in"),
        ("a.csv", b"title,body\n1,2", "which field holds the text is not said; .*: title, body"),
        ("a.jsonl", b'{"a": 1}\n{', "line 2 is no JSON|not said"),
        ("a.json", b"[1]", "record 1 is no object with fields"),
        ("a.parquet", b"PAR1PAR1", "cannot be read as Parquet|cannot be read"),
    ],
)
def test_what_would_be_misread_is_refused(
    tmp_path: Path, capsys: Output, name: str, data: bytes, message: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert main([str(path)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("quoteattr: ")
    assert re.search(message, err), err


def test_what_is_declared_is_read(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "a.txt"
    path.write_text(PAGE, encoding="utf-8")
    assert found(capsys, "--input", "text", str(path))[0]["text"] == PAGE
    assert "<" not in found(capsys, "--input", "html", str(path))[0]["text"]


def test_records_without_a_text_do_not_stop_the_others(tmp_path: Path, capsys: Output) -> None:
    rows: list[dict[str, Any]] = [{"body": None}, {"body": FIRST}, {"body": 3}]
    path = write(tmp_path / "rows.json", rows)
    assert main(["--format", "jsonl", "--field", "body", path]) == 1
    out, err = capsys.readouterr()
    assert [json.loads(line)["text"] for line in out.splitlines()] == [FIRST]
    assert err.splitlines() == [
        f"quoteattr: {path}, record 1: 'body' is no text but NoneType",
        f"quoteattr: {path}, record 3: 'body' is no text but int",
    ]


def test_id_that_is_not_there(tmp_path: Path, capsys: Output) -> None:
    assert main(["--field", "body", "--id", "uri", write(tmp_path / "rows.csv")]) == 1
    assert "no 'uri' for --id; its fields are: url, body, day" in capsys.readouterr().err


def test_folder_that_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    def refuse(name: str) -> None:
        raise PermissionError(13, "Permission denied", name)

    write(tmp_path / "a" / "b.txt")
    monkeypatch.setattr("os.scandir", refuse)
    assert main(["-r", str(tmp_path)]) == 2
    assert "cannot be read: Permission denied" in capsys.readouterr().err


def test_encoding_makes_no_text_of_other_kinds(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"%PDF-1.7")
    assert main(["--encoding", "latin-1", str(path)]) == 1
    assert "is a PDF file" in capsys.readouterr().err
    path.write_bytes(FIRST.encode("utf-16-le"))
    assert found(capsys, "--encoding", "utf-16-le", str(path))[0]["text"] == FIRST


def test_field_that_is_not_there(tmp_path: Path, capsys: Output) -> None:
    assert main(["--field", "text", write(tmp_path / "rows.csv")]) == 1
    assert "no 'text'; give one of its fields to --field: url, body, day" in capsys.readouterr().err


def _stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_standard_input_needs_no_name(monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    _stdin(monkeypatch, FIRST.encode())
    assert found(capsys)[0]["text"] == FIRST
    _stdin(monkeypatch, json.dumps(ROWS).encode())
    assert len(found(capsys, "--input", "json", "--field", "body")) == 2
    monkeypatch.setattr("sys.stdin", Terminal())
    with pytest.raises(SystemExit, match="2"):
        main([])
    assert "FILE, or a text to standard input" in capsys.readouterr().err


def test_output_may_be_standard_output(tmp_path: Path, capsys: Output) -> None:
    assert found(capsys, "--output", "-", write(tmp_path / "a.txt"))
    assert not os.path.exists("-")


def test_output_takes_its_place_when_complete(tmp_path: Path) -> None:
    path, output = write(tmp_path / "a.txt"), tmp_path / "quotes.txt"
    output.write_text("precious")
    output.chmod(0o640)
    link = tmp_path / "link.txt"
    link.symlink_to(output)
    assert main([path, "--output", str(link)]) == 0
    assert link.is_symlink()
    assert "late" in output.read_text("utf-8")
    assert output.stat().st_mode & 0o777 == 0o640
    assert main([path, "--output", str(tmp_path / "new.txt")]) == 0
    assert (tmp_path / "new.txt").stat().st_mode == (tmp_path / "a.txt").stat().st_mode
    assert len(list(tmp_path.iterdir())) == 4


def test_unfinished_output_is_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = tmp_path / "quotes.json"
    output.write_text("precious")

    def crash(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("quoteattr.document.Document.to_json", crash)
    assert main(["-f", "json", "-o", str(output), write(tmp_path / "a.txt")]) == 130
    assert output.read_text() == "precious"
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
@pytest.mark.parametrize("format_", ["text", "csv", "json", "html"])
def test_names_cannot_act_in_a_terminal(
    tmp_path: Path, format_: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = write(tmp_path / "\x1b[31m\x9b2J=1.txt")
    screen, errors = Terminal(), Terminal()
    monkeypatch.setattr("sys.stdout", screen)
    monkeypatch.setattr("sys.stderr", errors)
    assert main(["--format", format_, name, name, name + "x"]) == 1
    shown = screen.getvalue() + errors.getvalue().replace("\x1b[A", "")
    assert "[31m" in shown
    assert not {"\x1b", "\x9b"} & set(shown)


def test_csv_has_no_formulas_and_a_bom_on_request(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "=1.txt")
    assert main(["--format", "csv", "--bom", "=1.txt"]) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("'=1.txt,0,")
    assert main(["--format", "csv", "--bom", "-o", "a.csv", "=1.txt"]) == 0
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfdocument,")


def test_link(tmp_path: Path, capsys: Output) -> None:
    rows = [{"body": text, "id": n} for n, text in enumerate([FIRST, SECOND])]
    path = write(tmp_path / "rows.json", rows)
    documents = found(capsys, "--link", "--field", "body", "--id", "id", path)
    assert [each["id"] for each in documents] == ["0", "1"]
    assert [each["identities"][0]["name"] for each in documents] == ["Bo", "Bo"]
    assert main(["--link", "--field", "body", "--id", "id", path]) == 0
    assert "  Bo = bo" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.json", '{"Bo": ["Bob"]}', {"Bo": ["Bob"]}),
        ("a.toml", '"The Mayor" = ["Bo"]', {"The Mayor": ["Bo"]}),
        ("a.json", '{"Bo": "Bob"}', None),
        ("a.json", "[]", None),
        ("a.json", "{", None),
    ],
)
def test_aliases_and_device(
    tmp_path: Path, made: list[dict[str, Any]], name: str, content: str, expected: Any
) -> None:
    path = tmp_path / name
    path.write_text(content)
    arguments = [write(tmp_path / "b.txt"), "--aliases", str(path), "--device", "cuda"]
    if expected is None:
        with pytest.raises(SystemExit, match="2"):
            main(arguments)
        return
    assert main(arguments) == 0
    assert (made[0]["aliases"], made[0]["device"]) == (expected, "cuda")
    assert MarkReader.made is made
