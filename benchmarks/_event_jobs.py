"""One job of `bench_events.py` in a process of its own: `python _event_jobs.py JOB FILE` prints what it took.

Time counts from the imports being done to the answer; memory is the peak of the whole process.
"""

from __future__ import annotations

import importlib
import json
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

PAIRS = (
    "WITH moves AS (SELECT activity, lead(activity) OVER (PARTITION BY customer_id ORDER BY timestamp{tie}) AS next "
    "FROM {source}) SELECT activity, next, count(*) FROM moves GROUP BY ALL"
)


def sql(path: str) -> Any:
    """The counts by hand, with the same rule for ties: the order of the input."""
    import duckdb

    source = f"read_parquet('{path}', file_row_number=true)"
    return lambda: sorted(duckdb.sql(PAIRS.format(source=source, tie=", file_row_number")).fetchall(), key=str)


def sql_any(path: str) -> Any:
    """The counts by hand without a rule for ties: not the same answer twice where there are any."""
    import duckdb

    return lambda: sorted(duckdb.sql(PAIRS.format(source=f"read_parquet('{path}')", tie="")).fetchall(), key=str)


def exact(path: str) -> Any:
    """The number of variants by their lists."""
    import duckdb

    asked = "SELECT count(DISTINCT l) FROM (SELECT list(activity ORDER BY timestamp, file_row_number) AS l FROM "
    return lambda: duckdb.sql(f"{asked} read_parquet('{path}', file_row_number=true) GROUP BY customer_id)").fetchall()


def _log(path: str, memory: str | None = None) -> Any:
    import journeykit as jk

    return jk.EventLog(path, case="customer_id", activity="activity", timestamp="timestamp", memory=memory)


def _loaded() -> None:
    # what others import before their time counts is imported before ours does
    import duckdb
    import narwhals

    narwhals.from_native(duckdb.sql("SELECT 1"))  # imports what it has for DuckDB
    for name in ("transitions", "variants"):
        importlib.import_module(f"journeykit.events.observed.{name}")
    import journeykit.events.reading  # noqa: F401


def counts(path: str) -> Any:
    """Transition counts."""
    _loaded()

    def job() -> Any:
        found = _log(path).transitions(quantiles=None, cases=False)
        return sorted(((move.source, move.target, move.count) for move in found if move.source), key=str)

    return job


def _report(log: Any) -> Any:
    moves = log.transitions(cases=False, horizon="30 days")
    variants = log.variants(10)
    return len(moves), variants[0].cases, variants.about[0]


def report(path: str) -> Any:
    """Counts, shares, gaps, starts, ends, who left, variants with the top ten."""
    _loaded()
    return lambda: _report(_log(path))


def limited(path: str) -> Any:
    """The same with 256 MB for the engine."""
    _loaded()
    return lambda: _report(_log(path, "256 MB"))


def whole(path: str) -> Any:
    """The same, and in how many cases each move occurs."""
    _loaded()

    def job() -> Any:
        log = _log(path)
        return len(log.transitions(horizon="30 days")), log.variants(10)[0].cases

    return job


def conform(path: str) -> Any:
    """Fitness and all deviations of a map of all activities (40 in a made log), which has about half of the moves."""
    import duckdb

    import journeykit as jk

    _loaded()
    asked = f"SELECT DISTINCT activity FROM read_parquet('{path}') ORDER BY activity"
    names = {f"s{place}": name for place, (name,) in enumerate(duckdb.sql(asked).fetchall())}
    steps = [jk.Touchpoint(step, name, events=[name]) for step, name in names.items()]
    flow = [jk.Transition(a, b) for a in names for b in names if hash((int(a[1:]), int(b[1:]))) % 2]
    journey = jk.JourneyMap(stages=[jk.Stage("all", steps)], flow=flow)
    import journeykit.events.conform

    def job() -> Any:
        found = journeykit.events.conform.conform(journey, _log(path))
        return found.fitness, len(found.deviations)

    return job


def pm4py_counts(path: str) -> Any:
    """Directly-follows graph of pm4py, from the file to the answer as everywhere."""
    import pandas as pd
    import pm4py

    def job() -> Any:
        frame = pm4py.format_dataframe(
            pd.read_parquet(path), case_id="customer_id", activity_key="activity", timestamp_key="timestamp"
        )
        return len(pm4py.discover_dfg(frame)[0])

    return job


def pm4py_report(path: str) -> Any:
    """The same with the gaps and the variants."""
    import pandas as pd
    import pm4py

    def job() -> Any:
        frame = pm4py.format_dataframe(
            pd.read_parquet(path), case_id="customer_id", activity_key="activity", timestamp_key="timestamp"
        )
        pairs, starts, _ = pm4py.discover_dfg(frame)
        gaps = pm4py.discover_performance_dfg(frame)[0]
        return len(pairs), len(starts), len(gaps), len(pm4py.get_variants(frame))

    return job


def retentioneering(path: str) -> Any:
    """The transition matrix of retentioneering."""
    import pandas as pd
    from retentioneering.eventstream import Eventstream

    schema = {"path_cols": ["customer_id"], "event_col": "activity", "timestamp_col": "timestamp"}

    def job() -> Any:
        frame = pd.read_parquet(path, columns=["customer_id", "activity", "timestamp"])
        return Eventstream(frame, schema=schema).transition_graph_data("count").shape

    return job


JOBS: dict[str, Callable[[str], Any]] = {
    each.__name__: each
    for each in (
        sql,
        sql_any,
        exact,
        counts,
        report,
        limited,
        whole,
        conform,
        pm4py_counts,
        pm4py_report,
        retentioneering,
    )
}

if __name__ == "__main__":
    _, name, path = sys.argv
    job = JOBS[name](path)
    start = time.perf_counter()
    answer = job()
    taken = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": taken, "megabytes": peak, "answer": str(answer)[:200], "digest": hash(str(answer))}))
