"""What each number of a fit is, on logs that can be counted by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from statistics import stdev

import polars as pl
import pytest

import journeykit as jk
from journeykit.errors import EventLogError
from journeykit.events.conform import conform
from journeykit.events.fit import fit, fit_report
from journeykit.render.from_map import scene_of
from journeykit.render.lanes import chosen
from journeykit.render.sheet_of import sheet_of

FIRST = datetime(2026, 5, 4, tzinfo=UTC)


def log_of(*cases, hours=1, **columns):
    """Cases as texts, a letter for each event; a column by the number of the case."""
    rows = [
        {"case": case, "activity": name, "timestamp": FIRST + timedelta(hours=hours * hour)}
        | {column: values[case] for column, values in columns.items()}
        for case, names in enumerate(cases)
        for hour, name in enumerate(names)
    ]
    return jk.EventLog(pl.DataFrame(rows), timezone="UTC")


def shop(*flow, **fields):
    steps = [jk.Touchpoint("a"), jk.Touchpoint("b"), jk.Wait("c")]
    outcomes = [jk.Outcome("x", events="x"), jk.Outcome("y")]
    return jk.JourneyMap(**{"stages": [jk.Stage("all", steps)], "outcomes": outcomes, "flow": list(flow)} | fields)


def shares(journey, step):
    return {move.target: (move.count, move.probability) for move in journey.transitions if move.source == step}


def test_an_end_is_the_only_outcome_without_events_or_drop_off():
    found = fit(shop("a >> b >> y", "a >> x"), log_of("ab", "ab", "a", "ax", "a"), horizon=0)
    assert shares(found, "b") == {"y": (2, 1.0)}
    assert shares(found, "a") == {"b": (2, 0.4), "x": (1, 0.2)}
    assert found.step("a").drop_off == 0.4
    both = fit(shop("a >> x", "a >> y"), log_of("ax", "a"), horizon=0)
    assert shares(both, "a") == {"x": (1, 0.5), "y": (0, 0.0)}  # nobody can tell those from drop-off
    told = shop("a >> x", "a >> y", outcomes=[jk.Outcome("x", events="x"), jk.Outcome("y", tags="every other end")])
    assert shares(fit(told, log_of("ax", "a"), horizon=0), "a") == {"x": (1, 0.5), "y": (1, 0.5)}
    assert both.step("a").drop_off == 0.5


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
    without = fit_report(journey, log_of(*["abx"] * 30, *["ac"] * 50, *["a"] * 20))
    assert [(row.outcome, row.count, row.n) for row in without.outcomes] == [("x", 30, 80), ("y", 50, 80)]
    assert without.outcomes[0].fitted == pytest.approx(30 / 80)


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


def test_without_a_horizon_nobody_drops_off():
    journey = shop("a >> b").replace_step("a", drop_off=0.2)
    found = fit_report(journey, log_of("ab", "ab", "a"))
    assert shares(found.map, "a") == {"b": (2, 0.8)}
    assert found.map.step("a").drop_off == 0.2
    assert any("no horizon is stated: 3 cases" in each for each in found.notes)


def test_open_cases_end_nowhere():
    log = log_of("a", "ab", "a" + "c" * 30)
    assert fit(shop("a >> b"), log, horizon=0).step("a").drop_off == 0.5
    kept = fit_report(shop("a >> b", "c >> c"), log, horizon="2 days")
    assert kept.map.step("a").drop_off is None
    assert kept.open == 3
    assert fit(shop("a >> b"), log, horizon="2 days", until="2026-06-01").step("a").drop_off == 0.5


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


def test_smoothing_and_priors_are_observations():
    journey = shop(jk.Transition("a", "b", probability=0.7), jk.Transition("a", "c", prior=2)).replace_step(
        "a", drop_off=0.1
    )
    log = log_of("ab", "ab", "ac", "a")
    plain = shares(fit(journey, log, horizon=0), "a")
    assert plain == {"b": (2, 2 / 6), "c": (1, 3 / 6)}  # the prior that the map states counts in any case
    smooth = fit(journey, log, horizon=0, smoothing=1)
    assert shares(smooth, "a") == {"b": (2, 3 / 8), "c": (1, 4 / 8)}
    assert [move.prior for move in smooth.transitions] == [1, 3]
    # a prior of 10 at the map's own shares: .7, 0 (its prior fills what the others leave: .2), .1
    believed = fit(journey, log, horizon=0, prior=10)
    assert shares(believed, "a")["b"][1] == pytest.approx((2 + 7) / 16)
    assert shares(believed, "a")["c"][1] == pytest.approx((1 + 2 + 2) / 16)
    assert believed.step("a").drop_off == pytest.approx((1 + 1) / 16)


def test_a_wait_lasts_and_other_steps_keep_their_time():
    log = log_of("abc", "abcx", "abc", hours=2)
    found = fit(shop("a >> b >> c >> x").replace_step("b", duration="30 min"), log, horizon=0)
    lasting = {step.id: step.duration and str(step.duration) for step in found.steps}
    assert lasting == {"a": None, "b": "30 minutes", "c": "2 hours"}
    after = {move.source: move.after and str(move.after) for move in found.transitions}
    assert after == {"a": "2 hours", "b": "90 minutes", "c": None}
    longer = fit(shop("a >> b").replace_step("a", duration="1 day"), log, horizon=0)
    assert str(longer.step("a").duration) == "2 hours"
    said = fit(shop("a >> b >> c", jk.Transition("c", "x", after="1 hour")), log, horizon=0)
    assert (said.step("c").duration, str(said.transitions[-1].after)) == (None, "2 hours")


def test_the_statistic_of_times_is_chosen():
    rows = [
        {"case": case, "activity": what, "timestamp": FIRST + timedelta(hours=hours * place)}
        for case, hours in enumerate([1, 2, 9])
        for place, what in enumerate("ab")
    ]
    log = jk.EventLog(pl.DataFrame(rows), timezone="UTC")
    found = {each: fit(shop("a >> b"), log, statistic=each).transitions[0].after for each in ("median", "mean")}
    assert {each: after.seconds / 3600 for each, after in found.items()} == {"median": 2, "mean": 4}


def test_a_fitted_emotion_is_observed_also_where_words_keep_the_log_off_the_step():
    journey = jk.JourneyMap(
        stages=[jk.Stage("s", [jk.Touchpoint("a", thoughts="hm"), jk.Touchpoint("b", emotion=-1, pains="dear")])],
        outcomes=[jk.Outcome("done", events=["c"])],
    )
    found = fit(journey, log_of("ac", "ac", score=[1, 4]), score_scale=(1, 5))
    assert found.step("a").evidence == ()
    told = {(each.step, each.kind): each.level for each in found.claims if each.step}
    assert told["a", "emotion"] == "partial"
    assert told["a", "thoughts"] == "assumption"
    assert told["b", "emotion"] == "assumption"
    (drawn,) = sheet_of(found, scene_of(found), chosen(None)).curves
    assert {point.node: point.level for point in drawn.points} == {"a": "partial", "b": "assumption", "done": "partial"}
    changed = found.replace(stages=[found.stages[0].replace(steps=[found.step("a").replace(emotion=2)])], flow=None)
    assert [each.level for each in changed.claims if each.kind == "emotion"] == ["assumption"]


def test_an_outcome_is_felt_as_backed_as_its_evidence():
    asked = jk.Evidence("asked", kind="survey", n=80)

    def drawn(**fields):
        journey = jk.JourneyMap(stages=[jk.Stage("s", ["a"])], outcomes=[jk.Outcome("done", emotion=1, **fields)])
        return {
            point.node: point.level for point in sheet_of(journey, scene_of(journey), chosen(None)).curves[0].points
        }

    assert drawn() == {"done": "assumption"}
    assert drawn(evidence=asked) == {"done": "partial"}


def test_scores_of_several_activities_are_one_mean_with_its_interval():
    journey = shop("a >> b").replace_step("a", events=["a", "A"])
    log = log_of("ab", "Ab", "ab", "Ab", score=[1, 5, 2, 5])
    found = fit(journey, log, score_scale=(1, 5))
    (metric,) = found.step("a").metrics
    low, high = metric.interval
    assert (metric.value, metric.n, metric.unit) == (3.25, 4, "1..5")
    assert high - low == pytest.approx(2 * 3.182446 * stdev([1, 5, 2, 5]) / 2, abs=1e-4)  # Student's t, 3 degrees
    assert found.step("a").emotion == 0.25
    assert fit(journey, log, score_scale=(5, 1)).step("a").emotion == -0.25
    with pytest.raises(EventLogError, match=r"4 scores lie off the scale of 1\.\.4, from 5 to 5"):
        fit(journey, log, score_scale=(1, 4))


def test_entries_have_the_weights_of_those_who_begin_there():
    journey = shop("a >> b").replace_step("a", entry=True).replace_step("b", entry=True).replace_step("c", entry=9)
    found = fit(journey, log_of("ab", "ab", "b"))
    assert [step.entry for step in found.steps] == [2, 1, None]


def test_each_number_has_the_log_behind_it_and_words_have_not():
    talks = jk.Evidence("talks", kind="interview")
    journey = shop("a >> b", evidence=[talks]).replace_step("b", thoughts="Why so dear?")
    log = log_of("ab", "ab", score=[2, 3])
    found = fit(journey, log, score_scale=(1, 5))
    move, (_, of_log) = found.transitions[0], found.evidence
    assert (of_log.kind, of_log.n, str(of_log.date)) == ("analytics", 2, "2026-05-04")
    assert move.evidence == (of_log,)
    assert found.step("a").evidence == (of_log,)
    assert found.step("b").evidence == ()  # the log did not hear what they think
    assert found.step("b").metrics[0].evidence == (of_log,)
    thought = next(claim for claim in found.claims if claim.kind == "thoughts")
    assert [each.id for each in thought.evidence] == ["talks"]


def test_a_second_fit_puts_its_log_in_the_place_of_the_first():
    once = fit(shop("a >> b"), log_of("ab", "ab"), horizon=0)
    twice = fit(once, log_of("ab", "a", "ab"), horizon=0)
    assert [each.n for each in twice.evidence] == [3]
    assert len(twice.transitions[0].evidence) == 1
    assert shares(twice, "a") == {"b": (2, 2 / 3)}


def test_personas_of_whom_nothing_was_seen_stay_as_they_are():
    ana, ben = (jk.Persona(each, when=jk.Condition("who", "is", each)) for each in ("ana", "ben"))
    cleo = jk.Persona("cleo")
    journey = shop(jk.Transition("a", "b", probability=0.5), "a >> c", personas=[ana, ben, cleo])
    log = log_of("ab", "ac", "ab", "b", who=["ana", "ana", "ana", "ben"])
    for drop_off in (None, 0.1):
        start = journey.replace_step("a", drop_off=drop_off)
        found = fit(start, log, horizon=0, personas=True)
        for who in ("ben", "cleo"):
            before, after = (jk.to_networkx(each, who).edges for each in (start, found))
            assert {pair: before[pair]["probability"] for pair in before} == pytest.approx(
                {pair: after[pair]["probability"] for pair in after}
            )
        mine = jk.to_networkx(found, "ana").edges
        assert (mine["a", "b"]["probability"], mine["a", "c"]["probability"]) == pytest.approx((2 / 3, 1 / 3))


def test_personas_must_differ_and_be_told_apart():
    together = shop("a >> b", personas=[jk.Persona("ana", when=jk.Condition("who", "known"))], cast="together")
    with pytest.raises(ValueError, match="take part together"):
        fit(together, log_of("ab", "ab", who=["x", "y"]), personas=True)


@pytest.mark.parametrize(
    ("wrong", "error", "said"),
    [
        ({"smoothing": -1}, ValueError, "smoothing is a number of observations of at least 0, not -1"),
        ({"prior": float("nan")}, ValueError, "prior is a number"),
        ({"statistic": "modus"}, jk.UnknownName, "unknown statistic 'modus'"),
        ({"score_scale": (3, 3)}, ValueError, "the worst score and the best"),
        ({"score_scale": (1, 5)}, EventLogError, "the log has no scores"),
        ({"horizon": 30}, EventLogError, "horizon is a duration"),
        ({"personas": True}, EventLogError, "no persona of the map says"),
    ],
)
def test_arguments_that_make_no_sense(wrong, error, said):
    with pytest.raises(error, match=said):
        fit(shop("a >> b"), log_of("ab", "ab"), **wrong)


def test_where_customers_leave_is_drawn():
    found = fit_report(shop("a >> b"), log_of("ab", "a"), horizon=0)
    assert [(bar.name, bar.value, bar.note) for bar in found.steps._chart(found.steps).bars] == [
        ("A", 0.5, "1 of 2"),
        ("B", 1.0, "1 of 1"),
    ]
    assert "<svg" in found.steps.draw().svg
