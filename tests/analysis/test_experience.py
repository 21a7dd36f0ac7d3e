"""Curves, cliffs, lows, and opportunities in the order of what they are worth."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import HealthCheck, assume, given, settings

import journeykit as jk
from journeykit.analysis.feeling import feeling
from journeykit.errors import TrapError, UnknownName
from journeykit.testing import maps

ANA, BEN = jk.Persona("ana", share=0.75), jk.Persona("ben")
FORM = jk.Opportunity("one form", "form", customer_value=4, business_value=2, effort=3)  # score 1
CALL = jk.Opportunity("a call", customer_value=5, effort=2)  # score 2.5
VAGUE = jk.Opportunity("do better")


def solar(**fields: object) -> jk.JourneyMap:
    return jk.JourneyMap(
        personas=[ANA, BEN],
        stages=[
            jk.Stage(
                "all",
                [
                    jk.Touchpoint("see", emotion={"ana": 2, "ben": 1}, gains=[jk.Gain("sun", opportunities=[VAGUE])]),
                    jk.Touchpoint("quote", pains=[jk.PainPoint("dear", opportunities=[FORM])]),
                    jk.Touchpoint("sign", emotion={"ana": -0.5, "ben": 0}, opportunities=[FORM]),
                    jk.Wait(
                        "permit",
                        emotion={"ana": -2, "ben": 1},
                        duration="14 weeks",
                        pains=[jk.PainPoint("no news", personas="ana", opportunities=[CALL]), "forms"],
                    ),
                ],
            )
        ],
        outcomes=[jk.Outcome("lives", emotion=1.5, result="success"), jk.Outcome("gave_up")],
        flow=[
            "in order",
            jk.Transition("quote", "quote", probability=0.5),
            jk.Transition("sign", "gave_up", probability=0.2),
        ],
        **fields,
    )


def test_the_curve_follows_the_most_probable_walk_and_its_end() -> None:
    felt = jk.experience(solar())
    ana, ben = felt.curves
    assert (ana.persona, ana.along, ana.steps) == ("ana", "walk", ("see", "quote", "sign", "permit", "lives"))
    assert ana.emotions == (2, None, -0.5, -2, 1.5)
    assert (ana.lowest, ana.peak_end, ana.mean) == (-2, (-2 + 1.5) / 2, 0.25)
    assert ana.probability == pytest.approx(0.5 * 0.8)
    assert ana.duration == 14 * 7 * 86_400
    assert ben.emotions == (1, None, 0, 1, 1.5)
    assert "along the most probable walk of each persona" in felt.about
    assert any("peak-end is a heuristic" in line for line in felt.about)
    assert felt.rows()[1] == {"persona": "ana", "position": 1, "step": "quote", "emotion": None}


def test_a_walk_to_a_chosen_end() -> None:
    (ana,) = jk.experience(solar(), "ana", end="gave_up").curves
    assert (ana.steps, ana.emotions) == (("see", "quote", "sign", "gave_up"), (2, None, -0.5, None))
    (ana,) = jk.experience(solar(), "ana", end="sign").curves
    assert (ana.steps, ana.emotions) == (("see", "quote", "sign"), (2, None, -0.5))


def test_stage_order_where_it_is_asked_for_or_no_walk_ends_so() -> None:
    felt = jk.experience(solar(), along="stages")
    assert [curve.along for curve in felt.curves] == ["stages", "stages"]
    assert felt.curves[0].steps == ("see", "quote", "sign", "permit")
    assert felt.curves[0].probability is None
    assert felt.about[0] == "in stage order"
    never = jk.experience(solar(), "ben", end="drop_off")
    assert never.curves[0].along == "stages"
    assert never.about[0] == "in stage order where no walk ends so: ben"


def test_cliffs_pass_over_unknown_emotions_and_come_largest_first() -> None:
    fell = [(one.persona, one.source, one.target, one.fall) for one in jk.experience(solar()).cliffs]
    assert fell == [("ana", "see", "sign", 2.5), ("ana", "sign", "permit", 1.5), ("ben", "see", "sign", 1.0)]


def test_a_cliff_in_a_loop_is_told_once() -> None:
    ring = jk.JourneyMap(
        stages=[jk.Stage("s", [jk.Touchpoint("a", emotion=1), jk.Touchpoint("b", emotion=-1), "c"])],
        flow=["a >> b", jk.Transition("b", "a", probability=0.5), jk.Transition("b", "c")],
    )
    (cliff,) = jk.experience(ring, end="c").cliffs
    assert (cliff.before, cliff.after) == (1, -1)


def test_lows_name_the_pains_and_ideas_of_the_persona() -> None:
    felt = jk.experience(solar())
    (low,) = felt.lows  # ben's lowest is 0
    assert (low.persona, low.step, low.emotion, low.pains) == ("ana", "permit", -2, ("no news", "forms"))
    assert low.opportunities == ("a call",)
    assert low.visits == pytest.approx(0.8)
    slight = solar().replace_step("permit", emotion=None)
    assert [(one.step, one.emotion) for one in jk.experience(slight).lows] == [("sign", -0.5)]


def test_opportunities_by_what_they_are_worth_and_how_often_they_are_met() -> None:
    ideas = jk.experience(solar()).opportunities
    assert [idea.opportunity for idea in ideas] == ["one form", "a call", "do better"]
    form, call, vague = ideas
    assert form.steps == ("quote", "sign")
    assert form.visits == pytest.approx(2 + 1)  # quote is met 1 / (1 - .5) times
    assert (form.score, form.priority, form.pains) == (1, pytest.approx(3), ("dear",))
    assert call.visits == pytest.approx(0.8 * 0.75)  # no pain of ben's
    assert call.priority == pytest.approx(2.5 * 0.6)
    assert (vague.score, vague.priority, vague.visits) == (None, None, 1)
    assert ideas.about == ("1 of 3 opportunities state no value or no effort, and stand last",)
    assert [idea.opportunity for idea in jk.experience(solar(), "ben").opportunities] == ["one form", "do better"]


def test_who_acts_together_makes_each_visit_together() -> None:
    call = {idea.opportunity: idea for idea in jk.experience(solar(cast="together")).opportunities}["a call"]
    assert call.visits == pytest.approx(0.8)


def test_parts_are_tables() -> None:
    felt = jk.experience(solar())
    assert list(pd.DataFrame(felt.cliffs)) == ["persona", "source", "target", "fall", "before", "after"]
    assert len(pd.DataFrame(felt.opportunities)) == 3
    assert felt.to_dict()["lows"][0]["step"] == "permit"
    assert "no news" in felt._repr_html_()


def test_what_cannot_be_asked() -> None:
    with pytest.raises(ValueError, match="'walk' or 'stages'"):
        jk.experience(solar(), along="stage")
    with pytest.raises(UnknownName, match="did you mean 'ana'"):
        jk.experience(solar(), "anna")
    with pytest.raises(UnknownName, match="did you mean 'gave_up'"):
        jk.experience(solar(), end="gaveup")
    trap = jk.JourneyMap(stages=[jk.Stage("s", ["a", "b"])], flow=["a >> b >> a"])
    with pytest.raises(TrapError):
        jk.experience(trap)
    assert jk.experience(jk.JourneyMap()).curves[0].steps == ()


@settings(max_examples=1000, suppress_health_check=list(HealthCheck))
@given(maps(steps=4, personas=2, details=2))
def test_figures_are_those_of_the_curves(journey: jk.JourneyMap) -> None:
    try:
        felt = jk.experience(journey)
    except TrapError:
        assume(False)
    for curve in felt.curves:
        told = feeling(curve.emotions)
        assert (curve.mean, curve.lowest, curve.peak_end) == (told.mean, told.lowest, told.peak_end)
    for cliff in felt.cliffs:
        assert cliff.fall == cliff.before - cliff.after > 0
    stated = sum(len(each.opportunities) for step in journey.steps for each in (step, *step.pains, *step.gains))
    # those with an id stand once, and no others are lost
    assert (len(felt.opportunities) > 0) == (stated > 0)
    scored = [idea.priority for idea in felt.opportunities if idea.priority is not None]
    assert scored == sorted(scored, reverse=True)
