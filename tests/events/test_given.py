"""Verbs that are given something else than a map or a log say what it was, and how to get the right thing."""

from __future__ import annotations

from pathlib import Path

import pytest

import journeykit as jk

SHOP = jk.JourneyMap(
    stages=[jk.Stage("buy", ["look", "pay"])], outcomes=[jk.Outcome("bought", result="success")], flow=["pay >> bought"]
)
ROWS = [
    {"case": case, "activity": name, "timestamp": f"2026-05-04T10:0{minute}Z"}
    for case in "ab"
    for minute, name in enumerate(["look", "pay"])
]


def log() -> jk.EventLog:
    return jk.EventLog(ROWS)


class DataFrame:
    """Stands for the frame that somebody took for a log."""


ON_MAPS = {
    "fit": jk.fit,
    "fit_report": jk.fit_report,
    "conform": jk.conform,
    "in_flight": lambda journey, events: jk.EventLog.in_flight(events, journey),
    "calibration": jk.calibration,
}


@pytest.mark.parametrize("verb", ["fit", "fit_report", "conform"])
@pytest.mark.parametrize("given", ["shop.yaml", Path("shop.yaml")])
def test_a_file_is_no_map(verb, given):
    with pytest.raises(TypeError, match=r"takes a JourneyMap, not the (text|path) .*jk\.load\('shop\.yaml'\)"):
        ON_MAPS[verb](given, log())


def test_a_file_is_no_map_for_a_method():
    with pytest.raises(TypeError, match=r"jk\.load\('shop\.yaml'\)"):
        log().in_flight("shop.yaml")
    with pytest.raises(TypeError, match=r"jk\.load\('shop\.yaml'\)"):
        jk.attribute(log(), "pay", by="activity", map="shop.yaml")
    with pytest.raises(TypeError, match=r"jk\.load\('shop\.yaml'\)"):
        jk.locate("shop.yaml", ["look"])


@pytest.mark.parametrize("verb", ["fit", "fit_report", "conform", "calibration"])
def test_a_file_or_a_frame_is_no_log(verb):
    with pytest.raises(TypeError, match=r"takes an EventLog, not the text 'a\.csv'.*jk\.EventLog\('a\.csv'\)"):
        ON_MAPS[verb](SHOP, "a.csv")
    with pytest.raises(TypeError, match=r"takes an EventLog, not a DataFrame: make one with jk\.EventLog\("):
        ON_MAPS[verb](SHOP, DataFrame())


def test_a_frame_is_no_log_for_what_takes_only_a_log():
    with pytest.raises(TypeError, match="discover takes an EventLog, not a list"):
        jk.discover(ROWS)
    with pytest.raises(TypeError, match="locate takes an EventLog, not a DataFrame"):
        jk.locate(SHOP, ["look"], log=DataFrame())


@pytest.mark.parametrize("verb", ["fit", "fit_report", "conform"])
def test_map_and_log_in_each_others_place(verb):
    with pytest.raises(TypeError, match="in each other's place: change them round"):
        ON_MAPS[verb](log(), SHOP)


@pytest.mark.parametrize("where", ["x", {"country": "DE"}, True])
def test_where_takes_a_rule(where):
    with pytest.raises(TypeError, match=r"filter takes a rule as where=, not .*jk\.Condition\("):
        log().filter(where=where)
