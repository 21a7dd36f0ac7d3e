from __future__ import annotations

import pytest

import journeykit as jk


def log_of(**cases):
    """A log of cases, each "look:1 pay:3": what happened in which hour of a day."""
    return jk.EventLog(
        [
            {"case": case, "activity": each.split(":")[0], "timestamp": f"2026-01-01 {int(each.split(':')[1]):02}:00Z"}
            for case, events in cases.items()
            for each in events.split()
        ]
    )


LOG = log_of(
    whole="look:1 basket:2 pay:4",
    backwards="basket:1 look:2",
    slow="look:1 basket:2 pay:20",
    again="look:1 look:2 basket:3",
    tie="look:5 basket:5 pay:5",
    never="news:1",
)


def counts(rows):
    return [row.cases for row in rows]


def test_levels_come_after_each_other_and_what_came_before_does_not_count():
    rows = LOG.funnel(["look", "basket", "pay"])
    assert counts(rows) == [5, 4, 3]
    assert [row.conversion for row in rows] == [None, 4 / 5, 3 / 4]
    assert [row.share for row in rows] == [1, 4 / 5, 3 / 5]
    assert [row.stopped for row in rows] == [1, 1, None]
    assert [row.open for row in rows] == [None] * 3


def test_in_any_order_every_level_so_far_is_needed():
    assert counts(LOG.funnel(["look", "basket", "pay"], ordered=False)) == [5, 5, 3]


def test_a_level_may_be_any_of_several_activities():
    rows = LOG.funnel([["look", "news"], ["basket", "pay"]])
    assert counts(rows) == [6, 4]
    assert [row.level for row in rows] == ["look or news", "basket or pay"]


def test_the_same_activity_twice_needs_two_events():
    assert counts(LOG.funnel(["look", "look"])) == [5, 1]


def test_the_limit_counts_from_the_first_level_and_includes_its_end():
    assert counts(LOG.funnel(["look", "basket", "pay"], within="3 hours")) == [5, 4, 2]
    assert counts(LOG.funnel(["look", "basket", "pay"], within="179 min")) == [5, 4, 1]
    assert counts(LOG.funnel(["look", "basket", "pay"], within=0)) == [5, 1, 1]


def test_median_times_are_of_those_who_come():
    rows = LOG.funnel(["look", "basket", "pay"])
    assert [row.median for row in rows] == [None, 3600.0, 7200.0]
    assert [row.from_first for row in rows] == [None, 3600.0, 3 * 3600.0]


def test_who_stops_may_still_be_open():
    rows = LOG.funnel(["look", "basket", "pay"], horizon="17.5 hours")  # the log ends at 20:00
    assert [(row.stopped, row.open) for row in rows] == [(1, 0), (1, 1), (None, None)]
    assert [row.open for row in LOG.funnel(["look", "basket", "pay"], horizon=0)] == [0, 0, None]
    assert [row.open for row in LOG.funnel(["look", "basket", "pay"], horizon="17 hours")] == [0, 0, None], "exactly"
    assert [row.open for row in LOG.funnel(["look", "basket"], horizon="1 day", until="2026-01-09")] == [0, None]


def test_the_interval_is_wilsons():
    from journeykit.metrics.intervals import wilson

    row = LOG.funnel(["look", "basket"])[1]
    assert (row.low, row.high) == wilson(4, 5)


def test_by_a_segment_is_a_funnel_for_each():
    rows = [
        {"case": case, "activity": name, "timestamp": f"2026-01-01 {hour}:00Z", "device": device}
        for case, device, names in (("1", "phone", "look pay"), ("2", "desk", "look"))
        for hour, name in enumerate(names.split(), 10)
    ]
    found = jk.EventLog(rows).funnel(["look", "pay"], by="device")
    assert [(row.segment, row.level, row.cases) for row in found] == [
        ("desk", "look", 1),
        ("desk", "pay", 0),
        ("phone", "look", 1),
        ("phone", "pay", 1),
    ]


@pytest.mark.parametrize("steps", ["look", ["look"], [], [["look"]]])
def test_fewer_than_two_levels_are_no_funnel(steps):
    with pytest.raises(jk.EventLogError, match="levels of a funnel"):
        LOG.funnel(steps)


def test_an_unknown_activity_has_its_near_name():
    with pytest.raises(jk.UnknownName, match="did you mean 'basket'"):
        LOG.funnel(["look", "baskt"])
    with pytest.raises(jk.EventLogError, match="no activity was named"):
        LOG.funnel(["look", []])


@pytest.mark.parametrize("within", ["soon", -1, 3.5])
def test_a_limit_that_is_no_duration(within):
    with pytest.raises(jk.EventLogError, match="within is a duration"):
        LOG.funnel(["look", "pay"], within=within)


def test_the_picture_has_a_level_for_each_and_says_who_stops():
    rows = LOG.funnel(["look", "basket", "pay"], horizon="17.5 hours")
    text = rows.draw().svg
    assert "5 cases that come to look" in text
    assert "come no further" in text
    assert "their case is over" in text
    assert "still under way" in text
    unknown = LOG.funnel(["look", "basket", "pay"]).draw().svg
    assert "stop here" in unknown
    assert "for good" not in unknown
    assert "their case is over" not in unknown


def test_nobody_at_the_first_level_divides_by_nothing():
    part = jk.EventLog(
        [
            {"case": case, "activity": name, "timestamp": "2026-01-01 10:00Z", "device": device}
            for case, name, device in (("1", "look", "phone"), ("2", "pay", "desk"))
        ]
    ).by("device")["phone"]
    rows = part.funnel(["pay", "look"])
    assert counts(rows) == [0, 0]
    assert [row.share for row in rows] == [None, None]
    assert rows.draw().svg
