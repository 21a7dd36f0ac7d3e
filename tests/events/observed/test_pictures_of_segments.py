"""What segments do, side by side: matrices of activities and moves, bars of ways."""

from __future__ import annotations

import re
from collections import Counter

import pytest

import journeykit as jk
from journeykit.events.observed.segments.grids import activity_grid, move_grid, variant_bars


def parted(**segments):
    """A log of such segments: of each the ways of its cases."""
    return jk.EventLog(
        [
            {"case": f"{kind}{case}", "activity": name, "timestamp": f"2026-05-04 10:{place:02}Z", "kind": kind}
            for kind, ways in segments.items()
            for case, way in enumerate(ways)
            for place, name in enumerate(way.split())
        ]
    ).by("kind")


SHOP = parted(desk=["look pay", "look", "look ask look", "pay"], phone=["look", "ask pay"])


def test_each_activity_has_a_row_and_each_segment_a_column():
    grid = activity_grid(SHOP.activities(), "kind")
    assert (grid.rows, grid.columns) == (("look", "pay", "ask"), ("desk", "phone"))
    assert [tuple(row) for row in grid.counts] == [(3.0, 1.0), (2.0, 1.0), (1.0, 1.0)], "cases, not events"
    assert [tuple(row) for row in grid.cells] == [(0.75, 0.5), (0.5, 0.5), (0.25, 0.5)]


def test_each_move_has_a_row_and_what_nobody_of_a_segment_does_is_empty():
    grid = move_grid(SHOP.transitions(), "kind")
    found = {
        name: (list(cells), list(counts))
        for name, cells, counts in zip(grid.rows, grid.cells, grid.counts, strict=True)
    }
    assert found["look \u203a pay"] == ([0.25, None], [1.0, None])
    assert found["look \u203a (end)"] == ([0.5, 1.0], [2.0, 1.0])
    assert found["(start) \u203a look"] == ([0.75, 0.5], [3.0, 1.0]), "of the cases of each segment"
    assert grid.rows[0] == "(start) \u203a look", "the most frequent first"


def test_every_segment_has_some_of_its_ways():
    log = parted(**{f"s{n}": [f"a{way}" for way in range(8) for _ in range(9 - way)] for n in range(6)})
    chart = variant_bars(log.variants(), "kind")
    assert Counter(bar.group for bar in chart.bars) == dict.fromkeys(log.names, 3)
    assert [bar.name for bar in chart.bars[:3]] == ["a0", "a1", "a2"]
    assert "The 3 most frequent of each segment." in chart.notes
    assert not any("most frequent" in note for note in variant_bars(SHOP.variants(), "kind").notes)


def test_a_matrix_has_the_most_frequent_rows_and_the_largest_segments():
    segments = {f"s{n:02}": [" ".join(f"a{each:02}" for each in range(40 - n))] * (30 - n) for n in range(14)}
    grid = activity_grid(parted(**segments).activities(), "kind")
    assert grid.columns == tuple(f"s{n:02}" for n in range(12))
    assert grid.rows == tuple(f"a{each:02}" for each in range(25))
    assert "The 25 most frequent activities of 40 and the 12 largest segments of 14." in grid.notes


@pytest.mark.parametrize("verb", ["activities", "transitions", "variants"])
def test_all_of_them_are_drawn_and_say_by_what(verb):
    assert "by kind" in getattr(SHOP, verb)().draw().svg


def test_segments_whose_names_are_cut_alike_are_told_apart():
    long = "the customers of the northern shops who were asked in "
    svg = parted(**{long + "May": ["look", "pay"], long + "June": ["look"]}).activities().draw().svg
    assert "1. the" in svg
    assert "2. the" in svg
    assert "1. look" not in svg, "rows that nobody takes for one have no numbers"


def test_moves_of_the_whole_log_are_drawn():
    events = [(f"a{n}", f"2026-05-{n + 1:02} 10:00Z") for n in range(25)]
    log = jk.EventLog([{"case": case, "activity": name, "timestamp": time} for case in "12" for name, time in events])
    found = log.transitions()
    bars = found.draw().svg
    assert "a0 \u203a a1" in bars
    assert "half within 24\u00a0h" in bars
    assert "The first 20 of 26." in bars


def test_a_segment_of_which_nobody_comes_to_a_level_is_named_where_it_has_no_bar():
    ways = {"web": ["look basket pay"] * 3, "mail": ["look"] * 3, "call": ["look basket"]}
    levels = ["look", "basket", "pay"]
    told = "After basket without mail: none of its cases comes that far."
    found = parted(**ways).funnel(levels)
    assert told in found.draw().svg
    assert "without call" not in found.draw().svg, "none of 1 is a share"
    assert "that far" not in parted(web=ways["web"]).funnel(levels).draw().svg
    several = parted(**ways, **{f"s{n}": ["look"] for n in range(5)}).funnel(levels).draw().svg
    assert "After basket without mail, s0, s1, s2 and 2 more: none of their cases comes that far." in several


def test_segments_without_a_time_say_from_where_to_where():
    assert "No case of a segment comes from pay to ask." in SHOP.durations("pay", "ask").draw().svg


def test_a_move_between_two_long_names_says_both():
    names = [
        f"the customer calls the hotline because of {what} that did not come" for what in ("a parcel", "an answer")
    ]
    rows = [
        {"case": case, "activity": name, "timestamp": f"2026-05-0{day} 10:00Z", "kind": case}
        for case in "12"
        for day, name in enumerate(names, 1)
    ]
    svg = jk.EventLog(rows).by("kind").transitions().draw().svg
    said = " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", svg))
    assert " \u203a ".join(names) in said
