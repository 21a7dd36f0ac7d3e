"""All open cases: as plain Python has them, on every engine."""

from __future__ import annotations

from datetime import timedelta

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import journeykit as jk
from events.underway.shoppers import DROP, GOAL, PROMISE, STARTED, given_wait, shop, trail, under_way, waits
from journeykit.errors import EventLogError
from journeykit.events.in_flight import in_flight
from journeykit.events.locate import locate
from journeykit.events.log import EventLog

pytestmark = pytest.mark.filterwarnings("ignore::journeykit.errors.EventLogWarning")  # small logs are odd logs

ENGINES = {
    "rows": lambda rows: rows,
    "pandas": pd.DataFrame,
    "polars": pl.DataFrame,
    "polars lazy": pl.LazyFrame,
    "pyarrow": pa.Table.from_pylist,
}

SMALL = [
    *trail("ann", ("look", 0), ("ask", 1), ("look", 3), ("pay", 4), ("bought", 5)),
    *trail("ben", ("look", 2), ("pay", 4)),
    *trail("cleo", ("look", 1), ("noise", 9)),
    *trail("dan", ("look", 0), ("ask", 6), ("ask", 7)),
    *trail("eve", ("pay", 0), ("Sent back", 1), ("look", 2)),
    *trail("fay", ("noise", 8)),
    *trail("gus", ("look", 0), ("pay", 9), ("ask", 10)),
]


@pytest.fixture(params=ENGINES)
def log(request):
    return EventLog(ENGINES[request.param](SMALL))


def test_who_is_under_way_and_where(log):
    found = in_flight(log, shop())
    assert {(row.case, row.step, row.stage, row.since) for row in found.top()} == {
        ("ben", "pay", "buy", 21600.0),
        ("cleo", "look", "choose", 32400.0),
        ("dan", "ask", "choose", 10800.0),
        ("gus", "ask", "choose", 0.0),
    }
    assert (found.cases, len(found), found.overdue) == (4, 4, 3)
    assert found.now.isoformat() == "2026-05-04T10:00:00+00:00"


def test_from_one_activity_of_a_step_to_another_the_step_goes_on():
    rows = [*trail("ann", ("look", 0), ("look again", 3)), *trail("ben", ("look", 0), ("look again", 1), ("pay", 5))]
    found = in_flight(EventLog(rows), shop())
    assert [(row.case, row.step, row.since, row.usual) for row in found.top() if row.step == "look"] == [
        ("ann", "look", 5 * 3600.0, 5 * 3600.0)
    ]
    one = locate(shop(), [("look", STARTED), ("look again", STARTED + timedelta(hours=3))])
    assert (one.entered, one.off_map) == (STARTED, ())
    again = shop().replace(flow=[*shop().flow, jk.Transition("look", "look", probability=0)])
    twice = [*trail("cem", ("look", 0), ("look", 2), ("look again", 3)), *trail("dan", ("pay", 4))]
    row = next(row for row in in_flight(EventLog(twice), again).top() if row.case == "cem")
    assert row.since == 2 * 3600.0, "the same activity again is another visit"


def test_a_moment_before_the_first_event_is_an_error():
    with pytest.raises(EventLogError, match="until, 2019-01-01 00:00, lies before the log's first event, 2026-05-04"):
        in_flight(EventLog(SMALL), shop(), until="2019-01-01")


def test_every_figure_by_hand(log):
    """From `look` others went on along the map after 1, 1, 2, 6 and 9 hours; Cleo has been there for 9."""
    row = next(row for row in in_flight(log, shop()).top() if row.case == "cleo")
    assert (row.usual, row.percentile, row.overdue) == (7200.0, 1.0, True)
    assert (row.goal, row.drop_off) == (pytest.approx(GOAL["look"]), pytest.approx(DROP["look"]))
    assert (row.likely, row.next, row.next_probability) == (".drop_off", "ask", pytest.approx(0.3))
    assert row.next_in == pytest.approx(3.5 * 3600 - 32400)
    assert (row.goal_given_wait, row.drop_off_given_wait) == (0.0, 1.0), "nobody went on so late"
    assert row.customer is None
    dan = next(row for row in in_flight(log, shop()).top() if row.case == "dan")
    # of those who asked, one looked again after 2 hours and one asked again after 1: nobody after 3
    assert (dan.goal_given_wait, dan.overdue) == (0.0, True)
    ben = next(row for row in in_flight(log, shop()).top() if row.case == "ben")
    # at `pay` one bought after 1 hour, one sent it back after 1; both shorter than 6, and the map knows no leaving
    assert (ben.goal_given_wait, ben.drop_off_given_wait) == (pytest.approx(0.8), 0.0)


def test_the_most_at_risk_come_first(log):
    assert [row.case for row in in_flight(log, shop()).top()] == ["cleo", "dan", "gus", "ben"]
    two = in_flight(log, shop()).top(2)
    assert [row.case for row in two] == ["cleo", "dan"]
    assert two.about[0] == "the first 2 of 4 open cases"
    assert [row["case"] for row in in_flight(log, shop()).rows(1)] == ["cleo"]
    with pytest.raises(ValueError, match="at least 1"):
        in_flight(log, shop()).top(0)


def test_steps_are_counted(log):
    found = in_flight(log, shop()).by_step
    assert [(row.step, row.cases, row.overdue) for row in found] == [("look", 1, 1), ("ask", 2, 1), ("pay", 1, 1)]
    assert found[1].since == 5400.0
    gus = next(row for row in in_flight(log, shop()).top() if row.case == "gus")
    assert found[1].expected == pytest.approx(gus.goal_given_wait)
    assert {row.step: row.goal for row in found} == pytest.approx({step: GOAL[step] for step in ("look", "ask", "pay")})
    paid = {row.step: row.goal for row in in_flight(log, shop(), goal="pay").by_step}
    assert paid["ask"] == pytest.approx((1 + 0.625 * 0.3 / 0.8125) / 2), "Gus has paid, Dan has not"


def test_the_silent_are_gone(log):
    assert {row.case for row in in_flight(log, shop(), horizon="5 hours").top()} == {"cleo", "dan", "gus"}
    assert in_flight(log, shop(), horizon="3 hours").cases == 2, "Dan has been silent for 3 hours, which is not less"
    assert in_flight(log, shop(), horizon=0).cases == 0
    assert in_flight(log, shop(), horizon=0).top().rows() == []
    assert len(pd.DataFrame(in_flight(log, shop(), horizon=0).top()).columns) == 18


def test_looked_at_from_an_earlier_moment(log):
    """At three o'clock Ann has come to `look` again, and nobody knows yet that she will pay."""
    found = in_flight(log, shop(), until="2026-05-04 03:00Z")
    assert {(row.case, row.step) for row in found.top()} == {
        ("ann", "look"),
        ("ben", "look"),
        ("cleo", "look"),
        ("dan", "look"),
        ("gus", "look"),
    }
    early = [row for row in SMALL if row["timestamp"] <= found.now]
    ann = next(row for row in found.top() if row.case == "ann")
    assert ann.usual == waits(early)["look", "ask"][0]


def test_a_goal_that_was_reached_is_certain(log):
    rows = {row.case: row for row in in_flight(log, shop(), goal="pay").top()}
    assert (rows["gus"].goal, rows["gus"].goal_given_wait) == (1.0, 1.0)
    assert rows["ben"].goal == 1.0
    assert rows["cleo"].goal == pytest.approx(0.3 / 0.8125)


def test_without_a_goal_who_leaves_is_at_risk(log):
    plain = shop().replace(outcomes=[jk.Outcome("bought", events=["bought"]), jk.Outcome("sent_back", "Sent back")])
    rows = in_flight(log, plain).top()
    assert {row.goal for row in rows} == {None}
    assert [row.case for row in rows] == ["cleo", "dan", "gus", "ben"]
    assert {row.expected for row in in_flight(log, plain).by_step} == {None}


def test_all_of_them_stay_in_their_engine(log):
    native = in_flight(log, shop()).native()
    frame = native.collect() if isinstance(native, pl.LazyFrame) else native.pl()
    assert sorted(frame["case"].to_list()) == ["ben", "cleo", "dan", "gus"]
    assert frame["time"].dtype == pl.Int64


def test_the_customer_is_told_where_the_log_knows_one():
    rows = [{**row, "person": f"P {row['case']}"} for row in SMALL]
    found = in_flight(EventLog(rows, customer="person"), shop()).top()
    assert found[0].customer == "P cleo"
    assert found[0].seen == STARTED.replace(hour=1)


def test_one_customer_is_located_alike():
    found = {row.case: row for row in in_flight(EventLog(SMALL), shop()).top()}
    for case, row in found.items():
        trace = [(each["activity"], each["timestamp"]) for each in SMALL if each["case"] == case]
        one = locate(shop(), trace, log=EventLog(SMALL))
        assert (one.step, one.since, one.usual, one.percentile) == (row.step, row.since, row.usual, row.percentile)
        assert (one.overdue, one.goal) == (row.overdue, row.goal)
        assert one.goal_given_wait == pytest.approx(row.goal_given_wait)
        assert one.drop_off_given_wait == pytest.approx(row.drop_off_given_wait)
        due = next(each for each in one.nexts if each.to == row.next)
        assert (due.probability, due.due) == (row.next_probability, row.next_in)


def test_what_drawings_get():
    found = in_flight(EventLog(SMALL), shop())
    assert found.overlay().steps["ask"][0].text == "2 are here"
    assert found.overlay().steps["ask"][1].tone == "bad"
    assert "2 are here" in jk.draw(shop(), "flow", overlay=found).svg
    assert "Ask" in found.draw().svg
    assert "Ask" in found.by_step.draw().svg
    assert "Nobody is under way" in in_flight(EventLog(SMALL), shop(), horizon=0).draw().svg
    assert "<table>" in found._repr_html_()
    assert str(found) == "4 cases under way on 2026-05-04, 3 of them overdue"


def test_more_cases_than_any_engine_counts(log):
    found = in_flight(log, shop())
    assert len(found.top(10**30)) == found.cases


def test_a_log_of_another_map():
    with pytest.raises(EventLogError, match="no activity of the log is a step"):
        in_flight(EventLog(SMALL), jk.JourneyMap(stages=[jk.Stage("a", ["x"])]))
    with pytest.raises(TypeError, match="not the text 'shop'"):
        in_flight(EventLog(SMALL), "shop")


@st.composite
def logs(draw):
    names = st.sampled_from(["look", "look again", "ask", "pay", "bought", "Sent back", "noise"])
    events = st.lists(st.tuples(names, st.integers(0, 12)), min_size=1, max_size=7)
    found = [row for case in range(draw(st.integers(2, 7))) for row in trail(case, *draw(events))]
    found += trail("last", ("look", 12))  # so that some step is always there
    return [{**row, "case": str(row["case"])} for row in draw(st.permutations(found))]


@settings(max_examples=100)
@given(logs(), st.sampled_from([None, 0, 3, 8]), st.sampled_from(sorted(ENGINES)))
def test_any_log_is_as_plain_python_has_it(rows, horizon, engine):
    asked = None if horizon is None else 0 if horizon == 0 else f"{horizon} hours"
    found = in_flight(EventLog(ENGINES[engine](rows)), shop(), horizon=asked).top()
    wanted = under_way(rows, horizon)
    assert {row.case: (row.step, row.since) for row in found} == wanted
    seen = waits(rows)
    for row in found:
        won, lost = given_wait(rows, row.step, row.since)
        assert row.goal_given_wait == pytest.approx(won, abs=1e-9)
        assert row.drop_off_given_wait == pytest.approx(lost, abs=1e-9)
        took = [each for (a, _), every in seen.items() if a == row.step for each in every]
        if took:
            assert row.percentile == pytest.approx(sum(each <= row.since for each in took) / len(took))
            late = PROMISE.get(row.step, float(pd.Series(took).quantile(0.9)))
            assert row.overdue == (row.since > late + 1e-6) or row.since == pytest.approx(late)
        else:
            assert row.percentile is None


def test_silence_tells_who_has_left():
    """Nobody says that they leave: of those who stand on the map, most are gone, and their wait shows it."""
    line = jk.JourneyMap(
        stages=[
            jk.Stage("a", [jk.Touchpoint("look", duration="5 days"), jk.Touchpoint("ask", duration="10 days"), "pay"])
        ],
        outcomes=[jk.Outcome("bought", result="success")],
        flow=[
            jk.Transition("look", "ask", probability=0.4),
            jk.Transition("look", "pay", probability=0.2),
            jk.Transition("ask", "look", probability=0.4),
            jk.Transition("ask", "pay", probability=0.3),
            jk.Transition("pay", "bought", probability=0.9),
        ],
    )
    people = jk.simulate(line, 4000, seed=2, start=("2026-01-01", "2026-03-31"))
    ended = {row["case"]: row["ended"] for row in people.rows() if row["ended"]}
    found = in_flight(EventLog(people), line, until="2026-03-31").top(4000)
    won = [ended[row.case] == "bought" for row in found]
    said, waited = ([getattr(row, name) for row in found] for name in ("goal", "goal_given_wait"))
    share = sum(won) / len(won)
    assert sum(said) / len(said) > 5 * share, "the chain alone takes everybody for present"
    assert sum(waited) / len(waited) == pytest.approx(share, rel=0.2), "a little low: long waits still go on, unseen"
    assert sum(waited) < sum(won)
    brier = [sum((p - o) ** 2 for p, o in zip(each, won, strict=True)) / len(won) for each in (said, waited)]
    assert brier[1] < 0.8 * share * (1 - share) < brier[0]


@pytest.mark.parametrize("engine", sorted(ENGINES))
def test_a_map_that_leads_nowhere_has_nobody_under_way_or_everybody(engine):
    log = EventLog(ENGINES[engine](SMALL))
    step = jk.Touchpoint("look")
    alone = jk.JourneyMap(stages=[jk.Stage("a", [step])])
    assert in_flight(log, alone).cases == 0, "nothing can be seen after its only step"
    leaving = jk.JourneyMap(stages=[jk.Stage("a", [step.replace(drop_off=1)])], outcomes=[jk.Outcome("never")], flow=[])
    found = in_flight(log, leaving).top()
    assert {row.case for row in found} == {"ann", "ben", "cleo", "dan", "eve", "gus"}
    assert {(row.next, row.next_in, row.usual, row.overdue, row.percentile) for row in found} == {(None,) * 5}
    assert {row.drop_off_given_wait for row in found} == {1.0}


@pytest.mark.parametrize("kind", [list, pl.DataFrame, pl.LazyFrame])
def test_steps_that_nobody_leaves_and_steps_that_some_leave_stand_side_by_side(kind):
    journey = jk.JourneyMap(stages=[jk.Stage("s", ["a", jk.Touchpoint("b", drop_off=0.2), "c"])])
    rows = [
        {"case": case, "activity": name, "timestamp": f"2026-01-01 1{hour}:00Z"}
        for case, names in {"x": "b", "y": "a b", "z": "a"}.items()
        for hour, name in enumerate(names.split())
    ]
    found = {row.case: row for row in in_flight(EventLog(kind(rows)), journey).top()}
    assert {case: row.drop_off for case, row in found.items()} == pytest.approx({"x": 0.2, "y": 0.2, "z": 0.2})


@pytest.mark.parametrize("kind", [list, pl.DataFrame])
def test_the_customer_of_a_case_is_the_first_that_an_event_names(kind):
    journey = jk.JourneyMap(stages=[jk.Stage("s", ["a", "b", "c"])])
    rows = [
        {"case": case, "activity": name, "timestamp": f"2026-01-0{day} 10:00Z", "customer": who}
        for case, people in {"1": ["ann", None], "2": [None, "ben"], "3": [None, None]}.items()
        for day, (name, who) in enumerate(zip("ab", people, strict=True), 1)
    ]
    found = in_flight(EventLog(kind(rows), customer="customer"), journey).top()
    assert {row.case: row.customer for row in found} == {"1": "ann", "2": "ben", "3": None}
