"""Where opportunities and metrics stand, each once: they may stand at a step, at its pains, or at several steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeykit.model.claims import general

if TYPE_CHECKING:
    from journeykit.model import Evidence, JourneyMap, Metric, Opportunity, Solution, Step

__all__ = ["PlacedMetric", "PlacedOpportunity", "PlacedSolution", "metrics", "opportunities", "solutions"]

_SHELVED = {"rejected"}


@dataclass(frozen=True, slots=True)
class PlacedOpportunity:
    """An opportunity, the place where it stands in full, and all steps that it is for."""

    place: str
    opportunity: Opportunity
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class PlacedSolution:
    """A solution, where it stands, and the step at which it does."""

    place: str
    solution: Solution
    step: Step


@dataclass(frozen=True, slots=True)
class PlacedMetric:
    """A metric, where it stands, the step if it is at one, and the evidence behind it: its own, else what is around.

    `of_opportunity` is true for the numbers that are to show the success of an opportunity.
    """

    place: str
    metric: Metric
    step: str | None
    evidence: tuple[Evidence, ...]
    of_opportunity: bool = False


def opportunities(placed: Iterable[tuple[str, Step]]) -> tuple[PlacedOpportunity, ...]:
    """The opportunities of the placed steps that are not rejected, each where it first stands.

    >>> from journeykit.model import Opportunity, PainPoint, Touchpoint
    >>> quote = Touchpoint("quote", pains=PainPoint("no two compare", opportunities=Opportunity("one page")))
    >>> [each.place for each in opportunities([("stages[0].steps[0]", quote)])]
    ['stages[0].steps[0].pains[0].opportunities[0]']
    """
    found: dict[tuple[str, str], tuple[str, Opportunity, dict[str, Step]]] = {}
    for place, step in placed:
        for key, at, item in _opportunities_of(place, step):
            if item.status not in _SHELVED:
                found.setdefault(key, (at, item, {}))[2][step.id] = step
    return tuple(PlacedOpportunity(at, item, tuple(steps.values())) for at, item, steps in found.values())


def _opportunities_of(place: str, step: Step) -> Iterator[tuple[tuple[str, str], str, Opportunity]]:
    """A step's opportunities in the order of its file, with what they are known by: what is shared has an id."""
    holders = [
        (f"{noun} {each.id}" if each.id else "", f"{place}.{noun}[{index}].", each.opportunities)
        for noun in ("pains", "gains")
        for index, each in enumerate(getattr(step, noun))
    ]
    for shared, at, items in [*holders, ("", f"{place}.", step.opportunities)]:
        for index, item in enumerate(items):
            here = f"{at}opportunities[{index}]"
            yield (("id", item.id) if item.id else (shared, str(index)) if shared else ("", here)), here, item


def solutions(found: Iterable[PlacedOpportunity]) -> tuple[PlacedSolution, ...]:
    """The solutions of opportunities that are not rejected, each where it first stands."""
    each: dict[str, PlacedSolution] = {}
    for one in found:
        for index, solution in enumerate(one.opportunity.solutions):
            place = f"{one.place}.solutions[{index}]"
            if solution.status not in _SHELVED:
                each.setdefault(solution.id or place, PlacedSolution(place, solution, one.steps[0]))
    return tuple(each.values())


def metrics(journey: JourneyMap, found: Iterable[PlacedOpportunity]) -> tuple[PlacedMetric, ...]:
    """All metrics of a map in its order, those of opportunities last.

    >>> from journeykit.model import JourneyMap, Metric, Stage, Touchpoint
    >>> shop = JourneyMap(metrics=Metric("nps"), stages=Stage("buy", Touchpoint("pay", metrics=Metric("time"))))
    >>> [(each.place, each.step) for each in metrics(shop, ())]
    [('metrics[0]', None), ('stages[0].steps[0].metrics[0]', 'pay')]
    """
    return tuple(_metrics(journey, found))


def _metrics(journey: JourneyMap, found: Iterable[PlacedOpportunity]) -> Iterator[PlacedMetric]:
    everywhere = general(journey) if journey.evidence else ()
    for m, metric in enumerate(journey.metrics):
        yield PlacedMetric(f"metrics[{m}]", metric, None, metric.evidence or everywhere)
    for s, stage in enumerate(journey.stages):
        around = stage.evidence or everywhere
        for m, metric in enumerate(stage.metrics):
            yield PlacedMetric(f"stages[{s}].metrics[{m}]", metric, None, metric.evidence or around)
        for t, step in enumerate(stage.steps):
            for m, metric in enumerate(step.metrics):
                behind = metric.evidence or step.evidence or around
                yield PlacedMetric(f"stages[{s}].steps[{t}].metrics[{m}]", metric, step.id, behind)
    for o, outcome in enumerate(journey.outcomes):
        for m, metric in enumerate(outcome.metrics):
            behind = metric.evidence or outcome.evidence or everywhere
            yield PlacedMetric(f"outcomes[{o}].metrics[{m}]", metric, None, behind)
    for one in found:
        for m, metric in enumerate(one.opportunity.metrics):
            behind = metric.evidence or one.opportunity.evidence
            yield PlacedMetric(f"{one.place}.metrics[{m}]", metric, one.steps[0].id, behind, of_opportunity=True)
