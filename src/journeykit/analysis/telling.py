"""The sentences of a story."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan
from typing import Final

import numpy as np

from journeykit.analysis.chain import DROP_OFF, END
from journeykit.analysis.sampling.cast import Walker
from journeykit.analysis.sampling.emotions import emotion_at
from journeykit.graph import Move
from journeykit.model import JourneyMap, Persona
from journeykit.model.steps import Step

__all__ = ["Teller"]

_PLACES: Final = {
    "web": "on the web",
    "app": "in the app",
    "in_app": "in the app",
    "email": "by e-mail",
    "sms": "by text message",
    "chat": "in a chat",
    "social": "on social media",
    "forum": "in a forum",
    "search": "in a search engine",
    "ads": "through an advertisement",
    "store": "at the store",
    "letter": "by letter",
    "parcel": "by parcel",
    "phone": "on the phone",
    "word_of_mouth": "by word of mouth",
    "in_person": "in person",
    "home_visit": "at home",
    "event": "at an event",
    "partner": "through a partner",
}
_FELT: Final = ("It is awful", "That annoys", "It leaves {who} cold", "That is pleasant", "It is a delight")
_OPENERS: Final = ("Then", "After that", "Next")
_TIMES: Final = {2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth", 7: "seventh"}
_ENDS: Final = {
    "success": "And so it ends well",
    "failure": "And so it ends badly",
    "neutral": "And so it ends",
}


class Teller:
    """Tells walks of one walker, with the map's words where it has some; the generator chooses among several."""

    def __init__(self, journey: JourneyMap, walker: Walker, rng: np.random.Generator) -> None:
        self.journey, self.persona, self.rng = journey, walker.persona, rng
        self.moves = {(move.source, move.target): move for move in walker.found.moves}
        self.who = _name(self.persona)
        self.place = {step.id: index for index, step in enumerate(journey.steps)}

    def text(self, steps: Sequence[str], ended: str) -> str:
        """The whole story, paragraphs parted by an empty line: the opening, one for each stage, the end."""
        paragraphs = [[self._opening()]]
        met: dict[str, int] = {}
        stage = None
        for index, name in enumerate(steps):
            met[name] = met.get(name, 0) + 1
            now = self.journey.stage_of(name).id
            if now != stage:
                paragraphs.append([])
                stage = now
            paragraphs[-1].append(self._met(steps, index, met[name]))
        paragraphs.append([self._ending(steps[-1], ended)])
        return "\n\n".join(" ".join(sentences) for sentences in paragraphs)

    def _opening(self) -> str:
        person = self.persona
        if person is None:
            return "This is the story of a customer."
        said = [f"This is the story of {_stop(_plain(person.label))}"]
        if person.summary:
            said.append(_sentence(person.summary))
        if person.goals:
            said.append(f"What {self.who} wants: {_listed(person.goals)}.")
        return " ".join(said)

    def _met(self, steps: Sequence[str], index: int, time: int) -> str:
        """What happens at one step: how it comes about, what it is, how long it takes, how it feels."""
        step = self.journey.step(steps[index])
        said = [self._arrival(steps, index, time)]
        if time == 1:
            said += [*self._length(step), *([_sentence(step.doing)] if step.doing else []), *self._inside(step)]
        elif step.kind == "wait":  # of all that comes again, this is not told too often
            said += self._length(step)
        return " ".join(said)

    def _arrival(self, steps: Sequence[str], index: int, time: int) -> str:
        """How a step comes about, where, and what it is."""
        step = self.journey.step(steps[index])
        place, title = _place(step), _plain(step.label)
        if not index:
            return f"It begins{place.removeprefix(',')}: {_stop(title)}"
        before = steps[index - 1]
        move = self.moves[before, steps[index]]
        after = next((each.after for each in move.transitions if each.after and each.after.seconds), None)
        start = f"{_capital(str(after))} later" if after else _OPENERS[index % len(_OPENERS)]
        if self.place[steps[index]] <= self.place[before]:
            start = f"{start} it goes back" if after else "It goes back"
        again = "" if time == 1 else f", for the {_TIMES.get(time, f'{time}th')} time"
        return f"{_because(move)}{start}{place}{again}: {_stop(title)}"

    def _length(self, step: Step) -> list[str]:
        if step.duration is None or not step.duration.seconds:
            return []
        if step.kind == "wait":
            return [f"For {step.duration} there is nothing to do but wait."]
        return [f"It takes {step.duration}."]

    def _inside(self, step: Step) -> list[str]:
        """Feelings and thoughts at the first visit."""
        said = self._feeling(step)
        thoughts = self._own(step.thoughts_of(self.persona) if self.persona else step.thoughts)
        if thoughts:
            chosen = _plain(thoughts[int(self.rng.integers(len(thoughts)))])
            said.append(f"{_capital(self.who)} thinks: “{_stop(chosen)}”")
        pains = [pain.text for pain in step.pains if not pain.personas or self._is_one_of(pain.personas)]
        if pains:
            said.append(f"What hurts: {_listed(pains)}.")
        return said

    def _feeling(self, step: Step) -> list[str]:
        emotion = emotion_at(step, self.persona)
        words = self._own(step.feelings_of(self.persona) if self.persona else step.feelings)
        if words:
            return [f"{_capital(self.who)} feels {_listed(words)}."]
        if isnan(emotion):
            return []
        return [_FELT[int(np.floor(emotion + 2.5))].format(who=self.who) + "."]

    def _own(self, said: object) -> tuple[str, ...]:
        """What is said of everybody, or of this persona; of nobody in particular only the former."""
        return said if isinstance(said, tuple) else ()

    def _is_one_of(self, personas: Sequence[str]) -> bool:
        return self.persona is not None and self.persona.id in personas

    def _ending(self, last: str, ended: str) -> str:
        if ended == END:
            return "And here the story ends."
        if ended == DROP_OFF:
            why = self.journey.step(last).drop_off_reason
            return f"Here {self.who} leaves, and does not come back." + (f" {_sentence(why)}" if why else "")
        outcome = self.journey.outcome(ended)
        said = f"{_because(self.moves[last, ended])}{_ENDS[outcome.result]}: {_stop(_plain(outcome.label))}"
        return f"{said} {_sentence(outcome.reason)}" if outcome.reason else said


def _place(step: Step) -> str:
    channel = getattr(step, "channel", None)
    if not channel:
        return ""
    return f", {_PLACES.get(channel) or f'through {_plain(channel).replace(chr(95), chr(32))}'}"


def _because(move: Move) -> str:
    """The condition under which a move is made, as a sentence before it."""
    when = next((each.when for each in move.transitions if each.when), None)
    return f"{_sentence(when)} " if when else ""


def _name(persona: Persona | None) -> str:
    """What a story calls somebody: the first part of the label."""
    if persona is None:
        return "the customer"
    return _plain(persona.label).split(",")[0].split("(")[0].strip() or persona.id


def _plain(text: str) -> str:
    """The text in one line, without characters that steer a terminal."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def _sentence(text: str) -> str:
    return _stop(_capital(_plain(text)))


def _stop(text: str) -> str:
    return text if text[-1:] in ".!?…" else f"{text}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _listed(texts: Sequence[str]) -> str:
    """One after the other, with "and" before the last."""
    known = [_plain(text).rstrip(".") for text in texts]
    return known[0] if len(known) == 1 else f"{', '.join(known[:-1])} and {known[-1]}"
