"""How many lines and branches of the package the tests run, and whether it is enough.

    python -m tests.covered COVERAGE_JSON

What runs in processes of their own, as workers do, is not counted.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

__all__: list[str] = []

LINES, BRANCHES = 95.0, 90.0
"""The least percentages."""


def main(path: str) -> int:
    """Print the percentages and the modules that miss most; return 1 if it is too little."""
    report = json.loads(Path(path).read_text("utf-8"))
    totals = report["totals"]
    lines = 100 * totals["covered_lines"] / totals["num_statements"]
    branches = 100 * totals["covered_branches"] / totals["num_branches"]
    missing = {
        name: module["summary"]["missing_lines"] + module["summary"]["missing_branches"]
        for name, module in report["files"].items()
    }
    for name in sorted(missing, key=missing.__getitem__, reverse=True)[:10]:
        print(f"{missing[name]:5} lines and branches not run: {name}")
    print(
        f"{lines:.1f} % of lines (at least {LINES:g}), {branches:.1f} % of branches ({BRANCHES:g})"
    )
    return int(lines < LINES or branches < BRANCHES)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
