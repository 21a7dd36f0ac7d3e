"""The tables of a conformance, made of what the replay counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from journeykit.events.conformance.records import (
    CaseEnd,
    CaseStart,
    Deviation,
    ReplayedMove,
    StepConformance,
)

if TYPE_CHECKING:
    from journeykit.events.conformance.charted import MoveKind
    from journeykit.events.conformance.judging import Judge
    from journeykit.events.conformance.replay import Replay
    from journeykit.model import JourneyMap

__all__ = ["by_step", "deviations", "ends", "nobody_reaches", "nobody_takes", "replayed_moves", "starts"]


def deviations(replay: Replay, judge: Judge, examples: int) -> list[Deviation]:
    """Each deviation, the most frequent first."""
    groups: list[Sequence[int]] = [[place] for place in range(len(replay.tags))]
    skipped = {place: tag.step for place, (tag, _) in enumerate(replay.tags) if tag.kind == "missing"}
    never = dict(
        zip(skipped, replay.never([([place], judge.codes(step)) for place, step in skipped.items()]), strict=True)
    )
    found = zip(replay.tags, replay.in_cases(groups), replay.examples(groups, examples), strict=True)
    return [
        Deviation(*tag, count=count, cases=cases, share=cases / replay.cases, examples=ids, never=never.get(place))
        for place, ((tag, count), cases, ids) in enumerate(found)
    ]


def replayed_moves(replay: Replay, judge: Judge) -> list[ReplayedMove]:
    """Each directly-follows move by steps, the most frequent first."""
    counts: Counter[tuple[str, str, Any, tuple[str, ...]]] = Counter()
    for (source, target), count in replay.pairs.items():
        verdict = judge.verdict(source, target)
        kind: MoveKind | str = "ad_hoc" if verdict is None else verdict.kind
        missing = () if verdict is None else verdict.missing
        counts[_called(judge, source), _called(judge, target), kind, missing] += count
    total = replay.moves
    return [
        ReplayedMove(source, target, count, count / total, kind in ("on_the_map", "within"), kind, missing)
        for (source, target, kind, missing), count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    ]


def starts(replay: Replay, judge: Judge) -> list[CaseStart]:
    """What cases begin with, the most frequent first."""
    entries = judge.chart.moves.entries
    return [
        CaseStart(judge.names[code], judge.places[code], n, n / replay.cases, judge.places[code] in entries)
        for code, n in sorted(replay.starts.items(), key=lambda each: (-each[1], each[0]))
    ]


def ends(replay: Replay, judge: Judge, *, horizon: bool) -> list[CaseEnd]:
    """What cases end with, the most frequent first."""
    found = []
    for code, (n, still, over) in sorted(replay.ends.items(), key=lambda each: (-each[1][0], each[0])):
        step = judge.places[code]
        fits = step is not None and judge.chart.may_end(step, judge.outcomes_seen)
        found.append(CaseEnd(judge.names[code], step, n, n / replay.cases, still if horizon else None, over, fits))
    return found


def by_step(replay: Replay, judge: Judge, journey: JourneyMap) -> list[StepConformance]:
    """A row for each step and each outcome that the log shows, in stage order."""
    titles = {each.id: each.label for each in (*journey.steps, *journey.outcomes)}
    places = [each for each in judge.chart.places if each not in judge.chart.outcomes or each in judge.outcomes_seen]
    events: Counter[str | None] = Counter()
    for (source, _), count in replay.pairs.items():
        events[judge.places[source]] += count
    for code, (count, *_) in replay.ends.items():
        events[judge.places[code]] += count
    kinds: Counter[tuple[str | None, str]] = Counter()
    groups: dict[str, list[int]] = {place: [] for place in places}
    for number, (tag, count) in enumerate(replay.tags):
        kinds[tag.step, tag.kind] += count
        if tag.step in groups:
            groups[tag.step].append(number)
    skipping: dict[str, list[int]] = {place: [] for place in places}
    for number, (tag, _) in enumerate(replay.tags):
        if tag.kind == "missing" and tag.step in skipping:
            skipping[tag.step].append(number)
    cases = replay.in_cases(list(groups.values()))
    never = replay.never([(numbers, judge.codes(place)) for place, numbers in skipping.items()])
    return [
        StepConformance(
            step=place,
            title=titles[place],
            events=events[place],
            missing=kinds[place, "missing"],
            never=absent,
            failed=kinds[place, "failed"],
            out_of_order=kinds[place, "out_of_order"],
            ad_hoc=kinds[place, "ad_hoc"],
            cases=n,
            share=n / replay.cases,
        )
        for place, n, absent in zip(places, cases, never, strict=True)
    ]


def nobody_takes(replay: Replay, judge: Judge) -> tuple[tuple[str, str], ...]:
    """The transitions of the map that no case takes; those to outcomes that the log cannot show are not asked."""
    taken = {(judge.places[source], judge.places[target]) for source, target in replay.pairs}
    chart = judge.chart
    unseen = chart.outcomes - judge.outcomes_seen
    place = chart.places
    left = [pair for pair in chart.transitions if pair not in taken and pair[1] not in unseen]
    return tuple(sorted(left, key=lambda pair: (place[pair[0]], place[pair[1]], pair)))


def nobody_reaches(replay: Replay, judge: Judge) -> tuple[str, ...]:
    """The steps that no case reaches, in stage order."""
    met = {judge.places[code] for code in (*replay.ends, *(source for source, _ in replay.pairs))}
    return tuple(step for step in judge.chart.steps if step not in met)


def _called(judge: Judge, code: int) -> str:
    return judge.places[code] or judge.names[code]
