"""One Extractor in threads, under asyncio, and in processes however they are started."""

from __future__ import annotations

import asyncio
import multiprocessing
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from quoteattr.default import default_extractor

TEXTS = [
    "“The well is dry,” said Mayor Ilse Brandt. “We dug it in May,” she told reporters.",
    "According to the Lindholm Institute, prices fell.\n\n“We saw it coming,” its director said.",
    "",
    "Nothing was said here.",
    "Osei: The roof leaks.\n\nVrba: It does not.\n\nOsei: Then who is wet?",
]


@pytest.fixture(scope="module")
def expected() -> list[str]:
    return [default_extractor().extract(text).to_json() for text in TEXTS]


def extracted(text: str) -> str:
    return default_extractor().extract(text).to_json()


def test_eight_threads_find_what_one_finds(expected: list[str]) -> None:
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(extracted, TEXTS * 16)) == expected * 16


def test_asyncio_finds_the_same(expected: list[str]) -> None:
    async def extract_all() -> list[str]:
        return await asyncio.gather(*(asyncio.to_thread(extracted, text) for text in TEXTS * 4))

    assert asyncio.run(extract_all()) == expected * 4


IN_ANOTHER_PROCESS = """
import multiprocessing, sys, quoteattr
if __name__ == "__main__":
    method, text = sys.argv[1:]
    expected = quoteattr.extract(text)
    with multiprocessing.get_context(method).Pool(1) as pool:
        found = pool.apply_async(quoteattr.extract, (text,)).get(240)
    assert (found.text, found.to_json()) == (text, expected.to_json())
"""
"""Run in a fresh process: a fork of one with the threads of other tests may hang for their sake."""


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_processes_find_the_same(method: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", IN_ANOTHER_PROCESS, method, TEXTS[0]],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
