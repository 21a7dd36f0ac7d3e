"""Which events are conversions, however that was said."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeykit.errors import EventLogError
from journeykit.events.matched import matched
from journeykit.model import JourneyMap, Outcome
from journeykit.near import unknown

if TYPE_CHECKING:
    from journeykit.events.log import EventLog

__all__ = ["Conversions", "conversions"]


@dataclass(frozen=True)
class Conversions:
    """The activities that convert.

    Attributes:
        names: of the activities, as the log has them.
        codes: their places in `log.names`.
        worth: what one is worth, in the order of names, where that was said; None: the value of its event.
    """

    names: tuple[str, ...]
    codes: tuple[int, ...]
    worth: tuple[float, ...] | None = None


def conversions(
    log: EventLog,
    conversion: str | Iterable[str] | Outcome | Mapping[str, float] | None,
    journey: JourneyMap | None,
    faults: list[str],
) -> Conversions:
    """The activities that were meant; what is wrong is added to the faults.

    Args:
        log: the log.
        conversion: an activity, several, or a mapping from activities to what one is worth. With a map, an outcome or a
            step of it, by its id, too; None: the map's successes.
        journey: a map whose outcomes or steps may be named.
        faults: a list to add to.

    >>> from journeykit.events.log import EventLog
    >>> log = EventLog([{"case": who, "activity": what, "timestamp": "2026-05-04 10:00Z"}
    ...                 for who in "ab" for what in ("look", "paid cash")])
    >>> shop = JourneyMap(stages=[{"id": "buy", "steps": ["look"]}],
    ...                   outcomes=[Outcome("bought", result="success", events=["paid cash", "paid card"])])
    >>> conversions(log, None, shop, [])
    Conversions(names=('paid cash',), codes=(1,), worth=None)
    >>> conversions(log, {"paid cash": 10}, None, []).worth
    (10.0,)
    """
    by_id = _of_map(log, journey, faults)
    wanted: dict[str, float | None] = {}
    if conversion is None:
        successes = [] if journey is None else [each.id for each in journey.outcomes if each.result == "success"]
        wanted = {name: None for each in successes for name in by_id.get(each, ())}
        if not wanted:
            faults.append(_nothing(journey, successes))
    else:
        worth = dict(conversion) if isinstance(conversion, Mapping) else None
        several = [conversion] if isinstance(conversion, str | Outcome) else list(conversion)
        if not several:
            faults.append("conversion is an activity, or several: none was named")
        for each in several:
            found = _named(log, each, by_id, journey, faults)
            amount = None if worth is None else worth[str(each)]
            if worth is not None and not _is_amount(amount):
                faults.append(f"conversion: what {each!r} is worth is a number, not {amount!r}")
                continue
            if amount is not None and amount < 0:
                faults.append(f"conversion: what {each!r} is worth is at least 0, not {amount!r}")
            wanted |= dict.fromkeys(found, None if amount is None else float(amount))
    place = {name: code for code, name in enumerate(log.names)}
    names = tuple(sorted(wanted))
    amounts = tuple(wanted[name] for name in names)
    known = tuple(each for each in amounts if each is not None)
    return Conversions(
        names, tuple(place[name] for name in names), known if known and len(known) == len(names) else None
    )


def _of_map(log: EventLog, journey: JourneyMap | None, faults: list[str]) -> dict[str, list[str]]:
    """The activities of each step and outcome of the map."""
    if journey is None:
        return {}
    found: dict[str, list[str]] = {}
    try:
        for name, id_ in matched(journey, log.names).step_of.items():
            found.setdefault(id_, []).append(name)
    except EventLogError as error:
        faults.extend(error.faults)
    return found


def _named(
    log: EventLog, each: object, by_id: Mapping[str, list[str]], journey: JourneyMap | None, faults: list[str]
) -> list[str]:
    """The activities that one name means: an activity first, else a step or an outcome of the map."""
    name = each.id if isinstance(each, Outcome) else each
    if isinstance(name, str) and name in log.names and not isinstance(each, Outcome):
        return [name]
    if isinstance(name, str) and name in by_id:
        return by_id[name]
    ids = [] if journey is None else [node.id for node in (*journey.steps, *journey.outcomes)]
    if name in ids:
        faults.append(f"conversion: no activity of the log is {name!r} of the map: name them in its events=[…]")
    elif isinstance(each, Outcome):
        faults.append(f"conversion: {each.id!r} is an outcome of a map: give that map, too, as map=")
    else:
        faults.append(f"conversion: {unknown('activity', name, (*log.names, *ids))}")
    return []


def _nothing(journey: JourneyMap | None, successes: list[str]) -> str:
    if journey is None:
        return "conversion is missing: name an activity, or give map=, whose successes are taken"
    if not successes:
        return "the map has no outcome with result='success': say what the conversion is, conversion='…'"
    listed = ", ".join(map(repr, successes))
    return f"no activity of the log is a success of the map ({listed}): name the activities in its events=[…]"


def _is_amount(amount: object) -> bool:
    return isinstance(amount, int | float) and not isinstance(amount, bool) and math.isfinite(amount)
