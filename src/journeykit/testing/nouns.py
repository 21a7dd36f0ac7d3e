"""Strategies for single nouns, each as it may stand alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from hypothesis import strategies as st

from journeykit.model import (
    Evidence,
    Metric,
    MomentOfTruth,
    Outcome,
    PainPoint,
    Persona,
    Scope,
    Stage,
    Transition,
    Value,
)
from journeykit.model.steps import Step
from journeykit.testing import parts, words
from journeykit.testing.texts import ids
from journeykit.testing.world import World

__all__ = [
    "evidence",
    "metrics",
    "outcomes",
    "pain_points",
    "personas",
    "scopes",
    "stages",
    "steps",
    "transitions",
    "values",
]

T = TypeVar("T")


def _alone(make: Callable[[st.DrawFn, World], T]) -> st.SearchStrategy[T]:
    @st.composite
    def strategy(draw: st.DrawFn) -> T:
        return make(draw, World.small(draw))

    return strategy()


def _with_id(make: Callable[[st.DrawFn, World, str], T]) -> st.SearchStrategy[T]:
    return _alone(lambda draw, world: make(draw, world, draw(ids())))


def evidence() -> st.SearchStrategy[Evidence]:
    """Sources.

    >>> from hypothesis import find
    >>> find(evidence(), lambda source: source.n is not None).n >= 0
    True
    """
    return _alone(words.evidence)


def metrics() -> st.SearchStrategy[Metric]:
    """Numbers, with or without a target.

    >>> from hypothesis import find
    >>> find(metrics(), lambda metric: metric.is_kpi).target is None
    False
    """
    return _alone(words.metric)


def pain_points() -> st.SearchStrategy[PainPoint]:
    """Pains, with opportunities and their solutions below them.

    >>> from hypothesis import find
    >>> find(pain_points(), lambda pain: len(pain.opportunities) > 1).label is None
    False
    """
    return _alone(words.in_full(PainPoint))


def personas() -> st.SearchStrategy[Persona]:
    """Personas, customers or not.

    >>> from hypothesis import find
    >>> find(personas(), lambda persona: persona.side == "supplier").side
    'supplier'
    """
    return _with_id(parts.persona)


def scopes() -> st.SearchStrategy[Scope]:
    """Scopes, also empty ones.

    >>> from hypothesis import find
    >>> find(scopes(), lambda scope: True)
    Scope()
    """
    return _alone(parts.scope)


def steps() -> st.SearchStrategy[Step]:
    """Touchpoints, actions and waits.

    >>> from hypothesis import find
    >>> find(steps(), lambda step: step.kind == "wait").kind
    'wait'
    """
    return _with_id(parts.step)


def stages() -> st.SearchStrategy[Stage]:
    """Stages of no, one or two steps.

    >>> from hypothesis import find
    >>> find(stages(), lambda stage: len(stage.steps) == 2).steps == ()
    False
    """

    def make(draw: st.DrawFn, world: World) -> Stage:
        inner = [parts.step(draw, world, name, most=2) for name in world.steps[: draw(st.integers(0, 2))]]
        return parts.stage(draw, world, draw(ids()), inner)

    return _alone(make)


def outcomes() -> st.SearchStrategy[Outcome]:
    """Ends of journeys.

    >>> from hypothesis import find
    >>> find(outcomes(), lambda outcome: outcome.result == "failure").result
    'failure'
    """
    return _with_id(parts.outcome)


def transitions() -> st.SearchStrategy[Transition]:
    """Transitions, bare or qualified.

    >>> from hypothesis import find
    >>> find(transitions(), lambda move: not move.qualified).probability is None
    True
    """
    return _alone(parts.transition)


def _moments(draw: st.DrawFn, world: World) -> Any:
    made = parts.moment(draw, world)
    return made if isinstance(made, MomentOfTruth) else MomentOfTruth(None if made is True else made)


def values() -> st.SearchStrategy[Value]:
    """Any noun but a map.

    >>> from hypothesis import find
    >>> from journeykit.model import Need
    >>> find(values(), lambda value: isinstance(value, Need)).text is None
    False
    """
    return st.one_of(
        evidence(),
        metrics(),
        personas(),
        scopes(),
        steps(),
        stages(),
        outcomes(),
        transitions(),
        _alone(words.rule),
        _alone(words.relation),
        _alone(_moments),
        *(_alone(words.in_full(noun)) for noun in words.WORDED),
    )
