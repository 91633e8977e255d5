"""Tensors in a file that holds numbers and nothing that could run: the safetensors format.

Eight bytes give the length of a JSON header, which gives type, shape and place of each tensor.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import torch

from quoteattr.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from pathlib import Path

__all__ = ["read_tensors", "write_tensors"]

_TYPES = {
    "F32": torch.float32,
    "F16": torch.float16,
    "BF16": torch.bfloat16,
    "I64": torch.int64,
    "I8": torch.int8,
}
_NAMES = {dtype: name for name, dtype in _TYPES.items()}


def read_tensors(path: Path, names: Container[str] | None = None) -> dict[str, torch.Tensor]:
    """The tensors of a file, by name.

    Args:
        path: The file.
        names: Those to read; by default all.

    Raises:
        ModelError: The file is missing, cut short, or of another format.
    """
    try:
        data = bytearray(path.read_bytes())
        start = 8 + int.from_bytes(data[:8], "little")
        header = json.loads(data[8:start])
        header.pop("__metadata__", None)
        return {
            name: _read_tensor(data, start, entry)
            for name, entry in header.items()
            if names is None or name in names
        }
    except (OSError, ValueError, KeyError, TypeError, RuntimeError, AttributeError) as error:
        raise ModelError(f"{path} is no readable safetensors file ({error})") from error


def _read_tensor(data: bytearray, start: int, entry: Mapping[str, Any]) -> torch.Tensor:
    begin, end = entry["data_offsets"]
    raw = data[start + begin : start + end]  # a copy: the whole file need not stay in memory
    return torch.frombuffer(raw, dtype=_TYPES[entry["dtype"]]).reshape(entry["shape"])


def write_tensors(path: Path, tensors: Mapping[str, torch.Tensor]) -> None:
    """Writes the tensors, in the order of their names."""
    header: dict[str, Any] = {}
    parts: list[bytes] = []
    position = 0
    for name, tensor in sorted(tensors.items()):
        raw = tensor.detach().cpu().contiguous().reshape(-1).view(torch.uint8).numpy().tobytes()
        offsets = [position, position + len(raw)]
        shape = list(tensor.shape)
        header[name] = {"dtype": _NAMES[tensor.dtype], "shape": shape, "data_offsets": offsets}
        parts.append(raw)
        position += len(raw)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)  # the format aligns the numbers so
    path.write_bytes(len(text).to_bytes(8, "little") + text + b"".join(parts))
