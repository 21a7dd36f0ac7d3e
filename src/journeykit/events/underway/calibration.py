"""What `calibration` finds: whether stated chances hold for customers whom the map has not seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from math import isinf
from typing import TYPE_CHECKING, Any, cast

from journeykit.analysis.chart import Bin, Picture, Reliability
from journeykit.analysis.pictured.words import notes, percent
from journeykit.analysis.rows import Rows
from journeykit.events.underway.scores import Group, Scores, between, equal_counts

if TYPE_CHECKING:
    from journeykit.model import JourneyMap

__all__ = ["Calibration", "ChanceBin", "StepChance", "binned", "by_step"]


@dataclass(frozen=True, slots=True)
class ChanceBin:
    """Predictions of about the same probability.

    Attributes:
        predicted: their mean, 0..1.
        observed: the share that came true, 0..1.
        low, high: its Wilson interval, which counts a case once, however often it comes to these steps.
        n: how many predictions.
        steps: the steps that make them.
    """

    predicted: float
    observed: float
    low: float
    high: float
    n: int
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepChance:
    """What the map says of a step, and what came of the customers who were there; intervals as in `ChanceBin`."""

    step: str
    title: str
    predicted: float
    observed: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, repr=False)
class Calibration:
    """How good a map's chances are, on held-back cases. `calibration` makes it.

    Attributes:
        journey: the map that was tried.
        goal: ids of the outcomes and steps that count as the goal.
        scores: the figures.
        skill_low, skill_high: the interval of the skill, by case; None where it has none.
        cases: held-back cases that are over.
        open: held-back cases that may go on, left out.
        kept: which cases that leaves, and whether that flatters or harms, in a sentence.
        bins: predictions in bins of about equal counts.
        by_step: the same step by step: where the map is off.
        about: what must be known of the figures.

    >>> import journeykit as jk
    >>> shop = jk.JourneyMap(stages=[jk.Stage("buy", [jk.Touchpoint("basket", drop_off=.4), "pay"])],
    ...                      outcomes=[jk.Outcome("bought", result="success")])
    >>> found = jk.calibration(shop, jk.EventLog(jk.simulate(shop, 1000, seed=1)), horizon=0)
    >>> found.cases, found.n, round(found.base_rate, 2), round(found.skill, 2)
    (1000, 1589, 0.74, 0.21)
    """

    journey: JourneyMap
    goal: tuple[str, ...]
    scores: Scores
    skill_low: float | None
    skill_high: float | None
    cases: int
    open: int
    kept: str
    bins: Rows[ChanceBin]
    by_step: Rows[StepChance]
    about: tuple[str, ...]

    @property
    def n(self) -> int:
        """How many predictions: visits of held-back cases to steps, before their end."""
        return self.scores.n

    @property
    def base_rate(self) -> float:
        """The share of predictions that came true."""
        return self.scores.base

    @property
    def brier(self) -> float:
        """The Brier score, 0..1, smaller is better."""
        return self.scores.brier

    @property
    def skill(self) -> float | None:
        """1 - Brier score / that of the base rate: 1 is perfect, 0 no better than the base rate; None without one."""
        return self.scores.skill

    @property
    def log_loss(self) -> float:
        """The mean of -log of the probability of what happened; infinite if the impossible happened."""
        return self.scores.log_loss

    def rows(self) -> list[dict[str, Any]]:
        """The bins as plain dicts."""
        return self.bins.rows()

    def to_dict(self) -> dict[str, list[Any]]:
        """The bins as a plain dict of columns."""
        return self.bins.to_dict()

    def chart(self) -> Reliability:
        """The reliability diagram as plain values (Bröcker & Smith 2007)."""
        bins = tuple(Bin(each.predicted, each.observed, each.n, each.low, each.high) for each in self.bins)
        title = f"Do the chances hold? {self.journey.label}"
        said = notes(self.about)
        return Reliability(title, bins, self.base_rate, subtitle=self._line(), notes=said, counted="predictions")

    def draw(self, theme: Any = "auto") -> Picture:
        """The reliability diagram; a theme as for `journeykit.draw`."""
        from journeykit.show import chart_drawing

        made: Any = chart_drawing(self.chart(), theme)  # its properties are cached, which no protocol can say
        return cast("Picture", made)

    def __str__(self) -> str:
        return f"{self._line()}\n({self.kept})"

    def _line(self) -> str:
        found = self.scores
        skill = "no skill to speak of" if found.skill is None else f"skill {found.skill:.3f}"
        if self.skill_low is not None and self.skill_high is not None:
            skill += f" ({self.skill_low:.3f} to {self.skill_high:.3f})"
        return (
            f"Brier score {found.brier:.4f}, base rate of {percent(found.base)} alone {found.brier_base:.4f}: {skill}; "
            f"log loss {'infinite' if isinf(found.log_loss) else f'{found.log_loss:.4f}'}; "
            f"{found.n:,} predictions of {self.cases:,} cases"
        )

    def __repr__(self) -> str:
        return f"<Calibration of {self.journey.id!r}: {self._line()}>"

    def _repr_html_(self) -> str:
        return f"<p>{escape(self.kept)}</p>{self.bins._repr_html_()}"


def binned(groups: list[Group], squares: Mapping[int, Group], level: float, bins: int) -> list[ChanceBin]:
    """The bins, with the counts that were taken of them."""
    found = []
    for place, part in enumerate(equal_counts(groups, bins)):
        counted = squares[place]
        mean = sum(each.predicted * each.n for each in part) / counted.n
        low, high = between(counted.true, counted.n, counted.squares, level)
        steps = tuple(each.name for each in part)
        found.append(ChanceBin(mean, counted.true / counted.n, low, high, counted.n, steps))
    return found


def by_step(journey: JourneyMap, groups: list[Group], level: float) -> list[StepChance]:
    """A row for each step that has predictions, in stage order."""
    rows = []
    for each in groups:
        low, high = between(each.true, each.n, each.squares, level)
        title = journey.step(each.name).label
        rows.append(StepChance(each.name, title, each.predicted, each.true / each.n, low, high, each.n))
    return rows
