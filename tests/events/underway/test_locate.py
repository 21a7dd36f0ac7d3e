"""Where one customer is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

import journeykit as jk
from events.underway.shoppers import DROP, GOAL, STARTED, shop, trail
from journeykit.errors import EventLogError, UnknownName
from journeykit.events.locate import locate
from journeykit.events.log import EventLog


def at(hours):
    return STARTED + timedelta(hours=hours)


def test_the_last_step_says_where_they_are():
    found = locate(shop(), [("look", at(0)), ("ask", at(1))], now=at(2.5))
    assert (found.step, found.title, found.stage, found.ended) == ("ask", "Ask", "choose", None)
    assert (found.entered, found.since, found.now) == (at(1), 5400.0, at(2.5))
    assert found.goal == pytest.approx(GOAL["ask"])
    assert found.ends[".drop_off"] == pytest.approx(DROP["ask"])
    assert [each.to for each in found.nexts] == ["look", ".drop_off", "ask"]
    assert found.off_map == ()
    assert any("memory" in each for each in found.about)


def test_what_is_usual_comes_from_the_map():
    found = locate(shop(), [("look", at(0))], now=at(4))
    assert (found.usual, found.overdue, found.percentile) == (10800.0, True, None)
    ask = next(each for each in found.nexts if each.to == "ask")
    assert (ask.usual, ask.due, ask.at) == (10800.0, -3600.0, at(3))
    leaving = next(each for each in found.nexts if each.to == ".drop_off")
    assert (leaving.usual, leaving.due, leaving.at) == (None, None, None)
    assert locate(shop(), [("look", at(0))], now=at(2)).overdue is False


def test_a_promise_says_who_is_late():
    assert locate(shop(), [("ask", at(0))], now=at(1.9)).overdue is False
    late = locate(shop().replace_step("ask", duration="3 hours"), [("ask", at(0))], now=at(2.1))
    assert (late.overdue, late.late, late.usual) == (True, 7200.0, 10800.0)
    assert str(late).splitlines()[0] == "at Ask (choose) for 2.1 hours, 3 hours is usual, late after 2 hours: overdue"
    assert locate(shop(), [("pay", at(0))], now=at(100)).overdue is None


def test_what_is_usual_comes_from_a_log():
    rows = [row for case, hours in enumerate((1, 2, 3, 10)) for row in trail(case, ("look", 0), ("pay", hours))]
    rows += trail("off the map", ("look", 0), ("bought", 50))
    log = EventLog(rows)
    found = locate(shop(), [("look", at(0))], now=at(3), log=log)
    assert (found.usual, found.percentile, found.overdue) == (9000.0, 0.75, False)
    pay = next(each for each in found.nexts if each.to == "pay")
    assert (pay.usual, pay.due) == (9000.0, -1800.0)
    ask = next(each for each in found.nexts if each.to == "ask")
    assert ask.usual == 10800.0, "what nobody did takes as long as the map says"
    assert any("4 who went on" in each for each in found.about)
    assert locate(shop(), [("look", at(0))], now=at(8), log=log).overdue is True  # nine of ten took 7.9 hours
    assert locate(shop(), [("look", at(0))], log=log).now == at(50)


def test_a_journey_that_is_over_says_so():
    found = locate(shop(), [("look", at(0)), ("pay", at(1)), ("bought", at(2)), ("look", at(3))], now=at(9))
    assert (found.ended, found.step, found.entered, found.goal) == ("bought", "pay", at(1), 1.0)
    assert found.ends == {"bought": 1.0, "sent_back": 0.0, ".drop_off": 0.0}
    assert found.nexts == ()
    assert str(found) == "the journey is over: Bought, last seen at Pay (buy)"
    assert locate(shop(), ["pay", "Sent back"]).goal == 0.0


def test_a_trace_may_hold_an_outcome_alone():
    found = locate(shop(), ["Sent back", "noise"])
    assert (found.ended, found.step, found.goal) == ("sent_back", None, 0.0)
    assert found.ends == {"bought": 0.0, "sent_back": 1.0, ".drop_off": 0.0}
    assert str(found) == "the journey is over: Sent back"
    assert found.unmatched == ("noise",)
    with pytest.raises(EventLogError, match="no activity of the log is a step"):
        locate(shop(), ["noise"])


def test_after_the_last_thing_that_can_be_seen_a_journey_is_over():
    line = jk.JourneyMap(stages=[jk.Stage("buy", ["look", "pay"])], outcomes=[jk.Outcome("bought", result="success")])
    assert locate(line, ["look", "pay"]).ended == "bought"
    log = EventLog(trail(1, ("look", 0), ("pay", 1), ("bought", 2)) + trail(2, ("look", 0)))
    assert locate(line, ["look", "pay"], log=log).ended is None, "this log tells of it, so it is still to come"


def test_a_goal_that_was_reached_stays_reached():
    assert locate(shop(), ["pay", "look"], goal="pay").goal == 1.0
    assert locate(shop(), ["look"], goal="pay").goal == pytest.approx(0.3 / 0.8125)


def test_moves_that_the_map_does_not_have_and_activities_that_it_does_not_know():
    found = locate(shop(), ["pay", "ask", "aks", "pay", "ask"])
    assert found.off_map == (("pay", "ask"), ("ask", "pay"))
    assert found.unmatched == ("aks",)
    assert any("'aks' (near: 'ask')" in each for each in found.about)


def test_traces_of_every_kind_say_the_same():
    plain = [("look", at(0)), ("ask", at(1))]
    rows = [{"activity": name, "timestamp": time} for name, time in plain]
    texts = [(name, time.isoformat()) for name, time in reversed(plain)]
    here = [{"event": name, "time": time.astimezone()} for name, time in plain]
    found = [locate(shop(), trace, now=at(2)) for trace in (plain, rows, texts, here, iter(plain))]
    assert len({(each.step, each.entered, each.since) for each in found}) == 1
    assert locate(shop(), "look").step == "look"
    assert locate(shop(), ["look"]).since is None


def test_naive_times_are_utc_and_that_is_said():
    naive = datetime(2026, 5, 4, 1)  # noqa: DTZ001 - that it has no zone is the case
    found = locate(shop(), [("look", naive)], now=date(2026, 5, 5))
    assert (found.entered, found.since) == (at(1), 82800.0)
    assert any("read as UTC" in each for each in found.about)


def test_equal_times_stay_in_the_order_given():
    assert locate(shop(), [("ask", at(0)), ("look", at(0))]).step == "look"


@pytest.mark.parametrize(
    ("trace", "words"),
    [
        ([], "empty"),
        (["nowhere"], "no activity of the log is a step"),
        ([{"activty": "look"}], r"trace\[0\]: the row has no 'activity': did you mean 'activty'"),
        ([("look", "soon"), ("pay", "later"), 7], r"3 faults[^$]*trace\[0\]: 'soon'[^$]*trace\[1\][^$]*trace\[2\]: 7"),
        ([("", at(0))], "the activity is a text"),
    ],
)
def test_a_trace_that_is_none(trace, words):
    with pytest.raises(EventLogError, match=words):
        locate(shop(), trace)


def test_what_is_no_trace_at_all():
    with pytest.raises(TypeError, match="rows as dicts"):
        locate(shop(), {"activity": ["look"]})
    with pytest.raises(TypeError, match="not the text 'shop'"):
        locate("shop", ["look"])
    with pytest.raises(UnknownName, match="persona"):
        locate(shop(), ["look"], persona="ana")


def test_nobody_is_seen_before_they_were_there():
    with pytest.raises(EventLogError, match="lies before the last event"):
        locate(shop(), [("look", at(2))], now=at(1))


def test_a_persona_is_where_they_meet_the_map():
    cast = [jk.Persona("ana"), jk.Persona("ben")]
    both = jk.JourneyMap(
        personas=cast, stages=[jk.Stage("buy", ["look", jk.Touchpoint("ask", personas=["ben"]), "pay"])]
    )
    assert locate(both, ["look", "ask"], persona="ben").step == "ask"
    assert locate(both, ["look", "ask"], persona="ana").step == "look"
    with pytest.raises(EventLogError, match="this persona"):
        locate(both, ["ask"], persona="ana")


def test_assumed_shares_are_never_said_as_if_they_were_known():
    guessed = jk.JourneyMap(
        stages=[jk.Stage("buy", ["look"])],
        outcomes=[jk.Outcome("bought"), jk.Outcome("gone")],
        flow=["look >> bought", "look >> gone"],
    )
    found = locate(guessed, ["look"])
    assert found.about[0].startswith("rests on assumed shares")
    assert "share assumed" in str(found).splitlines()[-1]
    assert "50" not in str(found).splitlines()[-1]


def test_what_notebooks_and_drawings_get():
    hostile = shop().replace_step("ask", title="<b>Ask</b>")
    found = locate(hostile, [("look", at(0)), ("ask", at(1))], now=at(9))
    assert "<b>Ask" not in found._repr_html_()
    assert "&lt;b&gt;Ask" in found._repr_html_()
    assert found.rows()[0]["to"] == "look"
    assert found.to_dict()["nexts"] == found.rows()
    assert found.overlay().steps["ask"][0].text == "is here for 8 hours, overdue"
    assert found.overlay().steps["ask"][0].tone == "bad"
    assert "look" in found.overlay().steps
    assert "Bought" in found.draw().svg
    assert "is here for 8 hours, overdue" in jk.draw(hostile, "flow", overlay=found).svg
    assert datetime.now(UTC) > found.entered
