from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import torch
from safetensors.torch import save_file

from quoteattr.errors import ModelError
from quoteattr.syntax.encoder.weights import read_tensors

if TYPE_CHECKING:
    from pathlib import Path

TENSORS = {
    "whole": torch.tensor([[1, -2], [127, -128]], dtype=torch.int8),
    "half": torch.tensor([0.5, -3.0], dtype=torch.float16),
    "brief": torch.tensor(2.5, dtype=torch.bfloat16),
    "full": torch.arange(6.0).reshape(1, 3, 2),
    "long": torch.tensor([2**40]),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    save_file(TENSORS, tmp_path / "file")
    return tmp_path / "file"


def test_tensors_come_back_as_they_were(path: Path) -> None:
    read = read_tensors(path)
    assert set(read) == set(TENSORS)
    for name, tensor in TENSORS.items():
        assert read[name].dtype == tensor.dtype
        assert torch.equal(read[name], tensor)


def test_only_the_tensors_asked_for_are_read(path: Path) -> None:
    assert set(read_tensors(path, ("whole", "absent"))) == {"whole"}


def test_tensors_do_not_change_with_the_file(path: Path) -> None:
    read = read_tensors(path)
    with path.open("r+b") as file:  # the same file, not another under its name
        file.write(bytes(path.stat().st_size))
    assert torch.equal(read["full"], TENSORS["full"])


@pytest.mark.parametrize("kept", [0, 4, 8, 60, -1])
def test_a_file_that_is_cut_short_is_refused(path: Path, kept: int) -> None:
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(ModelError, match=f"{path} is no readable safetensors"):
        read_tensors(path)


@pytest.mark.parametrize("content", [b"\x80\x02}q\x00.", b"\x02" + bytes(7) + b"[]", b"\xff" * 40])
def test_other_files_are_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(ModelError, match=f"{path} is no readable safetensors"):
        read_tensors(path)


@pytest.mark.parametrize("name", ["none", "."])
def test_a_missing_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ModelError, match="no readable safetensors"):
        read_tensors(tmp_path / name)
