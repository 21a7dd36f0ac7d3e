"""Reading and editing a map: each edit gives a new, valid map."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Self, TypeVar

from journeykit.errors import UnknownName

if TYPE_CHECKING:
    from journeykit.model.evidence import Named
    from journeykit.model.flow import InOrder, Transition
    from journeykit.model.outcome import Outcome
    from journeykit.model.persona import Persona
    from journeykit.model.stage import Stage
    from journeykit.model.steps import Step

__all__ = ["Edits"]

N = TypeVar("N", bound="Named")


class Edits:
    """Look-ups by id, and edits of single steps. Unknown ids raise UnknownName with the near one."""

    if TYPE_CHECKING:  # what JourneyMap has
        stages: tuple[Stage, ...]
        outcomes: tuple[Outcome, ...]
        personas: tuple[Persona, ...]
        flow: tuple[InOrder | Transition, ...] | None

        def replace(self, **changes: Any) -> Self:
            """The map with some fields changed."""
            ...

    @cached_property
    def _steps_by_id(self) -> dict[str, tuple[Step, Stage]]:
        return {step.id: (step, stage) for stage in self.stages for step in stage.steps}

    def step(self, id: str) -> Step:
        """The step with this id."""
        return self._step_and_stage(id)[0]

    def stage_of(self, id: str) -> Stage:
        """The stage in which a step stands."""
        return self._step_and_stage(id)[1]

    def _step_and_stage(self, id: str) -> tuple[Step, Stage]:
        found = self._steps_by_id.get(id)
        if found is None:
            raise UnknownName("step", id, tuple(self._steps_by_id))
        return found

    def stage(self, id: str) -> Stage:
        """The stage with this id."""
        return _by_id("stage", id, self.stages)

    def outcome(self, id: str) -> Outcome:
        """The outcome with this id."""
        return _by_id("outcome", id, self.outcomes)

    def persona(self, id: str) -> Persona:
        """The persona with this id."""
        return _by_id("persona", id, self.personas)

    def replace_step(self, step: str, /, **changes: Any) -> Self:
        """The map with some fields of one step changed; a new id is carried into flow and effects.

        >>> from journeykit.model import JourneyMap, Stage
        >>> first = JourneyMap(stages=[Stage("before", ["see", "ask"])])
        >>> first.replace_step("ask", emotion=-2).step("ask").emotion
        -2.0
        """
        from journeykit.model.renaming import with_effects, with_flow

        old, home = self._step_and_stage(step)
        new = old.replace(**changes)
        changed = home.replace(steps=tuple(new if each is old else each for each in home.steps))
        stages = tuple(changed if each is home else each for each in self.stages)
        if new.id == old.id:
            return self.replace(stages=stages)
        flow = with_flow(self.flow, old.id, new.id)
        return self.replace(stages=with_effects(stages, old.id, new.id), **({} if flow is None else {"flow": flow}))

    def add_step(
        self,
        step: Step | str,
        *,
        stage: str | None = None,
        after: str | None = None,
        before: str | None = None,
    ) -> Self:
        """The map with one step more: after or before another one, else at the end of a stage, else at the very end.

        Explicit transitions stay as they are; a line `in_order` takes the step in.

        >>> from journeykit.model import JourneyMap, Stage, Wait
        >>> first = JourneyMap(stages=[Stage("before", ["see", "ask"])])
        >>> [step.id for step in first.add_step(Wait("ponder"), after="see").steps]
        ['see', 'ponder', 'ask']
        """
        if after is not None and before is not None:
            raise TypeError("say 'after' or 'before', not both")
        neighbour = after if after is not None else before
        if neighbour is not None:
            home = self.stage_of(neighbour)
            if stage is not None and stage != home.id:
                raise ValueError(f"the step {neighbour!r} stands in the stage {home.id!r}, not in {stage!r}")
            position = [each.id for each in home.steps].index(neighbour) + (after is not None)
        else:
            if stage is None and not self.stages:
                raise ValueError("the map has no stage to put the step in: add a Stage with replace(stages=…)")
            home = self.stages[-1] if stage is None else self.stage(stage)
            position = len(home.steps)
        wider = home.replace(steps=(*home.steps[:position], step, *home.steps[position:]))
        return self.replace(stages=tuple(wider if each.id == home.id else each for each in self.stages))

    def remove_step(self, id: str) -> Self:
        """The map without one step, its transitions, the effects on it, and what other steps need of its processes.

        >>> from journeykit.model import JourneyMap, Stage
        >>> first = JourneyMap(stages=[Stage("before", ["see", "ask", "buy"])])
        >>> [(move.source, move.target) for move in first.remove_step("ask").transitions]
        [('see', 'buy')]
        """
        from journeykit.model.renaming import with_effects, with_flow, with_known_processes

        home = self.stage_of(id)
        flow = with_flow(self.flow, id, None)
        narrower = home.replace(steps=tuple(step for step in home.steps if step.id != id))
        stages = tuple(narrower if each.id == home.id else each for each in self.stages)
        stages = with_known_processes(with_effects(stages, id, None))
        return self.replace(stages=stages, **({} if flow is None else {"flow": flow}))


def _by_id(what: str, id: str, among: tuple[N, ...]) -> N:
    for each in among:
        if each.id == id:
            return each
    raise UnknownName(what, id, tuple(each.id for each in among))
