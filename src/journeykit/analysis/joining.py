"""A map without one of its steps: whoever came to it goes on to where it led."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from journeykit.analysis.leaving import Departures, Leaving, Share
from journeykit.analysis.rewriting import ByPersona, rewritten
from journeykit.model.flow import Transition

if TYPE_CHECKING:
    from journeykit.model import JourneyMap

__all__ = ["joined"]

_EXACT = 1e-12


def joined(journey: JourneyMap, step: str) -> JourneyMap:
    """The map without a step, whose predecessors lead to its successors in the proportions in which it did.

    Its drop-off goes with it: who would have left there goes on like the others. What leads to one successor alone
    keeps its words and its basis; where a share is split it is stated. Raises UnknownName for an unknown step.

    >>> from journeykit.model import JourneyMap, Outcome, Stage
    >>> solar = JourneyMap(stages=[Stage("decide", ["quote", "call", "sign"])], outcomes=[Outcome("gave_up")],
    ...                    flow=["quote >> call", {"from": "call", "to": "sign", "probability": .5},
    ...                          {"from": "call", "to": "gave_up", "probability": .25}])
    >>> [(move.source, move.target, round(move.probability, 3)) for move in joined(solar, "call").transitions]
    [('quote', 'sign', 0.667), ('quote', 'gave_up', 0.333)]
    """
    journey.step(step)
    departures = Departures(journey)
    before = dict.fromkeys(move.source for move in journey.transitions if move.target == step and move.source != step)
    changes: dict[str, ByPersona] = {}
    for source in before:
        found = {}
        for persona in departures.those(source):
            now = departures.at(source, persona)
            found[persona] = _past(now, departures.at(step, persona), step) if step in now.targets else now
        if found:
            changes[source] = found
    return rewritten(departures, changes).remove_step(step)


def _past(now: Leaving, after: Leaving, step: str) -> Leaving:
    """What leaves a predecessor then, for one persona."""
    onward: dict[str, float] = defaultdict(float)
    for share in after.shares:
        if share.transition.target != step:
            onward[share.transition.target] += share.probability
    coming = [share for share in now.shares if share.transition.target == step]
    staying = [share for share in now.shares if share.transition.target != step]
    total = sum(onward.values())
    came = sum(share.probability for share in coming)
    if total <= _EXACT:  # it leads nowhere: they leave
        return Leaving(tuple(staying), now.drop_off + came, now.end)
    if len(onward) == 1 and len(coming) == 1 and not onward.keys() & {share.transition.target for share in staying}:
        (only,) = onward
        way = replace(coming[0], transition=coming[0].transition.replace(target=only))
        return Leaving(tuple(way if share is coming[0] else share for share in now.shares), now.drop_off, now.end)
    added = {target: came * share / total for target, share in onward.items()}
    shares = []
    for share in staying:
        more = added.pop(share.transition.target, 0.0)
        shares.append(Share(share.transition, share.probability + more, "stated") if more else share)
    source = coming[0].transition.source
    shares += [Share(Transition(source, target), more, "stated") for target, more in added.items()]
    return Leaving(tuple(shares), now.drop_off, now.end)
