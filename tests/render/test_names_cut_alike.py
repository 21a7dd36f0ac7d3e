"""Names that differ only where a drawing cuts them get numbers."""

from __future__ import annotations

import re

import journeykit as jk
from journeykit.analysis.chart import Moment, Timeline, Track
from journeykit.show import chart_drawing

LONG = (
    "the customer calls the hotline of the shop because of a parcel that did not come, and waits for an answer, "
    "and calls again, which happened in "
)
MONTHS = ("January", "February")


def log():
    return jk.EventLog([
        {"case": case, "activity": name, "timestamp": f"2026-05-0{day} 10:00Z", "kind": LONG + case}
        for case in MONTHS
        for day, name in enumerate(("look", LONG + "May", LONG + "June"), 1)
    ])  # fmt: skip


def words(drawing):
    return re.findall(r"<text[^>]*>([^<]*)</text>", drawing.svg)


def numbered(drawing):
    return sum(bool(re.match(r"[12]\. the", each)) for each in words(drawing))


def test_cards_of_a_flow():
    assert numbered(log().flow().draw()) == 2
    assert not any("1. look" in each for each in words(log().flow().draw()))


def test_levels_of_a_funnel():
    assert numbered(log().funnel([LONG + "May", LONG + "June"]).draw()) == 2
    assert numbered(log().funnel(["look", LONG + "June"]).draw()) == 0


def test_lines_of_segments():
    assert numbered(log().by("kind").over_time("day").draw()) == 2


def test_rows_of_a_timeline():
    tracks = tuple(Track(LONG + month, moments=(Moment("look", 0.0),)) for month in MONTHS)
    assert numbered(chart_drawing(Timeline("Two", tracks))) == 2
