"""What comes again in a story: whole rounds in a sentence each, and many rounds in one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Final

from journeykit.analysis.stories.amounts import count, passing, times
from journeykit.analysis.stories.english import capital, listed, stop
from journeykit.analysis.stories.voice import Voice
from journeykit.model import Duration
from journeykit.model.steps import Step

__all__ = ["again", "rounds"]

_TOLD: Final = 3  # rounds, one by one
_STEPS: Final = 4  # of a round


def again(voice: Voice, steps: Sequence[str], begin: int, end: int) -> list[str]:
    """The sentences of the steps from `begin` to before `end`, all of which were met before."""
    found = [(first, tuple(steps[first:last]), last) for first, last in rounds(voice, steps, begin, end)]
    alike = [list(same) for _, same in groupby(found, lambda each: each[1])]
    said = []
    for same in alike[:_TOLD]:
        first, names, _ = same[0]
        said += _round(voice, steps, first, names)
        if len(same) > 1:
            more = {2: "once more", 3: "twice more"}.get(len(same), f"{count(len(same) - 1)} more times")
            said.append(f"And all of this {more}.")
    left = end - alike[_TOLD][0][0] if len(alike) > _TOLD else 0
    if left == 1:
        said.append("One more step follows, known by now.")
    elif left:
        said.append(f"{capital(count(left))} more steps follow, all known by now.")
    return said


def rounds(voice: Voice, steps: Sequence[str], begin: int, end: int) -> list[tuple[int, int]]:
    """The same steps, cut where the way leads back: pairs of the first and the one after the last."""
    cuts = [begin, *(at for at in range(begin + 1, end) if voice.place[steps[at]] <= voice.place[steps[at - 1]]), end]
    return list(pairwise(cuts))


def _round(voice: Voice, steps: Sequence[str], first: int, names: Sequence[str]) -> list[str]:
    """One round: who does what again, and how long they wait."""
    which = times(list(steps[: first + 1]).count(steps[first]))
    some = [voice.journey.step(name) for name in names[:_STEPS]]
    cause = voice.cause(steps[first - 1], steps[first])
    said = f"{cause}{which} {', then '.join(_clauses(voice, some))}"
    left = len(names) - len(some)
    if left:
        said += f", and {count(left)} more {'step' if left == 1 else 'steps'}"
    waits = [step.duration for step in some if step.kind == "wait" and step.duration and step.duration.seconds]
    return [stop(capital(said)), *([_sum(waits)] if waits else [])]


def _clauses(voice: Voice, some: Sequence[Step]) -> list[str]:
    """What happens, with one subject for all that somebody does in a row."""
    found: list[str] = []
    for (who, kind), same in groupby(some, lambda step: (voice.actor(step), _sort(voice, step))):
        phrases = [voice.phrase(step) for step in same]
        texts = [each.text.rstrip(".!?") for each in phrases]
        if kind == "verb":
            found.append(f"{who.name} {listed([who.does(text).removeprefix(f'{who.name} ') for text in texts])}")
        elif kind == "clause":
            found += texts
        else:
            found.append(f"{listed([each.named for each in phrases])} {'comes' if len(texts) == 1 else 'come'}")
    return found


def _sort(voice: Voice, step: Step) -> str:
    kind = voice.phrase(step).kind
    return kind if kind in ("verb", "clause") else "noun"


def _sum(waits: Sequence[Duration]) -> str:
    if len(waits) == 1:
        return passing(waits[0])
    months, seconds = sum(each.months for each in waits), sum(each.exact_seconds for each in waits)
    return passing(Duration(months=months, exact_seconds=seconds))
