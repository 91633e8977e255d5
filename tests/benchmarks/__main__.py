"""All figures that the documentation quotes: accuracy, speakers, speed."""

from __future__ import annotations

from tests.benchmarks import accuracy, speakers, speed

if __name__ == "__main__":
    for benchmark in (accuracy, speakers, speed):
        print(f"\n=== {benchmark.__name__.rpartition('.')[2]}")
        benchmark.main()
