"""Fitting the map of a published log gives the figures that others counted, whatever holds the data."""

from __future__ import annotations

import json
from collections import Counter

import polars as pl
import pytest

import journeykit as jk
from events.observed.forms import FORMS, read

STEPS = ["order_placed", "payment_approved", "handed_to_carrier", "delivered", "survey_sent", "review_answered"]


def olist(*personas):
    return jk.JourneyMap(
        "olist",
        personas=personas,
        stages=[jk.Stage("order", STEPS)],
        outcomes=[jk.Outcome("reviewed", result="success")],
        flow=[jk.in_order, "handed_to_carrier >> survey_sent"],
    )


BUYERS = [
    jk.Persona(f"{how}_buyer", when=jk.Condition("channel", "is", way))
    for how, way in {"card": "credit_card", "boleto": "boleto"}.items()
]


@pytest.fixture(scope="module")
def oracle(request):
    folder = request.getfixturevalue("shared_data") / "olist3k"
    return folder, *(json.loads((folder / name).read_text()) for name in ("oracle.json", "oracle_map.json"))


@pytest.mark.parametrize("form", FORMS)
def test_every_figure_of_the_map(oracle, form):
    folder, counted, mapped = oracle
    log = jk.EventLog(read(form, folder / "events.csv.gz"), "order_id", timezone="UTC")
    found = jk.fit_report(olist(), log, horizon=0, score_scale=(1, 5))
    off = {(a.replace(" ", "_"), b.replace(" ", "_")): n for a, b, n in mapped["off_map_transitions"]}
    assert {(row.source, row.target): row.count for row in found.off_map} == off
    assert found.moves == counted["transitions_total"]
    assert found.off_share == pytest.approx(mapped["off_map_total"] / counted["transitions_total"])
    top = {(a.replace(" ", "_"), b.replace(" ", "_")): n for a, b, n in counted["top_transitions"]}
    mine = {(row.source, row.target): row.count for row in found.transitions if row.target != "reviewed"}
    assert mine == {pair: top[pair] for pair in mine}
    visits = {name.replace(" ", "_"): n for name, n in counted["events_per_activity"].items()}
    assert {row.step: row.visits for row in found.steps} == visits
    review = found.map.step("review_answered")
    assert review.metrics[0].n == mapped["reviews"]
    mean = sum(int(score) * n for score, n in mapped["score_counts"].items()) / mapped["reviews"]
    assert review.metrics[0].value == pytest.approx(mean, abs=1e-6)
    assert review.emotion == pytest.approx(mean - 3, abs=1e-4)
    by_hand = jk.outcomes(found.map)
    assert by_hand.probability["reviewed"] + by_hand.dropped == pytest.approx(1)


@pytest.mark.parametrize("form", FORMS)
def test_buyers_by_how_they_pay(oracle, form):
    folder, _, _ = oracle
    frame = pl.read_csv(folder / "events.csv.gz")
    known = frame.filter(pl.col("channel").is_not_null()).with_row_index("at").sort("order_id", "timestamp", "at")
    first = Counter(known.group_by("order_id", maintain_order=True).agg(pl.col("channel").first())["channel"])
    log = jk.EventLog(read(form, folder / "events.csv.gz"), "order_id", timezone="UTC")
    found = jk.fit_report(olist(*BUYERS), log, horizon=0, personas=True)
    rows = {row.persona: row.cases for row in found.personas.rows}
    assert rows == {
        "card_buyer": first["credit_card"],
        "boleto_buyer": first["boleto"],
        None: 3000 - first["credit_card"] - first["boleto"],
    }
    # boleto takes days to be approved, a card minutes: medians over all orders are 29.2 and 0.27 hours
    slow, quick = (
        next(row.gap for row in found.transitions if row.persona == who and row.source == "order_placed") / 3600
        for who in ("boleto_buyer", "card_buyer")
    )
    assert 28 < slow < 30
    assert 0.25 < quick < 0.28


def test_who_gets_the_parcel_late_is_less_happy(oracle):
    folder, _, mapped = oracle
    events = pl.read_csv(folder / "events.csv.gz", try_parse_dates=True)
    orders = pl.read_csv(folder / "orders.csv.gz", try_parse_dates=True)
    promised = orders.select("order_id", pl.col("order_estimated_delivery_date").dt.date().alias("promised"))
    delivered = events.filter(pl.col("activity") == "delivered")
    got = delivered.group_by("order_id").agg(pl.col("timestamp").max().dt.date().alias("got"))
    joined = events.join(promised, on="order_id", how="left", maintain_order="left")
    joined = joined.join(got, on="order_id", how="left", maintain_order="left").with_columns(
        (pl.col("got") > pl.col("promised")).alias("late")
    )
    late = jk.Persona("late", when=jk.Condition("late", "is", True))
    on_time = jk.Persona("on_time", when=jk.Condition("late", "is", False))
    log = jk.EventLog(joined, "order_id", timezone="UTC")
    found = jk.fit_report(olist(late, on_time), log, horizon=0, score_scale=(1, 5), personas=True)
    assert [row.cases for row in found.personas.rows] == [191, 2713, 96]
    # the oracle counts orders, and a score here is a review: 14 orders have two
    means = {each.id: each.value for each in found.map.step("review_answered").metrics}
    assert means["log_score_late"] == pytest.approx(mapped["mean_score"]["late"], abs=0.001)
    assert means["log_score_on_time"] == pytest.approx(mapped["mean_score"]["on_time"], abs=0.001)
    assert found.map.persona("late").share is not None
