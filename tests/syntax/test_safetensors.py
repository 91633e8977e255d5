from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import torch

from quoteattr.errors import ModelError
from quoteattr.syntax.safetensors import read_tensors, write_tensors

if TYPE_CHECKING:
    from pathlib import Path

TENSORS = {
    "whole": torch.tensor([[1, -2], [127, -128]], dtype=torch.int8),
    "half": torch.tensor([0.5, -3.0], dtype=torch.float16),
    "brief": torch.tensor(2.5, dtype=torch.bfloat16),
    "full": torch.arange(6.0).reshape(1, 2, 3).transpose(1, 2),
    "long": torch.tensor([2**40]),
}


def test_tensors_come_back_as_they_were(tmp_path: Path) -> None:
    write_tensors(tmp_path / "file", TENSORS)
    read = read_tensors(tmp_path / "file")
    assert set(read) == set(TENSORS)
    for name, tensor in TENSORS.items():
        assert read[name].dtype == tensor.dtype
        assert torch.equal(read[name], tensor)


def test_the_header_is_aligned_json(tmp_path: Path) -> None:
    write_tensors(tmp_path / "file", TENSORS)
    data = (tmp_path / "file").read_bytes()
    size = int.from_bytes(data[:8], "little")
    assert size % 8 == 0
    assert json.loads(data[8 : 8 + size])["half"]["dtype"] == "F16"


@pytest.mark.parametrize("kept", [0, 4, 8, 60, -1])
def test_a_file_that_is_cut_short_is_refused(tmp_path: Path, kept: int) -> None:
    write_tensors(tmp_path / "file", TENSORS)
    (tmp_path / "file").write_bytes((tmp_path / "file").read_bytes()[:kept])
    with pytest.raises(ModelError, match="no readable safetensors"):
        read_tensors(tmp_path / "file")


@pytest.mark.parametrize("content", [b"\x80\x02}q\x00.", b"\x02" + bytes(7) + b"[]", b"\xff" * 40])
def test_other_files_are_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(ModelError, match="no readable safetensors"):
        read_tensors(tmp_path / "file")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="none"):
        read_tensors(tmp_path / "none")
