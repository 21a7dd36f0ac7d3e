"""What is asked of a column is brought to the column's type, alike in whatever form the data comes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import numpy as np
import pandas as pd
import polars as pl
import pytest

import journeykit as jk
from events.observed.forms import FORMS, made, read
from journeykit.errors import EventLogError, UnknownName
from journeykit.events.personas import persona_of

CSV = """\
case,activity,timestamp,customer,score,value,age,size,code,vip
1,look,2026-05-04 10:00Z,7,5,880.75,30,1.5,007,true
1,pay,2026-05-04 10:05Z,7,4,2,30,1.5,007,True
2,look,2026-05-04 11:00Z,8,5,2,31,2,7,TRUE
2,pay,2026-05-05 09:00Z,8,3,10,31,2,7,false
3,look,2026-05-06 09:00Z,9,,,,,x,
4,look,2026-05-07 09:00Z,9,1,3,40,.5,x,False
"""
forms = pytest.mark.parametrize("form", FORMS)


@pytest.fixture
def log(form, tmp_path):
    path = tmp_path / "visits.csv"
    path.write_text(CSV, encoding="utf-8")
    return jk.EventLog(read(form, path))


def seq_of(log):
    """Which of the rows are left."""
    return [seq for (seq,) in log.engine.rows(log.events.select("seq").sort("seq"))]


NUMBERS = [
    ({"score": 5}, [0, 2]),
    ({"score": "5"}, [0, 2]),
    ({"score": [5, "4"]}, [0, 1, 2]),
    ({"score": ("3", 4.0)}, [1, 3]),
    ({"value": "880.75"}, [0]),
    ({"value": Decimal("880.75")}, [0]),
    ({"value": 2}, [1, 2]),
    ({"value": "2e0"}, [1, 2]),
    ({"age": 30.0}, [0, 1]),
    ({"age": 30}, [0, 1]),
    ({"age": [30, np.int64(31)]}, [0, 1, 2, 3]),
    ({"size": 2}, [2, 3]),
    ({"size": [0.5, 1.5]}, [0, 1, 5]),
    ({"case": "1"}, [0, 1]),
    ({"case": 1}, [0, 1]),
    ({"case": pd.Series([1, 3])}, [0, 1, 4]),
    ({"customer": 7}, [0, 1]),
    ({"customer": "7"}, [0, 1]),
    ({"customer": ["7", 8.0]}, [0, 1, 2, 3]),
    ({"score": "5", "case": 2}, [2]),
]


@forms
def test_numbers_are_found_however_they_are_given(log):
    for asked, left in NUMBERS:
        found = log.filter(**asked)
        assert seq_of(found) == left, asked
        assert found.events.columns == log.events.columns
    assert seq_of(log.filter(score="3", keep="cases")) == [2, 3]
    assert log.filter(score="3", keep="cases").events.columns == log.events.columns


@forms
def test_a_number_that_no_row_has_leaves_nothing(log):
    for asked in ({"score": 6}, {"case": 10**30}, {"case": 1.5}, {"age": "31.5"}, {"value": 1e300}):
        with pytest.raises(EventLogError, match="nothing is left of the log: there is no event with"):
            log.filter(**asked)


@forms
def test_what_is_no_number_is_an_error_that_names_column_type_and_value(log):
    with pytest.raises(EventLogError) as caught:
        log.filter(score="five", value=[2, "1_000"], age=31, channell=3)
    assert [fault.partition(": ")[0] for fault in caught.value.faults] == [
        "column 'score' holds numbers (Float64), and 'five' is none",
        "column 'value' holds numbers (Float64), and '1_000' is none",
        "unknown column 'channell'",
    ]


@forms
def test_none_is_for_events_without_one(log):
    assert seq_of(log.filter(vip=None)) == seq_of(log.filter(score=None)) == seq_of(log.filter(age=np.nan)) == [4]
    assert seq_of(log.filter(score=[None, 3])) == seq_of(log.filter(score=(pd.NA, "3"))) == [3, 4]
    assert log.filter(score=None).notes[-1] == "only events with no score"
    assert log.filter(score=[5, None]).notes[-1] == "only events with score 5 or none"
    assert log.filter(case=range(40)).notes[-1].endswith(" or 11 or 28 others")
    with pytest.raises(EventLogError, match="nothing is left of the log: there is no event with no case"):
        log.filter(case=None)


@forms
def test_true_and_false_are_so_however_they_are_written(log):
    assert seq_of(log.filter(vip=True)) == [0, 1, 2]
    assert seq_of(log.filter(vip=[False])) == [3, 5]
    assert seq_of(log.filter(vip=[True, False])) == [0, 1, 2, 3, 5]
    yes, no = jk.Condition("vip", "is", True), jk.Condition("vip", "is", False)
    assert seq_of(log.filter(where=yes, keep="cases")) == [0, 1, 2, 3]  # a case is what its first event says
    assert seq_of(log.filter(where=no)) == [5]
    assert seq_of(log.filter(where=jk.Condition("vip", "is not", True))) == [5]
    assert seq_of(log.filter(where=jk.Condition("vip", "in", [False, "perhaps"]))) == [5]
    assert seq_of(log.filter(where=jk.AnyOf([yes, jk.Condition("vip", "unknown")]))) == [0, 1, 2, 3, 4]


@forms
def test_the_rule_of_a_persona_takes_true_in_all_its_spellings(log):
    personas = [jk.Persona("vip", when=jk.Condition("vip", "is", True))]
    shop = jk.JourneyMap(stages=[jk.Stage("buy", ["look", "pay"])], personas=personas)
    assert [(row.persona, row.cases) for row in persona_of(log, shop).rows] == [("vip", 2), (None, 2)]


@forms
def test_nothing_asked_is_an_error(log):
    with pytest.raises(EventLogError, match="age is asked for no value: give one"):
        log.filter(age=[])
    with pytest.raises(EventLogError, match="activities names none: give one"):
        log.filter(activities=[])
    with pytest.raises(UnknownName, match="unknown activity 3: there are 'look', 'pay'"):
        log.filter(activities=3)


@pytest.mark.parametrize("form", ["rows", "pandas", "polars"])
def test_an_id_is_no_number_and_other_texts_are_read_as_numbers(form):
    rows = [
        {"case": case, "activity": "a", "timestamp": "2026-05-04T10:00Z", "customer": case, "age": age}
        for case, age in [("007", "07"), ("7", "7.0"), ("x", "old")]
    ]
    log = jk.EventLog({"rows": list, "pandas": pd.DataFrame, "polars": pl.DataFrame}[form](rows))
    assert seq_of(log.filter(case=7)) == seq_of(log.filter(customer=7)) == seq_of(log.filter(case="7")) == [1]
    assert seq_of(log.filter(age=7)) == seq_of(log.filter(where=jk.Condition("age", "is", 7))) == [0, 1]
    assert seq_of(log.filter(age="7.0")) == [1]


@pytest.mark.parametrize("form", ["rows", "polars"])
def test_times_are_chosen_with_since_and_until(form):
    rows = [
        {"case": case, "activity": "a", "when": "2026-05-04T10:00Z", "place": case, "time": "noon"} for case in (1, 2)
    ]
    data = rows if form == "rows" else pl.DataFrame(rows)
    log = jk.EventLog(data, timestamp="when", order="place")
    for name in ("when", "timestamp"):
        said = f"column '{name}' holds the times, which are chosen with since= and until="
        with pytest.raises(EventLogError, match=said):
            log.filter(**{name: "2026-05-04 10:00"})
        with pytest.raises(EventLogError, match=said):
            log.filter(where=jk.Condition(name, "is", "2026-05-04 10:00"))
    with pytest.raises(EventLogError, match="'place' is the order column, which decides among equal times"):
        log.filter(place=1)
    assert seq_of(log.filter(time="noon")) == seq_of(log)
    log = jk.EventLog([{"case": case, "activity": "a", "time": "2026-05-04T10:00Z"} for case in (1, 2)])
    with pytest.raises(EventLogError, match="holds the times, which are chosen"):
        log.filter(time="2026-05-04T10:00Z")


@pytest.mark.parametrize("form", ["rows", "polars"])
def test_a_moment_without_a_zone_is_of_the_zone_of_the_log(form):
    hours = ["2026-05-04 23:30", "2026-05-05 00:00", "2026-05-05 01:30", "2026-05-05 02:30", "2026-10-25 02:30"]
    rows = [{"case": case, "activity": "a", "timestamp": hour} for case, hour in enumerate(hours)]
    data = rows if form == "rows" else pl.DataFrame(rows)
    berlin = jk.EventLog(data, timezone="Europe/Berlin")
    found = berlin.filter(since="2026-05-05", until=datetime(2026, 10, 25, 2, 30))  # noqa: DTZ001 - what is tested
    assert seq_of(found) == [1, 2, 3]
    said = "time from 2026-05-05 00:00 Europe/Berlin on; time before 2026-10-25 02:30 Europe/Berlin"
    assert found.notes[-1] == f"only events with {said}"
    assert seq_of(berlin.filter(since=date(2026, 5, 5))) == [1, 2, 3, 4]
    assert seq_of(berlin.filter(since="2026-10-25 02:30")) == [4]  # the first of the two, as in the log
    found = berlin.filter(since="2026-05-05T00:00:30Z")
    assert seq_of(found) == [3, 4]
    assert found.notes[-1] == "only events with time from 2026-05-05 00:00:30 UTC on"
    assert seq_of(found.filter(until="2026-05-06")) == [3]
    utc = jk.EventLog(data, timezone="UTC").filter(until="2026-05-05")
    assert seq_of(utc) == [0]
    assert utc.notes[-1] == "only events with time before 2026-05-05 00:00 UTC"
    with pytest.raises(EventLogError, match="since is a date or a time like"):
        berlin.filter(since="0001-01-01T00:00+05:00")


KINDS = [
    {
        "case": case,
        "activity": "a",
        "timestamp": "2026-05-04T10:00Z",
        "ok": ok,
        "born": date(2000, 1, day),
        "naive": datetime(2026, 1, day, 12),  # noqa: DTZ001 - what is tested
        "aware": datetime(2026, 1, day, 12, tzinfo=UTC),
        "list": [day],
    }
    for case, (ok, day) in enumerate([(True, 1), (False, 2), (None, 3)])
]


ODD = [
    ({"ok": "TRUE"}, [0]),
    ({"ok": 0}, [1]),
    ({"ok": [True, "false"]}, [0, 1]),
    ({"born": "2000-01-02"}, [1]),
    ({"born": [date(2000, 1, 1), "2000-01-03"]}, [0, 2]),
    ({"naive": "2026-01-02 12:00"}, [1]),
    ({"naive": datetime(2026, 1, 3, 12)}, [2]),  # noqa: DTZ001 - what is tested
    ({"aware": "2026-01-02 13:00"}, [1]),  # of the log's zone
    ({"aware": ["2026-01-02 12:00Z", datetime(2026, 1, 1, 12, tzinfo=UTC)]}, [0, 1]),
]


@pytest.mark.parametrize("form", ["pyarrow", "polars", "polars lazy", "relation"])
def test_flags_days_and_times(form):
    log = jk.EventLog(made(form, KINDS), timezone="Europe/Berlin")
    for asked, left in ODD:
        found = log.filter(**asked)
        assert seq_of(found) == left, asked
        assert found.events.columns == log.events.columns


NEVER = [
    ({"ok": "yes"}, r"column 'ok' holds true and false \(Boolean\), and 'yes' is none"),
    ({"born": "soon"}, r"column 'born' holds dates \(Date\), and 'soon' is none"),
    (
        {"naive": "2026-01-02 12:00Z"},
        r"column 'naive' holds times without a zone \(Datetime\), and '2026-01-02 12:00Z' is",
    ),
    ({"aware": 5}, r"column 'aware' holds times \(Datetime\), and 5 is none"),
    ({"list": 1}, r"column 'list' holds List: no values of it can be asked for, like 1"),
    ({"activity": {"a": 1}}, r"column 'activity' holds text \(String\), and \{'a': 1\} is none"),
]


@pytest.mark.parametrize("form", ["pyarrow", "polars"])
def test_values_that_a_column_never_has(form):
    log = jk.EventLog(made(form, KINDS))
    for asked, said in NEVER:
        with pytest.raises(EventLogError, match=said):
            log.filter(**asked)


def test_kinds_that_only_some_engines_have():
    import duckdb

    rows = "SELECT i AS \"case\", 'a' AS activity, TIMESTAMP '2026-05-04' AS \"timestamp\", "
    rows += "i::HUGEINT AS huge, (i / 2)::FLOAT AS half, i::DECIMAL(10, 2) AS price, "
    rows += "('k' || i)::ENUM('k0', 'k1', 'k2') AS kind "
    log = jk.EventLog(duckdb.connect().sql(f"{rows} FROM range(3) r(i)"), timezone="UTC")
    assert seq_of(log.filter(huge="2", half=1, price=2.0, kind="k2")) == [2]
    frame = pl.DataFrame(
        {
            "case": pl.Series([2**64 - 1, 2], dtype=pl.UInt64),
            "activity": "a",
            "timestamp": "2026-05-04T10:00Z",
            "tenth": pl.Series([0.1, float("nan")], dtype=pl.Float32),
            "kind": pl.Series(["True", "y"], dtype=pl.Categorical),
            "tiny": pl.Series([1, 2], dtype=pl.Int8),
        }
    )
    log = jk.EventLog(frame)
    assert seq_of(log.filter(case=2**64 - 1, tenth=0.1, kind="True", tiny=[1, 300])) == [0]
    assert seq_of(log.filter(kind=True)) == [0]
    assert seq_of(log.filter(tenth=None)) == [1]  # Polars tells NaN from null
