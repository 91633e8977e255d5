"""The commands for data sets of any size: ``quoteattr run`` and ``quoteattr link``."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from typing import TYPE_CHECKING, Any

from quoteattr.cli.arguments import Parser, add_extraction, aliases, count
from quoteattr.output.text import escape_controls

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["DATA_SETS"]

_RUN = """\
example:
  quoteattr run --input articles/*.parquet --text body --id url --output quotes/ --workers 8

Files and folders may be URIs: s3://bucket/articles. A run that has ended in any way goes on when
it is called again.

exit status: 0 when all went well, 1 when a document could not be read or a shard not be done, 2
when the command itself cannot be carried out
"""


def _run(argv: Sequence[str]) -> Callable[[], int]:
    parser = _parser("run", "Find the quotes of a data set, and write them as tables.", _RUN)
    add = parser.add_argument_group("what is read and written").add_argument
    add("--input", nargs="+", required=True, metavar="FILE", help="files, folders or patterns")
    add("--text", default="text", metavar="NAME", help="the field that has the text")
    add("--id", metavar="NAME", help="the field that tells a document from every other")
    add("--output", required=True, metavar="FOLDER", help="where the tables are written")
    add("--format", choices=("parquet", "jsonl"), default="parquet", help="(default: %(default)s)")
    add_extraction(parser.add_argument_group("what is found"))
    add = parser.add_argument_group("how it is done").add_argument
    add(
        "--engine",
        choices=("ray", "processes"),
        default="ray",
        help="Ray's cluster, or processes of this machine (default: %(default)s)",
    )
    add("--shard-size", type=count, default=1000, metavar="N", help="documents done at a time")
    add("--retries", type=int, default=3, metavar="N", help="how often a shard is tried again")
    return partial(_carry_out_run, vars(parser.parse_args(argv)))


def _carry_out_run(given: dict[str, Any]) -> int:
    from quoteattr.cluster import extract_dataset  # noqa: PLC0415 - as --help needs no model

    done = extract_dataset(given.pop("input"), given.pop("output"), progress=_is_watched(), **given)
    _tell(
        f"{done.documents:,} documents, {done.failed:,} of them unread, {done.quotes:,} quotes;"
        f" {done.done_before:,} of {done.shards:,} shards were done before"
    )
    for number, error in done.unfinished.items():
        _tell(f"shard {number} is not done: {error}")
    return 1 if done.failed or done.unfinished else 0


def _link(argv: Sequence[str]) -> Callable[[], int]:
    parser = _parser("link", "Tell who is the same speaker in all documents of a data set.")
    add = parser.add_argument
    add("output", metavar="FOLDER", help="what quoteattr run has written")
    add("--registry", required=True, metavar="FILE", help="keeps the speakers; made if need be")
    add("--aliases", type=aliases, metavar="FILE", help="other names of speakers, as for texts")
    return partial(_carry_out_link, vars(parser.parse_args(argv)))


def _carry_out_link(given: dict[str, Any]) -> int:
    from quoteattr.cluster import link_dataset  # noqa: PLC0415

    shards = link_dataset(**given, progress=_is_watched())
    _tell(f"{shards:,} shards linked")
    return 0


def _parser(name: str, description: str, epilog: str | None = None) -> Parser:
    return Parser(
        f"quoteattr {name}",
        description=description,
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def _is_watched() -> bool:
    return sys.stderr.isatty()


def _tell(message: str) -> None:
    print(f"quoteattr: {escape_controls(message)}", file=sys.stderr)


DATA_SETS: Mapping[str, Callable[[Sequence[str]], Callable[[], int]]] = {
    "run": _run,
    "link": _link,
}
"""Each reads its arguments and returns what is to be done."""
