"""`conform`: a map held against what customers really did."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from journeykit.errors import EventLogError
from journeykit.events.conformance.charted import Charted
from journeykit.events.conformance.judging import Judge
from journeykit.events.conformance.replay import Replay, replayed
from journeykit.events.conformance.result import Conformance
from journeykit.events.conformance.whose import cases_of
from journeykit.events.fitting.untold import eventless, said_of_untold, untold
from journeykit.events.given import check_given
from journeykit.events.matched import Matched, matched
from journeykit.events.observed.horizon import closed_before, said

if TYPE_CHECKING:
    from journeykit.events.log import EventLog
    from journeykit.model import JourneyMap, Persona

__all__ = ["Conformance", "conform"]

_SHOWN: Final = 6  # steps that are named in one sentence


def conform(
    journey: JourneyMap,
    log: EventLog,
    *,
    persona: Persona | str | None = None,
    horizon: Any = None,
    until: Any = None,
    examples: int = 5,
) -> Conformance:
    """Replay each case of a log on a map: what fits, and the four deviations of Halvorsrud, Kvale & Følstad (2016).

    **Fitness** is the share of directly-follows moves that are transitions of the map: `moves_on_map / moves`. A move
    within a step (from one of its activities to another one) fits, too, and the steps of a stage whose `order` is
    "any" or "parallel" follow each other as they like. It is 1 if and only if every case is fully on the map, where
    cases of a single event make no move. `case_fitness` is the mean of that share over the cases, so that long cases
    weigh no more than short ones, and `share_on_map` the share of cases of which every move fits.

    Process mining measures other things by that name. Token replay (Rozinat & van der Aalst 2008) plays each case on a
    Petri net and counts tokens that are missing or left over; alignments (Adriansyah 2014) find for each case the
    cheapest way to edit it into one that the net allows, from the beginning to the end. Both judge entries and ends and
    what the net remembers, as loops and parallel parts; ours judges moves one by one, as a map states them, and reports
    `starts` and `ends` apart. A single step left out costs one move here, one token there, and one edit there.

    Each deviation is one row for each step it is about and each move:

    - `ad_hoc`: an activity that is not on the map, by the steps before and after it. Its moves are off the map, and the
      move from the step before to the step after is judged as if nothing had happened between, beside those of the log.
    - `missing`: a move that is no transition leads forward; it skips the steps on the most probable way between. Two
      steps skipped at once are two rows. The case may come to such a step earlier or later: `never` counts those that
      never do.
    - `failed`: the log's `failed` says so, or the activity is among the step's `failed_events`.
    - `out_of_order`: a move that is no transition leads to a step that stands earlier in stage order, to the same step
      again, or to one that no way on the map leads to; or it leads away from an outcome, where journeys end.

    Args:
        journey: The map.
        log: The log; its activities are matched with steps and outcomes by `events`, id or title.
        persona: Only the steps and transitions of this one; and only its cases, if its `when` rule tells them.
        horizon: How long a silence at the end of the log means that a case is over, like "30 days": says in `ends` how
            many cases are still open; one that has come to an outcome is over. Deviations do not depend on it: what is
            not there yet is not missing.
        until: When the log ends; by default with its last event.
        examples: So many case ids for each deviation, the smallest.

    Raises:
        EventLogError: No activity is a step of the map, with near names; an empty log; a `horizon` that is none.
        UnknownName: The map has no such persona.

    >>> import journeykit as jk
    >>> shop = jk.JourneyMap(stages=[jk.Stage("buy", ["look", "basket", "pay"])])
    >>> told = {"ann": ["look", "basket", "pay"], "ben": ["look", "pay"], "cem": ["look", "call", "basket", "look"]}
    >>> log = jk.EventLog([{"case": case, "activity": name, "timestamp": f"2026-05-04T10:0{minute}Z"}
    ...                    for case, names in told.items() for minute, name in enumerate(names)])
    >>> found = jk.conform(shop, log)
    >>> found.moves, found.moves_on_map, round(found.fitness, 3), found.cases_on_map
    (6, 2, 0.333, 1)
    >>> [(each.kind, each.step, each.source, each.target, each.examples) for each in found.deviations]
    [('ad_hoc', 'look', 'look', 'basket', ('cem',)), ('missing', 'basket', 'look', 'pay', ('ben',)), \
('out_of_order', 'look', 'basket', 'look', ('cem',))]
    """
    check_given("conform", journey=journey, log=log)
    if isinstance(examples, bool) or not isinstance(examples, int) or examples < 0:
        raise ValueError(f"examples is a whole number of at least 0, not {examples!r}")
    who = journey.persona(persona) if isinstance(persona, str) else persona
    if not journey.steps:
        raise EventLogError("the map has no steps: there is nothing that a log could be held against")
    closed = closed_before(log, horizon, until)
    of_whom, notes = cases_of(journey, log, who)
    if not of_whom.names:
        raise EventLogError("the log has no event to hold against the map" + ("" if who is None else f" of {who.id!r}"))
    match = matched(journey, of_whom.names)
    judge = Judge.of(Charted.of(journey, who), of_whom.names, match)
    replay = replayed(of_whom, judge, closed)
    about = (*_about(replay, judge, match), *_untold(journey, replay, judge, match))
    over = [] if closed is None else [said(log, horizon, until)]
    if over and judge.over:
        over.append("a case that has come to an outcome is over, too")
    return Conformance(journey, who, (*about, *notes, *over, *log.notes), judge, replay, examples, closed is not None)


def _untold(journey: JourneyMap, replay: Replay, judge: Judge, match: Matched) -> tuple[str, ...]:
    """What must be said of ends that may be an outcome without an event, and may not, as `fit` says it."""
    ends: Counter[str | None] = Counter()
    for code, (n, still, over) in replay.ends.items():
        ends[judge.places[code]] += n - still - over
    counted = {step: n for step, n in ends.items() if step is not None}
    found = untold(journey, judge.chart.transitions, eventless(journey, match))
    return tuple(said_of_untold(found, counted, "here they are ends on the map, for fit they are drop-off"))


def _about(replay: Replay, judge: Judge, match: Matched) -> tuple[str, ...]:
    """What the figures of the replay rest on."""
    found = list(match.notes)
    skipped = {tag.source for tag, _ in replay.tags if tag.kind == "missing"}
    guessed = [
        step for step in judge.chart.steps
        if step in skipped and any(move.basis == "assumed" for move in judge.chart.moves.out_of(step))
    ]  # fmt: skip
    if guessed:
        more = f" and {len(guessed) - _SHOWN} more" if len(guessed) > _SHOWN else ""
        found.append(f"which steps were skipped rests on assumed shares at {', '.join(guessed[:_SHOWN])}{more}")
    unseen = judge.chart.outcomes - judge.outcomes_seen
    if unseen:
        found.append(f"no event says that {', '.join(sorted(unseen))} came: ends there are no moves")
    on = sum(
        n for (source, target), n in replay.pairs.items() if source in judge.over and not judge.fits(source, target)
    )
    if on:
        lead = "a move leads" if on == 1 else f"{on:,} moves lead"
        found.append(
            f"{lead} on from an outcome, where journeys end: off the map here, while fit leaves out what follows"
        )
    if replay.single:
        found.append(f"{replay.single:,} cases have one event, and make no move")
    return tuple(found)
