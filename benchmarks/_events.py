"""Logs to measure with: customers who walk between 40 touchpoints, written by DuckDB as one Parquet file."""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb
import numpy as np

TOUCHPOINTS = 40
_DAY = 86_400_000_000  # microseconds


def write(path: Path, customers: int) -> int:
    """Write the log in the order of time, about 11 events for each customer; the number of events."""
    rng = np.random.default_rng(7)
    lengths = np.minimum(1 + rng.geometric(0.1, customers), 60)
    begins = np.cumsum(lengths) - lengths
    ways = rng.dirichlet(np.full(TOUCHPOINTS, 0.12), TOUCHPOINTS).cumsum(axis=1)
    at = np.searchsorted(rng.dirichlet(np.full(TOUCHPOINTS, 0.1)).cumsum(), rng.random(customers)).clip(
        0, TOUCHPOINTS - 1
    )
    node = np.empty(int(lengths.sum()), dtype=np.int32)
    alive, step = np.arange(customers), 0
    while len(alive):
        node[begins[alive] + step] = at[alive]
        step += 1
        alive = alive[lengths[alive] > step]
        at[alive] = (ways[at[alive]] < rng.random(len(alive))[:, None]).sum(axis=1).clip(0, TOUCHPOINTS - 1)
    pause = rng.exponential(_DAY / 4, len(node)).astype(np.int64)
    passed = np.cumsum(pause)
    start = (rng.random(customers) * 300 * _DAY).astype(np.int64)
    time = np.repeat(start - passed[begins] + pause[begins], lengths) + passed
    order = np.argsort(time, kind="stable")
    log = {
        "customer_id": np.repeat(np.arange(1, customers + 1), lengths)[order],
        "node": node[order],
        "time": time[order],
        "value": rng.random(len(node)),
    }
    connection = duckdb.connect()
    connection.register("log", log)
    connection.execute(
        "COPY (SELECT customer_id, format('touchpoint_{:02d}', node) AS activity, "
        f"make_timestamptz(1735689600000000 + time) AS timestamp, value FROM log) TO '{path}' (FORMAT parquet)"
    )
    return len(node)


if __name__ == "__main__":
    print(write(Path(sys.argv[1]), int(sys.argv[2])))
