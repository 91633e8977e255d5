"""All figures that the documentation quotes: accuracy, models, speakers, trees, speed, peers."""

from __future__ import annotations

from tests.benchmarks import accuracy, families, models, parsing, peers, speakers, speed

if __name__ == "__main__":
    for benchmark in (accuracy, models, peers, families, speakers, parsing, speed):
        print(f"\n=== {benchmark.__name__.rpartition('.')[2]}")
        benchmark.main()
