"""A walk as a story: what is new is told in full, what comes again in a few words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from journeykit.analysis.chain import DROP_OFF, END
from journeykit.analysis.ends.walk import Walker
from journeykit.analysis.stories.again import again
from journeykit.analysis.stories.amounts import count
from journeykit.analysis.stories.english import capital, listed, phrase, sentence, stop
from journeykit.analysis.stories.persons import NOBODY
from journeykit.analysis.stories.phrases import ENDINGS
from journeykit.analysis.stories.voice import Voice
from journeykit.model import JourneyMap

__all__ = ["told"]

_FIRST: Final = 30  # passages of a long story that are told at its beginning
_LAST: Final = 8  # and at its end


def told(journey: JourneyMap, walker: Walker, rng: np.random.Generator, steps: Sequence[str], ended: str) -> str:
    """The story of a walk: the opening, a paragraph for each stage and for what comes again, and the end.

    What was met before is told in one sentence for each round, and in one for all rounds after the third. Of more than
    40 passages the first 30 and the last 8 are told, and how many steps lie between.
    """
    voice = Voice(journey, walker, rng)
    passages = _passages(steps)
    short = len(passages) > _FIRST + _LAST + 2
    kept = passages[:_FIRST] + passages[-_LAST:] if short else passages
    paragraphs = [_opening(voice)]
    stage = None
    for number, (begin, end, fresh) in enumerate(kept):
        if short and number == _FIRST:
            left = begin - kept[number - 1][1]
            paragraphs.append([f"{capital(count(left))} steps follow that this story passes over."])
            stage = None
        if not fresh:
            paragraphs.append(again(voice, steps, begin, end))
            stage = None
            continue
        now = journey.stage_of(steps[begin]).id
        if now != stage:
            paragraphs.append([])
            stage = now
        paragraphs[-1] += voice.met(steps, begin)
    paragraphs.append(_ending(voice, steps[-1], ended))
    return "\n\n".join(" ".join(sentences) for sentences in paragraphs)


def _passages(steps: Sequence[str]) -> list[tuple[int, int, bool]]:
    """What is told together: each new step alone, and the steps between that were met before."""
    met: set[str] = set()
    found: list[tuple[int, int, bool]] = []
    for index, name in enumerate(steps):
        if name not in met:
            found.append((index, index + 1, True))
        elif found[-1][2]:
            found.append((index, index + 1, False))
        else:
            found[-1] = (found[-1][0], index + 1, False)
        met.add(name)
    return found


def _opening(voice: Voice) -> list[str]:
    if voice.who is NOBODY:
        return ["This is the story of a customer."]
    persona = voice.persona or voice.cast[0]
    others = [voice.persons[each.id].introduced for each in voice.cast if each is not persona] if voice.together else []
    said = [stop(f"This is the story of {voice.who.introduced}{f', with {listed(others)}' if others else ''}")]
    if persona.summary:
        said.append(voice.done(persona.summary, voice.who))
    if persona.goals:
        said.append(stop(f"What {voice.who.does('wants')}: {voice.list_of(persona.goals)}"))
    return said


def _ending(voice: Voice, last: str, ended: str) -> list[str]:
    if ended == END:
        return ["And here the story ends."]
    who = voice.actor(voice.journey.step(last))
    if ended == DROP_OFF:
        why = voice.journey.step(last).drop_off_reason
        return [f"Here {who.does('leaves')}, and {'do' if who.plural else 'does'} not come back.", *_why(voice, why)]
    outcome = voice.journey.outcome(ended)
    found = voice.phrase(outcome)
    ends = voice.pick(ENDINGS[outcome.result])
    cause = voice.cause(last, ended)
    if cause:
        ends = ends.removeprefix("And so ")
        ends = f"{cause}{ends[0].lower()}{ends[1:]}"
    said = found.named if found.kind in ("name", "doing") else voice.core(found, voice.who)
    return [stop(f"{ends}: {said}"), *_why(voice, outcome.reason)]


def _why(voice: Voice, reason: str | None) -> list[str]:
    if not reason:
        return []
    if phrase(reason, english=voice.english).kind == "verb":
        return [voice.done(reason, voice.who)]
    return [f"The reason: {sentence(reason)}"]
