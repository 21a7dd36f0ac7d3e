"""A fitted map agrees with the log it was fitted to and with conform, or says where it does not."""

from __future__ import annotations

import pytest

import journeykit as jk
from events.fit.lettered import log_of, shares, shop
from journeykit.errors import EventLogError
from journeykit.events.conform import conform
from journeykit.events.fit import fit, fit_report


def several(*flow):
    steps = [jk.Touchpoint("a", events=["a", "A"]), jk.Touchpoint("b", events=["b", "B"])]
    return jk.JourneyMap(
        stages=[jk.Stage("all", steps)], outcomes=[jk.Outcome("x", events=["x", "X"])], flow=["a >> b >> x", *flow]
    )


def test_from_one_activity_of_a_step_to_another_the_step_goes_on():
    line = fit_report(several(), log_of("aAbx", "aAaBbx", "aA", "b"), horizon=0)
    assert (shares(line.map, "a"), line.map.step("a").drop_off) == ({"b": (2, 2 / 3)}, 1 / 3)
    assert [(row.step, row.visits) for row in line.steps] == [("a", 3), ("b", 3)]
    gaps = {(move.source, move.target): move.gap / 3600 for move in line.transitions}
    assert gaps == {("a", "b"): 2.5, ("b", "x"): 1.5}, "a visit begins with its first event"
    loop = fit_report(several("a >> a"), log_of("aab", "aAab"), horizon=0)
    assert shares(loop.map, "a") == {"b": (2, 2 / 3), "a": (1, 1 / 3)}, "the same activity again is another visit"


def test_fit_and_conform_count_alike():
    cases = ["aAbx", "aAaBbx", "aa", "b", "bA", "aqAb", "q"]
    for journey in (several(), several("a >> a")):
        found, judged = fit_report(journey, log_of(*cases), horizon=0), conform(journey, log_of(*cases))
        assert (found.moves, round(found.off_share * found.moves)) == (judged.moves, judged.moves - judged.moves_on_map)
        over = fit_report(journey, log_of(*cases, "aAxbaA", "axX"), horizon=0)
        judged = conform(journey, log_of(*cases, "aAxbaA", "axX"))
        assert judged.moves - over.moves == 4
        assert any(each.startswith("4 events after the first outcome of a case are left out") for each in over.notes)
    free = jk.JourneyMap(stages=[jk.Stage("all", ["a", "b", "c"], order="any")])
    found = fit_report(free, log_of("abc", "cba"), horizon=0)
    assert conform(free, log_of("abc", "cba")).fitness == 1
    assert any("2 of those are at a stage without an order" in each for each in found.notes)


def test_ends_that_may_be_an_outcome_without_an_event_are_told():
    journey, log = shop("a >> x", "a >> y"), log_of("ax", "a", "a", "ab")
    said = "2 cases end at 'a', which leads to 'y' and 'x': no event names 'y', so that nobody can tell who came to it"

    def told(notes):
        return [each for each in notes if "no event names" in each]

    (note,) = told(fit_report(journey, log, horizon=0).notes)
    assert note.startswith(said)
    assert note.endswith("they count as drop-off. Name its events, or make it the only outcome of the step")
    (open_,) = told(fit_report(journey, log).notes)
    assert open_.startswith(said)
    assert "without a horizon they are left out" in open_
    (judged,) = told(conform(journey, log).about)
    assert judged.startswith(said)
    assert "for fit they are drop-off" in judged
    assert not told(conform(journey, log_of("a", "bbb"), horizon="9 hours").about), "it may go on"
    fine = [jk.Outcome("x", events="x"), jk.Outcome("y", tags="every other end")]
    for other in (shop("a >> x", "b >> y"), shop("a >> x", "a >> y", outcomes=fine)):
        assert not told(fit_report(other, log, horizon=0).notes)
        assert not told(conform(other, log).about)


def test_the_fitted_map_is_held_against_its_own_log():
    journey = shop("a >> b >> x", "a >> c", "c >> y", outcomes=[jk.Outcome("x", events="x"), jk.Outcome("y")])
    fine = fit_report(journey, log_of(*["abx"] * 30, *["ac"] * 50, *["a"] * 20), horizon=0)
    assert [(row.outcome, row.count, row.n, row.holds) for row in fine.outcomes] == [
        ("x", 30, 100, True), ("y", 50, 100, True), (".drop_off", 20, 100, True),
    ]  # fmt: skip
    assert [row.fitted for row in fine.outcomes] == pytest.approx([0.3, 0.5, 0.2])
    assert not any("trust" in each for each in fine.notes)
    off = fit_report(journey, log_of(*["abx"] * 10, *["ax"] * 20, *["ac"] * 50, *["a"] * 20), horizon=0)
    x = off.outcomes[0]
    assert (x.count, x.n, x.holds) == (30, 100, False)
    assert x.fitted == pytest.approx(1 / 8)
    assert x.fitted == pytest.approx(jk.outcomes(off.map).probability["x"])
    assert off.notes[0] == (
        "the fitted map gives X 12.5 %, but 30.0 % (21.9 % to 39.6 %) of the 100 closed cases ended so: do not trust "
        "its chances of it, 22.2 % of the moves are not on the map"
    )
    assert "22.2 % of the moves (20 of 90) are not on the map, and left out" in off.map.evidence[0].note
    assert str(off).splitlines()[1].startswith("ends, observed / by the fitted map: X 30.0 % / 12.5 %, Y 50.0 % / 62.5")
    assert off.map.evidence[0].note.endswith(
        "; its chances are in doubt: X 30.0 % observed, 12.5 % by the map; Y 50.0 % observed, 62.5 % by the map"
    )
    without = fit_report(journey, log_of(*["abx"] * 30, *["ac"] * 50, *["a"] * 20))
    assert [(row.outcome, row.count, row.n) for row in without.outcomes] == [("x", 30, 80), ("y", 50, 80)]
    assert without.outcomes[0].fitted == pytest.approx(30 / 80)


def test_a_map_in_doubt_says_so_wherever_it_goes():
    journey = shop("a >> b >> x", "a >> c", "c >> y", outcomes=[jk.Outcome("x", events="x"), jk.Outcome("y")])
    log = log_of(*["abx"] * 10, *["ax"] * 20, *["ac"] * 50, *["a"] * 20)

    def doubted(one):
        return [each.message for each in jk.check(jk.loads(jk.dumps(one, "yaml"), "yaml")) if each.code == "JK519"]

    off = fit(journey, log, horizon=0)
    assert doubted(off) == [
        "the chances fitted to 'Event log, 2026-05-04 to 2026-05-04' do not give how its own cases ended"
    ]
    assert fit(off, log, horizon=0) == off, "the source keeps its id"
    drawn = off.replace(flow=[*journey.transitions, jk.Transition("a", "x")])
    assert doubted(fit(drawn, log, horizon=0)) == []


def test_each_persona_is_held_against_its_own_cases_and_traps_are_no_error():
    buyers = [jk.Persona(each, when=jk.Condition("kind", "is", each)) for each in ("new", "old")]
    journey = shop("a >> b >> x", personas=buyers)
    kinds = ["new"] * 4 + ["old"] * 4
    found = fit_report(journey, log_of(*["abx"] * 4, *["abx", "a"] * 2, kind=kinds), horizon=0, personas=True)
    told = {(row.persona, row.outcome): (row.count, row.n, row.fitted) for row in found.outcomes}
    assert told["new", "x"] == (4, 4, pytest.approx(1))
    assert told["old", "x"] == (2, 4, pytest.approx(0.5))
    trap = fit_report(shop("a >> a", "b >> x"), log_of("aa", "bx"), horizon="1 hour", until="2026-05-04 01:00Z")
    assert [row.fitted for row in trap.outcomes if row.outcome == "x"] == [None]


@pytest.mark.parametrize("verb", [fit, conform, lambda journey, log, **asked: log.over_time("day", **asked)])
@pytest.mark.parametrize("horizon", [None, "2 days"])
def test_a_log_was_watched_until_its_last_event_at_least(verb, horizon):
    log = log_of("ab", "a" + "b" * 30)
    with pytest.raises(EventLogError, match="2020-01-01 00:00, lies before the log's first event, 2026-05-04 00:00"):
        verb(shop("a >> b"), log, horizon=horizon, until="2020-01-01")
    with pytest.raises(EventLogError, match="2026-05-04 09:00, lies before the log's last event, 2026-05-05 06:00"):
        verb(shop("a >> b"), log, horizon=horizon, until="2026-05-04 09:00Z")


def test_a_day_lasts_to_its_end():
    log = log_of("ab", "a" + "b" * 30)
    for until in (None, "2026-05-05"):
        assert fit_report(shop("a >> b"), log, horizon="6 hours", until=until).open == 1
