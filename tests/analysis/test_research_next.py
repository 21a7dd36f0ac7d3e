"""`research_next`: ranges against closed forms, and observations that do settle what they are said to settle."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from scipy.stats import beta

import journeykit as jk
from analysis.planned_maps import planned_maps
from journeykit.analysis.levers import levers
from journeykit.analysis.research_next import research_next
from journeykit.analysis.uncertainty import uncertainty


def shop(*flow, personas=()):
    return jk.JourneyMap(
        personas=personas,
        stages=[jk.Stage("buy", ["find", "basket", "pay"])],
        outcomes=[jk.Outcome("won", result="success"), jk.Outcome("lost")],
        flow=flow,
    )


def counted(source, **counts):
    return [jk.Transition(source, target, count=count) for target, count in counts.items()]


def test_ranges_are_those_of_the_beta_distribution():
    talks = jk.Evidence("talks", n=30)
    journey = shop(
        "find >> basket",
        "find >> lost",
        jk.Transition("basket", "pay", probability=0.8, evidence=[talks]),
        jk.Transition("basket", "lost", probability=0.2, evidence=[talks]),
        *counted("pay", won=90, lost=10),
    )
    found = {each.step: each for each in research_next(journey)}
    assert {step: (each.ground, each.n) for step, each in found.items()} == {
        "find": ("assumed", 0),
        "basket": ("stated", 30),
        "pay": ("counted", 100),
    }
    for step, share, rest in (("find", (1, 1), 0.8 * 0.9), ("basket", (25, 7), 0.45), ("pay", (91, 11), 0.4)):
        low, high = beta(*share).ppf([0.025, 0.975]) * rest
        assert found[step].low == pytest.approx(low, abs=0.012)
        assert found[step].high == pytest.approx(high, abs=0.012)
        assert found[step].spread == found[step].high - found[step].low
    assert research_next(journey)[0].step == "find"
    assert research_next(journey).about[0] == "rests on assumed shares at find"
    assert "worth 10 observations" in research_next(journey).about[1]
    (stated,) = (each for each in research_next(journey, trust=50) if each.step == "basket")
    assert stated.n == 50


def test_so_many_more_observations_do_settle_the_goal():
    journey = shop("find >> basket >> pay", *counted("pay", won=30, lost=12, find=8))
    (asked,) = research_next(journey, within=0.03)
    for more, enough in ((asked.for_goal, True), (asked.for_goal - 1, False)):
        n = 50 + more
        flow = [
            each.replace(probability=each.count / 50, count=round(each.count / 50 * n * 1000)) if each.count else each
            for each in journey.transitions
        ]
        # counts a thousand times as large, so that they round to the shares: the error is sqrt(1000) times as small
        error = uncertainty(journey.replace(flow=flow))[0].error * 1000**0.5
        assert (error * 1.959964 <= 0.03 * (1 + 1e-6)) == enough


def test_so_many_more_observations_tell_the_two_best_levers_apart():
    def journey(size):
        return shop(
            *counted("find", basket=75 * size, lost=25 * size),
            *counted("basket", pay=72 * size, lost=28 * size),
            "pay >> won",
        )

    asked = {each.step: each for each in research_next(journey(1))}
    best = levers(journey(1))
    assert asked["find"].lever == best[0].step == "basket"
    assert asked["find"].changes
    assert {asked["find"].lever_low, asked["find"].lever_high} == {"find", "basket"}
    enough = asked["find"].for_lever
    # gains are .1 * (1 - p) * r, both ways round: their difference is .1 * (r - p), and its slope in p is -.1
    assert enough == pytest.approx(1.959964**2 * 0.75 * 0.25 / 0.03**2 - 100, abs=2)
    many = {each.step: each for each in research_next(journey(100))}
    assert not many["find"].changes
    assert many["find"].for_lever == 0


def test_one_way_out_leaves_no_question_and_goals_are_not_asked():
    assert len(research_next(shop("find >> basket >> pay >> won"))) == 0
    journey = shop(*counted("find", basket=5, lost=5), *counted("basket", pay=5, lost=5), "pay >> won")
    assert [each.step for each in research_next(journey, "basket")] == ["find"]


def test_personas_are_asked_apart_where_they_differ():
    who = [jk.Persona("ana", share=0.5), jk.Persona("ben")]
    moves = [jk.Transition("find", "won", personas=["ana"], count=5), jk.Transition("find", "lost", count=5)]
    found = research_next(shop(*moves, personas=who))
    assert [(each.step, each.n) for each in found] == [("find", 10)]
    assert research_next(shop(*moves, personas=who), persona="ana")[0].spread == pytest.approx(2 * found[0].spread)


@settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))
@given(planned_maps(most=1))
def test_every_map_can_be_asked(journey):
    goal = journey.outcomes[0].id
    try:
        found = research_next(journey, goal)
    except jk.TrapError:
        assume(False)
    spreads = [(not each.changes, -each.spread) for each in found]
    assert spreads == sorted(spreads)
    for each in found:
        assert 0 <= each.low <= each.high <= 1
        assert each.for_goal >= 0
        assert each.spread == each.high - each.low > 0
        assert (each.ground == "assumed") == (each.n == 0)


def test_bad_input():
    journey = shop(*counted("find", won=5, lost=5))
    for wrong in ({"top": 0}, {"trust": 0}, {"level": 1.5}, {"within": 0}, {"within": float("nan")}, {"top": True}):
        with pytest.raises(ValueError, match=r"at least 1|level|half-width"):
            research_next(journey, **wrong)
    with pytest.raises(jk.UnknownName, match="did you mean 'won'"):
        research_next(journey, "wonn")
    with pytest.raises(TypeError, match="needs a JourneyMap"):
        research_next("shop")
