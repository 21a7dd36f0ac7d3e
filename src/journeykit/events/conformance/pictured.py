"""A conformance as bars, and as what lies over a map: moves as wide as they are frequent, and what is not on it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, TypeAlias

from journeykit.analysis.chart import Bar, Bars
from journeykit.analysis.overlay import Ghost, Mark, MoveMark, Overlay
from journeykit.analysis.pictured.words import MOST, notes, percent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from journeykit.analysis.rows import Rows
    from journeykit.events.conformance.charted import Charted
    from journeykit.events.conformance.records import Deviation, StepConformance
    from journeykit.events.conformance.result import Conformance
    from journeykit.model import JourneyMap

__all__ = ["deviation_bars", "in_words", "overlay", "times"]

Moves: TypeAlias = "dict[tuple[str | None, str | None], MoveMark]"

_LISTED: Final = 3  # activities off the map that are named at one step


def in_words(each: Deviation, journey: JourneyMap) -> str:
    """A deviation as a reader says it below the name of its kind."""
    titles = {node.id: node.label for node in (*journey.steps, *journey.outcomes)}

    def title(name: str | None, other: str) -> str:
        return other if name is None else titles.get(name, name)

    if each.kind == "ad_hoc":
        return f"{each.activity}, after {title(each.source, 'the start')}, before {title(each.target, 'the end')}"
    if each.kind == "failed":
        return title(each.step, "?")
    way = f"{title(each.source, '?')} \u2192 {title(each.target, '?')}"
    return f"{title(each.step, '?')}, in {way}" if each.kind == "missing" else way


def times(count: int) -> str:
    """How often, in words.

    >>> times(1), times(1200)
    ('once', '1,200 times')
    """
    return "once" if count == 1 else f"{count:,} times"


def deviation_bars(rows: Rows[Deviation], journey: JourneyMap, said: str) -> Bars:
    """A bar for each deviation, the most frequent of each kind first; `said` stands above them."""
    bars = tuple(
        Bar(
            in_words(row, journey),
            row.cases,
            f"{row.cases:,}",
            note=f"{percent(row.share)} of cases"
            + (f", {times(row.count)}" if row.count > row.cases else "")
            + (f", {row.never:,} never come to it" if row.never else ""),
            tone="bad",
            group=_GROUPS[row.kind],
        )
        for kind in _GROUPS
        for row in [row for row in rows[:MOST] if row.kind == kind]
    )
    more = f"the {MOST} most frequent of {len(rows)} deviations" if len(rows) > MOST else ""
    return Bars(
        "What customers did otherwise, in cases",
        bars,
        subtitle=said,
        notes=notes(rows.about, more),
        empty="All moves of all cases are transitions of the map.",
    )


_GROUPS: Final = {
    "missing": "Skipped there",
    "out_of_order": "Out of order",
    "ad_hoc": "Not on the map",
    "failed": "Failed",
}


def overlay(found: Conformance, chart: Charted) -> Overlay:
    """The moves of the map with their counts, those off the map as ghosts, and at each step what went otherwise.

    Ends are drawn where a horizon says which cases are over.
    """
    outcomes = {outcome.id for outcome in found.journey.outcomes}
    seen = {row.target for row in found.replayed} | {row.step for row in found.ends if row.step}
    made: Counter[tuple[str, str]] = Counter()
    ghosts: list[Ghost] = []
    for row in found.replayed:
        if row.kind == "on_the_map":
            made[row.source, row.target] += row.count
        elif row.kind in ("missing", "out_of_order"):
            ghosts.append(Ghost(row.source, row.target, row.count, tone="bad"))
    moves: Moves = {
        (move.source, move.target): MoveMark(made[move.source, move.target])
        for move in found.journey.transitions
        if move.target not in outcomes or move.target in seen
    }
    # steps of a stage without order follow each other without a transition
    ghosts += [Ghost(*pair, count) for pair, count in made.items() if count and pair not in moves]
    begun, off_ends = _starts_and_ends(found, chart)
    moves |= begun
    off = _merged([*ghosts, *off_ends])
    ad_hoc: dict[str, Counter[str]] = {}
    for each in found.deviations:
        if each.kind == "ad_hoc" and each.step is not None and each.activity is not None:
            ad_hoc.setdefault(each.step, Counter())[each.activity] += each.count
    marked = [(row, _marks(row, ad_hoc.get(row.step, Counter()))) for row in found.by_step]
    # an outcome is no step, and has no room for marks: what went otherwise there is said below the drawing
    there = [
        f"at {row.title}: {', '.join(mark.text for mark in made)}"
        for row, made in marked
        if row.step in outcomes and made
    ]
    steps = {row.step: marks for row, marks in marked if marks and row.step not in outcomes}
    return Overlay(
        "What customers did",
        steps,
        hint="lines as wide as their number of moves; moves that are not on the map have a stroke of their own",
        notes=notes(found.about, *there),
        moves=moves,
        ghosts=off,
    )


def _starts_and_ends(found: Conformance, chart: Charted) -> tuple[Moves, list[Ghost]]:
    """Where cases begin, and with a horizon where they end: on the map, and where it has no such place."""
    begun: Counter[tuple[str | None, str | None, bool]] = Counter()
    for start in found.starts:
        if start.step is not None and start.step not in chart.outcomes:
            begun[None, start.step, start.on_map] += start.cases
    for end in found.ends:
        if end.step is not None and end.step not in chart.outcomes and end.open is not None:
            begun[end.step, None, end.on_map] += end.cases - end.open - end.over
    moves: Moves = {}
    ghosts = []
    for (source, target, on_map), cases in begun.items():
        if cases and not on_map:
            ghosts.append(Ghost(source, target, cases, tone="bad"))
        elif cases and (source is None or chart.stops(source)):
            moves[source, target] = MoveMark(cases)
    return moves, ghosts


def _merged(ghosts: Iterable[Ghost]) -> tuple[Ghost, ...]:
    """One ghost for each pair of places, the most frequent first."""
    counts: Counter[tuple[str | None, str | None, str]] = Counter()
    for each in ghosts:
        counts[each.source, each.target, each.tone] += int(each.count)
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0][0] or "", each[0][1] or ""))
    return tuple(
        Ghost(source, target, count, tone="bad" if tone == "bad" else "plain")
        for (source, target, tone), count in ordered
    )


def _marks(row: StepConformance, ad_hoc: Counter[str]) -> tuple[Mark, ...]:
    """What went otherwise at one step; shares are of its events, for a skipped step of those it would have had."""
    said = []
    if row.missing:
        said.append(Mark(f"skipped {times(row.missing)}", share=row.missing / (row.events + row.missing), tone="bad"))
    if row.out_of_order:
        share = min(1.0, row.out_of_order / row.events) if row.events else None
        said.append(Mark(f"out of order {times(row.out_of_order)}", share=share, tone="bad", sign="again"))
    if row.failed:
        said.append(Mark(f"failed {times(row.failed)}", share=min(1.0, row.failed / row.events), tone="bad"))
    ordered = sorted(ad_hoc.items(), key=lambda each: (-each[1], each[0]))
    said += [Mark(f"then {name}: {count:,}", tone="bad", sign="question") for name, count in ordered[:_LISTED]]
    if len(ordered) > _LISTED:
        rest = sum(count for _, count in ordered[_LISTED:])
        said.append(Mark(f"then {len(ordered) - _LISTED} other activities: {rest:,}", tone="bad", sign="question"))
    return tuple(said)
