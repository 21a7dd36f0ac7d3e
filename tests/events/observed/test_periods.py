from __future__ import annotations

from datetime import UTC, datetime

import pytest

import journeykit as jk
from journeykit.events.observed.pictured import period_chart
from journeykit.events.observed.segments.pictured import period_lines


def log_of(*events):
    return jk.EventLog([{"case": case, "activity": name, "timestamp": time} for case, name, time in events])


LOG = log_of(
    ("1", "look", "2026-01-01 00:30Z"),
    ("1", "pay", "2026-02-10 12:00Z"),
    ("2", "look", "2026-01-31 23:59:59.999999Z"),
    ("3", "look", "2026-03-01 00:00Z"),
    ("3", "look", "2026-03-30 00:00Z"),
)


@pytest.mark.parametrize(
    ("unit", "names"),
    [
        ("year", ["2026"]),
        ("quarter", ["2026-Q1"]),
        ("month", ["2026-01", "2026-02", "2026-03"]),
        ("week", [f"2026-W{week:02}" for week in range(1, 15)]),
    ],
)
def test_periods_have_no_gap_and_their_usual_names(unit, names):
    rows = LOG.over_time(unit)
    assert [row.period for row in rows] == names
    assert sum(row.events for row in rows) == 5
    assert sum(row.started for row in rows) == sum(row.ended for row in rows) == 3


def test_days_begin_at_midnight_utc_whatever_the_offset():
    with pytest.warns(jk.EventLogWarning, match="several offsets"):
        log = log_of(("1", "look", "2025-12-31T23:30:00-01:00"), ("2", "look", "2026-01-02T00:30:00+01:00"))
    assert [row.period for row in log.over_time("day")] == ["2026-01-01"]


def test_days_begin_by_the_clocks_of_a_zone():
    log = log_of(
        ("1", "look", "2026-03-28T22:59Z"), ("2", "look", "2026-03-28T23:00Z"), ("3", "look", "2026-03-29T22:00Z")
    )
    rows = log.over_time("day", timezone="Europe/Berlin")
    assert [(row.period, row.started) for row in rows] == [("2026-03-28", 1), ("2026-03-29", 1), ("2026-03-30", 1)]
    assert [row.start.astimezone(UTC).hour for row in rows] == [23, 23, 22], "clocks go forward on the 29th"
    assert [row.complete for row in rows] == [False, True, False]
    assert "periods are days in Europe/Berlin" in rows.about
    assert [row.started for row in log.over_time("day")] == [2, 1]


def test_a_day_without_midnight_begins_when_it_does():
    log = log_of(("1", "look", "2018-11-03T12:00Z"), ("2", "look", "2018-11-04T03:00Z"))
    rows = log.over_time("day", timezone="America/Sao_Paulo")
    assert [(row.period, row.started) for row in rows] == [("2018-11-03", 1), ("2018-11-04", 1)]
    assert rows[1].start.isoformat() == "2018-11-04T01:00:00-02:00"


def test_segments_have_the_days_of_the_zone_too():
    rows = [
        {"case": case, "activity": "look", "timestamp": f"2026-07-0{day}T{hour}:30Z", "device": device}
        for case, day, hour, device in (("1", 1, 21, "a"), ("2", 1, 22, "a"), ("3", 1, 23, "b"), ("4", 2, 12, "b"))
    ]
    found = jk.EventLog(rows).by("device").over_time("day", timezone="Europe/Berlin")
    assert [(row.segment, row.period, row.started) for row in found] == [
        ("a", "2026-07-01", 1), ("a", "2026-07-02", 1), ("b", "2026-07-02", 2),
    ]  # fmt: skip


@pytest.mark.filterwarnings("ignore:times .*placeholder:journeykit.errors.EventLogWarning")  # they are meant here
@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York"])
@pytest.mark.parametrize("unit", ["day", "week", "year"])
def test_the_first_and_the_last_days_that_there_are(zone, unit):
    log = log_of(("1", "look", "0001-01-01T00:30Z"), ("2", "look", "9999-12-31T23:30Z"))
    rows = log.over_time(unit, timezone=zone)
    assert (rows[0].events, rows[-1].events) == (1, 1)
    assert rows[0].period.startswith("0001")
    assert rows[-1].period.startswith("9999")


def test_the_zone_of_a_log_is_not_that_of_its_periods_and_it_says_so():
    rows = [{"case": case, "activity": "look", "timestamp": "2026-07-01 00:30"} for case in "12"]
    log = jk.EventLog(rows, timezone="Europe/Berlin")
    rows = log.over_time("day")
    assert rows[0].period == "2026-06-30"
    assert "by the clocks of the log's own zone: timezone='Europe/Berlin'" in rows.about
    assert log.over_time("day", timezone="Europe/Berlin")[0].period == "2026-07-01"


@pytest.mark.parametrize(
    ("until", "last"), [("2026-05-01", "2026-04"), ("2026-05-01 00:01", "2026-05"), (None, "2026-03")]
)
def test_a_log_that_was_watched_on_has_periods_without_events(until, last):
    rows = LOG.over_time("month", until=until)
    assert rows[-1].period == last
    assert [row.events for row in rows[3:]] == [0] * (len(rows) - 3)
    assert [row.complete for row in rows[1:3]] == [True, until is not None]
    parted = jk.EventLog(
        [{"case": "1", "activity": "look", "timestamp": "2026-01-01 00:30Z", "kind": kind} for kind in "a"]
        + [{"case": "2", "activity": "look", "timestamp": "2026-03-01 00:30Z", "kind": "b"}]
    )
    found = parted.by("kind").over_time("month", until="2026-03-09")
    assert [(row.segment, row.period) for row in found] == [
        *(("a", f"2026-0{month}") for month in (1, 2, 3)), ("b", "2026-03"),
    ]  # fmt: skip


def test_until_is_of_the_zone_of_the_log():
    rows = [{"case": case, "activity": "look", "timestamp": f"2026-07-0{case} 23:30"} for case in "12"]
    here = jk.EventLog(rows, timezone="America/New_York")
    utc = jk.EventLog(rows, timezone="UTC")
    assert here.over_time("day", until="2026-07-02", timezone="America/New_York")[-1].period == "2026-07-02"
    for log, over in ((here, 1), (utc, 1)):
        assert log.activities(horizon="24 hours", until="2026-07-03 00:00")[0].ends - over == 1
        assert log.activities(horizon="24 hours", until="2026-07-03 00:00")[0].open == 1
    with pytest.raises(
        jk.EventLogError,
        match=r"2026-07-01 12:00 America/New_York, lies before the log's first event, 2026-07-01 23:30",
    ):
        here.over_time("day", until="2026-07-01 12:00")


def test_a_zone_that_is_none():
    with pytest.raises(jk.EventLogError, match="'Berlin' is no zone"):
        LOG.over_time("day", timezone="Berlin")


def test_each_day_is_a_period():
    rows = {row.period: row for row in LOG.over_time("day")}
    assert len(rows) == 89
    assert [name for name, row in rows.items() if row.started] == ["2026-01-01", "2026-01-31", "2026-03-01"]
    assert rows["2026-01-31"].start == datetime(2026, 1, 31, tzinfo=UTC)


def test_a_case_belongs_to_the_period_in_which_it_starts():
    rows = LOG.over_time("month", to="pay", horizon="10 days")
    assert [(row.started, row.reached, row.conversion) for row in rows] == [(2, 1, 0.5), (0, 0, None), (1, 0, 0.0)]
    assert [(row.dropped, row.open) for row in rows] == [(1, 0), (0, 0), (0, 1)]
    assert [row.drop_off for row in rows] == [0.5, None, None], "of the third nobody is over"
    assert [row.ended for row in rows] == [1, 1, 0]


def test_who_came_to_the_goal_is_no_longer_open():
    log = log_of(
        ("1", "look", "2026-01-01 12:00Z"), ("1", "pay", "2026-01-30 12:00Z"), ("1", "look", "2026-01-30 13:00Z"),
        ("2", "look", "2026-01-29 12:00Z"), ("3", "look", "2026-01-02 12:00Z"),
    )  # fmt: skip
    (row,) = log.over_time("month", to="pay", horizon="10 days")
    assert (row.started, row.reached, row.open, row.dropped) == (3, 1, 1, 1)
    assert row.drop_off == 0.5, "the open case is in no drop-off, as in that of activities"
    (row,) = log.over_time("month", horizon="10 days")
    assert row.open == 2, "without a goal both may go on"


def test_a_silence_of_exactly_the_horizon_is_an_end():
    days = (LOG.summary().end - datetime(2026, 2, 10, 12, tzinfo=UTC)).total_seconds() / 86_400
    found = [LOG.over_time("year", horizon=f"{days + more} days")[0] for more in (0, 0.001)]
    assert [(row.ended, row.open) for row in found] == [(2, 1), (1, 2)]


def test_without_a_horizon_nobody_has_dropped_off():
    rows = LOG.over_time("month", to="pay")
    assert [(row.dropped, row.drop_off, row.open) for row in rows] == [(None, None, None)] * 3
    assert any("horizon" in line for line in rows.about)


def test_periods_that_the_log_covers_in_part_are_marked():
    rows = LOG.over_time("month")
    assert [row.complete for row in rows] == [False, True, False]
    assert "the log covers only a part of 2026-01 and 2026-03" in rows.about
    later = LOG.over_time("month", horizon=0, until="2026-04-01")
    assert [row.complete for row in later] == [False, True, True]


def test_a_week_belongs_to_the_year_of_its_thursday():
    rows = log_of(("1", "a", "2024-12-30 12:00Z"), ("2", "a", "2025-01-06 12:00Z")).over_time("week")
    assert [row.period for row in rows] == ["2025-W01", "2025-W02"]


@pytest.mark.filterwarnings("ignore:times .*placeholder:journeykit.errors.EventLogWarning")  # they are meant here
@pytest.mark.parametrize("unit", ["day", "week", "month", "quarter", "year"])
def test_the_ends_of_the_calendar_are_periods_like_any_other(unit):
    rows = log_of(("1", "a", "1600-02-29 12:00Z"), ("2", "a", "9999-12-31 23:59Z")).over_time(unit)
    assert sum(row.events for row in rows) == 2
    assert (rows[0].period[:4], rows[-1].period[:4]) == ("1600", "9999")
    assert len(rows) == 2
    assert "periods in which nothing happened are left out" in rows.about  # there would be thousands


def test_before_1970_too():
    rows = log_of(("1", "a", "1969-12-31 23:59:59.5Z"), ("2", "a", "1970-01-01 00:00Z")).over_time("day")
    assert [(row.period, row.events) for row in rows] == [("1969-12-31", 1), ("1970-01-01", 1)]


def test_an_unknown_unit_or_goal():
    with pytest.raises(jk.UnknownName, match="did you mean 'month'"):
        LOG.over_time("months")
    with pytest.raises(jk.UnknownName, match="did you mean 'pay'"):
        LOG.over_time("month", to="pai")


def test_the_picture_has_the_conversion_and_how_many_started():
    text = LOG.over_time("month", to="pay").draw().svg
    assert "come to pay" in text
    assert "2026-01*" in text
    assert "2026-02*" not in text
    assert "2026-02" in text
    assert "By month" in LOG.over_time("month").draw().svg


def test_a_period_with_very_few_cases_does_not_set_the_scale():
    rows = [{"case": "0", "activity": name, "timestamp": f"2026-01-30 1{at}:00Z"} for at, name in enumerate("ab")]
    for month in (2, 3):
        for each in range(40):
            case = f"{month}-{each}"
            names = "ab" if each < 8 else "a"
            times = [f"2026-0{month}-1{at} 10:00Z" for at in range(2)]
            rows += [{"case": case, "activity": n, "timestamp": t} for n, t in zip(names, times, strict=False)]
    found = jk.EventLog(rows).over_time(to="b", horizon="30 days")
    assert [row.conversion for row in found] == [1.0, 0.2, 0.2]
    svg = found.draw("light").svg.replace("\u00a0", " ")
    assert "Shares that come to b of fewer than 6 cases are not drawn: 2026-01: 100 % of 1." in svg
    assert ">100 %<" not in svg
    assert "still open, without b" in svg
    assert "still open" not in jk.EventLog(rows).over_time(to="b").draw("light").svg


@pytest.mark.parametrize("unit", ["month", "year"])
@pytest.mark.parametrize(("cases", "drawn"), [(5, False), (6, True)])
def test_whether_a_share_is_drawn_depends_on_its_cases_and_not_on_those_of_others(unit, cases, drawn):
    many = [
        {"case": f"{month}-{n}", "activity": name, "timestamp": f"2026-{month:02}-1{at} 10:00Z"}
        for month in range(1, 13)
        for n in range(20)
        for at, name in enumerate(["look", "pay"] if n else ["look"])
    ]
    first = [{"case": f"x{n}", "activity": "look", "timestamp": "2025-12-05 10:00Z"} for n in range(cases)]
    found = jk.EventLog([*first, *many]).over_time(unit, to="pay")
    chart = period_chart(found, unit, "pay")
    assert [each is not None for each in chart.trends[0].values] == [drawn, *[True] * (len(found) - 1)]
    assert any("fewer than 6 cases are not drawn" in note for note in chart.notes) is not drawn


def test_where_no_share_is_drawn_there_is_no_frame_for_one():
    events = [(case, name, f"2026-05-04 1{at}:00Z") for case in "12" for at, name in enumerate(["look", "pay"])]
    few = log_of(*events).over_time("day", to="pay")
    chart = period_chart(few, "day", "pay")
    assert (chart.trends, chart.counts) == ((), (2.0,))
    svg = few.draw("light").svg.replace("\u00a0", " ")
    assert "Shares that come to pay of fewer than 6 cases are not drawn: 2026-05-04: 100 % of 2." in svg
    assert ">100 %<" not in svg


def test_the_largest_segments_have_a_line_each():
    rows = [
        {"case": f"{kind}{month}{n}", "activity": name, "timestamp": f"2026-0{month}-1{at} 10:00Z", "kind": kind}
        for size, kind in enumerate("abcde", 6)
        for month in (1, 2)
        for n in range(size)
        for at, name in enumerate(["look", "pay"] if n else ["look"])
    ]
    parted = jk.EventLog(rows).by("kind")
    found = period_lines(parted.over_time("month", to="pay"), "month", "pay")
    assert [trend.name for trend in found.trends] == ["e", "d", "c", "b"]
    assert found.trends[0].values == (0.9, 0.9)
    assert found.counts == (40, 40)
    assert found.periods == ("2026-01*", "2026-02*")
    assert "the 4 largest of 5 segments have a line" in " ".join(found.notes).replace("The 4", "the 4")
    assert (found.trends[0].low[0], found.trends[0].high[0]) == tuple(
        getattr(row, end) for row in parted.over_time("month", to="pay") for end in ("low", "high")
        if row.segment == "e" and row.period == "2026-01"
    )  # fmt: skip
    plain = period_lines(parted.over_time("month"), "month", None)
    assert [trend.values for trend in plain.trends] == [(size, size) for size in (10, 9, 8, 7)]
    assert plain.counts == ()
    svg = parted.over_time("month", to="pay").draw().svg
    assert "come to pay, share of the cases that started" in svg


def test_a_segment_of_few_cases_has_no_line_and_the_picture_says_so():
    rows = [
        {"case": f"{kind}{n}", "activity": "look", "timestamp": "2026-01-11 10:00Z", "kind": kind}
        for kind, size in (("web", 6), ("phone", 5))
        for n in range(size)
    ]
    chart = period_lines(jk.EventLog(rows).by("kind").over_time("month", to="look"), "month", "look")
    assert [trend.name for trend in chart.trends] == ["web"]
    assert {"1 of 2 segments have a line.", "Without 1 share of fewer than 6 cases."} <= set(chart.notes)
