"""How one step is told: how it comes about, who does it where, how long it takes and how it feels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import isnan
from typing import Final

import numpy as np

from journeykit.analysis.ends.walk import Walker
from journeykit.analysis.sampling.emotions import emotion_at
from journeykit.analysis.stories.amounts import length, passing
from journeykit.analysis.stories.english import Phrase, capital, listed, phrase, plain, quoted, sentence, stop
from journeykit.analysis.stories.persons import NOBODY, Person, person_of
from journeykit.analysis.stories.phrases import COMES, FELT, PLACES, THEN, WHICH
from journeykit.analysis.stories.verbs import BARE
from journeykit.graph import moves
from journeykit.model import JourneyMap, Outcome, Persona, Touchpoint, channel
from journeykit.model.frozen_map import FrozenMap
from journeykit.model.steps import Step

__all__ = ["Voice"]

_SHARE: Final = 0.5
"""How often one way to say it is taken where there are two."""
_MOST: Final = 3  # pains and gains of a step
_IF: Final = ("when ", "if ", "because ", "as ", "after ", "once ", "since ", "unless ", "although ")


class Voice:
    """Tells the steps of one walker. What it says next depends on what it said before, and on the generator."""

    def __init__(self, journey: JourneyMap, walker: Walker, rng: np.random.Generator) -> None:
        self.journey, self.persona, self.rng = journey, walker.persona, rng
        self.moves = {(move.source, move.target): move for move in moves(journey, walker.persona).moves}
        self.place = {step.id: index for index, step in enumerate(journey.steps)}
        self.english = (journey.language or "en").lower().startswith("en")
        self.persons = {each.id: person_of(each) for each in journey.personas}
        self.cast = tuple(each for each in journey.personas if each.side == "customer")
        self.together = walker.persona is None and journey.cast == "together" and bool(self.cast)
        self.who = self.persons[(self.persona or self.cast[0]).id] if self.persona or self.together else NOBODY
        self._said: dict[Sequence[str], str] = {}
        self._channel: str | None = None
        self._others: list[str] = []

    def pick(self, choices: Sequence[str]) -> str:
        """One of the choices, but not what it was the last time."""
        left = [each for each in choices if each != self._said.get(choices)] or list(choices)
        self._said[choices] = left[int(self.rng.integers(len(left)))]
        return self._said[choices]

    def list_of(self, texts: Sequence[str]) -> str:
        """One after the other, as the map's language allows."""
        said = [text for each in texts if (text := plain(each).rstrip("."))]
        return listed(said) if self.english else "; ".join(said)

    def phrase(self, node: Step | Outcome) -> Phrase:
        """What the label of a step or an outcome is, or its id where the label is blank."""
        names = [person.name for person in self.persons.values()]
        return phrase(plain(node.label) or node.id, english=self.english, names=names)

    def actor(self, step: Step) -> Person:
        """Who does a step: of those who go together the first who meets it."""
        if not self.together:
            return self.who
        mine = [each for each in self.cast if not step.personas or each.id in step.personas]
        return self.persons[mine[0].id] if step.personas and mine else self.who

    def met(self, steps: Sequence[str], index: int) -> list[str]:
        """The sentences of a step that is new."""
        step = self.journey.step(steps[index])
        felt, words, found = self._level(step), self._own(step, "feelings"), self.phrase(step)
        short = not (step.doing or step.duration or words) and found.kind == "verb"
        tail = ""
        if short and felt is not None and not set(found.text) & set(",.!?") and self.rng.random() < _SHARE:
            tail = f", {self.pick(WHICH[felt])}"
        said = [self.arrival(steps, index, tail)]
        if step.doing:
            said.append(self.done(step.doing, self.actor(step)))
        said += self._length(step)
        said += self._inside(step, None if tail else felt, words)
        return said

    def arrival(self, steps: Sequence[str], index: int, tail: str = "") -> str:
        """How a step comes about, where, and what it is."""
        step = self.journey.step(steps[index])
        found = self.phrase(step)
        where, aside = self._where(step, found)
        move = self.moves.get((steps[index - 1], steps[index])) if index else None
        after = (
            next((each.after for each in move.transitions if each.after and each.after.seconds), None) if move else None
        )
        cause = self.cause(steps[index - 1], steps[index]) if index else ""
        if where and cause and not after:
            where, aside = "", f" ({where})"
        who = self._company(step)
        if not index:
            opening = f"It begins{f' {where}' if where else ''}"
            return stop(
                f"{opening} with {found.named}{aside}"
                if found.kind in ("name", "doing")
                else f"{opening}: {self.core(found, who)}{aside}{tail}"
            )
        if after or cause:
            opening = cause + (f"{length(after)} later, " if after else "") + (f"{where}, " if where else "")
            return stop(f"{capital(opening)}{self.core(found, who)}{aside}{tail}")
        if found.kind in ("name", "doing"):
            return stop(self.pick(COMES).format(found.named) + aside)
        then = self.pick(THEN)
        if where:
            then = f"{where}," if self.rng.random() < _SHARE or not then else f"{then.rstrip(',')}, {where},"
        return stop(capital(f"{then} {self.core(found, who)}".strip()) + aside + tail)

    def core(self, found: Phrase, who: str | Person) -> str:
        """The step as a clause: `Anna receives the quote`, `the card fails`, `the next step is “Permit”`."""
        if found.kind == "verb":
            return who.does(found.text) if isinstance(who, Person) else f"{who} {found.text}"
        return found.text if found.kind == "clause" else f"the next step is {found.named}"

    def cause(self, source: str, target: str) -> str:
        """The condition under which a move is made, as what comes before a clause."""
        move = self.moves.get((source, target))
        when = next((each.when for each in move.transitions if each.when), None) if move else None
        if not when:
            return ""
        said = plain(when).rstrip(".")
        if not self.english or said.startswith("“"):
            return f"{quoted(said)}, and so "
        return f"{capital(said)}, " if said.lower().startswith(_IF) else f"{capital(said)}, so "

    def done(self, doing: str, who: Person) -> str:
        """What somebody does, as a sentence."""
        found = phrase(doing, english=self.english)
        if who.plural and self.english and found.text.split()[0].lower() in BARE.values():
            return stop(f"{capital(who.name)} {found.text[0].lower()}{found.text[1:]}")
        return stop(capital(who.does(found.text))) if found.kind == "verb" else sentence(doing)

    def _company(self, step: Step) -> str | Person:
        """Who does it, with the others who meet it."""
        who = self.actor(step)
        others = [self.persons[each].name for each in step.personas if each in self.persons]
        others = [each for each in others if each != who.name]
        if not self.together or who.plural or others == self._others:
            return who
        self._others = others
        if not others:
            return who
        return f"{who.name}, with {listed(others)},"

    def _where(self, step: Step, found: Phrase) -> tuple[str, str]:
        """Where it happens: in front of the sentence, or in brackets behind; nothing where it is known already."""
        name = step.channel if isinstance(step, Touchpoint) else None
        place = PLACES.get(name, name) if name else None
        if not name or not place or place == self._channel:
            return "", ""
        self._channel = place
        if re.split(r"[\s_-]", place)[-1].removesuffix("s") in found.text.lower():
            return "", ""
        if name in PLACES and found.kind == "verb":
            return place, ""
        return "", f" ({place if name in PLACES else plain(channel(name).label).lower()})"

    def _length(self, step: Step) -> list[str]:
        if step.duration is None or not step.duration.seconds:
            return []
        if step.kind != "wait":
            return [f"{self.pick(('It takes', 'That takes'))} {length(step.duration)}."]
        passes = passing(step.duration)
        idle = f"For {length(step.duration)} there is nothing to do but wait."
        return [passes if "wait" in self.phrase(step).text.lower() else self.pick((passes, idle))]

    def _inside(self, step: Step, felt: int | None, words: Sequence[str]) -> list[str]:
        """Feelings, thoughts, pains and gains at the first visit."""
        who = self.actor(step)
        said = []
        if words:
            said.append(f"{capital(who.does('feels'))}{'' if self.english else ':'} {self.list_of(words)}.")
        elif felt is not None:
            said.append(self.pick(FELT[felt]).format(who=who.name))
        said += self._thought(step, who)
        for lead, all_of in (("What hurts:", step.pains), ("What helps:", step.gains)):
            mine = [each.text for each in all_of if self._concerns(each.personas)][:_MOST]
            if mine:
                said.append(f"{lead} {stop('; '.join(plain(text).rstrip('.') for text in mine))}")
        return said

    def _thought(self, step: Step, who: Person) -> list[str]:
        thoughts = self._own(step, "thoughts")
        if not thoughts:
            return []
        chosen = quoted(stop(thoughts[int(self.rng.integers(len(thoughts)))]))
        after = chosen.removesuffix(".”") + ",”" if chosen.endswith(".”") else chosen
        thinks = who.does("thinks")
        return [self.pick((f"{capital(thinks)}: {chosen}", f"{after} {thinks}."))]

    def _level(self, step: Step) -> int | None:
        emotion = emotion_at(step, self.persona)
        return None if isnan(emotion) else int(np.floor(emotion + 0.5))

    def _own(self, step: Step, field: str) -> list[str]:
        """What is said of everybody, or of whom the story is about; of those who go together, of whoever acts."""
        said = getattr(step, field)
        if isinstance(said, FrozenMap):
            persona: Persona | None = self.persona
            if self.together:
                actor = self.actor(step)
                persona = next((each for each in self.cast if self.persons[each.id] is actor), None)
            said = getattr(step, f"{field}_of")(persona) if persona else ()
        return list(said)

    def _concerns(self, personas: Sequence[str]) -> bool:
        return not personas or self.together or (self.persona is not None and self.persona.id in personas)
