"""The arguments of the command."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import quoteattr
from quoteattr.cli.formats import WRITERS
from quoteattr.cli.kinds import KINDS, RECORDS
from quoteattr.output.text import escape_controls
from quoteattr.records import Act

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Parser", "add_extraction", "aliases", "count", "parse", "same_file"]

_EPILOG = """\
examples:
  quoteattr article.txt
  cat article.txt | quoteattr
  quoteattr --format csv --output quotes.csv --recursive articles
  quoteattr --format jsonl --field body --id url articles.jsonl.gz

Files are read by their suffix: .txt and unknown ones as text; .html and .htm, the article on the
page; .json, .jsonl, .csv, .tsv and .parquet, a --field of each record; all of these also as .gz.

exit status: 0 when all went well, 1 when a file could not be read (the others are still
done), 2 when the command itself cannot be carried out

two commands are for data sets of any size: quoteattr run --help, quoteattr link --help
(a file called run: ./run)
"""


class Parser(argparse.ArgumentParser):
    """A parser of arguments whose messages a terminal does not obey."""

    def error(self, message: str) -> NoReturn:
        """Show names of files so that they cannot act in a terminal."""
        super().error(escape_controls(message))


def parse(argv: Sequence[str] | None) -> argparse.Namespace:
    """Parse the arguments; end the program with a message if they are wrong."""
    parser = Parser(
        "quoteattr",
        description="Show who said what in English texts.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_input(parser.add_argument_group("what is read"))
    found = parser.add_argument_group("what is found")
    add_extraction(found)
    add_link = found.add_argument
    add_link("--link", action="store_true", help="tell who is the same speaker in several texts")
    _add_output(parser.add_argument_group("what is written"))
    parser.add_argument("--version", action="version", version=f"quoteattr {quoteattr.__version__}")
    arguments = parser.parse_args(argv)
    _check(arguments, parser)
    return arguments


def _add_input(group: argparse._ArgumentGroup) -> None:
    add = group.add_argument
    add("files", nargs="*", metavar="FILE", help="files; none or - for standard input")
    add("-r", "--recursive", action="store_true", help="read the files in folders as well")
    add(
        "--input",
        choices=KINDS,
        metavar="KIND",
        help=f"read every file as {', '.join(KINDS)}, whatever its suffix",
    )
    add("--field", metavar="NAME", help="the field of a record, or the column, that has the text")
    add("--id", metavar="NAME", help="the field or column that tells a record from others")
    add(
        "--encoding",
        type=encoding,
        help="encoding of the files (default: utf-8; for HTML, what the page says)",
    )


def add_extraction(group: argparse._ArgumentGroup) -> None:
    """Add the arguments that say what is found, and by how many processes."""
    add = group.add_argument
    add(
        "--acts",
        type=acts,
        default="speech,writing",
        help="what counts as a quote: speech, writing, thought, other, separated by commas, or all"
        " (default: %(default)s)",
    )
    add(
        "--min-confidence",
        type=probability,
        default=0.0,
        metavar="P",
        help="leave out quotes less probable than this, from 0 to 1",
    )
    add(
        "--aliases",
        type=aliases,
        metavar="FILE",
        help="other names of speakers: a .json or .toml file with a list for each name",
    )
    add("--model", help="fast, a model's folder, or a Stanza package: stanza:default")
    add("--device", help="cpu, cuda, …: where the model runs (default: cpu)")
    add("--threads", type=count, default=1, metavar="N", help="threads of each process")
    add("--workers", type=count, default=1, metavar="N", help="number of processes")


def _add_output(group: argparse._ArgumentGroup) -> None:
    add = group.add_argument
    add(
        "-f",
        "--format",
        choices=WRITERS,
        default="text",
        metavar="FORMAT",
        help=f"{', '.join(WRITERS)} (default: %(default)s)",
    )
    add("-o", "--output", metavar="FILE", help="write to this file; - for standard output")
    add("--bom", action="store_true", help="begin CSV with a byte order mark, for Excel")


def _check(arguments: argparse.Namespace, parser: argparse.ArgumentParser) -> None:
    """Refuse arguments that do not go together, and settle those that follow from others."""
    if not arguments.files:
        if sys.stdin is None or sys.stdin.isatty():
            parser.error("the following arguments are required: FILE, or a text to standard input")
        arguments.files = ["-"]
    if arguments.files.count("-") > 1:
        parser.error("standard input (-) can be read only once")
    if arguments.output == "-":
        arguments.output = None
    if arguments.output and any(same_file(arguments.output, name) for name in arguments.files):
        parser.error(f"{arguments.output} is to be read and cannot be written as well")
    if arguments.id and not arguments.field:
        parser.error("--id names a field of a record: --field has to name that with the text")
    if arguments.input in RECORDS and not arguments.field:
        parser.error(f"--input {arguments.input} needs the --field that has the text")
    if arguments.bom and arguments.format != "csv":
        parser.error("--bom is for --format csv")
    if arguments.link and arguments.format == "html":
        parser.error("--link cannot be shown in HTML: choose --format text, json, jsonl or csv")


# argparse shows the names of these functions: "invalid count value: 'x'".


def acts(value: str) -> tuple[Act, ...]:
    if value == "all":
        return tuple(Act)
    try:
        return tuple(Act(act.strip()) for act in value.split(","))
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{error}: choose from {', '.join(Act)}, all") from error


def probability(value: str) -> float:
    number = float(value)
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError(f"{value} is not between 0 and 1")
    return number


def count(value: str) -> int:
    """Read a number of something, at least 1."""
    number = int(value)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{value} is less than 1")
    return number


def encoding(value: str) -> str:
    try:
        "a".encode(value)  # encoding an empty string would not look it up
    except (LookupError, ValueError) as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return value


def aliases(path: str) -> dict[str, list[str]]:
    """Read a file with a list of other names for each name."""
    try:
        text = Path(path).read_text("utf-8")
        found: Any = tomllib.loads(text) if path.endswith(".toml") else json.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        raise argparse.ArgumentTypeError(f"{path} cannot be read: {error}") from error
    lists = found.values() if isinstance(found, dict) else [None]
    if not all(isinstance(each, list) and all(isinstance(n, str) for n in each) for each in lists):
        raise argparse.ArgumentTypeError(f'{path} must be like {{"Name": ["other name", …], …}}')
    return dict(found)


def same_file(output: str, name: str) -> bool:
    """Tell whether the output is a file that is also read, perhaps as standard input."""
    try:
        read = os.fstat(sys.stdin.fileno()) if name == "-" and sys.stdin else os.stat(name)
        return os.path.isfile(output) and os.path.samestat(os.stat(output), read)
    except (OSError, ValueError):
        return False
