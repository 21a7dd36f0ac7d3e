"""Reads a map for its lanes: what holds for the personas that are shown, and how backed each claim is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from journeykit.model.claims import evidence_level, general
from journeykit.model.frozen_map import FrozenMap
from journeykit.model.scored import scored
from journeykit.render.sheet import Item, Level

if TYPE_CHECKING:
    from journeykit.model import Evidence, Gain, JourneyMap, Opportunity, PainPoint, Persona, Step
    from journeykit.render.people import People

__all__ = ["Reader"]


class Reader:
    """A map as one looks at it: its people, the steps that they meet, in the order of the map, and their pictures.

    `pictures` are data addresses by the step's id.
    """

    def __init__(
        self, journey: JourneyMap, people: People, met: Iterable[str], pictures: Mapping[str, str] | None = None
    ) -> None:
        self.journey, self.people = journey, people
        self.pictures = pictures or {}
        self.rank = {each.id: index for index, each in enumerate(journey.personas)}
        wanted = set(met)
        self.stages = {step.id: stage for stage in journey.stages for step in stage.steps}
        self.steps = tuple(step for stage in journey.stages for step in stage.steps if step.id in wanted)
        self._shown = {each.id for each in people.shown}
        self._known = {each.id for each in journey.personas}

    @cached_property
    def everywhere(self) -> tuple[Evidence, ...]:
        """The sources that stand behind whatever names none of its own."""
        return general(self.journey)

    def level(self, step: Step, own: Sequence[Evidence] = ()) -> Level:
        """How backed a claim at a step is: by its own sources, else its step's, its stage's, the map's."""
        return evidence_level(own or self._behind(step))

    def felt_level(self, step: Step, persona: Persona | None) -> Level:
        """How backed an emotion is: as any claim at the step, and by the scores that it was computed from."""
        return evidence_level((*scored(step, persona.id if persona else None), *self._behind(step)))

    def end_level(self, outcome: str) -> Level:
        """How backed the emotion of an outcome is: by its own sources, else the map's, and by the scores behind it."""
        end = self.journey.outcome(outcome)
        return evidence_level((*scored(end), *(end.evidence or self.everywhere)))

    def _behind(self, step: Step) -> tuple[Evidence, ...]:
        return step.evidence or self.stages[step.id].evidence or self.everywhere

    def who(self, ids: Sequence[str]) -> tuple[str, ...] | None:
        """Those of some personas that are shown; nobody named: empty, for everybody; none of them shown: None."""
        if not ids:
            return ()
        seen = tuple(each for each in ids if each in self._shown or each not in self._known)
        return seen or None

    def names(self, ids: Sequence[str]) -> str:
        """The short names of personas, for a note; none where they are all who are shown."""
        if self._shown and self._shown <= set(ids):
            return ""
        return ", ".join(self.people.names.get(each, each) for each in ids)

    def entries(self, step: Step, field: str) -> Iterator[tuple[Any, tuple[str, ...]]]:
        """What a field holds for all or per persona, each entry once, with those personas that it is true of alone."""
        value = getattr(step, field)
        groups: Iterable[tuple[tuple[str, ...], Any]]
        groups = [((), value)]
        if isinstance(value, FrozenMap):  # sorted by id; people are named in the order of the map
            groups = [((who,), value[who]) for who in sorted(value, key=lambda each: self.rank.get(each, 0))]
        said: dict[Any, list[str]] = {}
        for ids, every in groups:
            seen = self.who(ids)
            if seen is not None:
                for entry in every:
                    said.setdefault(entry, []).extend(seen)
        everybody = {each.id for each in self.people.shown if step.met_by(each)}
        for entry, whose in said.items():
            yield entry, () if set(whose) >= everybody else tuple(whose)

    def words(self, step: Step, field: str, mark: str) -> Iterator[Item]:
        """The items of a field that holds plain texts, which are claims about customers."""
        for text, who in self.entries(step, field):
            yield Item(text=text, mark=mark, who=who, note=self.names(who), level=self.level(step))

    def opportunities(self, step: Step) -> Iterator[Opportunity]:
        """All opportunities at a step: its own, and those that its pains and gains bring."""
        found: dict[Opportunity, None] = dict.fromkeys(step.opportunities)
        causes: tuple[PainPoint | Gain, ...] = (*step.pains, *step.gains)
        for cause in causes:
            if self.who(cause.personas) is not None:
                found |= dict.fromkeys(cause.opportunities)
        yield from sorted(found, key=lambda each: -(each.score if each.score is not None else -1.0))
