"""What `outcomes` found, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from journeykit.analysis.chain import DROP_OFF, END, Floats
from journeykit.analysis.ends.mix import Mix
from journeykit.analysis.rows import Rows

if TYPE_CHECKING:
    from journeykit.analysis.ends.figures import Figures
    from journeykit.analysis.ends.sure import Sure
    from journeykit.model import JourneyMap

__all__ = ["EndRow", "StepRow", "by_outcome", "by_step", "in_words"]

_MOST: Final = 500  # steps of which the probability to be met is shown: each costs a solve above


@dataclass(frozen=True, slots=True)
class EndRow:
    """One way to end, and what is expected given that a journey ends so; None where unknown, or nobody ends so.

    Attributes:
        outcome: the id; `.drop_off` for leaving without an outcome, `.end` for the end of a map without outcomes.
        title: the label.
        result: success, neutral or failure; None for the two above.
        probability: how many of all journeys end so.
        steps: their expected number of steps.
        duration: their expected seconds.
        emotion: the expected sum of their known emotions divided by the expected number of these moments.
        lowest: their expected lowest emotion, given any is known.
        peak_end: the expected mean of their strongest and their last known emotion, given any is known.
        off_by: how far the last two may be off at most; 0 where exact, as for up to 64 distinct emotions.
        low, high, error: the interval of the probability and its standard error; None without one.
    """

    outcome: str
    title: str
    result: str | None
    probability: float
    steps: float | None
    duration: float | None
    emotion: float | None
    lowest: float | None
    peak_end: float | None
    off_by: float
    low: float | None = None
    high: float | None = None
    error: float | None = None


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step.

    Attributes:
        step, title: the step.
        visits: expected visits by one customer.
        visited: the probability to be there at least once; None on maps over 500 steps.
        drop_off: the share of all customers who leave here without an outcome.
        visits_low, visits_high, drop_off_low, drop_off_high: intervals; None without, and on maps over 500 steps.
    """

    step: str
    title: str
    visits: float
    visited: float | None
    drop_off: float
    visits_low: float | None = None
    visits_high: float | None = None
    drop_off_low: float | None = None
    drop_off_high: float | None = None


def by_outcome(
    journey: JourneyMap, mix: Mix, about: tuple[str, ...], sure: Sure | None = None, *, known: bool
) -> Rows[EndRow]:
    """A row for each end, with the intervals that `sure` gives; `known` says whether the map states times."""
    share = mix.by_end(lambda account: account.ended)
    felt = mix.felt
    low, peak = (_given((each[0] + each[1]) / 2, felt.known) for each in (felt.lowest, felt.peak))
    off = _given(
        np.maximum(np.abs(felt.lowest[1] - felt.lowest[0]), np.abs(felt.peak[1] - felt.peak[0])) / 2, felt.known
    )
    columns = (
        share.tolist(),
        _given(mix.by_end(lambda account: account.steps_by_end), share),
        _given(mix.by_end(lambda account: account.seconds_by_end), share) if known else [None] * len(share),
        _given(felt.total, felt.moments),
        low,
        [
            None if a is None or b is None else (a + b) / 2
            for a, b in zip(peak, _given(felt.last, felt.known), strict=True)
        ],
        [each or 0.0 for each in off],
    )
    stated = {outcome.id: outcome for outcome in journey.outcomes}
    rows = []
    spans: Sequence[Sequence[float]] = [()] * len(share)
    if sure is not None:
        spans = sure.spans([("probability", end) for end in mix.ends], share.tolist())
    for end, span, *figures in zip(mix.ends, spans, *columns, strict=True):
        outcome = stated.get(end)
        title, result = (in_words(end), None) if outcome is None else (outcome.label, outcome.result)
        rows.append(EndRow(end, title, result, *figures, *span))
    most = max((row.off_by for row in rows), default=0.0)
    if most > 0:
        about = (
            *about,
            f"lowest and peak-end are within {most:.2g} of the truth: the map has very many distinct emotions",
        )
    return Rows(EndRow, rows, about)


def by_step(
    journey: JourneyMap,
    visits: Figures,
    visited: Figures,
    drop_off: Figures,
    about: tuple[str, ...],
    *,
    sure: Sure | None = None,
) -> Rows[StepRow]:
    """A row for each step, with the intervals that `sure` gives."""
    few = len(visits) <= _MOST
    steps = list(visits)
    ends: Sequence[Sequence[float]] = [()] * len(steps)
    if sure is not None and few and steps:
        keys = [(figure, step) for figure in ("visits", "drop_off") for step in steps]
        spans = sure.spans(keys, [*visits.values(), *drop_off.values()])
        ends = [(*each[:2], *other[:2]) for each, other in zip(spans, spans[len(steps) :], strict=False)]
    return Rows(
        StepRow,
        (
            StepRow(
                step,
                journey.step(step).label,
                visits[step],
                visited[step] if few else None,
                drop_off[step],
                *span,
            )
            for step, span in zip(steps, ends, strict=True)
        ),
        about,
    )


def in_words(end: str) -> str:
    """An end's id for readers.

    >>> in_words(".drop_off"), in_words("owner")
    ('drop-off', 'owner')
    """
    return {DROP_OFF: "drop-off", END: "end"}.get(end, end)


def _given(over: Floats, under: Floats) -> list[float | None]:
    return [float(a / b) if b > 0 else None for a, b in zip(over, under, strict=True)]
