"""The command line. Most tests replace the model by a small reader; the last ones use it."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pandas
import pytest

import quoteattr
from quoteattr.cli.command import main
from quoteattr.cli.kinds import Reading
from quoteattr.cli.sources import read_sources
from quoteattr.document import Document
from quoteattr.errors import InputError, ModelError
from quoteattr.records import Act, Failure, Kind, Speaker
from tests.output.documents import mention, quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


class MarkReader:
    """An extractor that takes whatever stands in quotation marks for a quote of Bo's."""

    made: list[dict[str, Any]]

    def __init__(self, model: str | None = None, **settings: Any) -> None:
        if model == "absent":
            raise ModelError("unknown model 'absent'")
        self.made.append(settings)

    def extract_many(self, texts: Iterable[str], **settings: Any) -> Iterator[Document | Failure]:
        self.made[-1].update(settings)
        for index, text in enumerate(texts):
            if "crash" in text:
                yield Failure(index, RuntimeError("out of order"))
                continue
            name = mention(text, "Bo") if "Bo" in text else None
            speaker = Speaker("Bo", Kind.PERSON, (name,)) if name else None
            content = text.split("“")[1].split("”")[0] if "“" in text else None
            found = (quote(text, content, source=name, speaker=speaker),) if content else ()
            yield Document(text, found, (speaker,) if speaker else (), ())


@pytest.fixture(autouse=True)
def made(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Record what the extractors were made with."""
    monkeypatch.setattr(MarkReader, "made", [], raising=False)
    monkeypatch.setattr(quoteattr, "Extractor", MarkReader)
    return MarkReader.made


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "article.txt"
    path.write_text("“It’s late,” said Bo.\r\nHe left.", encoding="utf-8", newline="")
    return str(path)


@pytest.fixture
def other(tmp_path: Path) -> str:
    path = tmp_path / "other.txt"
    path.write_text("“We’re early,” somebody said.", encoding="utf-8")
    return str(path)


Output = pytest.CaptureFixture[str]


def read_text(name: str, encoding: str | None = None) -> str:
    """The text of a file; the error that it cannot be read is raised."""
    (source,) = read_sources([name], Reading(encoding=encoding))
    if isinstance(source.text, InputError):
        raise source.text
    return source.text


def test_text(article: str, capsys: Output) -> None:
    assert main([article]) == 0
    out, err = capsys.readouterr()
    assert out == "Bo (direct, 0.90) “It’s late,”\n"
    assert err == ""


def test_several_files_are_told_apart(article: str, other: str, capsys: Output) -> None:
    assert main([article, other]) == 0
    assert capsys.readouterr().out == (
        f"{article}\n\nBo (direct, 0.90) “It’s late,”\n"
        f"\n{other}\n\n? (direct, 0.90) “We’re early,”\n"
    )


def test_json_is_a_list_also_for_one_file(article: str, other: str, capsys: Output) -> None:
    assert main(["--format", "json", article]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert found["id"] == article
    assert found["text"] == "“It’s late,” said Bo.\r\nHe left."
    assert found["speakers"][found["quotes"][0]["speaker"]]["name"] == "Bo"
    assert main(["--format", "json", article, other]) == 0
    assert [one["id"] for one in json.loads(capsys.readouterr().out)] == [article, other]


def test_json_of_nothing_is_an_empty_list(capsys: Output) -> None:
    assert main(["--format", "json", "absent.txt"]) == 1
    assert json.loads(capsys.readouterr().out) == []


def test_json_lines(article: str, other: str, capsys: Output) -> None:
    assert main(["--format", "jsonl", article, other]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [article, other]


def test_csv(article: str, other: str, capsys: Output) -> None:
    assert main(["--format", "csv", article, other]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["document"], row["speaker"], row["text"]) for row in rows] == [
        (article, "Bo", "It’s late,"),
        (other, "", "We’re early,"),
    ]


@pytest.mark.parametrize("content", ["One,\r\ntwo\rthree\nfour,", "One\rtwo", "One\n"])
def test_csv_keeps_line_breaks_of_the_text(tmp_path: Path, content: str) -> None:
    path, output = tmp_path / "lines.txt", tmp_path / "quotes.csv"
    path.write_bytes(f"“{content}” said Bo.".encode())
    assert main(["--format", "csv", "--output", str(output), str(path)]) == 0
    with output.open(encoding="utf-8", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert row["text"] == content
    assert pandas.read_csv(output)["text"].tolist() == [content]


def test_html(article: str, other: str, capsys: Output) -> None:
    assert main(["--format", "html", article, other]) == 0
    page = capsys.readouterr().out
    assert page.startswith("<!DOCTYPE html>")
    assert page.count("<h2") == 2
    assert page.rstrip().endswith("</html>")


def test_output_goes_to_a_file(article: str, tmp_path: Path, capsys: Output) -> None:
    output = tmp_path / "found.txt"
    assert main([article, "--output", str(output)]) == 0
    assert output.read_text(encoding="utf-8") == "Bo (direct, 0.90) “It’s late,”\n"
    assert capsys.readouterr() == ("", "")


def test_output_that_cannot_be_written(article: str, tmp_path: Path, capsys: Output) -> None:
    assert main([article, "--output", str(tmp_path / "absent" / "found.txt")]) == 2
    assert "cannot be written: No such file" in capsys.readouterr().err


def test_output_does_not_overwrite_what_is_read(article: str, capsys: Output) -> None:
    with pytest.raises(SystemExit, match="2"):
        main([article, "--output", article])
    assert "cannot be written as well" in capsys.readouterr().err
    assert "late" in read_text(article)


@pytest.mark.parametrize("format_", ["text", "json", "jsonl", "csv", "html"])
@pytest.mark.parametrize(
    ("arguments", "status"),
    [(["--model", "absent", "{article}"], 2), (["absent.txt"], 1), (["absent.txt", "gone.txt"], 1)],
    ids=["unknown model", "missing", "several missing"],
)
def test_command_that_fails_leaves_the_output_as_it_was(
    article: str, tmp_path: Path, arguments: list[str], status: int, format_: str
) -> None:
    output = tmp_path / "found.txt"
    output.write_text("precious")
    given = [argument.format(article=article) for argument in arguments]
    assert main(["--format", format_, "--output", str(output), *given]) == status
    assert output.read_text() == "precious"


def test_output_does_not_overwrite_standard_input(
    article: str, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    with open(article, encoding="utf-8") as stream:
        monkeypatch.setattr("sys.stdin", stream)
        with pytest.raises(SystemExit, match="2"):
            main(["-", "--output", article])
    assert "cannot be written as well" in capsys.readouterr().err
    assert "late" in read_text(article)


def _stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="ascii"))


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    _stdin(monkeypatch, "“It’s late,” said Bo.".encode())
    assert main(["-"]) == 0
    assert capsys.readouterr().out.startswith("Bo ")
    _stdin(monkeypatch, "“It’s late,” said Bo.".encode())
    assert main(["-", "--format", "jsonl"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == "standard input"


def test_settings_reach_the_extractor(article: str, made: list[dict[str, Any]]) -> None:
    options = ["--acts", "speech, thought", "--min-confidence", "0.5", "--workers", "2"]
    assert main([article, *options]) == 0
    (settings,) = made
    assert settings["acts"] == (Act.SPEECH, Act.THOUGHT)
    assert settings["min_confidence"] == 0.5
    assert settings["workers"] == 2


@pytest.mark.parametrize(
    ("options", "acts"),
    [([], (Act.SPEECH, Act.WRITING)), (["--acts", "all"], tuple(Act))],
)
def test_acts(
    article: str, made: list[dict[str, Any]], options: list[str], acts: tuple[Act, ...]
) -> None:
    assert main([article, *options]) == 0
    assert made[0]["acts"] == acts


def test_files_that_cannot_be_read_do_not_stop_the_others(
    article: str, other: str, tmp_path: Path, capsys: Output
) -> None:
    latin = tmp_path / "latin.txt"
    latin.write_bytes("“Schön,” said Bo.".encode("cp1252"))
    crash = tmp_path / "crash.txt"
    crash.write_text("crash", encoding="utf-8")
    names = ["absent.txt", article, str(latin), str(tmp_path), str(crash), other, "gone.txt"]
    assert main(["--format", "jsonl", *names]) == 1
    out, err = capsys.readouterr()
    assert [json.loads(line)["id"] for line in out.splitlines()] == [article, other]
    assert err.splitlines() == [
        "quoteattr: absent.txt cannot be read: No such file or directory",
        f"quoteattr: {latin} is not in UTF-8: byte 0x93 at position 0 (invalid start byte);"
        " name its encoding, for example --encoding cp1252",
        f"quoteattr: {tmp_path} is a folder; give the files in it: {tmp_path}/*.txt, or --recursive"
        " for all that can be read",
        f"quoteattr: {crash}: RuntimeError('out of order')",
        "quoteattr: gone.txt cannot be read: No such file or directory",
    ]


def test_standard_input_that_cannot_be_read(
    monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    _stdin(monkeypatch, b"caf\xe9!")
    assert main(["-"]) == 1
    monkeypatch.setattr("sys.stdin", None)  # as it is after ``<&-``
    assert main(["-"]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "quoteattr: standard input is not in UTF-8: byte 0xe9 at position 3 (invalid continuation"
        " byte); name its encoding, for example --encoding cp1252",
        "quoteattr: standard input is closed",
    ]


def test_standard_output_that_is_closed(
    article: str, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.setattr("sys.stdout", None)  # as it is after ``>&-``
    assert main([article]) == 2
    assert capsys.readouterr().err == "quoteattr: standard output is closed\n"


@pytest.mark.parametrize(
    "arguments", [["--format", "json", "absent.txt"], ["--acts", "song", "{article}"]]
)
def test_standard_error_that_is_closed(
    article: str, arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.setattr("sys.stderr", None)  # as it is after ``2>&-``
    with suppress(SystemExit):
        main([*(argument.format(article=article) for argument in arguments), article])
    out = capsys.readouterr().out
    assert "quoteattr:" not in out
    assert "usage" not in out


def test_without_a_text_no_model_is_loaded(made: list[dict[str, Any]]) -> None:
    assert main(["absent.txt"]) == 1
    assert made == []


def test_empty_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    path = tmp_path / "empty.txt"
    path.touch()
    _stdin(monkeypatch, b"")
    for name in (str(path), "-"):
        assert main([name]) == 0
        assert capsys.readouterr() == ("(no quotes)\n", "")


def test_unknown_model(article: str, capsys: Output) -> None:
    assert main(["--model", "absent", article]) == 2
    assert capsys.readouterr().err == "quoteattr: unknown model 'absent'\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--format", "xml", "a.txt"], "invalid choice: 'xml'"),
        (["--acts", "song", "a.txt"], "'song' is not a valid Act: choose from speech, writing"),
        (["--min-confidence", "2", "a.txt"], "2 is not between 0 and 1"),
        (["--min-confidence", "high", "a.txt"], "invalid probability value: 'high'"),
        (["--encoding", "klingon", "a.txt"], "unknown encoding: klingon"),
        (["--workers", "0", "a.txt"], "0 is less than 1"),
        (["-", "-"], "can be read only once"),
        (["--input", "song", "a.txt"], "invalid choice: 'song'"),
        (["--input", "csv", "a.txt"], "--input csv needs the --field that has the text"),
        (["--id", "url", "a.csv"], "--field has to name that with the text"),
        (["--bom", "a.txt"], "--bom is for --format csv"),
        (["--link", "--format", "html", "a.txt"], "cannot be shown in HTML"),
        (["--aliases", "absent.json", "a.txt"], "absent.json cannot be read"),
        (["--acts", "\x1b[31m", "a.txt"], "\\x1b[31m"),
    ],
)
def test_wrong_use(arguments: list[str], message: str, capsys: Output) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(arguments)
    assert exit_.value.code == 2
    assert message in capsys.readouterr().err


def test_version(capsys: Output) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--version"])
    assert capsys.readouterr().out == f"quoteattr {quoteattr.__version__}\n"


def test_the_package_can_be_run() -> None:
    command = [sys.executable, "-m", "quoteattr", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == f"quoteattr {quoteattr.__version__}\n"


def test_interrupt(article: str, monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(MarkReader, "extract_many", interrupted)
    assert main([article]) == 130
    assert capsys.readouterr() == ("", "")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_bar_only_where_it_is_seen(
    article: str, other: str, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    names = ["absent.txt", article, other]
    assert main(names) == 1
    plain, err = capsys.readouterr()
    assert err == "quoteattr: absent.txt cannot be read: No such file or directory\n"
    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    assert main(names) == 1
    shown = screen.getvalue()
    assert "3/3" in shown
    assert "\rquoteattr: absent.txt cannot be read" in shown  # the bar was cleared before
    assert capsys.readouterr().out == plain
    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    assert main([article]) == 0
    assert screen.getvalue() == ""


def test_lines_are_wrapped_for_a_terminal(
    article: str, other: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = Terminal()
    monkeypatch.setattr("sys.stdout", screen)
    monkeypatch.setenv("COLUMNS", "40")
    text = "“" + "Very late, indeed so late, " * 5 + "” said Bo."
    with open(article, "w", encoding="utf-8") as stream:
        stream.write(text)
    assert main([article]) == 0
    assert max(map(len, screen.getvalue().splitlines())) <= 40


class TestReading:
    def test_byte_order_mark_is_no_text(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes(b"\xef\xbb\xbfYes")
        assert read_text(str(path)) == "Yes"
        path.write_bytes("Yes".encode("utf-16"))
        assert read_text(str(path), "utf-16") == "Yes"

    def test_line_ends_stay(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes(b"a\r\nb\rc\n")
        assert read_text(str(path)) == "a\r\nb\rc\n"

    @pytest.mark.parametrize(
        ("data", "encoding", "message"),
        [
            (b"caf\xe9!", "utf-8", r"UTF-8: byte 0xe9 at position 3 .* --encoding cp1252"),
            (b"\xff\xfeY\x00", "utf-8", r"UTF-8: byte 0xff at position 0 .* --encoding utf-16"),
            (b"ok \x81", "cp1252", r"CP1252: byte 0x81 at position 3 .* --encoding utf-8"),
            (b"\xff\xfeY", "utf-16", r"UTF-16: byte 0x59 at position 2"),
        ],
    )
    def test_wrong_encoding(self, tmp_path: Path, data: bytes, encoding: str, message: str) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes(data)
        with pytest.raises(InputError, match=rf"a\.txt is not in {message}"):
            read_text(str(path), encoding)

    def test_name_that_no_file_can_have(self) -> None:
        with pytest.raises(InputError, match="cannot be read"):
            read_text("a\0b")


class TestWithTheModel:
    """The command as a program of its own, with the shipped model."""

    TEXT = "“The bridge will open in May,” said Mayor Ada Quist."

    @staticmethod
    def _start(*arguments: str, **settings: Any) -> subprocess.Popen[bytes]:
        command = [
            sys.executable,
            "-c",
            "import quoteattr.cli.command, signal, sys\n"
            "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # jobs in the background
            "sys.exit(quoteattr.cli.command.main())",
        ]
        pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        return subprocess.Popen([*command, *arguments], **{**pipes, **settings})

    def test_standard_input_whatever_the_locale(self) -> None:
        plain = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
        process = self._start("--format", "json", "-", env=plain)
        out, err = process.communicate(self.TEXT.encode())
        assert process.returncode == 0, err
        (document,) = json.loads(out)
        assert document["text"] == self.TEXT
        (content,) = document["quotes"][0]["contents"]
        assert content["text"] == "The bridge will open in May"

    def test_reader_that_goes_away(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_text(self.TEXT, encoding="utf-8")
        process = self._start(str(path))
        assert process.stdout
        process.stdout.close()
        process.stdout = None
        _, err = process.communicate()
        assert err == b""
        assert process.returncode == 141

    def test_reader_that_goes_away_in_the_middle(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_text(self.TEXT, encoding="utf-8")
        process = self._start("--workers", "2", *[str(path)] * 3000)
        assert process.stdout
        assert process.stdout.readline() == f"{path}\n".encode()
        process.stdout.close()
        process.stdout = None
        _, err = process.communicate(timeout=300)
        assert err == b""
        assert process.returncode == 141

    @pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no such device here")
    @pytest.mark.parametrize("to_file", [False, True])
    def test_no_room_for_the_output(self, tmp_path: Path, to_file: bool) -> None:
        path = tmp_path / "a.txt"
        path.write_text(self.TEXT, encoding="utf-8")
        full = ["--output", "/dev/full"] if to_file else []
        with open("/dev/full", "wb") as device:
            process = self._start(str(path), *full, stdout=device)
            _, err = process.communicate()
        assert err == b"quoteattr: No space left on device\n"
        assert process.returncode == 2

    @pytest.mark.parametrize(("sent", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
    @pytest.mark.parametrize("workers", ["1", "2"])
    def test_ended_in_the_middle(
        self, tmp_path: Path, sent: signal.Signals, status: int, workers: str
    ) -> None:
        path, output = tmp_path / "a.txt", tmp_path / "quotes.csv"
        path.write_text(self.TEXT, encoding="utf-8")
        output.write_text("precious")
        names = [str(path)] * 3000
        process = self._start("-f", "csv", "-o", str(output), "--workers", workers, *names)
        while len(list(tmp_path.iterdir())) < 3:  # until there is an unfinished file
            time.sleep(0.05)
        process.send_signal(sent)
        _, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (status, b"")
        assert output.read_text() == "precious"
        assert sorted(tmp_path.iterdir()) == [path, output]
