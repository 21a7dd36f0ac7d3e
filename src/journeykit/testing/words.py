"""Makers of the nouns that are known by their text, and of the small ones around them."""

from __future__ import annotations

from typing import Any, get_args

from hypothesis import strategies as st

from journeykit.model import (
    AllOf,
    AnyOf,
    Condition,
    Effect,
    Evidence,
    Expectation,
    Gain,
    Link,
    Metric,
    Need,
    Not,
    Opportunity,
    PainPoint,
    Process,
    Quote,
    Relation,
    Solution,
)
from journeykit.model.conditions import Operator
from journeykit.model.needs import Worded
from journeykit.testing import numbers
from journeykit.testing.texts import ids
from journeykit.testing.world import Maker, Makers, World, built, each, several

__all__ = [
    "COMMON",
    "WORDED",
    "evidence",
    "in_full",
    "metric",
    "one_of",
    "persona_ids",
    "relation",
    "rule",
    "share",
    "text",
    "worded",
]


def text(draw: st.DrawFn, world: World) -> str:
    """A text."""
    return draw(world.texts)


def one_of(*choices: str) -> Maker:
    """One of several words."""
    return each(st.sampled_from(choices))


def persona_id(draw: st.DrawFn, world: World) -> str | None:
    """The id of a persona of the map, if it has any."""
    return draw(st.sampled_from(world.personas)) if world.personas else None


def persona_ids(draw: st.DrawFn, world: World) -> list[str]:
    """The ids of some personas of the map, each once."""
    return draw(st.lists(st.sampled_from(world.personas), max_size=2, unique=True)) if world.personas else []


_ADDRESSES = (
    "https://example.org/a?b=c&d=%20#e",
    "http://例え.jp",
    "mailto:a@example.org",
    "notes/talks.md",
    "",
    "a b",
)


def link(draw: st.DrawFn, world: World) -> Any:
    """A link, or the bare text of one."""
    said = text(draw, world)
    if draw(st.booleans()):
        return said
    return Link(said, draw(st.none() | st.sampled_from(_ADDRESSES)))


ABOUT: Makers = {"tags": several(text), "links": several(link), "note": text}

evidence_fields: Makers = {
    "title": text,
    "kind": lambda draw, world: draw(
        st.sampled_from(["interview", "survey", "workshop", "assumption", "analytics"]) | world.texts,
    ),
    "n": each(numbers.counts),
    "date": each(numbers.days),
    "valid_for": each(numbers.durations()),
    **ABOUT,
}
evidence = built(Evidence, {"id": each(ids())}, evidence_fields)


def _sources(draw: st.DrawFn, world: World) -> Any:
    return draw(st.lists(st.sampled_from(world.evidence), max_size=2, unique=True)) if world.evidence else []


COMMON: Makers = {**ABOUT, "evidence": _sources}
"""What most nouns have."""


def _interval(draw: st.DrawFn, _: World) -> tuple[float, float]:
    ends = draw(numbers.numbers), draw(numbers.numbers)
    return min(ends), max(ends)


metric_fields: Makers = {
    **dict.fromkeys(("title", "unit", "method", "period", "source"), text),
    **dict.fromkeys(("value", "target", "benchmark"), each(numbers.numbers)),
    "n": each(numbers.counts),
    "interval": _interval,
    "direction": one_of("up", "down"),
    **COMMON,
}
metric = built(Metric, {"id": each(ids())}, metric_fields)


def share(draw: st.DrawFn, _: World) -> float | str:
    """A probability, also in percent."""
    return draw(numbers.probabilities | st.integers(0, 100).map("{} %".format))


def _effect(draw: st.DrawFn, world: World) -> Effect:
    step = draw(st.sampled_from(world.steps or ("a",)))
    rest = {"emotion": numbers.emotions, "duration": numbers.durations(), "drop_off": numbers.probabilities}
    if draw(st.booleans()):
        target = draw(st.sampled_from((*world.steps, *world.outcomes) or ("a",)))
        return Effect(step, target, probability=share(draw, world), **_some(draw, rest, 0))
    return Effect(step, **_some(draw, rest, 1))


def _some(draw: st.DrawFn, makers: dict[str, st.SearchStrategy[Any]], least: int) -> dict[str, Any]:
    names = draw(st.lists(st.sampled_from(tuple(makers)), min_size=least, max_size=2, unique=True))
    return {name: draw(makers[name]) for name in names}


def _datum(draw: st.DrawFn, world: World) -> Any:
    return draw(st.booleans() | numbers.numbers | world.texts)


def _condition(draw: st.DrawFn, world: World) -> Condition:
    operator = draw(st.sampled_from(get_args(Operator)))
    if "known" in operator:
        return Condition(text(draw, world), operator)
    one = _datum(draw, world)
    return Condition(text(draw, world), operator, [one, _datum(draw, world)] if "in" in operator.split() else one)


def rule(draw: st.DrawFn, world: World, depth: int = 2) -> Any:
    """A rule on data, up to two levels deep."""
    shape = draw(st.sampled_from(["condition", "all", "any", "not"])) if depth else "condition"
    if shape == "condition":
        return _condition(draw, world)
    inner = rule(draw, world, depth - 1)
    if shape == "not":
        return Not(inner)
    return (AllOf if shape == "all" else AnyOf)([inner, *([rule(draw, world, 0)] if draw(st.booleans()) else [])])


def relation(draw: st.DrawFn, world: World) -> Relation:
    """A relation to a persona of the map."""
    return Relation(draw(st.sampled_from(world.personas)), draw(st.none() | world.texts))


STATUS = one_of("proposed", "planned", "in_progress", "done", "rejected")


def _processes_needed(draw: st.DrawFn, world: World) -> list[str]:
    known = [each.id for each in world.shared.get(Process, ())]
    return draw(st.lists(st.sampled_from(known), max_size=2)) if known else []


def worded(noun: type[Worded]) -> Maker:
    """A noun known by its text: new, shared with others of the map, or its bare text."""

    def make(draw: st.DrawFn, world: World) -> Any:
        shared = world.shared.get(noun)
        form = draw(st.sampled_from(["full", "bare", "full", *(("shared",) * 3 if shared else ())]))
        if form == "shared":
            return draw(st.sampled_from(shared or []))
        return text(draw, world) if form == "bare" else in_full(noun)(draw, world)

    return make


def in_full(noun: type[Worded]) -> Maker:
    """A noun known by its text, without an id."""
    return built(noun, {"text": text}, {**WORDED[noun], **COMMON})


_FELT: Makers = {
    "severity": each(numbers.ratings),
    "personas": persona_ids,
    "opportunities": several(worded(Opportunity)),
}
WORDED: dict[type[Worded], Makers] = {
    Need: {"importance": each(numbers.ratings), "satisfaction": each(numbers.ratings)},
    Expectation: {"met": one_of("missed", "met", "exceeded")},
    Quote: {"persona": persona_id},
    Solution: {
        "status": STATUS,
        "owner": text,
        "due": each(numbers.days),
        "effort": each(numbers.ratings),
        "effects": several(_effect),
    },
    Opportunity: {
        "kind": one_of("fix", "delight", "retain", "upsell", "remove"),
        **dict.fromkeys(("customer_value", "business_value", "effort"), each(numbers.ratings)),
        "owner": text,
        "status": STATUS,
        "solutions": several(worded(Solution)),
        "metrics": several(metric),
    },
    PainPoint: {**_FELT, "cause": text, "barrier": each(st.sampled_from([True, True, False]))},
    Gain: _FELT,
    Process: {
        "layer": one_of("physical_evidence", "frontstage", "backstage", "support"),
        "kind": one_of("human", "technology"),
        "owner": text,
        "system": text,
        "duration": each(numbers.durations()),
        "needs": _processes_needed,
        "fail_point": each(st.sampled_from([True, True, False])),
        "wait_point": each(st.sampled_from([True, True, False])),
    },
}
"""The fields of each noun known by its text, without those that most nouns have."""
