"""The rows of a conformance: moves, deviations, where cases begin and end, what steps say, and what deviations cost."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from journeykit.analysis.rows import LISTED

if TYPE_CHECKING:
    from journeykit.events.conformance.charted import MoveKind

__all__ = ["KINDS", "CaseEnd", "CaseStart", "Cost", "Deviation", "Kind", "Measure", "ReplayedMove", "StepConformance"]

Kind: TypeAlias = Literal["ad_hoc", "missing", "failed", "out_of_order"]
Measure: TypeAlias = Literal["score", "value", "duration"]
KINDS: Final[tuple[Kind, ...]] = ("ad_hoc", "missing", "failed", "out_of_order")


@dataclass(frozen=True)
class Deviation:
    """One way in which customers did something else than the map says.

    Attributes:
        kind: `ad_hoc`, `missing`, `failed` or `out_of_order`.
        step: the step it is about: the one skipped, the one that failed, the one come to out of order; for `ad_hoc`
            the step after which it happened, None where the case had met none yet.
        source, target: the ids that the move leads from and to; None where there is none. For `ad_hoc` the steps before
            and after; for `failed` both are None.
        activity: the activity of the log that is not on the map; None for the other kinds.
        count: how often.
        cases: in how many cases.
        share: of all cases, 0..1.
        examples: ids of cases, the smallest.
        never: how many of these cases never come to the step, neither earlier nor later; None where it is not
            `missing`.
    """

    kind: Kind
    step: str | None
    source: str | None
    target: str | None
    activity: str | None
    count: int
    cases: int
    share: float
    examples: tuple[str | int, ...] = field(metadata=LISTED)
    never: int | None


@dataclass(frozen=True)
class ReplayedMove:
    """One directly-follows move of the log, as the map judges it.

    Attributes:
        source, target: ids of steps or outcomes; an activity that is not on the map stands under its own name.
        count: how often.
        share: of all moves, 0..1.
        on_map: whether it is a transition of the map, or stays within a step.
        kind: `on_the_map`, `within` (two activities of one step), `missing`, `out_of_order`, or `ad_hoc` where one of
            the two is not on the map.
        missing: the steps that it skips; the case may come to them earlier or later.
    """

    source: str
    target: str
    count: int
    share: float
    on_map: bool
    kind: MoveKind | Literal["ad_hoc"]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class CaseStart:
    """What cases begin with.

    Attributes:
        activity: the activity of the log.
        step: the step or outcome that it is; None where it is not on the map.
        cases: how many cases begin so.
        share: of all cases, 0..1.
        on_map: whether journeys on the map begin there.
    """

    activity: str
    step: str | None
    cases: int
    share: float
    on_map: bool


@dataclass(frozen=True)
class CaseEnd:
    """What cases end with.

    Attributes:
        activity: the activity of the log.
        step: the step or outcome that it is; None where it is not on the map.
        cases: how many cases have it last.
        share: of all cases, 0..1.
        open: how many of them may still go on; None without a horizon. A case that has come to an outcome is over.
        over: how many of them had come to an outcome before: their journey ended there, and what follows is no end.
        on_map: whether journeys on the map may end there.
    """

    activity: str
    step: str | None
    cases: int
    share: float
    open: int | None
    over: int
    on_map: bool


@dataclass(frozen=True)
class StepConformance:
    """What the log says of one step of the map.

    Attributes:
        step, title: the step or outcome.
        events: its events in the log.
        missing: how often a move skipped it.
        never: in how many cases a move skipped it that never come to it, neither earlier nor later.
        failed: how often it failed.
        out_of_order: how often it was come to out of order.
        ad_hoc: how often an activity that is not on the map followed it.
        cases: in how many cases any of these happened.
        share: of all cases, 0..1.
    """

    step: str
    title: str
    events: int
    missing: int
    never: int
    failed: int
    out_of_order: int
    ad_hoc: int
    cases: int
    share: float


@dataclass(frozen=True)
class Cost:
    """How cases with a deviation differ from those without it: a correlation, and no cause.

    Attributes:
        kind: the kind of deviation; "any" for any of them.
        step, source, target, activity: the deviation; all None where the row is of a whole kind.
        measure: `score` (mean of a case's scores), `value` (sum of its values) or `duration` (seconds from its first
            event to its last).
        statistic: `mean` for score and value, `median` for duration.
        with_it, without: the figure of the cases with it and of all others; None where nothing is known.
        n_with, n_without: the cases behind each: those where the measure is known.
        difference: `with_it` - `without`.
        low, high: the 95 % interval of a difference of means (Welch 1947); None for medians, and with fewer than two
            cases on a side.
    """

    kind: Kind | Literal["any"]
    step: str | None
    source: str | None
    target: str | None
    activity: str | None
    measure: Measure
    statistic: Literal["mean", "median"]
    with_it: float | None
    without: float | None
    n_with: int
    n_without: int
    difference: float | None
    low: float | None
    high: float | None
