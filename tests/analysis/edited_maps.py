"""Pairs of maps, the second of which is the first after some edits: what people compare; harder than two strangers."""

from __future__ import annotations

from hypothesis import strategies as st
from pydantic import ValidationError

from journeykit.analysis.diff.ids import exchanged
from journeykit.model import Action, Outcome, PainPoint, Stage, Touchpoint, Wait, in_order
from journeykit.testing import maps


def _one(draw, things):
    """One of them; nothing to choose from makes the edit impossible."""
    if not things:
        raise ValueError("nothing to edit")
    return draw(st.sampled_from(things))


KINDS = (Touchpoint, Action, Wait)


def _shuffled(draw, journey):
    return journey.replace(stages=draw(st.permutations(journey.stages)))


def _outcomes(draw, journey):
    return journey.replace(outcomes=[*draw(st.permutations(journey.outcomes)), Outcome("new_end")])


def _moved_step(draw, journey):
    steps = [step for stage in journey.stages for step in stage.steps]
    one = _one(draw, steps)
    home = _one(draw, journey.stages).id
    at = draw(st.integers(0, 4))
    stages = []
    for stage in journey.stages:
        rest = [step for step in stage.steps if step.id != one.id]
        if stage.id == home:
            rest.insert(at, one)
        stages.append(stage.replace(steps=rest))
    return journey.replace(stages=stages)


def _gone_step(draw, journey):
    return journey.remove_step(_one(draw, journey.steps).id)


def _gone_stage(draw, journey):
    stage = _one(draw, journey.stages)
    for step in stage.steps:
        journey = journey.remove_step(step.id)
    return journey.replace(stages=[each for each in journey.stages if each.id != stage.id])


def _new_stage(draw, journey):
    moved = _one(draw, journey.steps)
    stages = [each.replace(steps=[step for step in each.steps if step is not moved]) for each in journey.stages]
    stages.insert(draw(st.integers(0, 3)), Stage("new_stage", [moved, "new_step"]))
    return journey.replace(stages=stages)


def _renamed_step(draw, journey):
    return journey.replace_step(_one(draw, journey.steps).id, id="other_id")


def _renamed_anything(draw, journey):
    group, names = draw(
        st.sampled_from(
            [
                ("Persona", journey.personas),
                ("Stage", journey.stages),
                ("Outcome", journey.outcomes),
                ("Evidence", journey.evidence),
            ]
        )
    )
    old = _one(draw, names).id
    return exchanged(journey, group, old, "other_id").replace()


def _step_fields(draw, journey):
    step = _one(draw, journey.steps)
    given = [name for name, _ in step.given() if name != "id"]
    name = _one(draw, given)
    return journey.replace_step(step.id, **{name: type(step).model_fields[name].default})


def _other_kind(draw, journey):
    step = _one(draw, journey.steps)
    cls = _one(draw, KINDS)
    fields = {name: value for name, value in step.given() if name in cls.model_fields}
    new = cls(**fields)
    stages = [
        stage.replace(steps=[new if each.id == step.id else each for each in stage.steps]) for stage in journey.stages
    ]
    return journey.replace(stages=stages)


def _pains(draw, journey):
    step = _one(draw, journey.steps)
    pains = [each.replace(text=each.text + "!") if each.id is None else each for each in step.pains]
    pains.append(PainPoint(_one(draw, ["queue", "queues", "no news"]), severity=draw(st.integers(1, 5))))
    return journey.replace_step(step.id, pains=draw(st.permutations(pains)))


def _flow(draw, journey):
    way = draw(st.integers(0, 3))
    if way == 0 or journey.flow is None:
        return journey.replace(flow=_one(draw, [None, [in_order], [], [in_order, in_order]]))
    if way == 1:
        return journey.replace(flow=draw(st.permutations(journey.flow)))
    if way == 2:
        return journey.replace(flow=journey.flow[1:])
    return journey.replace(flow=(*journey.flow, *journey.flow[:1]))


def _text(draw, journey):
    return journey.replace(title=_one(draw, ["A", "B"]), baseline="before", note="seen", scope=None)


def _evidence(draw, journey):
    if draw(st.booleans()):
        return journey.replace(evidence=draw(st.permutations(journey.evidence)))
    old = _one(draw, journey.evidence)
    new = old.replace(note="read again")

    def swap(value):
        return new if value == old else value

    from journeykit.model.tree import rewritten

    return rewritten(journey, lambda noun, item: swap(item) if noun == "Evidence" else item).replace()


EDITS = (
    _shuffled,
    _outcomes,
    _moved_step,
    _gone_step,
    _gone_stage,
    _new_stage,
    _renamed_step,
    _renamed_anything,
    _step_fields,
    _other_kind,
    _pains,
    _flow,
    _text,
    _evidence,
)


@st.composite
def edited_pairs(draw):
    """A map, and the map after up to eight edits; an edit that the map does not allow is left out."""
    first = draw(maps())
    second = first
    for edit in draw(st.lists(st.sampled_from(EDITS), min_size=1, max_size=8)):
        try:
            second = edit(draw, second)
        except (ValidationError, ValueError, IndexError, StopIteration):
            continue
    return (first, second) if draw(st.booleans()) else (second, first)
