"""What is written for a shard: a table of quotes, one of documents, one of their speakers."""

# ruff: noqa: PLC0415 - pyarrow is an extra, imported when it is needed

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from attrs import field, frozen

from quoteattr.document import Document
from quoteattr.output import frames
from quoteattr.output.json import dumps, speaker_to_dict
from quoteattr.output.table import digest_of, rows_of

if TYPE_CHECKING:
    from quoteattr.cluster.shards import Source

__all__ = ["TABLES", "Format", "Rows", "encoded"]

Format = Literal["parquet", "jsonl"]
TABLES = ("quotes", "speakers", "documents")
_COLUMNS = {
    "documents": (
        *("document", "status", "error", "characters", "quotes", "speakers", "digest", "metadata"),
    ),
    "speakers": (
        *("document", "digest", "speaker_id", "name", "kind", "gender", "gender_sign"),
        *("mentions", "evidence"),
    ),
    "identities": ("document", "speaker_id", "identity", "name", "kind", "evidence"),
}
"""The columns of the tables but for quotes; most hold texts."""


@frozen(eq=False)
class Rows:
    """The rows of a shard, by table."""

    tables: dict[str, list[dict[str, Any]]] = field(factory=lambda: {name: [] for name in TABLES})

    def add(self, source: Source, result: Document | Exception) -> None:
        """Add what was found in a text, or why it could not be read."""
        row: dict[str, Any] = {
            "document": source.id,
            "status": "failed",
            "error": None,
            "characters": None,
            "quotes": 0,
            "speakers": 0,
            "digest": None,
            "metadata": dumps(source.metadata),
        }
        if isinstance(source.text, str):
            row |= {"characters": len(source.text), "digest": digest_of(source.text)}
        if isinstance(result, Document):
            quotes = list(rows_of(result))
            self.tables["quotes"] += quotes
            self._add_speakers(result, row["digest"])
            row |= {"status": "ok", "quotes": len(quotes), "speakers": len(result.speakers)}
        else:
            row["error"] = f"{type(result).__name__}: {result}"
        self.tables["documents"].append(row)

    def _add_speakers(self, document: Document, digest: str) -> None:
        self.tables["speakers"] += (
            {"document": document.id, "digest": digest, "speaker_id": place}
            | speaker_to_dict(speaker)
            for place, speaker in enumerate(document.speakers)
        )

    def counts(self) -> dict[str, int]:
        """Count the documents, those that could not be read, and the quotes."""
        documents = self.tables["documents"]
        return {
            "documents": len(documents),
            "failed": sum(row["status"] == "failed" for row in documents),
            "quotes": len(self.tables["quotes"]),
        }


def encoded(name: str, rows: list[dict[str, Any]], format: Format) -> bytes:
    """Encode the rows of a table as a file, the same bytes for the same rows."""
    if format == "jsonl":
        return "".join(f"{dumps(row)}\n" for row in rows).encode()
    import pyarrow
    from pyarrow import parquet

    clean = [_clean(row) for row in rows]
    is_of_quotes = name == "quotes"
    table = (
        frames.to_arrow(clean) if is_of_quotes else pyarrow.Table.from_pylist(clean, _schema(name))
    )
    buffer = pyarrow.BufferOutputStream()
    parquet.write_table(table, buffer, compression="zstd")
    return bytes(buffer.getvalue())


def _clean(value: Any) -> Any:
    """Put question marks for lone surrogates, which Parquet cannot hold; offsets stay right."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {key: _clean(each) for key, each in value.items()}
    return [_clean(each) for each in value] if isinstance(value, list) else value


def _schema(name: str) -> Any:
    import pyarrow

    text, integer = pyarrow.string(), pyarrow.int64()
    texts = pyarrow.list_(text)
    mention = pyarrow.struct({"start": integer, "end": integer, "text": text, "form": text})
    types = {
        **dict.fromkeys(("characters", "quotes", "speakers", "speaker_id"), integer),
        **{"mentions": pyarrow.list_(mention), "evidence": texts},
    }
    return pyarrow.schema({column: types.get(column, text) for column in _COLUMNS[name]})
