"""What a fit says of itself: its notes, and the evidence that it leaves behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from journeykit.events.conformance.charted import Charted
from journeykit.events.fitting.group import unclear
from journeykit.events.fitting.untold import said_of_untold, untold
from journeykit.events.fitting.writing import FIT
from journeykit.events.microseconds import day_of
from journeykit.model import Evidence
from journeykit.model.frozen_map import FrozenMap

if TYPE_CHECKING:
    from journeykit.events.fitting.group import Group
    from journeykit.events.fitting.shares import Fitted, Manner
    from journeykit.events.log import EventLog
    from journeykit.events.matched import Matched
    from journeykit.model import JourneyMap

__all__ = ["EVENT_LOG", "kept_emotions", "left_out", "log_evidence", "named", "period", "said"]

EVENT_LOG = "event_log"
"""The id of the log among the sources, where no other one has it."""

_SHOWN = 8


def period(log: EventLog) -> str:
    """The days of the first and the last event."""
    return f"{day_of(log.census.start)} to {day_of(log.census.end)}"


def log_evidence(
    journey: JourneyMap, log: EventLog, groups: Sequence[Group], manner: Manner, statistic: str
) -> Evidence:
    """The log as a source, with its n, its period, and what of it the map does not hold."""
    cases, still = (sum(getattr(group.seen, name) for group in groups) for name in ("cases", "open"))
    words = [f"{log.census.events:,} events of {cases:,} cases, {still:,} of them still open"]
    total, _, off = _counted(journey, groups)
    if off:
        words.append(f"{_points(off / total)} of the moves ({off:,} of {total:,}) are not on the map, and left out")
    words.append(f"times are {statistic}s")
    if manner.smoothing or manner.prior:
        words.append(f"smoothing {manner.smoothing:g} for each move, prior worth {manner.prior:g} for each step")
    if not manner.horizon:
        words.append("no horizon stated: drop-off is not from the log")
    made = Evidence(
        EVENT_LOG,
        f"Event log, {period(log)}",
        kind="analytics",
        n=cases,
        date=day_of(log.census.end),
        tags=FIT,
        note="; ".join(words),
    )
    return named(made, {each.id: each for each in journey.evidence})


def named(made: Evidence, taken: dict[str, Evidence]) -> Evidence:
    """The evidence under an id that no other one has."""
    found, number = made, 1
    while found.id in taken and taken[found.id] != found:
        number += 1
        found = made.replace(id=f"{made.id}_{number}")
    return found


def said(
    journey: JourneyMap,
    groups: Sequence[Group],
    manner: Manner,
    match: Matched,
    others: Sequence[str],
) -> tuple[str, ...]:
    """What a reader must know of a fit, in sentences."""
    counts = (*_off_map(journey, groups), *_ends(journey, groups, manner), *_kept(journey, groups))
    return (*match.notes, *counts, *others)


def _counted(journey: JourneyMap, groups: Sequence[Group]) -> tuple[int, list[tuple[tuple[str, str], int]], int]:
    """How many moves, which of them are not on the map, and how many those are."""
    pairs = {(move.source, move.target) for move in journey.transitions}
    moves = [(pair, count) for group in groups for pair, count in group.seen.moves.items()]
    total = sum(count for _, count in moves) + sum(sum(group.seen.within.values()) for group in groups)
    strays = [each for each in moves if each[0] not in pairs]
    return total, strays, sum(count for _, count in strays)


def _off_map(journey: JourneyMap, groups: Sequence[Group]) -> list[str]:
    total, strays, off = _counted(journey, groups)
    within = sum(sum(group.seen.within.values()) for group in groups)
    found = [f"{off:,} of {total:,} moves ({_points(off / total)}) are not on the map, and left out"] if off else []
    if off and any(stage.order != "line" for stage in journey.stages):
        chart = Charted.of(journey)
        known = [count for (a, b), count in strays if {a, b} <= chart.places.keys() and chart.leads(a, b)]
        if known:
            found.append(
                f"{sum(known):,} of those are at a stage without an order, where conform counts them as on the map"
            )
    if within:
        found.append(f"{within:,} moves lead from one activity of a step to another of it: the step goes on")
    return found


def _ends(journey: JourneyMap, groups: Sequence[Group], manner: Manner) -> list[str]:
    found = []
    steps = {step.id for step in journey.steps}
    if manner.horizon:
        still = sum(group.seen.open for group in groups)
        found += [f"{still:,} cases are still open: where they stand counts as no end"] if still else []
    else:
        used = {id_ for group in groups for id_, here in group.fitted.items() if here.dropped is not None}
        ends = sum(n for group in groups for id_, n in group.seen.closed.items() if id_ in steps - used)
        if ends:
            found.append(
                f"no horizon is stated: {ends:,} cases that end on the way are left out, and drop-off stays as it is"
            )
    found += _untold(journey, groups, manner)
    begin = {step.id for step in journey.steps if step.entry is not None} or {step.id for step in journey.steps[:1]}
    elsewhere = sum(n for group in groups for id_, n in group.seen.starts.items() if id_ not in begin)
    if elsewhere:
        found.append(
            f"{elsewhere:,} of {sum(group.seen.cases for group in groups):,} cases begin where the map does not"
        )
    stuck = sorted({id_ for group in groups for id_, here in group.fitted.items() if _only_round(here)})
    if stuck:
        found.append(f"nobody was seen to get on from {_listed(stuck)}: smoothing= gives other moves a chance")
    return found


def _untold(journey: JourneyMap, groups: Sequence[Group], manner: Manner) -> Iterator[str]:
    """What must be said of ends that may be an outcome without an event, and may not."""
    found: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    ends: Counter[str] = Counter()
    for group in groups:
        who = group.persona
        moves = [move for move in journey.transitions if who is None or not move.personas or who.id in move.personas]
        here = untold(journey, [(move.source, move.target) for move in moves], manner.unseen)
        found |= here
        ends.update({step: group.seen.closed.get(step, 0) for step in here})
    taken = "they count as drop-off" if manner.horizon else "without a horizon they are left out"
    return said_of_untold(found, ends, taken)


def _only_round(here: Fitted) -> bool:
    """Whether a step leads to itself alone. Longer rounds are found by `check`."""
    return any(each.transition.target == here.step and each.probability >= 1 for each in here.shares)


def _kept(journey: JourneyMap, groups: Sequence[Group]) -> list[str]:
    found = []
    silent = [step.id for step in journey.steps if all(step.id not in group.fitted for group in groups)]
    differ = unclear(journey) if groups[0].persona is None else ()
    if differ:
        found.append(f"moves that differ by persona stay as they are, at {_listed(differ)}: fit with personas=True")
    others = [each for each in silent if each not in differ]
    if others:
        found.append(f"no move that counts was seen at {_listed(others)}: shares stay as they are")
    return found


def kept_emotions(journey: JourneyMap) -> tuple[str, ...]:
    """What must be said of emotions that differ by persona, where personas are not told apart."""
    each = [step.id for step in journey.steps if isinstance(step.emotion, FrozenMap)]
    return (f"emotions by persona stay as they are, at {_listed(each)}: fit with personas=True",) if each else ()


def left_out(after: int) -> tuple[str, ...]:
    """What must be said of events after the first outcome of their case.

    >>> left_out(0), left_out(1)
    ((), ('1 event after the first outcome of a case is left out, with the move to it: its journey is over',))
    """
    if not after:
        return ()
    what = "1 event" if after == 1 else f"{after:,} events"
    lost = "is left out, with the move to it" if after == 1 else "are left out, with the moves to them"
    return (f"{what} after the first outcome of a case {lost}: its journey is over",)


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(map(repr, names[:_SHOWN])) + more


def _points(share: float) -> str:
    return f"{share:.1%}".replace("%", " %")
