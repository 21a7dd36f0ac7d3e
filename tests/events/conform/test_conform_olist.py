"""Conformance of 3,000 marketplace orders, against what plain Python counted."""

from __future__ import annotations

import csv
import gzip
import json
from itertools import pairwise

import narwhals as nw
import pytest

import journeykit as jk

ANSWERED = nw.col("activity") == "review answered"
STEPS = {
    "buy": ["order_placed", "payment_approved"],
    "fulfil": ["handed_to_carrier"],
    "receive": ["delivered"],
    "feedback": ["survey_sent", "review_answered"],
}
CARRIER, SURVEY = "handed_to_carrier", "survey_sent"
MAP = jk.JourneyMap(
    "olist",
    "Marketplace order",
    personas=[
        jk.Persona("card", when=jk.Condition("payment_type", "is", "credit_card")),
        jk.Persona("slip", when=jk.Condition("payment_type", "is", "boleto")),
    ],
    stages=[jk.Stage(stage, steps) for stage, steps in STEPS.items()],
    flow=[jk.in_order, jk.Transition(CARRIER, SURVEY)],
)


@pytest.fixture(scope="module")
def folder(request):
    return request.getfixturevalue("shared_data") / "olist3k"


@pytest.fixture(scope="module")
def found(folder):
    return jk.conform(MAP, jk.EventLog(folder / "events.csv.gz", case="order_id", timezone="UTC"))


@pytest.fixture(scope="module")
def oracle(folder):
    return json.loads((folder / "oracle_map.json").read_text(encoding="utf-8"))


def test_2655_orders_are_fully_on_the_map(found, oracle):
    assert found.cases_on_map == oracle["orders_with_only_map_transitions"] == 2655
    assert found.moves - found.moves_on_map == oracle["off_map_total"] == 544
    assert found.fitness == pytest.approx(1 - 544 / 14827)


def test_the_16_kinds_of_moves_off_the_map(found, oracle):
    mine = [(row.source.replace("_", " "), row.target.replace("_", " "), row.count) for row in found.off_map]
    assert sorted(mine) == sorted(map(tuple, oracle["off_map_transitions"]))
    assert len(mine) == 16


def test_deviations_add_up_to_those_moves(found):
    assert sum(row.count for row in found.off_map if row.kind == "out_of_order") == sum(
        row.count for row in found.deviations if row.kind == "out_of_order"
    )
    first = found.deviations[0]
    assert (first.kind, first.step, first.source, first.count) == ("out_of_order", "delivered", "review_answered", 132)
    skipped = [(row.step, row.source, row.target, row.count) for row in found.deviations if row.kind == "missing"]
    assert skipped[:2] == [
        ("survey_sent", "delivered", "review_answered", 96),
        ("handed_to_carrier", "payment_approved", "survey_sent", 51),
    ]
    assert not found.not_on_map
    assert found.by_kind["ad_hoc"] == found.by_kind["failed"] == 0


def test_entries_and_ends_stand_apart(found, folder):
    log = json.loads((folder / "oracle.json").read_text(encoding="utf-8"))
    assert {row.activity: row.cases for row in found.starts} == log["start_activities"]
    assert {row.activity: row.cases for row in found.ends} == log["end_activities"]
    assert [row.on_map for row in found.starts] == [True, False, False]
    assert [(row.step, row.on_map) for row in found.ends][:2] == [("review_answered", True), ("delivered", False)]


def test_what_a_survey_before_the_parcel_costs(found, folder):
    """The difference in mean score, against plain Python over the file."""
    orders: dict[str, list[str]] = {}
    scores: dict[str, list[float]] = {}
    with gzip.open(folder / "events.csv.gz", "rt", encoding="utf-8") as file:
        for row in sorted(csv.DictReader(file), key=lambda row: row["timestamp"]):
            orders.setdefault(row["order_id"], []).append(row["activity"])
            if row["score"]:
                scores.setdefault(row["order_id"], []).append(float(row["score"]))
    hit = {
        order
        for order, steps in orders.items()
        if any(pair == ("review answered", "delivered") for pair in pairwise(steps))
    }
    means = {order: sum(each) / len(each) for order, each in scores.items()}
    yes = [mean for order, mean in means.items() if order in hit]
    no = [mean for order, mean in means.items() if order not in hit]
    (cost,) = [
        row for row in found.costs if (row.source, row.target, row.measure) == ("review_answered", "delivered", "score")
    ]
    assert (cost.n_with, cost.n_without) == (len(yes), len(no))
    assert cost.with_it == pytest.approx(sum(yes) / len(yes))
    assert cost.difference == pytest.approx(sum(yes) / len(yes) - sum(no) / len(no))
    assert cost.low < cost.difference < cost.high < 0


def test_per_persona(folder, tmp_path):
    orders = {}
    with gzip.open(folder / "orders.csv.gz", "rt", encoding="utf-8") as file:
        orders = {row["order_id"]: row["payment_type"] for row in csv.DictReader(file)}
    path = tmp_path / "events.csv"
    with (
        gzip.open(folder / "events.csv.gz", "rt", encoding="utf-8") as file,
        path.open("w", encoding="utf-8", newline="") as out,
    ):
        writer = csv.writer(out)
        writer.writerow(["order_id", "activity", "timestamp", "payment_type"])
        for row in csv.DictReader(file):
            writer.writerow([row["order_id"], row["activity"], row["timestamp"], orders[row["order_id"]]])
    log = jk.EventLog(path, case="order_id", timezone="UTC")
    both = [jk.conform(MAP, log, persona=who) for who in ("card", "slip")]
    wanted = [sum(kind == how for kind in orders.values()) for how in ("credit_card", "boleto")]
    assert [each.cases for each in both] == wanted
    assert any("persona 'slip'" in line for line in both[1].about)


@pytest.mark.parametrize("view", ["flow", "poster"])
def test_an_answer_that_is_an_outcome(folder, view):
    stages = {**STEPS, "feedback": ["survey_sent"]}
    flow = [jk.in_order, jk.Transition(CARRIER, SURVEY), jk.Transition(SURVEY, "answered")]
    journey = jk.JourneyMap(
        "olist",
        stages=[jk.Stage(stage, steps) for stage, steps in stages.items()],
        outcomes=[jk.Outcome("answered", events="review answered")],
        flow=flow,
    )
    log = jk.EventLog(folder / "events.csv.gz", case="order_id", timezone="UTC")
    found = jk.conform(journey, log, horizon="60 days")
    answered = {case for (case,) in log.engine.rows(log.events.filter(ANSWERED).select("case").unique())}
    still = found.ends
    assert {row.step: row.open for row in still}["answered"] == 0
    assert sum(row.open for row in still) <= found.cases - len(answered)
    (survey,) = [row for row in found.by_step if row.step == SURVEY]
    assert (survey.missing, survey.never) == (96, 0), "it was sent before the parcel came"
    svg = jk.draw(journey, view, overlay=found).svg.replace("\u00a0", " ")
    assert "skipped 96 times" in svg
