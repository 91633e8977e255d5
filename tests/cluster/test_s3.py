"""Data sets in S3, as a server on this machine stores them: the same bytes as in a local folder.

The server is moto's, which needs a library older than that of ``constraints.txt`` and so stands
apart from the other tools: ``nox --session s3`` installs it and runs these tests.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest
from pyarrow import fs

from quoteattr.cli.command import main
from quoteattr.cluster import extract_dataset
from quoteattr.errors import InputError
from tests.cluster.articles import articles, contents, write_articles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytest.importorskip("moto", minversion="5.2.5")

SHARDS = 9
OPTIONS: dict[str, Any] = {
    "text": "body",
    "id": "url",
    "engine": "processes",
    "shard_size": 3,
    "model": "fast",
}


@pytest.fixture(scope="module")
def server() -> Iterator[Any]:
    """The file system of a server with the bucket ``press``, found by the usual variables."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
        patch.setenv("AWS_ACCESS_KEY_ID", "nobody")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "nothing")
        patch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
        wait_for(port)
        system, _ = fs.FileSystem.from_uri("s3://press?allow_bucket_creation=true")
        system.create_dir("press")
        yield system
        process.kill()
        process.wait()


def wait_for(port: int) -> None:
    for _ in range(600):
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("the server does not start")


@pytest.fixture(scope="module")
def expected(server: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The tables that a run over local files writes; the same files are put into the bucket."""
    rows = list(articles(23))
    folder = tmp_path_factory.mktemp("local")
    write_articles(folder / "one.parquet", rows[:13])
    write_articles(folder / "two.jsonl", rows[13:])
    for path in folder.iterdir():
        with server.open_output_stream(f"press/articles/{path.name}") as stream:
            stream.write(path.read_bytes())
    assert extract_dataset(folder, folder / "quotes", **OPTIONS).shards == SHARDS
    return contents(folder / "quotes")


def objects(server: Any, folder: str) -> dict[str, bytes]:
    """The objects below a name, but for those that pyarrow writes for folders."""
    found = server.get_file_info(fs.FileSelector(folder, recursive=True))
    return {
        info.path.removeprefix(f"{folder}/"): server.open_input_file(info.path).readall()
        for info in found
        if info.is_file
    }


def tables(found: dict[str, bytes]) -> dict[str, bytes]:
    return {
        name: data
        for name, data in found.items()
        if name.startswith(("quotes/", "speakers/", "documents/"))
    }


def test_command_writes_what_it_writes_locally(
    server: Any, expected: dict[str, bytes], tmp_path: Path
) -> None:
    options = ["--text", "body", "--id", "url", "--engine", "processes", "--model", "fast"]
    inputs = ["s3://press/articles/*.parquet", "s3://press/articles/two.jsonl"]
    output = "s3://press/by-command"
    command = ["run", "--input", *inputs, "--output", output, "--shard-size", "3", *options]
    assert main(command) == 0
    found = objects(server, "press/by-command")
    assert tables(found) == expected
    assert main(["link", output, "--registry", str(tmp_path / "who.sqlite")]) == 0
    linked = objects(server, "press/by-command")
    assert {name for name in linked if name not in found} == {
        f"identities/part-{number:06}.parquet" for number in range(SHARDS)
    }


def with_this_path() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}


SCRIPT = """
import sys
from quoteattr.cluster import extract_dataset
if __name__ == "__main__":
    extract_dataset("s3://press/articles", "s3://press/killed", **{options!r})
"""


def test_run_that_is_killed_goes_on(
    server: Any, expected: dict[str, bytes], tmp_path: Path
) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT.format(options=OPTIONS), "utf-8")
    process = subprocess.Popen([sys.executable, str(script)], env=with_this_path())
    done = fs.FileSelector("press/killed/done", allow_not_found=True)
    while process.poll() is None and not server.get_file_info(done):
        time.sleep(0.01)
    process.kill()
    process.wait()
    for name in ("quotes/.part-000004.parquet.0a1b", ".manifest.json.2c3d"):
        with server.open_output_stream(f"press/killed/{name}") as stream:
            stream.write(b"unfinished")
    summary = extract_dataset("s3://press/articles", "s3://press/killed", **OPTIONS)
    assert summary.done_before > 0
    found = objects(server, "press/killed")
    assert tables(found) == expected
    others = {f"done/{number:06}.json" for number in range(SHARDS)} | {"manifest.json"}
    assert found.keys() - expected.keys() == others


def test_object_is_not_there_before_it_is_complete(server: Any) -> None:
    """One that is killed while it writes leaves nothing that bears the name."""
    code = """
import os
from quoteattr.cluster.storage import open_folder
folder = open_folder("s3://press/half")
class Dying:
    def __getattr__(self, name):
        return getattr(folder.filesystem, name)
    def open_output_stream(self, path):
        stream = folder.filesystem.open_output_stream(path)
        stream.write(b"x" * 2**24)
        stream.flush()
        os._exit(9)
type(folder)(Dying(), folder.path).write("quotes/part.parquet", b"x" * 2**25)
"""
    run = subprocess.run([sys.executable, "-c", code], env=with_this_path(), check=False)
    assert run.returncode == 9
    assert not objects(server, "press/half")


@pytest.mark.parametrize(
    ("inputs", "output", "message"),
    [
        ("s3://nowhere/articles", "s3://press/new", "there is no s3://nowhere/articles"),
        ("s3://press/gone", "s3://press/new", "there is no s3://press/gone"),
        ("s3://press/articles", "s3://nowhere/new", "'nowhere' not found"),
    ],
)
@pytest.mark.usefixtures("expected")
def test_mistakes_are_told(inputs: str, output: str, message: str) -> None:
    with pytest.raises((InputError, OSError), match=message):
        extract_dataset(inputs, output, **OPTIONS)
