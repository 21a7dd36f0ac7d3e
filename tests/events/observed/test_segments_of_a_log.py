from __future__ import annotations

import pickle
from collections import Counter
from datetime import date, datetime

import polars as pl
import pytest

import journeykit as jk
from events import oracle
from events.observed.forms import FORMS, made
from journeykit.events.observed.funnel import FunnelLevel
from journeykit.events.observed.segments.pictured import conversion_bars, difference_bars


def rows_of(*cases):
    """Rows of (case, device, activities): a device of None is unknown; one day for each activity."""
    return [
        {"case": case, "activity": name, "timestamp": f"2026-01-{day:02} 10:00Z", "device": device}
        for case, device, names in cases
        for day, name in enumerate(names.split(), 1)
    ]


ROWS = rows_of(
    ("1", "phone", "look pay"),
    ("2", "phone", "look"),
    ("3", "desk", "look pay"),
    ("4", None, "look pay"),
    ("5", "desk", "look help look pay"),
)
LOG = jk.EventLog(ROWS)


def test_a_case_is_of_what_its_first_event_says_that_says_any():
    rows = [
        {"case": "1", "activity": "a", "timestamp": "2026-01-02 10:00Z", "device": "late"},
        {"case": "1", "activity": "b", "timestamp": "2026-01-01 10:00Z", "device": None},
        {"case": "1", "activity": "c", "timestamp": "2026-01-01 11:00Z", "device": "first"},
        {"case": "2", "activity": "a", "timestamp": "2026-01-01 10:00Z", "device": "late"},
    ]
    parted = jk.EventLog(rows).by("device")
    assert {row.segment: (row.cases, row.events) for row in parted.sizes()} == {"first": (1, 3), "late": (1, 1)}


def test_unknown_segments_are_counted_and_in_none():
    parted = LOG.by("device")
    assert (parted.names, parted.unknown, len(parted)) == (("desk", "phone"), 1, 2)
    assert [row.share for row in parted.sizes()] == [0.5, 0.5]
    assert "1 cases of unknown device are in no segment" in parted.sizes().about
    assert sum(log.summary().cases for _, log in parted) == 4


@pytest.mark.parametrize("form", FORMS)
def test_the_log_of_a_segment_is_what_its_rows_alone_would_be(form):
    part = jk.EventLog(made(form, ROWS)).by("device")["desk"]
    alone = [row | {"timestamp": datetime.fromisoformat(row["timestamp"])} for row in ROWS if row["device"] == "desk"]
    moves = {(row.source, row.target): row.count for row in part.transitions() if row.source and row.target}
    assert moves == oracle.transitions(alone)
    assert {row.steps: row.cases for row in part.variants()} == oracle.variants(alone)
    assert part.summary().events == len(alone)
    assert "only cases of device 'desk'" in part.notes


def test_every_verb_gives_the_rows_of_all_segments_with_the_segment_before():
    parted = LOG.by("device")
    asked = {
        "activities": parted.activities(horizon=0),
        "transitions": parted.transitions(),
        "variants": parted.variants(),
        "funnel": parted.funnel(["look", "pay"]),
        "durations": parted.durations("look", "pay"),
        "over_time": parted.over_time("week"),
    }
    for name, rows in asked.items():
        assert rows.dtype.names[0] == "segment", name
        assert list(dict.fromkeys(row.segment for row in rows)) == ["desk", "phone"], name
        assert not any(line.startswith("only cases") for line in rows.about), name
        assert rows.about[-1].startswith("order:"), name
    assert [(row.segment, row.n) for row in asked["durations"]] == [("desk", 2), ("phone", 1)]


def test_a_row_of_a_segment_is_a_row_of_its_verb_and_can_be_sent_elsewhere():
    rows = LOG.by("device").funnel(["look", "pay"])
    assert isinstance(rows[0], FunnelLevel)
    assert pickle.loads(pickle.dumps(rows)) == rows
    assert rows.rows()[0] == {"segment": "desk"} | {
        name: getattr(rows[0], name) for name in FunnelLevel.__dataclass_fields__
    }


def test_what_only_one_segment_has_to_say_is_said_with_its_name():
    rows = rows_of(("1", "phone", "look pay"), ("2", "desk", "look pay"), ("3", "desk", "look"))
    said = jk.EventLog(rows).by("device").variants(top=1).about
    assert said[-2:] == ("of desk: 1 of 2 variants", "of phone: 1 of 1 variants")


def test_a_segment_is_open_by_when_the_whole_log_ends():
    rows = rows_of(("1", "phone", "look"), ("2", "desk", "look " * 20))
    found = jk.EventLog(rows).by("device").activities(horizon="5 days")
    assert [(row.segment, row.open) for row in found] == [("desk", 1), ("phone", 0)]


def test_nobody_of_a_segment_doing_something_is_no_unknown_name():
    assert [row.cases for row in LOG.by("device")["phone"].funnel(["look", "help"])] == [2, 0]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("values", [(7, 11), (True, False), (1.5, 2.25), (date(2026, 1, 1), date(2026, 2, 1))])
def test_segments_may_be_numbers_truths_and_days(form, values):
    first, second = values
    rows = rows_of(("1", first, "look pay"), ("2", second, "look"), ("3", first, "look"))
    parted = jk.EventLog(made(form, rows)).by("device")
    assert [name.removesuffix(" 00:00:00") for name in parted.names] == [str(first), str(second)]
    assert [row.cases for row in parted.funnel(["look", "pay"])] == [2, 1, 1, 0]
    assert {row.segment: row.n for row in parted.compare_durations("look", "pay")} == dict(
        zip(parted.names, (1, 0), strict=True)
    )


def test_a_role_and_its_column_part_the_log_alike():
    log = jk.EventLog([row | {"way": row["device"]} for row in ROWS], channel="way")
    assert [row.cases for row in log.by("channel").sizes()] == [row.cases for row in log.by("way").sizes()] == [2, 2]


def test_what_cannot_part_a_log():
    with pytest.raises(jk.EventLogError, match="did you mean 'device'"):
        LOG.by("devise")
    for column in ("activity", "case"):
        with pytest.raises(jk.EventLogError, match="is what makes the log"):
            LOG.by(column)
    with pytest.raises(jk.UnknownName, match="did you mean 'phone'"):
        LOG.by("device")["phon"]
    with pytest.raises(jk.EventLogError, match="more than 200 values"):
        jk.EventLog(rows_of(*((str(n), f"d{n}", "look") for n in range(300)))).by("device")
    with pytest.raises(jk.EventLogError, match="empty in every event"):
        jk.EventLog(rows_of(("1", None, "look"), ("2", None, "look"))).by("device")


@pytest.mark.parametrize("verb", ["funnel", "durations"])
def test_the_pictures_show_segments_beside_each_other(verb):
    parted = LOG.by("device")
    rows = parted.funnel(["look", "pay"]) if verb == "funnel" else parted.durations("look", "pay")
    text = rows.draw().svg
    assert "desk" in text
    assert "phone" in text


def test_a_conversion_says_of_how_many():
    levels = LOG.by("device").funnel(["look", "pay"])
    looked = {row.segment: row.cases for row in levels if row.level == "look"}
    paid = {row.segment: row.cases for row in levels if row.level == "pay"}
    assert {bar.name: bar.note for bar in conversion_bars(levels).bars} == {
        each: f"{paid[each]} of {looked[each]} cases" for each in looked
    }


def test_no_group_of_a_picture_is_cut():
    names = [f"a{n}" for n in range(8)]
    rows = [
        {"case": f"{kind}{case}", "activity": name, "timestamp": f"2026-05-0{1 + place} 10:00Z", "kind": kind}
        for kind in "xyz"
        for case in range(3)
        for place, name in enumerate(names)
    ]
    found = jk.EventLog(rows).by("kind").compare(*names)
    chart = difference_bars(found)
    assert (len(found), len(chart.bars)) == (24, 18)
    assert Counter(bar.group for bar in chart.bars) == dict.fromkeys([f"come to {name}" for name in names[:6]], 3)
    assert any("first 18 of 24" in note for note in chart.notes)


def test_what_nobody_of_a_segment_does_is_not_said_of_it():
    rows = rows_of(("1", "phone", "look pay"), ("2", "phone", "look pay"), ("3", "desk", "look call pay"))
    phone = jk.EventLog(rows).by("device")["phone"]
    assert phone.summary().activities == 2
    journey = jk.JourneyMap(
        stages=[jk.Stage("s", ["look", "call", "pay"])], flow=["look >> call >> pay", "look >> pay"]
    )
    assert jk.conform(journey, phone).nobody_reaches == ("call",)
    assert "call" not in jk.discover(phone).note
    with pytest.raises(jk.UnknownName, match="'look', 'pay'"):
        phone.filter(activities="call")


@pytest.mark.parametrize("kind", [list, pl.DataFrame])
def test_nobody_is_no_customer(kind):
    rows = [
        {"case": str(case), "activity": "look", "timestamp": "2026-01-01 12:00Z", "customer": who}
        for case, who in enumerate(["ann", None, "ann", None])
    ]
    assert jk.EventLog(kind(rows), customer="customer").summary().customers == 1


def test_of_cases_that_are_all_open_no_share_is_lost():
    rows = rows_of(("1", "phone", "look"), ("2", "phone", "look pay"))
    found = {row.activity: row.drop_off for row in jk.EventLog(rows).activities(horizon="400 days")}
    assert found == {"look": 0.0, "pay": None}, "one has come through look, and nobody through pay"


@pytest.mark.parametrize("form", FORMS)
def test_a_segment_of_dates_is_called_by_the_date(form):
    rows = [
        {"case": str(case), "activity": "look", "timestamp": "2026-05-04 10:00Z", "day": date(2026, 5, 1 + case % 2)}
        for case in range(3)
    ]
    log = jk.EventLog(made(form, rows))
    assert log.by("day").names == ("2026-05-01", "2026-05-02")
    assert log.filter(where=jk.Condition("day", "is", "2026-05-01")).summary().cases == 2
    said = "nothing is left" if form == "pandas" else r"'day' holds .*: it cannot be compared with the number 2"
    for operator in (">", "is"):  # pandas has objects for dates, which are texts
        with pytest.raises(jk.EventLogError, match=said):
            log.filter(where=jk.Condition("day", operator, 2))


def test_dates_and_times_of_one_column_are_times():
    rows = [
        {"case": str(case), "activity": "look", "timestamp": at}
        for case, at in enumerate((date(2026, 5, 4), datetime.fromisoformat("2026-05-04T12:00"), date(2026, 5, 5)))
    ]
    summary = jk.EventLog(rows, timezone="UTC").summary()
    assert (summary.start.isoformat(), summary.end.isoformat()) == (
        "2026-05-04T00:00:00+00:00",
        "2026-05-05T00:00:00+00:00",
    )
