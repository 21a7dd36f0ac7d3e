"""A log is opened, checked in one pass, and says what it is read as."""

from __future__ import annotations

import time
import warnings
from datetime import UTC, datetime, timedelta

import pandas as pd
import polars as pl
import pytest

import journeykit as jk
from journeykit.errors import EventLogError, EventLogWarning, UnknownName
from journeykit.events.progress import watched

ROWS = [
    {"case": "ann", "activity": "basket", "timestamp": "2026-05-04T10:00Z", "age": 31, "city": "Ulm"},
    {"case": "ann", "activity": "pay", "timestamp": "2026-05-04T10:05Z", "age": 31, "city": "Ulm"},
    {"case": "ben", "activity": "basket", "timestamp": "2026-05-04T11:00Z", "age": None, "city": None},
    {"case": "ben", "activity": "basket", "timestamp": "2026-05-04T11:00Z", "age": 52, "city": "Bonn"},
    {"case": "cleo", "activity": "pay", "timestamp": "2026-06-04T11:00Z", "age": 19, "city": "Ulm"},
]
FORMS = [list, pd.DataFrame, pl.DataFrame, pl.LazyFrame]
forms = pytest.mark.parametrize("form", FORMS, ids=["rows", "pandas", "polars", "lazy"])


def counts(log):
    return {(move.source, move.target): move.count for move in log.transitions()}


@forms
def test_moves_ties_and_duplicates(form):
    log = jk.EventLog(form(ROWS))
    assert counts(log) == {
        (None, "basket"): 2,
        ("basket", None): 1,
        ("basket", "pay"): 1,
        ("basket", "basket"): 1,
        (None, "pay"): 1,
        ("pay", None): 2,
    }
    found = log.summary()
    assert (found.events, found.cases, found.activities, found.variants) == (5, 3, 2, 3)
    assert (found.ties, found.duplicates) == (1, 1)
    assert found.start == datetime(2026, 5, 4, 10, tzinfo=UTC)
    assert found.end == datetime(2026, 6, 4, 11, tzinfo=UTC)


@forms
def test_drop_off_needs_a_horizon(form):
    log = jk.EventLog(form(ROWS))
    assert {each.drop_off for each in log.activities()} == {None}
    assert "horizon" in log.activities().about[0]
    closed = {each.activity: each for each in log.activities(horizon="1 week")}
    assert (closed["pay"].ends, closed["pay"].open, closed["pay"].drop_off) == (2, 1, 1.0)
    assert (closed["basket"].open, closed["basket"].drop_off) == (0, 0.5)
    assert {each.activity: each.drop_off for each in log.activities(horizon=0)} == {"basket": 0.5, "pay": 1.0}
    ends = {move.source: move.open for move in log.transitions(horizon="1 week") if move.target is None}
    assert ends == {"basket": 0, "pay": 1}
    # a month later nobody is open any more
    later = log.activities(horizon="1 week", until="2026-07-04")
    assert {each.open for each in later} == {0}


@forms
def test_shares_are_of_all_that_follows(form):
    shares = {(move.source, move.target): move.share for move in jk.EventLog(form(ROWS)).transitions()}
    assert shares["basket", "pay"] == pytest.approx(1 / 3)
    assert shares["pay", None] == 1
    assert shares[None, "basket"] == pytest.approx(2 / 3)


@forms
def test_an_order_column_decides_among_equal_times(form):
    rows = [
        {"case": 1, "activity": name, "timestamp": "2026-05-04T10:00Z", "place": place}
        for name, place in [("third", "3"), ("first", "1"), ("tenth", "10"), ("last", None), ("second", "2")]
    ] + [{"case": 2, "activity": "first", "timestamp": "2026-05-04T10:00Z", "place": "1"}]
    (variant,) = [each for each in jk.EventLog(form(rows), order="place").variants() if len(each.steps) > 1]
    assert variant.steps == ("first", "second", "third", "tenth", "last")
    (variant,) = [each for each in jk.EventLog(form(rows)).variants() if len(each.steps) > 1]
    assert variant.steps == ("third", "first", "tenth", "last", "second")
    assert "'place'" in jk.EventLog(form(rows), order="place").notes[-1]


def test_all_faults_of_the_columns_at_once():
    with pytest.raises(EventLogError) as caught:
        jk.EventLog(ROWS, case="cas", activity="acitvity", value="price")
    assert [fault.partition(":")[0] for fault in caught.value.faults] == ["case", "activity", "value"]
    assert "did you mean 'activity'?" in str(caught.value)


def test_one_column_is_not_two_of_case_activity_and_time():
    rows = [{"id": case, "what": "pay", "when": "2026-05-04 10:00Z"} for case in "ab"]
    with pytest.raises(EventLogError) as caught:
        jk.EventLog(rows, case="id", activity="id", timestamp="id")
    assert [fault.partition(":")[0] for fault in caught.value.faults] == ["activity", "timestamp", "timestamp"]
    assert "column 'id' is the case, too: they are different columns" in str(caught.value)
    assert jk.EventLog(rows, case="id", activity="what", timestamp="when", customer="id").census.events == 2


@forms
def test_events_that_lack_something_are_faults_or_left_out_and_counted(form):
    rows = [
        *ROWS,
        {"case": None, "activity": "pay", "timestamp": "2026-05-04T10:00Z", "age": 1, "city": "Ulm"},
        {"case": "dora", "activity": None, "timestamp": "2026-05-04T10:00Z", "age": 1, "city": "Ulm"},
        {"case": "dora", "activity": "pay", "timestamp": "yesterday", "age": 1, "city": "Ulm"},
        {"case": "dora", "activity": "pay", "timestamp": None, "age": 1, "city": "Ulm"},
    ]
    with pytest.raises(EventLogError) as caught:
        jk.EventLog(form(rows))
    assert len(caught.value.faults) == 4
    assert "1 event has no time" in str(caught.value)
    assert "1 event has in column 'timestamp' what is no time, like 'yesterday'" in str(caught.value)
    with pytest.warns(EventLogWarning, match="left out") as told:
        log = jk.EventLog(form(rows), missing="leave out")
    assert len(told) == 4
    assert counts(log) == counts(jk.EventLog(form(ROWS)))
    assert sum("left out" in note for note in log.notes) == 4


@forms
def test_what_is_no_number_is_said_and_commas_are_read_on_request(form):
    rows = [
        {"case": case, "activity": "a", "timestamp": "2026-05-04 10:00Z", "value": value}
        for case, value in enumerate(["10", "99,50", "1.500", "", None, " 7 "])
    ]
    with pytest.warns(EventLogWarning, match="1 event has in column 'value' what is no number, like '99,50'"):
        log = jk.EventLog(form(rows))
    found = dict(log.engine.rows(log.events.select("case", "value")))
    assert found == {0: 10.0, 1: None, 2: 1.5, 3: None, 4: None, 5: 7.0}
    log = jk.EventLog(form(rows), decimal=",")
    assert dict(log.engine.rows(log.events.select("case", "value"))) == found | {1: 99.5, 2: 1500.0}
    with pytest.raises(EventLogError, match="decimal is"):
        jk.EventLog(form(rows), decimal=";")


@forms
def test_a_log_of_which_nothing_is_left(form):
    rows = [dict(row, timestamp="04.05.2026 10:30") for row in ROWS]
    with pytest.warns(EventLogWarning), pytest.raises(EventLogError, match="nothing is left") as caught:
        jk.EventLog(form(rows), missing="leave out")
    assert "like '04.05.2026 10:30'" in str(caught.value)


def test_one_case_only_is_said():
    with pytest.warns(EventLogWarning, match="one case only"):
        jk.EventLog(ROWS[:2])


@forms
def test_odd_ids_are_ids(form):
    names = ["NA", "nan", "None", "", " ", "007", "7", "🙂", "it's", 'a "quoted" name', "x" * 5_000, "naïve\nline"]
    rows = [
        {"case": case, "activity": name, "timestamp": f"2026-05-04T10:{place:02}Z"}
        for case in names
        for place, name in enumerate(names)
    ]
    log = jk.EventLog(form(rows))
    assert log.summary().cases == len(names)
    assert log.variants()[0].steps == tuple(names)
    assert log.variants()[0].cases == len(names)


@forms
def test_filters_of_events_and_of_cases(form):
    log = jk.EventLog(form(ROWS))
    assert log.filter(activities="pay").summary().cases == 2
    assert log.filter(activities="pay", keep="cases").summary().events == 3
    assert log.filter(since="2026-06-01").summary().events == 1
    assert log.filter(until=datetime(2026, 5, 4, 11, tzinfo=UTC)).summary().events == 2
    assert log.filter(city="Ulm").summary().events == 3
    assert log.filter(city=["Ulm", "Bonn"]).summary().events == 4
    assert log.filter(where=jk.Condition("age", ">", 30)).summary().events == 4
    assert log.filter(where=jk.Condition("age", ">", 30), activities="pay").summary().events == 1
    assert log.filter(case="ben").summary().events == 2
    assert log.filter() is log
    assert "only events with city 'Ulm'" in log.filter(city="Ulm").notes
    with pytest.raises(EventLogError, match="nothing is left"):
        log.filter(since="2030-01-01")
    with pytest.raises(UnknownName, match="did you mean 'pay'"):
        log.filter(activities="pya")
    with pytest.raises(EventLogError, match="unknown column 'ciyt': did you mean 'city'"):
        log.filter(ciyt="Ulm")
    with pytest.raises(EventLogError, match="keep is"):
        log.filter(city="Ulm", keep="persons")


@forms
def test_cases_know_what_their_first_event_says(form):
    log = jk.EventLog(form(ROWS))
    found = log.engine.rows(
        log.cases("@city", "@age").sort("case").select("case", "first", "last", "size", "@city", "@age")
    )
    assert [(*row[:5], float(row[5])) for row in found] == [
        ("ann", 0, 1, 2, "Ulm", 31.0),
        ("ben", 0, 0, 2, "Bonn", 52.0),
        ("cleo", 1, 1, 1, "Ulm", 19.0),
    ]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"missing": "drop"}, "missing is"),
        ({"failed": "no"}, "say which, with status="),
        ({"timezone": "Mars/Olympus"}, "is no zone"),
        ({"memory": "lots"}, "no limit"),
        ({"timestamp": "age"}, "holds"),
        ({"case": 7}, "give the name of a column"),
    ],
)
def test_what_cannot_be_asked(asked, message):
    with pytest.raises(EventLogError, match=message):
        jk.EventLog(ROWS, **asked)


def test_an_empty_log():
    with pytest.raises(EventLogError, match="empty"):
        jk.EventLog(pl.DataFrame({"case": ["a"], "activity": ["b"], "timestamp": ["2026-01-01"]}).head(0))


def test_activities_that_are_no_names():
    one = {"case": "a", "timestamp": datetime(2026, 1, 1, tzinfo=UTC)}
    rows = pl.DataFrame([one | {"activity": str(number)} for number in range(10_001)])
    with pytest.raises(EventLogError, match="more than 10,000 activities"):
        jk.EventLog(rows)


def test_failed_values_of_the_status_column():
    rows = [dict(row, status=status) for row, status in zip(ROWS, ["ok", "error", None, "ok", "timeout"], strict=True)]
    log = jk.EventLog(rows, status="status", failed=["error", "timeout"])
    found = log.engine.rows(log.events.sort("time", "seq").select("failed"))
    assert [row[0] for row in found] == [False, True, False, False, True]


def test_simulated_customers_are_a_log_without_a_warning():
    shop = jk.JourneyMap(stages=[jk.Stage("buy", ["basket", "pay"])], outcomes=[jk.Outcome("paid", result="success")])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        log = jk.EventLog(jk.simulate(shop, 5, seed=1))
    assert log.variants()[0].steps == ("basket", "pay", "paid")


def test_a_limit_of_memory_spills(tmp_path):
    path = tmp_path / "log.csv"
    lines = [f"c{number % 1_000},a{number % 7},2026-05-04T10:00:00Z" for number in range(50_000)]
    path.write_text("\n".join(["case,activity,timestamp", *lines]))
    small, large = jk.EventLog(path, memory="64 MB"), jk.EventLog(path)
    assert counts(small) == counts(large)


def test_progress_is_reported():
    class Busy:
        shares = iter([-1.0, 20.0, 70.0])

        def query_progress(self):
            return next(self.shares, 100.0)

    seen = []
    with watched(Busy(), lambda what, share: seen.append((what, share))):
        time.sleep(0.75)
    assert seen[:2] == [("reading events", 0.2), ("reading events", 0.7)]
    with pytest.raises(EventLogError, match="progress is"):
        jk.EventLog(ROWS, progress=7)
    assert jk.EventLog(ROWS, progress=True).summary().cases == 3


def test_nothing_is_written_among_results(capfd):
    jk.EventLog(ROWS).summary()
    assert capfd.readouterr() == ("", "")


def test_whether_there_are_several_cases_is_told_by_all_rows():
    def rows(*cases):
        return [
            {"case": case, "activity": "look", "timestamp": datetime(2026, 5, 4, tzinfo=UTC) + timedelta(hours=place)}
            for place, case in enumerate(cases)
        ]

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert jk.EventLog(rows(*["first"] * 300, "second")).census.several
    with pytest.warns(jk.EventLogWarning, match="one case"):
        jk.EventLog(rows(*["first"] * 300))


@pytest.mark.parametrize("ids", [(2**31 - 1, -(2**31)), (2**31, 0), (-(2**31) - 1, 0), (2**63 - 1, -(2**63))])
def test_whole_numbers_of_any_length_stay_the_ids_they_are(ids):
    events = [
        {"case": case, "activity": name, "timestamp": datetime(2026, 5, 4 + day, tzinfo=UTC)}
        for case in ids
        for day, name in enumerate(("look", "pay"))
    ]
    found = jk.EventLog(events)
    assert found.variants()[0].cases == 2
    assert found.variants()[0].example == str(min(ids))
    assert sorted(row[0] for row in found.engine.rows(found.cases().select("case"))) == sorted(ids)
