"""The solutions of a map that say what they would change: found, named, and held against each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from journeykit.errors import UnknownName
from journeykit.model import JourneyMap, Opportunity, Solution
from journeykit.model.tree import rewritten

if TYPE_CHECKING:
    from journeykit.model import Effect

__all__ = ["SETTLED", "Named", "Some", "chosen", "clashes", "contradictions", "figures", "found", "names"]

Named: TypeAlias = "str | Solution"
Some: TypeAlias = "Named | Iterable[Named] | None"
Place: TypeAlias = tuple[str, str | None, str]
"""A step, the target of a transition or None, and what changes: probability, emotion, duration or drop_off."""

SETTLED: Final = ("done", "rejected")
"""The states of solutions that are no longer ahead: what is done shows in the map already."""


@dataclass(frozen=True, slots=True)
class Found:
    """A solution with the effort that it takes: its own, else that of the opportunity it answers; None is unknown."""

    solution: Solution
    effort: float | None


def found(journey: JourneyMap) -> tuple[Found, ...]:
    """All solutions of a map in the order of its steps; one that several opportunities share is there once.

    >>> from journeykit.model import Effect, Stage, Touchpoint
    >>> faster = Opportunity("faster", effort=2, solutions=[Solution("app", effects=Effect("ask", emotion=1))])
    >>> [(each.solution.text, each.effort) for each in found(JourneyMap(stages=[
    ...     Stage("before", [Touchpoint("ask", opportunities=[faster])])]))]
    [('app', 2.0)]
    """
    efforts: dict[Solution, float | None] = {}

    def note(noun: str, item: Any) -> Any:
        if noun == "Opportunity" and isinstance(item, Opportunity):
            for each in item.solutions:
                effort = item.effort if each.effort is None else each.effort
                efforts[each] = effort if efforts.get(each) is None else efforts[each]
        return item

    rewritten(journey, note)
    return tuple(Found(solution, effort) for solution, effort in efforts.items())


def chosen(journey: JourneyMap, solutions: Some) -> tuple[Solution, ...]:
    """The solutions that somebody names by text, by id or as values; None is all with effects that are still ahead.

    Raises UnknownName with the near one, ValueError for a text that several solutions have.
    """
    there = [each.solution for each in found(journey)]
    if solutions is None:
        return tuple(each for each in there if each.effects and each.status not in SETTLED)
    given: Any = solutions
    alone = isinstance(given, str | Solution) or not isinstance(given, Iterable)
    return tuple(dict.fromkeys(_one(each, there) for each in ((given,) if alone else given)))


def _one(given: Any, there: Sequence[Solution]) -> Solution:
    if isinstance(given, Solution):
        return given
    by_id = [each for each in there if given == each.id]
    same = by_id or [each for each in there if given == each.text]
    if not same:
        known = [name for each in there for name in (each.id, each.text) if name]
        raise UnknownName("solution", given, known)
    if len(same) > 1:
        raise ValueError(f"{len(same)} solutions say {given!r}: give each an id, and name it by that")
    return same[0]


def names(solutions: Sequence[Solution]) -> tuple[str, ...]:
    """What to call each: its text, or its id where another one has the same text; `chosen` understands both.

    >>> names([Solution("app"), Solution("shop", "new"), Solution("shop", "old")])
    ('app', 'new', 'old')
    """
    texts = [each.text for each in solutions]
    ids = {each.id for each in solutions}
    return tuple(
        each.id if each.id and (texts.count(each.text) > 1 or each.text in ids) else each.text for each in solutions
    )


def figures(solution: Solution) -> Mapping[Place, Any]:
    """What a solution would put where. Raises ValueError where it says two things of one place."""
    said: dict[Place, Any] = {}
    for effect in solution.effects:
        for place, value in _said(effect):
            if said.setdefault(place, value) != value:
                raise ValueError(f"{solution.text!r} gives {_shown(place)} twice: {said[place]} and {value}")
    return said


def _said(effect: Effect) -> Iterable[tuple[Place, Any]]:
    for what in ("probability", "emotion", "duration", "drop_off"):
        value = getattr(effect, what)
        if value is not None:
            yield (effect.step, effect.to if what == "probability" else None, what), value


def contradictions(solutions: Sequence[Solution]) -> tuple[tuple[int, int, str], ...]:
    """The pairs of solutions, by position, that would put different figures in one place, with the place in words."""
    at: dict[Place, list[tuple[int, Any]]] = defaultdict(list)
    for index, solution in enumerate(solutions):
        for place, value in figures(solution).items():
            at[place].append((index, value))
    return tuple(
        (one, other, f"{_shown(place)}: {first} and {second}")
        for place, said in at.items()
        for position, (one, first) in enumerate(said)
        for other, second in said[position + 1 :]
        if first != second
    )


def clashes(solutions: Sequence[Solution]) -> None:
    """Raises ValueError where two solutions contradict each other, naming all such pairs."""
    pairs = contradictions(solutions)
    if pairs:
        called = names(solutions)
        said = "; ".join(f"{called[one]!r} and {called[other]!r} on {what}" for one, other, what in pairs)
        raise ValueError(f"solutions contradict each other, so that they are alternatives: apply one of {said}")


def _shown(place: Place) -> str:
    step, target, what = place
    return f"{step} >> {target}" if target is not None else f"the {what.replace('_', '-')} at {step}"
