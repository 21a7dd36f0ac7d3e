"""Three published logs: every figure that others counted, the same whatever holds the data."""

from __future__ import annotations

import json
import math
import warnings
from datetime import datetime
from functools import cache

import narwhals as nw
import pytest

import journeykit as jk
from events.observed.forms import FORMS, read
from journeykit.events.observed.durations import durations
from journeykit.events.observed.segments.parted import by

ORACLES = {
    "olist3k": ("olist3k", "oracle.json", {"case": "order_id"}),
    "bpic2012": ("bpic2012_loans", "oracle.json", {"case": "customer_id"}),
    "bpic2012 complete": ("bpic2012_loans", "oracle_complete_only.json", {"case": "customer_id"}),
    "completejourney": ("completejourney", "oracle.json", {"case": "customer_id"}),
}
QUICK = [("olist3k", form) for form in FORMS] + [("bpic2012", "file"), ("completejourney", "polars")]
SLOW = [(name, form) for name in ORACLES for form in FORMS if (name, form) not in QUICK]


@cache
def log_of(shared_data, name, form):
    folder, _, roles = ORACLES[name]
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always", jk.EventLogWarning)
        log = jk.EventLog(read(form, shared_data / folder / "events.csv.gz"), **roles, timezone="UTC")
    # winter time begins inside that log; libraries that read times themselves have moved them already
    several = folder == "bpic2012_loans" and form not in ("pyarrow", "relation")
    assert [str(each.message).partition(",")[0] for each in said] == [
        "times are written with several offsets"
    ] * several
    return log.filter(lifecycle="COMPLETE") if name.endswith("complete") else log


@pytest.mark.parametrize(("name", "form"), [*QUICK, *(pytest.param(*each, marks=pytest.mark.slow) for each in SLOW)])
def test_every_figure_of_a_published_log(shared_data, name, form):
    folder, file, _ = ORACLES[name]
    oracle = json.loads((shared_data / folder / file).read_text(encoding="utf-8"))
    log = log_of(shared_data, name, form)
    summary, moves, activities = log.summary(), log.transitions(), log.activities(horizon=0)
    pairs = {(move.source, move.target): move.count for move in moves if move.source and move.target}
    assert (summary.events, summary.cases, summary.activities) == (
        oracle["events"],
        oracle["cases"],
        oracle["activities"],
    )
    assert summary.start == datetime.fromisoformat(oracle["first_timestamp"])
    assert summary.end == datetime.fromisoformat(oracle["last_timestamp"])
    assert {row.activity: row.events for row in activities} == oracle["events_per_activity"]
    assert (len(pairs), sum(pairs.values())) == (oracle["distinct_transitions"], oracle["transitions_total"])
    top = {(a, b): n for a, b, n in oracle["top_transitions"]}
    assert {pair: pairs[pair] for pair in top} == top
    assert sorted(pairs.values(), reverse=True)[: len(top)] == sorted(top.values(), reverse=True)
    assert {row.activity: row.starts for row in activities if row.starts} == oracle["start_activities"]
    assert {row.activity: row.ends for row in activities if row.ends} == oracle["end_activities"]
    assert summary.variants == oracle["variants"]
    best = log.variants(top=len(oracle["top_variants"]) + 3)
    assert {tuple(steps): n for steps, n in oracle["top_variants"]}.items() <= {
        row.steps: row.cases for row in best
    }.items()
    assert {row.activity: row.cases for row in activities} == oracle["cases_reaching"]
    assert {row.activity: round(row.drop_off, 6) for row in activities} == oracle["drop_off_rate"]
    assert summary.ties == oracle["same_timestamp_neighbours"]
    length, lasted = oracle["case_length"], oracle["case_duration_seconds"]
    assert (summary.shortest, summary.median_length, summary.longest) == (
        length["min"],
        length["median"],
        length["max"],
    )
    assert summary.median_duration == pytest.approx(lasted["median"], abs=1e-6)
    for goal, found in oracle["conversion"].items():
        row = next(row for row in activities if row.activity == goal)
        assert (row.cases, round(row.share, 6)) == (found["cases"], found["rate"])
    times = (nw.col("end") - nw.col("start")).cast(nw.Float64)
    ((size, mean, longest),) = log.engine.rows(
        log.cases().select(size=nw.col("size").mean(), mean=times.mean(), longest=times.max())
    )
    assert round(size, 4) == length["mean"]
    assert mean / 1e6 == pytest.approx(lasted["mean"], abs=0.006)
    assert longest / 1e6 == pytest.approx(lasted["max"], abs=1e-6)
    midnight = (nw.col("time") % 86_400_000_000 == 0).cast(nw.Float64).mean()
    assert round(log.engine.rows(log.events.select(midnight))[0][0], 4) == oracle["share_at_midnight_utc"]


@pytest.fixture(scope="module")
def olist_map(shared_data):
    return json.loads((shared_data / "olist3k" / "oracle_map.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("form", FORMS)
def test_hours_between_and_legs_that_run_backwards(shared_data, olist_map, form):
    log = log_of(shared_data, "olist3k", form)
    for pair, backwards in olist_map["negative_legs"].items():
        (row,) = durations(log, *pair.split(" -> "), pairing="first")
        assert row.negative == backwards
        if pair in olist_map["median_hours"]:
            assert round(row.median / 3600, 4) == olist_map["median_hours"][pair]


@pytest.mark.parametrize("form", FORMS)
def test_hours_to_approval_by_payment(shared_data, olist_map, form):
    rows = by(log_of(shared_data, "olist3k", form), "channel").durations("order placed", "payment approved")
    found = {row.segment: (row.n, round(row.median / 3600, 4)) for row in rows if row.n}
    asked = {name: (n, hours) for name, (n, hours) in olist_map["median_hours_to_approval_by_payment"].items()}
    assert found == {name: each for name, each in asked.items() if not math.isnan(each[1])}
