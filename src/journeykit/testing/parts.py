"""Makers of the nouns with an id: personas, steps, stages, outcomes; and of scope and transitions."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias, get_args

from hypothesis import strategies as st

from journeykit.model import (
    Action,
    Expectation,
    Gain,
    MomentOfTruth,
    Need,
    Opportunity,
    Outcome,
    PainPoint,
    Persona,
    Process,
    Quote,
    Scope,
    Stage,
    Touchpoint,
    Transition,
    Wait,
)
from journeykit.model.steps import Step
from journeykit.testing import numbers
from journeykit.testing.texts import ids
from journeykit.testing.words import (
    COMMON,
    metric,
    one_of,
    persona_ids,
    relation,
    rule,
    share,
    text,
    worded,
)
from journeykit.testing.world import Maker, Makers, World, each, optional, several

__all__ = ["moment", "outcome", "persona", "scope", "stage", "step", "transition", "transition_fields"]

_Moment: TypeAlias = Literal["ZMOT", "FMOT", "SMOT", "UMOT", "TMOT", "AMOT"]
_MOMENTS: tuple[_Moment, ...] = get_args(_Moment)


def moment(draw: st.DrawFn, world: World) -> Any:
    """A moment of truth, in each of its forms."""
    form = draw(st.sampled_from(["plain", "type", "full", "full"]))
    if form == "plain":
        return True
    kind = draw(st.sampled_from(_MOMENTS))
    if form == "type":
        return kind
    return MomentOfTruth(
        kind if draw(st.booleans()) else None, draw(st.none() | world.texts), **optional(draw, world, COMMON, 3)
    )


def _for_whom(maker: Maker) -> Maker:
    """A value for all, or one for each of some personas."""

    def make(draw: st.DrawFn, world: World) -> Any:
        if not world.personas or draw(st.integers(0, 3)) == 0:
            return maker(draw, world)
        who = draw(st.lists(st.sampled_from(world.personas), min_size=1, max_size=3, unique=True))
        # a need for the persona `text` must not look like a need's own text
        said = {persona: maker(draw, world) for persona in who}
        return {persona: [value] if isinstance(value, str) else value for persona, value in said.items()}

    return make


_STEP: Makers = {
    **dict.fromkeys(("title", "doing", "image", "drop_off_reason"), text),
    **dict.fromkeys(
        ("questions", "content", "personalised_by", "owners", "events", "failed_events", "allow"),
        several(text),
    ),
    **dict.fromkeys(("thoughts", "feelings", "objections"), _for_whom(several(text))),
    "emotion": _for_whom(each(numbers.emotions)),
    "intensity": _for_whom(each(numbers.ratings)),
    "needs": _for_whom(several(worded(Need))),
    "expectations": _for_whom(several(worded(Expectation))),
    "quotes": several(worded(Quote)),
    "pains": several(worded(PainPoint)),
    "gains": several(worded(Gain)),
    "opportunities": several(worded(Opportunity)),
    "moment_of_truth": moment,
    "importance": each(numbers.ratings),
    "personas": persona_ids,
    "entry": each(numbers.weights),
    "goal": each(st.sampled_from([True, True, False])),
    "drop_off": share,
    **dict.fromkeys(("duration", "promise"), each(numbers.durations())),
    "cost_to_serve": each(numbers.amounts),
    "value": each(numbers.numbers),
    "effort": each(numbers.ratings),
    "demand": one_of("value", "failure"),
    "metrics": several(metric),
    **dict.fromkeys(("physical_evidence", "frontstage", "backstage", "support"), several(worded(Process))),
    "count": each(numbers.counts),
    "journey": each(ids()),
    **COMMON,
}
_STEP_IN_THE_GRAPH: Makers = {name: _STEP[name] for name in ("entry", "drop_off", "count", "personas")}
_TOUCHPOINT: Makers = {
    "channel": lambda draw, world: draw(st.sampled_from(["web", "phone", "store"]) | world.texts),
    "ownership": one_of("brand", "partner", "customer", "external"),
    "provider": text,
    "branding": text,
    "initiator": one_of("customer", "provider"),
    **_STEP,
}


def step(draw: st.DrawFn, world: World, id: str, most: int = 4) -> Step:
    """A step with this id, at most so many fields, and perhaps one more that shapes the graph."""
    kind = draw(st.sampled_from(["touchpoint", "action", "wait"]))
    said = optional(draw, world, _TOUCHPOINT if kind == "touchpoint" else _STEP, most)
    fields = optional(draw, world, _STEP_IN_THE_GRAPH, 1) | said
    if kind == "touchpoint":
        return Touchpoint(id, **fields)
    return Action(id, **fields) if kind == "action" else Wait(id, **fields)


_STAGE: Makers = {
    **dict.fromkeys(("title", "phase", "goal"), text),
    **dict.fromkeys(("questions", "content", "owners", "allow"), several(text)),
    "kind": one_of("before", "during", "after"),
    "duration": each(numbers.durations()),
    "order": one_of("line", "any", "parallel"),
    "metrics": several(metric),
    **COMMON,
}


def stage(draw: st.DrawFn, world: World, id: str, steps: list[Step], most: int = 3) -> Stage:
    """A stage with these steps and at most so many fields besides."""
    return Stage(id, steps, **optional(draw, world, _STAGE, most))


_OUTCOME: Makers = {
    **dict.fromkeys(("title", "reason"), text),
    "result": one_of("success", "failure", "neutral"),
    "events": several(text),
    "emotion": each(numbers.emotions),
    "value": each(numbers.numbers),
    "alternative": one_of("competitor", "nothing", "self"),
    "brings": each(numbers.amounts),
    "metrics": several(metric),
    **COMMON,
}


def outcome(draw: st.DrawFn, world: World, id: str, most: int = 3) -> Outcome:
    """An outcome with this id and at most so many fields besides."""
    return Outcome(
        id, **optional(draw, world, {"result": _OUTCOME["result"]}, 1) | optional(draw, world, _OUTCOME, most)
    )


_PERSONA: Makers = {
    **dict.fromkeys(("title", "summary", "image", "segment"), text),
    **dict.fromkeys(
        ("goals", "frustrations", "constraints", "influences", "access_needs", "preferred_channels"),
        several(text),
    ),
    "quotes": several(worded(Quote)),
    "needs": several(worded(Need)),
    "share": share,
    "roles": several(one_of("initiator", "influencer", "decider", "buyer", "user", "gatekeeper")),
    "relations": several(relation),
    "side": one_of("customer", "employee", "supplier"),
    "when": rule,
    **COMMON,
}


def persona(draw: st.DrawFn, world: World, id: str, most: int = 3) -> Persona:
    """A persona with this id and at most so many fields besides."""
    weighed = optional(draw, world, {name: _PERSONA[name] for name in ("share", "side")}, 1)
    return Persona(id, **weighed | optional(draw, world, _PERSONA, most))


_SCOPE: Makers = {
    **dict.fromkeys(("trigger", "end", "situation", "goal"), text),
    "timeframe": each(numbers.durations()),
    "exclusions": several(text),
    "market": one_of("b2c", "b2b", "b2b2c", "public"),
    "offer": one_of("service", "good", "software", "hardware"),
    "durable": each(st.booleans()),
    "price": one_of("low", "high"),
    "sales": one_of("direct", "multilevel"),
}


def scope(draw: st.DrawFn, world: World) -> Scope:
    """A scope, also an empty one."""
    return Scope(**optional(draw, world, _SCOPE, 6))


_TRANSITION: Makers = {
    "count": each(numbers.counts),
    "prior": each(numbers.priors),
    "when": text,
    "after": each(numbers.durations()),
    "handover": text,
    **COMMON,
}


def transition_fields(draw: st.DrawFn, world: World, most: int = 3) -> dict[str, Any]:
    """What may be said of a transition beside its ends, its probability and its personas."""
    return optional(draw, world, _TRANSITION, most)


def transition(draw: st.DrawFn, world: World) -> Transition:
    """A transition that stands alone."""
    fields: dict[str, Any] = optional(draw, world, {"probability": share, "personas": persona_ids}, 2)
    return Transition(draw(ids()), draw(ids()), **fields | transition_fields(draw, world))
