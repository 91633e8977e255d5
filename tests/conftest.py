"""Settings for all tests."""

from __future__ import annotations

import os

from hypothesis import settings

# One thread a process: short texts gain nothing from more, and busy machines lose much.
os.environ.setdefault("OMP_NUM_THREADS", "1")

# The same examples on every run; `--hypothesis-profile=explore` looks for new ones.
settings.register_profile("fixed", deadline=None, derandomize=True, max_examples=300)
settings.register_profile("explore", deadline=None, max_examples=2000)
settings.load_profile("fixed")
