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
from journeykit.events.observed.segments import by
from journeykit.events.observed.sessions import sessions

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


def with_punctuality(shared_data):
    """The log with what each order's delivery was, by the rule of the oracle."""
    import pandas as pd

    events = read("pandas", shared_data / "olist3k" / "events.csv.gz")
    orders = read("pandas", shared_data / "olist3k" / "orders.csv.gz").set_index("order_id")
    delivered = events[events.activity == "delivered"].groupby("order_id").timestamp.min()
    day = pd.to_datetime(delivered.reindex(orders.index)).dt.normalize()
    late = day > pd.to_datetime(orders.order_estimated_delivery_date)
    punctual = late.map({True: "late", False: "on_time"}).where(day.notna(), "not_delivered")
    return events.assign(delivery=events.order_id.map(punctual), payment=events.order_id.map(orders.payment_type))


@pytest.mark.parametrize("form", ["pandas", "pyarrow", "polars"])
def test_scores_by_punctuality(shared_data, olist_map, form):
    frame = with_punctuality(shared_data)
    if form == "pyarrow":
        import pyarrow as pa

        frame = pa.Table.from_pandas(frame)
    elif form == "polars":
        import polars as pl

        frame = pl.from_pandas(frame)
    log = jk.EventLog(frame, case="order_id", timezone="UTC")
    parted = by(log, "delivery")
    scores = {row.segment: row for row in parted.means("score")}
    assert {name: row.n for name, row in scores.items()} == olist_map["orders_with_score"]
    means = {name: round(row.mean, 6) for name, row in scores.items()}
    everybody = sum(row.mean * row.n for row in scores.values()) / sum(row.n for row in scores.values())
    assert {"all": round(everybody, 6), **means} == olist_map["mean_score"]
    sizes = {row.segment: row.cases for row in parted.sizes()}
    assert sizes["late"] == olist_map["late_deliveries"]
    assert sizes["late"] + sizes["on_time"] == olist_map["delivered_orders"]
    late = next(row for row in parted.compare_means("score") if row.segment == "late")
    assert late.clear
    assert late.high < -1.5
    value = parted.means("value")
    assert sum(row.mean * row.n for row in value) == pytest.approx(olist_map["total_value"], abs=0.005)


def test_customers_and_reviews(shared_data, olist_map):
    log = log_of(shared_data, "olist3k", "file")
    assert log.summary().customers == olist_map["customers"]
    reviews = log.engine.rows(log.events.group_by("score").agg(n=nw.len()).sort("score", nulls_last=True))
    assert {str(int(score)): n for score, n in reviews if score is not None} == olist_map["score_counts"]
    people = sessions(log, "3000 days").summary()
    assert people.cases == olist_map["customers"]
