"""Flows: lines, chains, qualified moves, loops, several at once or none, with probabilities that fit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, TypeAlias

from hypothesis import strategies as st

from journeykit.model import Transition, in_order
from journeykit.model.steps import Step
from journeykit.testing import numbers, parts
from journeykit.testing.world import World

__all__ = ["Shape", "flow_of"]

Shape: TypeAlias = Literal["none", "empty", "line", "any"]
"""No flow at all, one without transitions, the line through the stages alone, or whatever may be written."""

_FRACTIONS = (1.0, 0.5, 0.25, 0.1, 0.35, 1 / 3, 0.7, 0.0)


def flow_of(
    draw: st.DrawFn, world: World, steps: Sequence[Step], shape: Shape | None, details: int, *, together: bool
) -> Any:
    """The flow of a map with these steps, as somebody might write it."""
    shape = shape or draw(st.sampled_from(["any", "any", "any", "any", "line", "empty", "none"]))
    if shape == "none":
        return None
    if shape == "empty":
        return []
    if shape == "line" or not steps:
        return draw(st.sampled_from([in_order, "in order", [in_order]])) if shape == "line" else []
    writer = _Writer(draw, world, steps, details, together=together)
    return [writer.entry() for _ in range(draw(st.integers(0, 7)))]


class _Writer:
    """Keeps account of what is said already, so that no step's probabilities exceed 1 for anybody."""

    def __init__(self, draw: st.DrawFn, world: World, steps: Sequence[Step], details: int, *, together: bool) -> None:
        self.draw, self.world, self.details, self.together = draw, world, details, together
        self.steps = {step.id: step for step in steps}
        self.left = {step.id: 1.0 - (step.drop_off or 0.0) for step in steps}
        self.shares: dict[tuple[str, str], float] = {}
        self.free: dict[tuple[str, str], list[str]] = {}  # the personas of whom nothing is said yet
        self.said: list[Any] = []

    def entry(self) -> Any:
        """One more entry."""
        form = self.draw(st.sampled_from(["qualified", "qualified", "qualified", "bare", "chain", "order", "again"]))
        if form == "again" and self.said:
            return self.draw(st.sampled_from(self.said))
        if form == "order":
            return in_order
        source, target = self._pair()
        if form == "chain":
            return " >> ".join((*self.draw(st.lists(st.sampled_from(tuple(self.steps)), max_size=3)), source, target))
        entry = self._qualified(source, target) if form == "qualified" else self.steps[source] >> target
        self.said.append(entry)
        return entry

    def _pair(self) -> tuple[str, str]:
        source = self.draw(st.sampled_from(tuple(self.steps)))
        return source, self.draw(st.sampled_from((*self.steps, *self.world.outcomes)))

    def _qualified(self, source: str, target: str) -> Any:
        pair = (source, target)
        known = list(self.world.personas)
        free = self.free.get(pair, known)
        fields: dict[str, Any] = parts.transition_fields(self.draw, self.world, min(self.details, 3))
        if pair in self.free and not free:
            return Transition(source, target)
        if free and (pair in self.free or self.draw(st.booleans())):
            who = self.draw(st.lists(st.sampled_from(free), min_size=1, max_size=2, unique=True))
            fields["personas"] = who
            self.free[pair] = [persona for persona in free if persona not in who]
        else:
            self.free[pair] = []
        if self.draw(st.booleans()):
            fields["probability"] = self._probability(pair)
        if self.draw(st.integers(0, 3)) == 3:
            fields["count"] = self.draw(numbers.counts)
        if self.draw(st.integers(0, 7)) == 7:
            fields["prior"] = self.draw(numbers.priors)
        return (
            self.steps[source].to(target, **fields)
            if self.draw(st.booleans())
            else Transition(source, target, **fields)
        )

    def _probability(self, pair: tuple[str, str]) -> float:
        """A part of what the source has left; personas who move on terms of their own stay within one such part."""
        fraction = self.draw(st.sampled_from(_FRACTIONS) | st.floats(0, 1))
        if pair in self.shares and not self.together:
            return self.shares[pair] * fraction
        found = self.left[pair[0]] * fraction
        self.shares[pair] = found
        self.left[pair[0]] = max(0.0, self.left[pair[0]] - found)
        return found
