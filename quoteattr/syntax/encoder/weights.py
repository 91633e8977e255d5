"""Weights in a file that holds numbers and nothing that could run: the safetensors format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safetensors import SafetensorError, safe_open

from quoteattr.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Container
    from pathlib import Path

    from torch import Tensor

__all__ = ["read_tensors"]


def read_tensors(path: Path, names: Container[str] | None = None) -> dict[str, Tensor]:
    """Read the tensors of a safetensors file into memory.

    Args:
        path: The file.
        names: Names of the tensors to read; all of them by default.

    Returns:
        The tensors by name. They are copies: a file that is overwritten later does not change
        them, as it would change tensors mapped from it.

    Raises:
        ModelError: The file is missing, cut short, or of another format.
    """
    try:
        with safe_open(path, framework="pt") as file:
            wanted = [name for name in file.keys() if names is None or name in names]  # noqa: SIM118
            return {name: file.get_tensor(name).clone() for name in wanted}
    except (OSError, SafetensorError) as error:
        raise ModelError(f"{path} is no readable safetensors file ({error})") from error
