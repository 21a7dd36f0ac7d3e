"""What a fit rests on: the counts behind each number, what was left out, and what did not match."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from journeykit.analysis.chart import Bar, Bars
from journeykit.analysis.rows import Rows
from journeykit.events.fitting.held import FittedOutcome, doubts, held, in_a_line, in_doubt
from journeykit.events.fitting.saying import EVENT_LOG, named
from journeykit.events.fitting.writing import written
from journeykit.metrics.intervals import wilson

if TYPE_CHECKING:
    from journeykit.events.fitting.group import Group
    from journeykit.events.fitting.shares import Manner
    from journeykit.events.fitting.writing import Source
    from journeykit.events.matched import Matched
    from journeykit.events.personas import PersonasInData
    from journeykit.model import JourneyMap

__all__ = ["FitReport", "FittedMove", "FittedOutcome", "FittedStep", "OffMap", "reported"]


@dataclass(frozen=True, slots=True)
class FittedStep:
    """What was seen at a step.

    Attributes:
        step, title: the step.
        persona: whose visits these are; None for all customers.
        visits: how often they came to it; two different activities of it in a row are one visit.
        n: the visits that count: departures along the map, and closed cases that end there.
        off_map: departures to places where the map does not lead.
        open: cases that stand there and may go on.
        inferred: ends that were taken for the only outcome it leads to, which no event names.
        dropped: ends that are drop-off; None without a horizon.
        drop_off: their share of n.
        low, high: its 95 % interval (Wilson).
    """

    step: str
    title: str
    persona: str | None
    visits: int
    n: int
    off_map: int
    open: int
    inferred: int
    dropped: int | None
    drop_off: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class FittedMove:
    """How often a move of the map was made.

    Attributes:
        source, target: the move.
        persona: whose moves these are; None for all customers.
        count: how often.
        n: of so many visits that count.
        prior: observations that it was given beside these.
        probability: 0..1.
        low, high: the 95 % interval of count / n (Wilson); None where nothing was seen.
        gap: seconds until the next step began, median or mean as asked; None where nothing was seen.
    """

    source: str
    target: str
    persona: str | None
    count: int
    n: int
    prior: float
    probability: float
    low: float | None
    high: float | None
    gap: float | None


@dataclass(frozen=True, slots=True)
class OffMap:
    """A move that the map does not have, or an activity that is none of its steps: `share` is that of all moves."""

    source: str
    target: str
    count: int
    share: float


@dataclass(frozen=True)
class FitReport:
    """What `fit` made of a map and a log, and what it rests on.

    Attributes:
        map: the fitted map.
        cases: how many; `open` of them may go on.
        moves: how often one event followed another, on the map or not, up to the first outcome of each case. As for
            `conform`, those from one activity of a step to another are on it.
        off_share: 0..1, the share of those that the map does not have.
        steps, transitions, off_map: the counts, as rows that data frames take.
        outcomes: how closed cases ended, beside what `journeykit.outcomes` says of the fitted map.
        matched: which activity is which step, and what has no counterpart.
        personas: which cases are whose; None where nobody asked.
        notes: what must be known, in sentences.
    """

    map: JourneyMap = field(repr=False)
    cases: int
    open: int
    moves: int
    off_share: float
    steps: Rows[FittedStep] = field(repr=False)
    transitions: Rows[FittedMove] = field(repr=False)
    off_map: Rows[OffMap] = field(repr=False)
    outcomes: Rows[FittedOutcome] = field(repr=False)
    matched: Matched = field(repr=False)
    personas: PersonasInData | None = field(repr=False)
    notes: tuple[str, ...] = field(repr=False)

    def head(self) -> list[str]:
        """The figures in sentences: cases and moves, and how journeys end in the log and on the fitted map."""
        on = self.moves - round(self.off_share * self.moves)
        first = f"{self.cases:,} cases, {self.open:,} still open; {on:,} of {self.moves:,} moves are on the map"
        return [first, *in_a_line(list(self.outcomes))]

    def __str__(self) -> str:
        return "\n".join([*self.head(), *(f"({each})" for each in self.notes)])


def reported(
    journey: JourneyMap,
    groups: Sequence[Group],
    matched: Matched,
    source: Source,
    *,
    manner: Manner,
    personas: PersonasInData | None,
    notes: Sequence[str],
) -> FitReport:
    """The report of a fit, with the map, whose source says where its chances are in doubt."""
    known = {(move.source, move.target) for move in journey.transitions}
    off: dict[tuple[str, str], int] = defaultdict(int)
    total = 0
    for group in groups:
        total += sum(group.seen.within.values())
        for pair, count in group.seen.moves.items():
            total += count
            if pair not in known:
                off[pair] += count
    strays = sorted(off.items(), key=lambda each: (-each[1], each[0]))
    share = sum(off.values()) / total if total else 0.0
    made = written(journey, groups, source)
    ended = held(journey, made, groups, manner)
    doubted = tuple(doubts(ended, share, manner.horizon))
    if doubted:
        marked = in_doubt(source.evidence, ended).replace(id=EVENT_LOG)
        marked = named(marked, {each.id: each for each in journey.evidence})
        made = written(journey, groups, replace(source, evidence=marked))
    about = (*doubted, *notes)
    return FitReport(
        made,
        sum(group.seen.cases for group in groups),
        sum(group.seen.open for group in groups),
        total,
        share,
        Rows(FittedStep, _steps(journey, groups, known), about, chart=_leaving),
        Rows(FittedMove, _moves(groups), about),
        Rows(OffMap, [OffMap(*pair, count, count / total) for pair, count in strays], about),
        Rows(FittedOutcome, ended, about),
        matched,
        personas,
        about,
    )


def _steps(journey: JourneyMap, groups: Sequence[Group], known: set[tuple[str, str]]) -> Iterator[FittedStep]:
    for step in journey.steps:
        for group in groups:
            if group.persona is not None and not step.met_by(group.persona):
                continue
            seen, here = group.seen, group.fitted.get(step.id)
            off = sum(count for pair, count in seen.moves.items() if pair[0] == step.id and pair not in known)
            n, dropped = (here.n, here.dropped) if here else (0, None)
            low, high = wilson(dropped, n) if n and dropped is not None else (None, None)
            yield FittedStep(
                step.id,
                step.label,
                group.persona.id if group.persona else None,
                seen.visits.get(step.id, 0),
                n,
                off,
                seen.under_way.get(step.id, 0),
                here.inferred if here else 0,
                dropped,
                here.drop_off if here and dropped is not None else None,
                low,
                high,
            )


def _moves(groups: Sequence[Group]) -> Iterator[FittedMove]:
    for group in groups:
        for step, here in group.fitted.items():
            for each in here.shares:
                target = each.transition.target
                low, high = wilson(each.count, here.n) if here.n else (None, None)
                yield FittedMove(
                    step,
                    target,
                    group.persona.id if group.persona else None,
                    each.count,
                    here.n,
                    each.prior,
                    each.probability,
                    low,
                    high,
                    group.seen.gaps.get((step, target)),
                )


def _leaving(rows: Rows[FittedStep]) -> Bars:
    bars = [
        Bar(
            row.title,
            row.drop_off,
            f"{row.drop_off:.1%}".replace("%", " %"),
            note=f"{row.dropped:,} of {row.n:,}",
            tone="bad",
            low=row.low,
            high=row.high,
            group=row.persona or "",
        )
        for row in sorted(rows, key=lambda row: row.persona or "")
        if row.drop_off is not None
    ]
    return Bars(
        "Where customers leave",
        tuple(bars),
        subtitle="share of the visits that end there, with its 95 % interval (Wilson)",
        notes=rows.about,
        empty="no horizon was stated: nobody is known to have left",
    )
