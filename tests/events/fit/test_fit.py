"""What each number of a fit is, on logs that can be counted by hand."""

from __future__ import annotations

from datetime import timedelta
from statistics import stdev

import polars as pl
import pytest

import journeykit as jk
from events.fit.lettered import FIRST, log_of, shares, shop
from journeykit.errors import EventLogError
from journeykit.events.fit import fit, fit_report
from journeykit.render.from_map import scene_of
from journeykit.render.lanes import chosen
from journeykit.render.sheet_of import sheet_of


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


@pytest.mark.parametrize("apart", [0, 1])
@pytest.mark.parametrize("kind", [list, pl.DataFrame, pl.LazyFrame])
def test_scores_after_the_first_outcome_count_nowhere_as_the_moves_do(apart, kind):
    events = [("a", 5), ("b", None), ("x", 5), ("x", 1), ("a", 1)]
    rows = [
        {"case": case, "activity": name, "timestamp": FIRST + timedelta(hours=apart * hour), "score": score}
        for case in range(10)
        for hour, (name, score) in enumerate(events[: 5 - case % 2])
    ] + [{"case": 10, "activity": "a", "timestamp": FIRST, "score": 2}]
    log = jk.EventLog(kind(rows), timezone="UTC")
    found = jk.fit_report(shop("a >> b >> x"), log, horizon=0, score_scale=(1, 5))
    assert any("15 events after the first outcome" in note for note in found.notes)
    a, x = found.map.step("a").metrics[0], found.map.outcomes[0].metrics[0]
    assert (a.n, x.n, x.value) == (11, 10, 5)
    assert a.value == pytest.approx(52 / 11)


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


def test_without_a_horizon_what_the_map_leaves_to_nobody_stays_its_drop_off():
    moves = [jk.Transition("a", "b", probability=0.4), jk.Transition("a", "x", probability=0.2), "b >> x"]
    log = log_of(*["abx"] * 4, *["ax"] * 2, *["a"] * 4)
    found = fit(shop(*moves), log)
    assert {move.target: move.probability for move in found.transitions if move.source == "a"} == pytest.approx(
        {"b": 0.4, "x": 0.2}
    )
    assert jk.outcomes(found).dropped == pytest.approx(0.4)
    named = shop("a >> b >> x", "a >> x").replace_step("a", drop_off=0.4)
    assert jk.outcomes(fit(named, log)).dropped == pytest.approx(0.4)
