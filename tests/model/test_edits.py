"""Reading and editing a map: every edit gives a new and valid map."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import journeykit as jk
from journeykit.testing import ids, maps, steps

WIDE = settings(max_examples=150, suppress_health_check=list(HealthCheck))


def valid(journey):
    """Whether a map is what its own fields build."""
    return jk.JourneyMap.model_validate(journey.model_dump()) == journey


def mentioned(value):
    """Every step that moves and effects name."""
    dumped = value.model_dump()

    def below(node, key=None):
        if isinstance(node, dict):
            for name, item in node.items():
                yield from below(item, name)
        elif isinstance(node, list | tuple):
            for item in node:
                yield from below(item, key)
        elif key in ("from", "to", "step") and node is not None:
            yield node

    return set(below({"flow": dumped["flow"], "stages": dumped["stages"]}))


@WIDE
@given(maps(), st.data())
def test_a_removed_step_leaves_a_valid_map_without_it(journey, data):
    assume(journey.steps)
    gone = data.draw(st.sampled_from(journey.steps)).id
    left = journey.remove_step(gone)
    assert [step.id for step in left.steps] == [step.id for step in journey.steps if step.id != gone]
    assert gone not in mentioned(left)
    assert valid(left)


@WIDE
@given(maps(), ids(), st.data())
def test_a_new_id_is_carried_to_wherever_it_is_used(journey, new, data):
    assume(journey.steps)
    old = data.draw(st.sampled_from(journey.steps))
    assume(new not in {each.id for each in (*journey.steps, *journey.outcomes)})
    renamed = journey.replace_step(old.id, id=new)
    assert [step.id for step in renamed.steps] == [new if step is old else step.id for step in journey.steps]
    assert old.id not in mentioned(renamed)
    assert (new in mentioned(renamed)) == (old.id in mentioned(journey))
    assert valid(renamed)
    assert renamed.replace_step(new, id=old.id) == journey


@WIDE
@given(maps(), steps(), st.data())
def test_an_added_step_stands_where_it_was_asked_for(journey, step, data):
    assume(journey.stages)
    assume(step.id not in {each.id for each in (*journey.steps, *journey.outcomes)})
    step = type(step)(step.id, step.title)  # its references are to another world
    stage = data.draw(st.sampled_from(journey.stages))
    wider = journey.add_step(step, stage=stage.id)
    assert wider.stage_of(step.id).steps == (*stage.steps, step)
    assert valid(wider)
    assert wider.remove_step(step.id).steps == journey.steps
    if journey.steps:
        where = data.draw(st.sampled_from(journey.steps)).id
        order = [each.id for each in journey.add_step(step, after=where).steps]
        assert order.index(step.id) == order.index(where) + 1
        order = [each.id for each in journey.add_step(step, before=where).steps]
        assert order.index(step.id) == order.index(where) - 1


@pytest.fixture
def small():
    process = jk.Process("planning", "planning")
    effect = jk.Effect("ask", "buy", probability=0.1)
    pain = jk.PainPoint("p", opportunities=jk.Opportunity("o", solutions=jk.Solution("s", effects=[effect])))
    return jk.JourneyMap(
        stages=[
            jk.Stage("one", ["see", jk.Touchpoint("ask", backstage=process)]),
            jk.Stage("two", [jk.Touchpoint("buy", pains=pain, backstage=jk.Process("crew", needs="planning"))]),
        ],
        outcomes=[jk.Outcome("done")],
        flow=["in order", "ask >> ask", {"from": "ask", "to": "buy", "probability": 0.5}, "buy >> done"],
    )


def test_reading(small):
    assert [step.id for step in small.steps] == ["see", "ask", "buy"]
    assert small.step("buy") is small.stages[1].steps[0]
    assert small.stage_of("ask") is small.stages[0] is small.stage("one")
    assert small.outcome("done").id == "done"


@pytest.mark.parametrize("read", ["step", "stage_of", "stage", "outcome", "persona", "remove_step", "replace_step"])
def test_an_unknown_id_is_told_with_the_near_one(small, read):
    with pytest.raises(jk.UnknownName, match=r"did you mean|unknown persona") as caught:
        getattr(small, read)({"stage": "on", "outcome": "don"}.get(read, "bux"))
    assert isinstance(caught.value, LookupError)


def test_replacing_a_step_changes_that_step_only(small):
    sad = small.replace_step("ask", emotion=-2)
    assert sad.step("ask").emotion == -2.0
    assert (sad.step("see"), sad.flow, small.step("ask").emotion) == (small.step("see"), small.flow, None)


def test_a_removed_step_takes_its_loops_effects_and_processes_along(small):
    left = small.remove_step("ask")
    assert left.flow == (jk.in_order, jk.Transition("buy", "done"))
    assert left.step("buy").pains[0].opportunities[0].solutions[0].effects == ()
    assert left.step("buy").backstage[0].needs == ()


def test_the_line_closes_over_a_gap_and_takes_a_new_step_in():
    journey = jk.JourneyMap(stages=[jk.Stage("s", ["a", "b", "c"])])
    assert journey.remove_step("b").transitions == (jk.Transition("a", "c"),)
    assert journey.remove_step("b").flow is None
    assert len(journey.add_step("d", after="a").transitions) == 3


def test_a_place_that_cannot_be(small):
    with pytest.raises(TypeError, match="not both"):
        small.add_step("x", after="see", before="ask")
    with pytest.raises(ValueError, match="stands in the stage"):
        small.add_step("x", after="see", stage="two")
    with pytest.raises(ValueError, match="no stage"):
        jk.JourneyMap().add_step("x")
    assert small.add_step("x").steps[-1].id == "x"
