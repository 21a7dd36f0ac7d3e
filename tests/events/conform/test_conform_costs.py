"""What deviations come with, against Python's statistics over the cases with and without each."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from statistics import mean, median, variance

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import journeykit as jk
from journeykit.metrics.intervals import welch

SHOP = jk.JourneyMap(stages=[jk.Stage("buy", ["look", "basket", "pay"])])
START = datetime(2026, 5, 4, tzinfo=UTC)
EVENTS = st.tuples(
    st.sampled_from(["look", "basket", "pay", "call"]),
    st.integers(0, 30),
    st.none() | st.integers(1, 5),
    st.none() | st.floats(-1e6, 1e6, allow_nan=False),
)
CASES = st.lists(st.lists(EVENTS, min_size=1, max_size=5), min_size=2, max_size=12).filter(
    lambda cases: any(event[0] != "call" for case in cases for event in case)
)


def figures(case):
    scores = [score for _, _, score, _ in case if score is not None]
    values = [value for *_, value in case if value is not None]
    seconds = sum(gap for _, gap, _, _ in case[1:])
    return {
        "score": mean(scores) if scores else None,
        "value": sum(values) if values else None,
        "duration": float(seconds),
    }


@given(cases=CASES, engine=st.sampled_from(["polars", "arrow"]))
@settings(max_examples=200)
def test_costs_are_those_of_plain_statistics(engine, cases):
    rows = []
    for number, case in enumerate(cases):
        time = START
        for place, (name, gap, score, value) in enumerate(case):
            time += timedelta(seconds=gap if place else 0)
            rows.append((number, name, time, score, value))
    schema = {"case": pl.Int64, "activity": pl.String, "timestamp": pl.Datetime("us", "UTC")}
    frame = pl.DataFrame(rows, schema={**schema, "score": pl.Int64, "value": pl.Float64}, orient="row")
    log = jk.EventLog(frame if engine == "polars" else frame.to_arrow(), value="value", score="score")
    found = jk.conform(SHOP, log, examples=len(cases))
    known = [figures(case) for case in cases]
    with_any = {case for row in found.deviations for case in row.examples}
    for cost in found.costs:
        mine = [row for row in found.deviations if cost.kind in ("any", row.kind)]
        if (cost.step, cost.source, cost.target, cost.activity) != (None,) * 4:
            head = cost.step, cost.source, cost.target, cost.activity
            mine = [row for row in mine if (row.step, row.source, row.target, row.activity) == head]
        hit = {case for row in mine for case in row.examples}
        assert hit <= with_any
        yes = [known[case][cost.measure] for case in sorted(hit)]
        no = [known[case][cost.measure] for case in range(len(cases)) if case not in hit]
        yes, no = ([each for each in side if each is not None] for side in (yes, no))
        assert (cost.n_with, cost.n_without) == (len(yes), len(no))
        middle = median if cost.measure == "duration" else mean
        assert cost.with_it == (pytest.approx(middle(yes), abs=1e-6) if yes else None)
        assert cost.without == (pytest.approx(middle(no), abs=1e-6) if no else None)
        if cost.measure != "duration" and min(len(yes), len(no)) > 1 and cost.low is not None:
            ends = welch((mean(yes), variance(yes), len(yes)), (mean(no), variance(no), len(no)))
            assert ends is not None
            assert (cost.low, cost.high) == pytest.approx(ends, rel=1e-4, abs=1e-3)
