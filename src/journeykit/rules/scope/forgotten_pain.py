"""JK109: a pain of today that the future map has forgotten."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap, PainPoint, Step
from journeykit.rules.facts import Facts
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import quoted

__all__ = ["forgotten_pain"]


@rule(
    "JK109",
    "forgotten-pain",
    severity="warning",
    profile="research",
    many="{count} pains of today are neither resolved nor carried over",
)
def forgotten_pain(journey: JourneyMap, facts: Facts) -> Iterator[Hit]:
    """A pain of the baseline has vanished from its step, and nothing says what resolved it.

    Why:
        It is easy to leave out of a wished-for journey what hurts today. A pain is resolved where its step is gone,
        where people feel better there than today, or where the future map states a gain; it is carried over where any
        pain stands at the step. The baseline is the map that `check` is given; on the command line it is the file
        beside the map that has its name.

    Source:
        Touchpoint Dashboard, "Anxious to Get to Future State?", 2015: map today first; what hurts there is what the
        future map takes away.

    Bad:
        ```python
        today = jk.JourneyMap("today", stages=[jk.Stage("buy", [jk.Touchpoint("quote", emotion=-1, pains="too long")])])
        journey = today.replace(id="wish", state="future", baseline="today").replace_step("quote", pains=())
        baseline = today
        ```

    Good:
        ```python
        today = jk.JourneyMap("today", stages=[jk.Stage("buy", [jk.Touchpoint("quote", emotion=-1, pains="too long")])])
        journey = today.replace(id="wish", state="future", baseline="today").replace_step("quote", pains=(), emotion=1)
        baseline = today
        ```
    """
    before = facts.baseline
    if before is None or journey.state != "future":
        return
    now = {step.id: step for step in journey.steps}
    for step in before.steps:
        same = now.get(step.id)
        if same is None or not step.pains or same.pains or same.gains or _better(same, step):
            continue
        for pain in step.pains:
            yield Hit(facts.places[same.id], _said(pain, step), "say what resolves it, or carry the pain over", step.id)


def _said(pain: PainPoint, step: Step) -> str:
    return f"today {quoted(pain.text)} hurts at {quoted(step.id)}; the future map says nothing of it"


def _better(now: Step, before: Step) -> bool:
    """Whether people feel better at a step than before; unknown feelings are not better."""
    if isinstance(now.emotion, float) and isinstance(before.emotion, float):
        return now.emotion > before.emotion
    return now.emotion is not None and before.emotion is not None and now.emotion != before.emotion
