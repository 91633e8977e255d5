from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quoteattr.cli.command import main
from tests.cluster.articles import articles, table, write_articles

if TYPE_CHECKING:
    from pathlib import Path

RUN = ["--text", "body", "--id", "url", "--engine", "processes", "--model", "fast"]


def test_run_and_link(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_articles(tmp_path / "in.jsonl", [*articles(3), {"url": "none", "body": None}])
    output, registry = str(tmp_path / "out"), str(tmp_path / "who.sqlite")
    command = ["run", "--input", str(tmp_path / "*.jsonl"), "--output", output, *RUN]
    assert main(command) == 1
    said = "4 documents, 1 of them unread, 9 quotes; 0 of 1 shards were done before\n"
    assert capsys.readouterr().err.endswith(f"quoteattr: {said}")
    assert len(table(tmp_path / "out", "quotes")) == 9
    assert main(command) == 0
    assert "1 of 1 shards were done before" in capsys.readouterr().err
    assert main(["link", output, "--registry", registry]) == 0
    assert "1 shards linked" in capsys.readouterr().err
    assert table(tmp_path / "out", "identities")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "--input", "gone.jsonl", "--output", "out"], "no input"),
        (["run", "--output", "out"], "--input"),
        (["link", ".", "--registry", "who.sqlite"], "holds no results"),
    ],
    ids=str,
)
def test_mistakes(
    arguments: list[str],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit, match="2"):
        raise SystemExit(main(arguments))  # as argparse does
    assert message in capsys.readouterr().err
