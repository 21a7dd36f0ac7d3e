"""What `in_flight` finds."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

import narwhals as nw

from journeykit.analysis.chart import Bar, Bars, Picture
from journeykit.analysis.overlay import Mark, Overlay
from journeykit.analysis.pictured.words import notes
from journeykit.analysis.rows import Rows
from journeykit.events.microseconds import moment_of
from journeykit.events.observed.variants import MOST
from journeykit.events.underway.words import drawn, span

if TYPE_CHECKING:
    from journeykit.events.engines.engine import Engine, Frame
    from journeykit.model import JourneyMap

__all__ = ["AtStep", "InFlight", "UnderWay"]


@dataclass(frozen=True, slots=True)
class UnderWay:
    """One open case.

    Attributes:
        case, customer: who; customer is None where the log has no such role.
        step, stage: where, by id.
        seen: when that step began.
        since: seconds from then until now.
        usual: seconds after which customers usually go on; None where nobody knows.
        percentile: of those who went on from here, the share who had done so by `since`, 0..1; None for nobody.
        late: seconds after which they are late: the step's promise, else what nine of ten in the log did not exceed,
            else what the map says is usual; None where nobody knows.
        overdue: whether they are.
        goal, drop_off: the probability to reach the goal, and to leave without an outcome; goal None without one.
        likely: the most likely end: an outcome's id, `.end` or `.drop_off`.
        next, next_probability: the most likely next step or outcome; None where everybody leaves.
        next_in: seconds until it usually comes; negative where it should have come.
        goal_given_wait, drop_off_given_wait: the chances of one who has waited so long.
    """

    case: Any
    customer: str | None
    step: str
    stage: str
    seen: datetime
    since: float
    usual: float | None
    percentile: float | None
    late: float | None
    overdue: bool | None
    goal: float | None
    drop_off: float
    likely: str
    next: str | None
    next_probability: float | None
    next_in: float | None
    goal_given_wait: float | None
    drop_off_given_wait: float


@dataclass(frozen=True, slots=True)
class AtStep:
    """The open cases at one step.

    Attributes:
        step, title, stage: the step, and its stage by id.
        cases: how many are here.
        overdue: how many of them are late.
        since: seconds that they have waited, the median.
        usual: seconds after which customers usually go on; None where nobody knows.
        goal: the probability to reach the goal, the mean of these cases; None where there is none.
        expected: how many of them will reach the goal, given their waits; None where there is none.
    """

    step: str
    title: str
    stage: str
    cases: int
    overdue: int
    since: float
    usual: float | None
    goal: float | None
    expected: float | None


@dataclass(frozen=True, repr=False, eq=False)
class InFlight:
    """The open cases of a log, held by its engine. `in_flight` makes it.

    Attributes:
        journey: the map.
        now: the moment that was looked from.
        about: what must be known of the figures.

    >>> import journeykit as jk
    >>> shop = jk.JourneyMap(stages=[jk.Stage("buy", [jk.Touchpoint("basket", drop_off=.4), "pay"])],
    ...                      outcomes=[jk.Outcome("bought", result="success")])
    >>> found = jk.EventLog(jk.simulate(shop, 100, seed=1)).in_flight(shop)
    >>> [(row.step, row.cases, round(row.goal, 9)) for row in found.by_step]
    [('basket', 33, 0.6)]
    """

    journey: JourneyMap
    _engine: Engine
    _frame: Frame
    now: datetime
    about: tuple[str, ...]

    @cached_property
    def by_step(self) -> Rows[AtStep]:
        """How many are at each step, in stage order; steps where nobody is are left out."""
        late = nw.when(nw.col("overdue")).then(1).otherwise(0)
        sums = (
            self._frame.with_columns(late.alias("late"))
            .group_by("step")
            .agg(
                nw.len().alias("cases"),
                nw.col("late").sum(),
                nw.col("usual").max(),
                nw.col("goal").mean(),
                nw.col("goal_given_wait").sum().alias("expected"),
            )
        )
        names = ("step", "cases", "late", "usual", "goal", "expected")
        medians = {step: middle for step, _, middle in self._engine.quantiles(self._frame, ["step"], "since", (0.5,))}
        told = {row[0]: row[1:] for row in self._engine.rows(sums.select(*names).sort("step"))}
        rows = []
        for step in self.journey.steps:
            if step.id in told:
                cases, overdue, usual, goal, expected = told[step.id]
                stage = self.journey.stage_of(step.id).id
                hope = None if goal is None else float(expected)
                median = float(medians[step.id])
                rows.append(AtStep(step.id, step.label, stage, int(cases), int(overdue), median, usual, goal, hope))
        return Rows(AtStep, rows, self.about, chart=lambda _: self._bars(), overlay=lambda _: self.overlay())

    @property
    def cases(self) -> int:
        """How many cases are open."""
        return sum(row.cases for row in self.by_step)

    @property
    def overdue(self) -> int:
        """How many of them are late."""
        return sum(row.overdue for row in self.by_step)

    def top(self, n: int = 100) -> Rows[UnderWay]:
        """The cases most at risk: the least chance of the goal given their wait, or without a goal the largest of
        leaving; of equal ones who waits longest, then by case. As many as there are, where that is less than `n`.

        `pandas.DataFrame(found.top())` and `polars.DataFrame(found.top().to_dict())` take it.

        Raises ValueError for less than 1.
        """
        if isinstance(n, bool) or not isinstance(n, int) or n < 1:
            raise ValueError(f"the first n cases: a whole number of at least 1, not {n!r}")
        risk = nw.col("goal_given_wait").fill_null(0.0) - nw.when(nw.col("goal").is_null()).then(
            nw.col("drop_off_given_wait")
        ).otherwise(nw.lit(0.0))
        frame = self._frame.with_columns(risk.round(12).alias("risk"))
        frame = frame.sort("risk", "since", "case", descending=[False, True, False]).head(min(n, MOST))
        names = [each.name for each in fields(UnderWay)]
        held = [name for name in names if name != "customer" or "customer" in frame.columns]
        asked = ["time" if name == "seen" else name for name in held]
        rows = [dict(zip(held, row, strict=True)) for row in self._engine.rows(frame.select(*asked))]
        made = [UnderWay(**{"customer": None, **row, "seen": moment_of(row["seen"])}) for row in rows]
        more = (f"the first {n:,} of {self.cases:,} open cases",) if self.cases > n else ()
        return Rows(UnderWay, made, (*more, *self.about))

    def native(self) -> Any:
        """All of them in the frame of the engine: a DuckDB relation, a Polars LazyFrame, a Spark DataFrame.

        Its columns are those of `UnderWay`, but `time` for `seen`, in microseconds since 1970, UTC.
        """
        return self._frame.to_native()

    def rows(self, top: int = 100) -> list[dict[str, Any]]:
        """`top` as plain dicts."""
        return self.top(top).rows()

    def to_dict(self, top: int = 100) -> dict[str, list[Any]]:
        """`top` as a plain dict of columns."""
        return self.top(top).to_dict()

    def draw(self, theme: Any = "auto") -> Picture:
        """How many are at each step, as bars; a theme as for `journeykit.draw`."""
        from journeykit.show import chart_drawing

        made: Any = chart_drawing(self._bars(), theme)  # its properties are cached, which no protocol can say
        return cast("Picture", made)

    def overlay(self) -> Overlay:
        """How many are at each step, and how many of them late, for `draw(map, overlay=…)`."""
        most = max((row.cases for row in self.by_step), default=1)
        steps = {}
        for row in self.by_step:
            marks = [Mark(f"{row.cases:,} are here", share=row.cases / most)]
            if row.overdue:
                marks.append(Mark(f"{row.overdue:,} overdue", share=row.overdue / most, tone="bad"))
            steps[row.step] = tuple(marks)
        return Overlay("Under way", steps, hint=f"open cases on {self.now:%Y-%m-%d}", notes=notes(self.about))

    def _bars(self) -> Bars:
        bars = []
        for row in self.by_step:
            said = [f"{row.overdue:,} overdue"] if row.overdue else []
            said += [f"for {span(row.since)}" + ("" if row.usual is None else f", {span(row.usual)} is usual")]
            said += [] if row.goal is None else [f"{drawn(row.goal)} reach the goal"]
            bars.append(Bar(row.title, row.cases, f"{row.cases:,}", note="; ".join(said)))
        title = f"Under way: {self.journey.label}"
        return Bars(title, tuple(bars), f"{self}", notes(self.about), empty="Nobody is under way.")

    def __len__(self) -> int:
        return self.cases

    def __str__(self) -> str:
        return f"{self.cases:,} cases under way on {self.now:%Y-%m-%d}, {self.overdue:,} of them overdue"

    def __repr__(self) -> str:
        return f"<InFlight on {self.journey.id!r}: {self}>"

    def _repr_html_(self) -> str:
        return self.by_step._repr_html_()
