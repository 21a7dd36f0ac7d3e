"""Maps whose first step has solutions with effects anywhere: what `apply` and `roadmap` are for."""

from __future__ import annotations

from hypothesis import strategies as st

from journeykit.model import Effect, Opportunity, Solution
from journeykit.testing import maps

SHARES = st.sampled_from([0.0, 0.05, 0.2, 0.25, 0.5, 1.0]) | st.floats(0, 1).map(lambda share: round(share, 3))


def _effect(draw, journey):
    step = draw(st.sampled_from([each.id for each in journey.steps]))
    leads = [move.target for move in journey.transitions if move.source == step]
    everywhere = [each.id for each in (*journey.steps, *journey.outcomes)]
    kind = draw(st.sampled_from(["to", "to", "to", "new", "drop", "emotion"]))
    if kind == "emotion":
        return Effect(step, emotion=draw(st.sampled_from([-2.0, 0.0, 1.5])))
    if kind == "drop":
        return Effect(step, drop_off=draw(SHARES))
    return Effect(
        step, draw(st.sampled_from(leads if leads and kind == "to" else everywhere)), probability=draw(SHARES)
    )


def _ordinary(journey):
    """Has steps and outcomes, and no share so small that rounding takes the step for one that nobody leaves."""
    shares = [move.probability for move in journey.transitions if move.probability is not None]
    shares += [step.drop_off for step in journey.steps if step.drop_off is not None]
    return bool(journey.steps and journey.outcomes and all(share == 0 or share > 1e-6 for share in shares))


@st.composite
def planned_maps(draw, most=4, **wanted):
    """A map with up to `most` solutions that have one to three effects each and an effort, or none at all."""
    journey = draw(maps(details=0, **wanted).filter(_ordinary))
    some = []
    for number in range(draw(st.integers(1, most))):
        effects = {}
        for _ in range(draw(st.integers(1, 3))):
            effect = _effect(draw, journey)
            effects[effect.step, effect.to, effect.drop_off is None, effect.emotion is None] = effect
        effort = draw(st.sampled_from([1.0, 2.0, 2.5, 5.0]))
        some.append(Solution(f"idea {number}", effort=effort, effects=list(effects.values())))
    return journey.replace_step(journey.steps[0].id, opportunities=[Opportunity("better", solutions=some)])
