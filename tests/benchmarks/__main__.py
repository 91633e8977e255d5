"""All figures that the documentation quotes: accuracy, models compared, speakers, speed."""

from __future__ import annotations

from tests.benchmarks import accuracy, families, speakers, speed

if __name__ == "__main__":
    for benchmark in (accuracy, families, speakers, speed):
        print(f"\n=== {benchmark.__name__.rpartition('.')[2]}")
        benchmark.main()
