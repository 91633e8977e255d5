"""Settings for all tests, and Stanza's models for those that need them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from pathlib import Path

    import stanza

# One thread a process: short texts gain nothing from more, and busy machines lose much.
os.environ.setdefault("OMP_NUM_THREADS", "1")

# No clock decides about a test: a busy machine may stand still for half a minute.
untimed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
# The same examples on every run; `--hypothesis-profile=explore` looks for new ones.
settings.register_profile("fixed", untimed, derandomize=True, max_examples=300)
settings.register_profile("explore", untimed, max_examples=2000)
# A few, for those who run the tests hundreds of times, as `make mutants` does.
settings.register_profile("few", untimed, derandomize=True, max_examples=40)
settings.load_profile("fixed")


@pytest.fixture(scope="session")
def tiny_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Stanza's models, tiny and with random weights."""
    from tests.syntax.stanza.tiny_stanza import build

    return build(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="session")
def tiny_pipeline(tiny_folder: Path) -> stanza.Pipeline:
    from tests.syntax.stanza.pipelines import open_pipeline

    return open_pipeline(tiny_folder)


@pytest.fixture(scope="session")
def real_folder() -> Path:
    """A real model of Stanza's, where there is one."""
    from tests.syntax.stanza.pipelines import REAL

    if not (REAL / "depparse.pt").is_file():
        pytest.skip(f"no Stanza model in {REAL}: QUOTEATTR_STANZA names a folder that holds one")
    return REAL
