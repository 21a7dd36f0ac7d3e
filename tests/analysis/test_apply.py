"""`apply` gives the future map that solutions promise: just their figures, and everything else making room."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, assume, given, settings

import journeykit as jk
from analysis.planned_maps import planned_maps
from journeykit.analysis.apply import apply
from journeykit.analysis.solutions import chosen, contradictions
from journeykit.graph import moves
from journeykit.model import Effect, Opportunity, Solution

TEMPLATE = Solution("quote template", "template", effort=2, effects=[Effect("quote", "gave_up", probability=0.1)])
CALL = Solution("call back", effects=[Effect("quote", "sign", probability=0.6), Effect("quote", emotion=1)])
NEWS = Solution("news", effects=[Effect("permit", duration="8 weeks", drop_off=0.05, emotion=0)])
OLD = Solution("old idea", status="rejected", effects=[Effect("quote", "gave_up", probability=0.9)])
DONE = Solution("did it", status="done", effects=[Effect("quote", "gave_up", probability=0.2)])
VAGUE = Solution("be nicer")


def solar(*solutions):
    return jk.JourneyMap(
        "solar",
        state="current",
        stages=[
            jk.Stage(
                "decide",
                [
                    jk.Touchpoint("quote", emotion=-1, opportunities=[Opportunity("clear", solutions=solutions)]),
                    jk.Touchpoint("sign"),
                    jk.Wait("permit", duration="14 weeks", drop_off=0.1),
                ],
            )
        ],
        outcomes=[jk.Outcome("owner", result="success"), jk.Outcome("gave_up")],
        flow=[
            jk.Transition("quote", "sign", probability=0.4),
            jk.Transition("quote", "quote", probability=0.4),
            jk.Transition("quote", "gave_up", probability=0.2),
            "sign >> permit >> owner",
        ],
    )


def shares(journey, step):
    return {move.target: pytest.approx(move.probability) for move in moves(journey).out_of(step)}


def test_one_effect_scales_the_other_shares():
    future = apply(solar(TEMPLATE), "quote template")
    assert shares(future, "quote") == {"sign": 0.45, "quote": 0.45, "gave_up": 0.1}
    assert (future.id, future.state, future.baseline) == ("solar_future", "future", "solar")
    assert apply(solar(TEMPLATE), "template") == apply(solar(TEMPLATE), TEMPLATE) == apply(solar(TEMPLATE)) == future


def test_effects_of_several_solutions_on_one_step_go_in_at_once():
    future = apply(solar(TEMPLATE, CALL, NEWS))
    assert shares(future, "quote") == {"sign": 0.6, "quote": 0.3, "gave_up": 0.1}
    assert future.step("quote").emotion == 1
    permit = future.step("permit")
    assert (str(permit.duration), permit.drop_off, permit.emotion) == ("8 weeks", 0.05, 0)


def test_done_and_rejected_solutions_are_left_out_unless_named():
    assert apply(solar(TEMPLATE, OLD, DONE, VAGUE)) == apply(solar(TEMPLATE, OLD, DONE, VAGUE), TEMPLATE)
    assert shares(apply(solar(OLD), "old idea"), "quote")["gave_up"] == 0.9


def test_a_transition_that_the_map_does_not_have_is_added():
    future = apply(solar(), Solution("skip", effects=Effect("quote", "permit", probability=0.5)))
    assert shares(future, "quote") == {"sign": 0.2, "quote": 0.2, "gave_up": 0.1, "permit": 0.5}


def test_contradictions_name_both_solutions_and_the_place():
    other = Solution("other", effects=Effect("quote", "gave_up", probability=0.15))
    with pytest.raises(
        ValueError, match=r"apply one of 'quote template' and 'other' on quote >> gave_up: 0.1 and 0.15"
    ):
        apply(solar(TEMPLATE, other))
    same = Solution("same figure", effects=Effect("quote", "gave_up", probability=0.1))
    assert shares(apply(solar(TEMPLATE, same)), "quote")["gave_up"] == 0.1
    twice = Solution("twice", effects=[Effect("quote", drop_off=0.1), Effect("quote", drop_off=0.2)])
    with pytest.raises(ValueError, match=r"'twice' gives the drop-off at quote twice: 0.1 and 0.2"):
        apply(solar(twice))


def test_what_cannot_be_applied_says_why():
    with pytest.raises(jk.UnknownName, match="unknown solution 'quote templat': did you mean 'quote template'"):
        apply(solar(TEMPLATE), "quote templat")
    with pytest.raises(ValueError, match="no solution has effects"):
        apply(solar(VAGUE))
    with pytest.raises(ValueError, match="no solution has effects"):
        apply(solar(VAGUE), "be nicer")
    with pytest.raises(jk.UnknownName, match="did you mean 'quote'"):
        apply(solar(), Solution("x", effects=Effect("quot", drop_off=0.1)))
    with pytest.raises(jk.UnknownName, match="did you mean 'gave_up'"):
        apply(solar(), Solution("x", effects=Effect("quote", "gave_upp", probability=0.1)))
    with pytest.raises(ValueError, match="together at most 1"):
        apply(solar(TEMPLATE), [TEMPLATE, Solution("x", effects=Effect("quote", "sign", probability=0.95))])
    two = [Solution("same", effects=Effect("quote", drop_off=0.1)), Solution("same", effects=Effect("sign", emotion=1))]
    with pytest.raises(ValueError, match="2 solutions say 'same'"):
        apply(solar(*two), "same")
    with pytest.raises(TypeError, match="apply needs a JourneyMap"):
        apply("solar")


IMPOSSIBLE = re.compile("together at most 1|nothing else leads on|is no move of|personas would drop off")


def possible(journey, some):
    try:
        return apply(journey, some)
    except ValueError as error:
        if IMPOSSIBLE.search(str(error)):
            return None
        raise


@settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))
@given(planned_maps())
def test_the_moves_of_the_future_map_have_the_stated_figures_and_sum_to_one(journey):
    some = chosen(journey, None)
    if contradictions(some):
        with pytest.raises(ValueError, match="contradict"):
            apply(journey)
        return
    future = possible(journey, some)
    assume(future is not None)
    for persona in (*journey.personas, None)[: len(journey.personas) or 1]:
        found = moves(future, persona)
        for step, drop_off in found.drop_off.items():
            total = sum(move.probability for move in found.out_of(step)) + drop_off + found.ends.get(step, 0)
            assert total == pytest.approx(1, abs=1e-9)
        for effect in (effect for solution in some for effect in solution.effects):
            if effect.to is not None:
                there = [m.probability for m in found.out_of(effect.step) if m.target == effect.to]
                assert there in ([], [pytest.approx(effect.probability, abs=1e-9)])
            if effect.drop_off is not None and effect.step in found.drop_off:
                assert found.drop_off[effect.step] == pytest.approx(effect.drop_off, abs=1e-9)
            if effect.emotion is not None:
                assert future.step(effect.step).emotion == effect.emotion
