"""Whatever holds the data, a log says what thirty lines of plain Python say."""

from __future__ import annotations

import warnings
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import journeykit as jk
from events import oracle
from events.observed.forms import FORMS, made
from events.observed.odd_logs import BERLIN, odd_logs, written
from journeykit.events.observed.durations import durations
from journeykit.events.observed.flow import flow
from journeykit.events.observed.funnel import funnel
from journeykit.events.observed.sessions import sessions

forms = st.sampled_from(FORMS)


def log_of(form, rows, **asked):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", jk.EventLogWarning)  # mixed offsets and naive times, which are meant
        return jk.EventLog(made(form, rows), case="case", activity="activity", timestamp="timestamp", **asked)


def check(log, rows):
    """What nearly everything else is made of."""
    moves = log.transitions(horizon=0)
    inner = {(move.source, move.target): move for move in moves if None not in (move.source, move.target)}
    assert {pair: move.count for pair, move in inner.items()} == oracle.transitions(rows)
    assert {pair: move.median_gap for pair, move in inner.items()} == pytest.approx(oracle.gaps(rows))
    assert {move.target: move.count for move in moves if move.source is None} == oracle.starts(rows)
    assert {move.source: move.count for move in moves if move.target is None} == oracle.ends(rows)
    variants = log.variants(top=None)
    assert {row.steps: row.cases for row in variants} == oracle.variants(rows)
    assert len(variants) == log.summary().variants
    assert log.summary().ties == oracle.ties(rows)
    nodes = flow(log).nodes
    assert {node.activity: (node.events, node.cases, node.position) for node in nodes} == oracle.activities(rows)


@settings(max_examples=300)
@given(odd_logs(), forms)
def test_moves_variants_starts_ends_ties(rows, form):
    check(log_of(form, written(rows)), rows)


@settings(max_examples=300)
@given(odd_logs(), forms, st.data())
def test_funnels_durations_and_sessions(rows, form, data):
    log = log_of(form, written(rows))
    some = st.sets(st.sampled_from(log.names), min_size=1, max_size=2)
    levels = data.draw(st.lists(some, min_size=2, max_size=4))
    within = data.draw(st.sampled_from([None, 0, 60, 3600, 86_400]))
    asked = [sorted(each) for each in levels]
    limit = {} if within is None else {"within": f"{within} s"}
    assert [row.cases for row in funnel(log, asked, **limit)] == oracle.funnel(rows, levels, within)
    found = funnel(log, asked, ordered=False, **limit)
    assert [row.cases for row in found] == oracle.unordered(rows, levels, within)
    a, b = data.draw(st.sampled_from(log.names)), data.draw(st.sampled_from(log.names))
    for pairing in ("after", "first", "nearest") if a != b else ("after", "nearest"):
        (row,) = durations(log, a, b, pairing=pairing)
        times = oracle.durations(rows, a, b, pairing)
        assert row.n == len(times)
        assert row.negative == sum(each < 0 for each in times)
        if times:
            assert (row.shortest, row.longest, row.median) == (times[0], times[-1], oracle.median(times))
            assert row.mean == pytest.approx(sum(times) / len(times))
    gap = data.draw(st.sampled_from([1, 1800, 3600, 100_000]))
    parted = sessions(log, f"{gap} s").variants(top=None)
    assert {row.steps: row.cases for row in parted} == oracle.sessions(rows, gap)


@settings(max_examples=200)
@given(
    odd_logs(),
    forms,
    st.sampled_from(["day", "week", "month"]),
    st.sampled_from([0, 1, 3600, 86_400]),
    st.sampled_from(["UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Kiritimati"]),
)
def test_periods(rows, form, unit, silence, zone):
    log = log_of(form, written(rows))
    goal = log.names[0]
    found = [row for row in log.over_time(unit, to=goal, horizon=f"{silence} s", timezone=zone) if row.events]
    told = {row.period: (row.events, row.started, row.ended, row.open, row.reached, row.dropped) for row in found}
    assert told == oracle.periods(rows, unit, goal, silence, ZoneInfo(zone))


@settings(max_examples=100)
@given(odd_logs(aware=False), forms)
def test_local_times_around_the_hour_that_comes_twice(rows, form):
    log = log_of(form, [row | {"timestamp": row["timestamp"].isoformat()} for row in rows], timezone="Europe/Berlin")
    check(log, [row | {"timestamp": row["timestamp"].replace(tzinfo=BERLIN)} for row in rows])


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("column", ["case", "activity", "timestamp"])
def test_a_null_is_an_error_that_counts_it_or_is_left_out_with_a_warning(form, column):
    rows = [
        {"case": case, "activity": name, "timestamp": f"2026-01-0{day} 10:00:00Z"}
        for day, (case, name) in enumerate((("a", "look"), ("a", "pay"), ("b", "look"), ("b", "pay")), 1)
    ]
    rows[1] = rows[1] | {column: None}
    with pytest.raises(jk.EventLogError, match="1 event has no"):
        jk.EventLog(made(form, rows), case="case", activity="activity", timestamp="timestamp")
    with pytest.warns(jk.EventLogWarning, match="left out: 1 event has no"):
        log = jk.EventLog(made(form, rows), "case", "activity", "timestamp", missing="leave out")
    check(log, [row | {"timestamp": datetime.fromisoformat(row["timestamp"])} for row in rows if row[column]])


@pytest.mark.parametrize("form", FORMS)
def test_ids_that_look_like_numbers_or_nothing_stay_what_they_are(form):
    rows = [
        {"case": case, "activity": "look", "timestamp": "2026-01-01 10:00:00Z"}
        for case in ("NA", "", " ", "007", "7", "null", "\U0001f600", "it's", "A", "a ")
    ]
    log = log_of(form, rows)
    assert sorted(case for (case,) in log.engine.rows(log.cases().select("case"))) == sorted(
        row["case"] for row in rows
    )
