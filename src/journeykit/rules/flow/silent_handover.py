"""JK307: a switch that nobody hands over."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap, Step, Touchpoint, channel
from journeykit.rules.facts import Facts
from journeykit.rules.rule import Hit, rule
from journeykit.rules.wording import quoted

__all__ = ["silent_handover"]

_WORSE = 0.5
_SERVED = {"phone", "in_person", "home_visit", "partner", "store"}


def _switch(step: Step, after: Step) -> str | None:
    """What changes between two touchpoints that somebody should carry over."""
    if not isinstance(step, Touchpoint) or not isinstance(after, Touchpoint):
        return None
    if step.ownership == "brand" and after.ownership == "partner":
        return "from the brand to a partner"
    digital = step.channel is not None and channel(step.channel).kind == "digital"
    return (
        "from a screen to a person" if digital and after.channel in _SERVED and step.ownership != "external" else None
    )


def _worse(step: Step, after: Step) -> bool:
    """Whether something hurts after the switch, or people feel worse than before it."""
    if isinstance(step.emotion, float) and isinstance(after.emotion, float):
        return bool(after.pains) or after.emotion <= step.emotion - _WORSE
    return bool(after.pains)


@rule(
    "JK307",
    "silent-handover",
    severity="info",
    profile="release",
    many="{count} switches between channels or companies hand nobody over",
)
def silent_handover(journey: JourneyMap, facts: Facts) -> Iterator[Hit]:
    """Customers go from a screen to a person or to a partner, feel worse there, and nothing hands them over.

    Why:
        Between channels and companies customers tell their story again, if nobody carries it over. Where the move says
        under `handover` how that is done, the seam is looked after. Only switches between two touchpoints that follow
        each other are minded, and only where customers feel worse after it or name a pain there; word of mouth and
        events are nobody's service.

    Source:
        Peter C. Verhoef, P. K. Kannan and J. Jeffrey Inman, "From Multi-Channel Retailing to Omni-Channel Retailing",
        Journal of Retailing 91 (2), 2015: channels are to be managed as one.

    Bad:
        ```yaml
        stages:
          - id: help
            steps:
              - {touchpoint: bot, channel: chat}
              - {touchpoint: agent, channel: phone, pains: tells everything again}
        ```

    Good:
        ```yaml
        stages:
          - id: help
            steps:
              - {touchpoint: bot, channel: chat}
              - {touchpoint: agent, channel: phone}
        flow:
          - from: bot
            to: agent
            handover: the agent sees the chat
        ```
    """
    steps = {step.id: step for step in journey.steps}
    for place, step in facts.placed:
        for move in facts.leaving.get(step.id, []):
            after = steps.get(move.target)
            said = any(each.handover for each in move.transitions)
            switch = None if after is None or said or not _worse(step, after) else _switch(step, after)
            if switch:
                ways = f"from {quoted(step.id)} to {quoted(move.target)}"
                message = f"{ways} customers go {switch}, feel worse there, and nothing hands them over"
                yield Hit(place, message, "say under the transition's `handover` what is passed on", step.id)
