"""Whole maps, valid by construction and otherwise as odd as they can be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from hypothesis import strategies as st

from journeykit.model import (
    Evidence,
    Expectation,
    Gain,
    JourneyMap,
    Need,
    Opportunity,
    PainPoint,
    Process,
    Quote,
    Solution,
    Value,
)
from journeykit.model.needs import Worded
from journeykit.model.steps import Step
from journeykit.testing import numbers, parts, words
from journeykit.testing.flows import Shape, flow_of
from journeykit.testing.texts import ids, texts
from journeykit.testing.words import COMMON, one_of, text
from journeykit.testing.world import Makers, World, each, optional, several

__all__ = ["maps"]

Cast: TypeAlias = Literal["alternatives", "together"]

_CASTS: st.SearchStrategy[Cast] = st.sampled_from(["alternatives", "alternatives", "together"])

_MAP: Makers = {
    **dict.fromkeys(("title", "version", "purpose", "mission", "vision"), text),
    **dict.fromkeys(("owners", "allow"), several(text)),
    "state": one_of("current", "future"),
    "nature": one_of("planned", "actual"),
    "maturity": one_of("sketch", "research", "release"),
    "language": lambda draw, world: draw(st.sampled_from(["de", "pt-BR", "zh-Hant"]) | world.texts)[:35],
    "reviewed": each(numbers.days),
    "baseline": each(ids()),
    "parent": each(ids()),
    "scope": parts.scope,
    "metrics": several(words.metric),
    **COMMON,
}


@dataclass(frozen=True)
class _Wanted:
    alphabets: tuple[str, ...]
    flow: Shape | None
    cast: Cast | None
    steps: int
    personas: int
    outcomes: int
    details: int


@st.composite
def _maps(draw: st.DrawFn, wanted: _Wanted) -> JourneyMap:
    world = _world(draw, wanted)
    details = wanted.details
    cast: Cast = draw(_CASTS) if wanted.cast is None else wanted.cast
    if details:
        _share(draw, world)
    fields = optional(draw, world, _MAP, details)
    made = [parts.step(draw, world, name, details) for name in world.steps]
    made = _with_needed_processes(_with_shared(draw, world, made), world)
    by_id = {step.id: step for step in made}
    return JourneyMap(
        draw(ids()),
        personas=[parts.persona(draw, world, name, details) for name in world.personas],
        stages=[
            parts.stage(draw, world, name, [by_id[each] for each in part], min(details, 3))
            for name, part in _parts(draw, world.steps)
        ],
        outcomes=[parts.outcome(draw, world, name, min(details, 3)) for name in world.outcomes],
        flow=flow_of(draw, world, made, wanted.flow, details, together=cast == "together"),
        cast=cast,
        **fields,
    )


def _world(draw: st.DrawFn, wanted: _Wanted) -> World:
    inner = draw(st.integers(0, wanted.steps))
    ends = draw(st.integers(0, wanted.outcomes))
    names = draw(st.lists(ids(), min_size=inner + ends, max_size=inner + ends, unique=True))
    who = draw(st.lists(ids(), max_size=wanted.personas, unique=True))
    world = World(texts(*wanted.alphabets), tuple(who), tuple(names[:inner]), tuple(names[inner:]))
    if wanted.details:
        pool = draw(st.lists(ids(), max_size=3, unique=True))
        world.evidence = tuple(Evidence(name, **optional(draw, world, words.evidence_fields, 2)) for name in pool)
    return world


def _share(draw: st.DrawFn, world: World) -> None:
    """Draw values with an id, for several places of the map to share; also those that others hold."""
    nouns: list[type[Worded]] = [*words.WORDED, Solution]
    for noun in draw(st.lists(st.sampled_from(nouns), max_size=3, unique=True)):
        for name in draw(st.lists(ids(), min_size=1, max_size=2, unique=True)):
            world.shared.setdefault(noun, []).append(words.in_full(noun)(draw, world).replace(id=name))


def _with_shared(draw: st.DrawFn, world: World, steps: list[Step]) -> list[Step]:
    """The steps, some of which have some of the shared values in the fields that take them."""
    for noun, field in _FIELDS.items():
        for shared in world.shared.get(noun, ()) if steps else ():
            # a solution stands below an opportunity only
            value = Opportunity("", solutions=[shared]) if noun is Solution else shared
            for index in draw(st.lists(st.integers(0, len(steps) - 1), max_size=2, unique=True)):
                held = getattr(steps[index], field)
                if isinstance(held, tuple) and value not in held:
                    steps[index] = steps[index].replace(**{field: (*held, value)})
    return steps


_FIELDS: dict[type[Value], str] = {
    Need: "needs",
    Expectation: "expectations",
    Quote: "quotes",
    PainPoint: "pains",
    Gain: "gains",
    Opportunity: "opportunities",
    Solution: "opportunities",
    Process: "backstage",
}


def _parts(draw: st.DrawFn, steps: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
    """The steps cut into stages, some of which may be empty; no stage at all only where there is no step."""
    count = draw(st.integers(1 if steps else 0, 4))
    cuts = sorted(draw(st.lists(st.integers(0, len(steps)), min_size=count - 1, max_size=count - 1))) if count else []
    names = draw(st.lists(ids(), min_size=count, max_size=count, unique=True))
    ends = zip([0, *cuts], [*cuts, len(steps)], strict=True)
    return [(name, steps[start:end]) for name, (start, end) in zip(names, ends, strict=False)]


def _with_needed_processes(steps: list[Step], world: World) -> list[Step]:
    """The steps, the last of which has whatever process another one names and no step has."""
    layers = ("physical_evidence", "frontstage", "backstage", "support")
    there = [process for step in steps for layer in layers for process in getattr(step, layer)]
    known = {process.id for process in there}
    missing: dict[str, Process] = {}
    for process in there:  # grows while it is read: what is added may need others
        for other in world.shared.get(Process, ()):
            if other.id in process.needs and other.id not in known:
                known.add(other.id)
                missing[other.id] = other
                there.append(other)
    if not missing:
        return steps
    return [*steps[:-1], steps[-1].replace(support=(*steps[-1].support, *missing.values()))]


def maps(
    *alphabets: str,
    flow: Shape | None = None,
    cast: Cast | None = None,
    steps: int = 5,
    personas: int = 3,
    outcomes: int = 3,
    details: int = 3,
) -> st.SearchStrategy[JourneyMap]:
    """Maps that are valid and otherwise as odd as they can be.

    Args:
        *alphabets: The alphabets of the texts, by their names in `ALPHABETS`; none named: all of them.
        flow: `none` (no flow), `empty` (one without transitions), `line` (in order), `any`; not said: all of these.
        cast: `alternatives` or `together`; not said: both.
        steps: The most steps.
        personas: The most personas.
        outcomes: The most outcomes.
        details: The most fields of each noun beside those that shape the graph; 0 for maps without words.

    >>> from hypothesis import find
    >>> find(maps(flow="line", details=0), lambda journey: len(journey.steps) > 1).flow
    (in_order,)
    """
    return _maps(_Wanted(alphabets, flow, cast, steps, personas, outcomes, details))
