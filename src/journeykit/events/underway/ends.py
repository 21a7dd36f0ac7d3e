"""When a customer's journey is over, as far as a log can tell: one rule for those under way and for the held-back.

A journey is over where an outcome is seen. Some outcomes no event tells of: a step that leads nowhere else is then the
last thing that can be seen of a journey, and it ends there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeykit.analysis.chain import DROP_OFF, END
from journeykit.graph import moves

if TYPE_CHECKING:
    from journeykit.model import JourneyMap, Persona

__all__ = ["Ends", "ends_of"]


@dataclass(frozen=True)
class Ends:
    """How journeys end where no outcome is seen, by the id of the step seen last.

    Attributes:
        closed: of a closed journey: an outcome's id, `.end`, or `.drop_off`.
        final: the steps after which nothing more can be seen: one outcome follows for sure, and no event tells of it.
    """

    closed: dict[str, str]
    final: frozenset[str]


def ends_of(journey: JourneyMap, told: Collection[str], persona: Persona | str | None = None) -> Ends:
    """The rule for a map. `told` are the outcomes that an event would tell of.

    A closed journey counts as an outcome where the last step's only way to an outcome has no event; else as drop-off.

    >>> from journeykit.model import JourneyMap, Outcome, Stage
    >>> shop = JourneyMap(stages=[Stage("buy", ["look", "pay", "use"])],
    ...                   outcomes=[Outcome("kept", result="success"), Outcome("back", events=["sent back"])],
    ...                   flow=["look >> pay >> use >> kept", "pay >> back", "use >> back"])
    >>> found = ends_of(shop, {"back"})
    >>> found.closed, sorted(found.final)
    ({'look': '.drop_off', 'pay': '.drop_off', 'use': '.drop_off'}, [])
    >>> ends_of(shop.replace(flow=None), set()).closed["use"], sorted(ends_of(shop.replace(flow=None), set()).final)
    ('kept', ['use'])
    """
    found = moves(journey, persona)
    outcomes = {outcome.id for outcome in journey.outcomes}
    ways: dict[str, list[str]] = defaultdict(list)
    for move in found.moves:
        if move.probability > 0:
            ways[move.source].append(move.target)
    for step, share in found.ends.items():
        if share > 0:
            ways[step].append(END)
    closed, final = {}, set()
    for step in found.drop_off:
        ended = [to for to in ways[step] if to in outcomes or to == END]
        silent = [to for to in ended if to not in told]
        closed[step] = silent[0] if len(ended) == 1 and silent else DROP_OFF
        if len(silent) == len(ways[step]) == 1 and not found.drop_off[step] > 0:
            final.add(step)
    return Ends(closed, frozenset(final))
