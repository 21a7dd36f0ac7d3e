"""What a question costs of 174 segments at once, against the same question of the whole log.

A log of `--customers` customers, each of one of `--segments` shops of very different sizes, some of none; DuckDB reads
one Parquet file. Moves and segments are there before the time counts, for both; then each verb is asked of the whole
log and of all segments, turn by turn, and the quickest of each counts. Segments that are asked one by one cost as many
times the whole log as there are, or more. The rows of the answer are made in Python: of few events, and with many
moves in each segment, they are most of the time. `--gate` exits with 1 where a ratio passes its bound.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

import journeykit as jk

HERE = Path(__file__).resolve().parent
FIRST, LAST = "touchpoint_00", "touchpoint_01"
BOUND = 8.0
VERBS: dict[str, Callable[[Any], Any]] = {
    "activities": lambda log: log.activities(horizon="30 days"),
    "transitions": lambda log: log.transitions(horizon="30 days"),
    "variants": lambda log: log.variants(10),
    "durations": lambda log: log.durations(FIRST, LAST),
    "funnel": lambda log: log.funnel([FIRST, LAST, FIRST], within="30 days"),
    "over_time": lambda log: log.over_time("month", to=LAST, horizon="30 days"),
}


def write(folder: Path, customers: int, segments: int) -> Path:
    """The log of `_events.py`, with a shop for each customer but some."""
    plain, parted = folder / "plain.parquet", folder / "parted.parquet"
    made = [sys.executable, str(HERE / "_events.py"), str(plain), str(customers)]
    print(f"{int(subprocess.run(made, capture_output=True, text=True, check=True).stdout):,} events")
    # the square of a random share: the largest shop has many times the customers of the smallest
    draw = "hash(customer_id) % 1000003 / 1000003.0"
    shop = f"CASE WHEN customer_id % 50 > 0 THEN 'shop ' || floor({segments} * pow({draw}, 2))::INTEGER END"
    duckdb.sql(f"COPY (SELECT *, {shop} AS shop FROM '{plain}') TO '{parted}' (FORMAT parquet)")
    return parted


def quickest(asked: dict[str, Callable[[], Any]], rounds: int) -> dict[str, float]:
    """The least seconds of each, asked in turn; the first turn does not count."""
    best = dict.fromkeys(asked, float("inf"))
    for turn in range(rounds + 1):
        for name, ask in asked.items():
            start = time.perf_counter()
            ask()
            if turn:
                best[name] = min(best[name], time.perf_counter() - start)
    return best


def main() -> int:
    """Make the log, ask, print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--customers", type=int, default=909_090, help="about 11 events each (default: 909090)")
    parser.add_argument("--segments", type=int, default=174, help="at most 200 (default: 174)")
    parser.add_argument("--rounds", type=int, default=3, help="of which the quickest counts (default: 3)")
    parser.add_argument("--gate", action="store_true", help="exit with 1 where a bound is passed")
    options = parser.parse_args()
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        file = write(Path(folder), options.customers, options.segments)
        log = jk.EventLog(str(file), case="customer_id", activity="activity", timestamp="timestamp")
        parted = log.by("shop")
        log.activities()
        parted.activities()
        for name, ask in VERBS.items():
            rows = len(ask(parted))
            best = quickest({"whole": lambda ask=ask: ask(log), "parts": lambda ask=ask: ask(parted)}, options.rounds)
            ratio = best["parts"] / best["whole"]
            print(
                f"{name:12} whole log {best['whole']:7.3f} s   {len(parted)} segments {best['parts']:7.3f} s   "
                f"{rows:7,} rows   ratio {ratio:5.2f} (bound: at most {BOUND:g})"
            )
            faults += [name] if ratio > BOUND else []
    for fault in faults:
        print(f"passed: {fault}")
    return int(bool(options.gate and faults))


if __name__ == "__main__":
    sys.exit(main())
