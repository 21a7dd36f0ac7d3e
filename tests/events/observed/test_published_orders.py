"""3,000 published orders: what others counted of scores, punctuality, states and customers, wherever the data is."""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise
from pathlib import Path

import narwhals as nw
import pytest
from ruamel.yaml import YAML

import journeykit as jk
from events.observed.forms import read

FORMS = ("csv", "parquet", "pandas", "pyarrow", "polars", "polars lazy", "relation")
HAPPY = ("order placed", "payment approved", "handed to carrier", "delivered", "survey sent", "review answered")


@pytest.fixture(scope="module")
def oracle(shared_data):
    return json.loads((shared_data / "olist3k" / "oracle_map.json").read_text(encoding="utf-8"))


@cache
def with_orders(shared_data):
    """The log with what is known of each order, and how its delivery was by the rule of the oracle."""
    import pandas as pd

    events = read("pandas", shared_data / "olist3k" / "events.csv.gz")
    orders = read("pandas", shared_data / "olist3k" / "orders.csv.gz").set_index("order_id")
    delivered = events[events.activity == "delivered"].groupby("order_id").timestamp.min()
    day = pd.to_datetime(delivered.reindex(orders.index)).dt.normalize()
    late = day > pd.to_datetime(orders.order_estimated_delivery_date)
    punctual = late.map({True: "late", False: "on_time"}).where(day.notna(), "not_delivered")
    known = {"delivery": punctual, "order_status": orders.order_status, "payment": orders.payment_type}
    return events.assign(**{name: events.order_id.map(each) for name, each in known.items()})


def held(form, frame, folder):
    """That frame as a file, or as a library holds it."""
    import polars as pl

    path = folder / "orders.csv"
    frame.to_csv(path, index=False)
    if form in ("csv", "relation"):
        return read("file" if form == "csv" else form, path)
    if form == "parquet":
        pl.from_pandas(frame).write_parquet(folder / "orders.parquet")
        return folder / "orders.parquet"
    return frame if form == "pandas" else read(form, path)


@pytest.fixture(scope="module")
def logs(shared_data, tmp_path_factory):
    """One log for each form, so that its moves are computed once."""
    made = {}

    def log_of(form):
        if form not in made:
            data = held(form, with_orders(shared_data), tmp_path_factory.mktemp("orders"))
            made[form] = jk.EventLog(
                data, case="order_id", timezone="UTC", status="order_status", failed=["canceled", "unavailable"]
            )
        return made[form]

    return log_of


def check_punctuality(log, oracle):
    """Scores, shares and sums by whether the parcel came in time."""
    parted = log.by("delivery")
    scores = {row.segment: row for row in parted.means("score")}
    assert {name: row.n for name, row in scores.items()} == oracle["orders_with_score"]
    means = {name: round(row.mean, 6) for name, row in scores.items()}
    everybody = sum(row.mean * row.n for row in scores.values()) / sum(row.n for row in scores.values())
    assert {"all": round(everybody, 6), **means} == oracle["mean_score"]
    assert (means["late"], means["on_time"]) == (2.28534, 4.268618)
    sizes = {row.segment: row.cases for row in parted.sizes()}
    assert sizes["late"] == oracle["late_deliveries"]
    assert sizes["late"] + sizes["on_time"] == oracle["delivered_orders"]
    assert round(sizes["late"] / (sizes["late"] + sizes["on_time"]), 6) == oracle["late_rate"]
    late = next(row for row in parted.compare_means("score") if row.segment == "late")
    assert late.clear
    assert late.high < -1.5
    value = parted.means("value")
    assert sum(row.mean * row.n for row in value) == pytest.approx(oracle["total_value"], abs=0.005)


def check_states(log, oracle):
    """Orders by the state they are in; by the way they pay, which all of them say."""
    rows = log.by("order_status").sizes()
    assert {row.segment: row.cases for row in rows} == oracle["order_status"]
    assert sum(row.cases for row in rows) == log.summary().cases
    lost = log.filter(status=["canceled", "unavailable"], keep="cases")
    assert lost.summary().cases == oracle["order_status"]["canceled"] + oracle["order_status"]["unavailable"]
    failed = log.events.filter(nw.col("failed")).select("case").unique().select(nw.len())
    assert log.engine.rows(failed) == [(lost.summary().cases,)]
    paid = {row.segment: row.cases for row in log.by("payment").sizes()}
    assert set(paid) == set(oracle["median_hours_to_approval_by_payment"])  # None would be orders without a payment
    assert log.summary().cases - sum(paid.values()) == oracle["orders_without_payment_row"]


def check_customers_and_reviews(log, oracle):
    """People and what they answered."""
    assert log.summary().customers == oracle["customers"]
    orders = log.cases("customer").group_by("customer").agg(n=nw.len())
    assert log.engine.rows(orders.group_by("n").agg(people=nw.len()).sort("n")) == [
        (1, oracle["customers"] - oracle["customers_with_2_orders"]),
        (2, oracle["customers_with_2_orders"]),
    ]
    assert log.sessions("3000 days").summary().cases == oracle["customers"]
    reviews = log.engine.rows(log.events.group_by("score").agg(n=nw.len()).sort("score"))
    counts = {str(int(score)): n for score, n in reviews if score is not None}
    assert counts == oracle["score_counts"]
    assert sum(counts.values()) == oracle["reviews"]
    balance = (counts["4"] + counts["5"] - counts["1"] - counts["2"]) / oracle["reviews"]
    assert round(balance, 6) == oracle["top2box_minus_bottom2box_over_reviews"]
    answered = log.events.filter(~nw.col("score").is_null()).group_by("case").agg(n=nw.len())
    twice = log.engine.rows(answered.filter(nw.col("n") == 2).select(nw.len()))
    assert twice == [(oracle["orders_with_two_reviews"],)]


def check_happy_path(log, oracle):
    """The orders that go the whole way, each step once."""
    (cases,) = [row.cases for row in log.variants() if row.steps == HAPPY]
    assert cases == oracle["orders_following_full_happy_path_exactly"]
    off = {(a, b): n for a, b, n in oracle["off_map_transitions"]}
    drawn = {*pairwise(HAPPY), ("handed to carrier", "survey sent")}
    moves = {(row.source, row.target): row.count for row in log.transitions() if row.source and row.target}
    assert {pair: n for pair, n in moves.items() if pair not in drawn} == off
    assert sum(off.values()) == oracle["off_map_total"]


CHECKS = (check_punctuality, check_states, check_customers_and_reviews, check_happy_path)


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("form", FORMS)
def test_figures_of_orders(logs, oracle, form, check):
    check(logs(form), oracle)


def test_the_moves_of_the_map_are_those_in_its_file(shared_data):
    drawn = YAML(typ="safe").load((shared_data / "olist3k" / "map.yaml").read_text(encoding="utf-8"))["edges"]
    assert {tuple(each) for each in drawn} == {*pairwise(HAPPY), ("handed to carrier", "survey sent")}


WORDS = {"dataset", "case_column", "activity_column", "timestamp_column", "rule", "late_rule", "map_edges_in_file"}
WORDS |= {"cross_checked_with_plain_python_loop"}  # what is said of the figures, and no figure


@pytest.mark.parametrize("file", ["olist3k/oracle.json", "olist3k/oracle_map.json", "bpic2012_loans/oracle.json"])
def test_each_figure_of_an_oracle_is_compared_by_a_test(shared_data, file):
    figures = set(json.loads((shared_data / file).read_text(encoding="utf-8"))) - WORDS
    tests = Path(__file__).parents[1].rglob("test_*.py")
    compared = "".join(each.read_text(encoding="utf-8") for each in tests)
    assert {each for each in figures if f'["{each}"]' not in compared} == set()
