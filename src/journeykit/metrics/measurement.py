"""A measured number with all that a reader needs to trust it: method, n, interval, and what must be known of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from journeykit.model import Evidence, Metric

__all__ = ["LEVEL", "Measurement", "figure"]

LEVEL: Final = 0.95
"""How often an interval of this method would hold the true value."""


@dataclass(frozen=True, kw_only=True)
class Measurement:
    """A number and how it was measured.

    Attributes:
        name: of the metric, like "nps".
        title: for people, like "Net promoter score".
        value: the number, in `unit`.
        unit: "points", "%", "€", "" for points of a rating scale.
        per: what it is counted over: "month", "user", "session"; None for nothing.
        method: how it was computed, with its scale.
        n: how many answers or customers it rests on; None where the input does not say.
        low, high: the interval, or None.
        level: of the interval, as a share: .95.
        interval_method: its name, like "Wilson score".
        direction: which way is better: "up", "down" or None.
        notes: what must be known: answers left out, what the interval does not cover.

    >>> nps = Measurement(name="nps", title="Net promoter score", value=31.19, unit="points", method="0-10 scale",
    ...                   n=420, low=25.02, high=37.36, level=.95, interval_method="multinomial variance")
    >>> print(nps)
    Net promoter score 31.2 points (25 to 37.4 at 95 %, n = 420; 0-10 scale)
    >>> nps.interval
    (25.02, 37.36)
    >>> nps.metric(target=40).interval
    (25.02, 37.36)
    """

    name: str
    title: str
    value: float
    unit: str
    method: str
    n: int | None = None
    low: float | None = None
    high: float | None = None
    level: float | None = None
    interval_method: str | None = None
    per: str | None = None
    direction: Literal["up", "down"] | None = None
    notes: tuple[str, ...] = ()

    @property
    def interval(self) -> tuple[float, float] | None:
        """Its two ends, or None."""
        return None if self.low is None or self.high is None else (self.low, self.high)

    @property
    def whole_unit(self) -> str:
        """The unit with what it is counted over: "€ per month"."""
        over = f"per {self.per}" if self.per else ""
        return " ".join(part for part in (self.unit, over) if part)

    def metric(
        self,
        id: str | None = None,
        title: str | None = None,
        *,
        target: float | None = None,
        direction: Literal["up", "down"] | None = None,
        period: str | None = None,
        benchmark: float | None = None,
        source: str | None = None,
        evidence: Sequence[Evidence | str] | Evidence | str = (),
    ) -> Metric:
        """The same as a noun for a map, a stage, a step, an outcome or an opportunity.

        Notes, and the name of the interval's method, go into its note. A Metric's interval is one of 95 %: one of
        another level goes into the note as well.

        Args:
            id: None is the metric's name: "nps".
            title: None is the metric's title.
            target: what it should be; the poster shows the value against it.
            direction: which way is better, where it is another than the metric's own.
            period: the time it covers, like "2026-Q1".
            benchmark: what others reach.
            source: the system or study it comes from.
            evidence: the sources of the map that it rests on.

        >>> from journeykit.metrics import nps
        >>> kpi = nps(promoters=60, passives=25, detractors=15).metric(target=50, period="2026-Q1")
        >>> kpi.id, kpi.value, kpi.target, kpi.direction, kpi.n
        ('nps', 45.0, 50.0, 'up', 100)
        """
        from journeykit.model import Metric

        usual = self.interval is not None and self.level == LEVEL
        return Metric(
            id or self.name,
            title or self.title,
            value=self.value,
            unit=self.whole_unit or None,
            method=self.method,
            n=self.n,
            interval=self.interval if usual else None,
            target=target,
            direction=direction or self.direction,
            period=period,
            benchmark=benchmark,
            source=source,
            evidence=evidence,
            note="; ".join([*self.notes, *self._interval_words()]) or None,
        )

    def converted(self, per: str) -> Measurement:
        """The same over another length of time: a monthly churn as a yearly one.

        Money adds up; who is kept is kept again and again: retention r a month is r^12 a year, churn 1 - (1 - c)^12.
        That takes every period to be like this one, which a note says.

        Args:
            per: "day", "week", "month", "quarter" or "year"; a month is a twelfth of a year, 30.436875 days.

        Raises:
            MetricError: for a metric that is not counted over time.
            UnknownName: for another length of time.

        >>> from journeykit.metrics import churn
        >>> print(churn(30, 1000, per="month").converted("year"))
        Churn 30.6 % per year (22.6 to 40.6 at 95 %, n = 1000; customers lost over customers at the start)
        (measured per month, converted as if every month were like this one)
        """
        from journeykit.metrics.periods import over

        scale = over(self.name, self.per, per)
        if scale is None:
            return self
        return replace(
            self,
            value=scale(self.value),
            low=None if self.low is None else scale(self.low),
            high=None if self.high is None else scale(self.high),
            per=per,
            notes=(*self.notes, f"measured per {self.per}, converted as if every {self.per} were like this one"),
        )

    def to_dict(self) -> dict[str, Any]:
        """All fields as plain values."""
        named = ("name", "title", "value", "unit", "per", "method", "n", "low", "high", "level", "interval_method")
        return {each: getattr(self, each) for each in named} | {"direction": self.direction, "notes": list(self.notes)}

    def rows(self) -> list[dict[str, Any]]:
        """One row, as other results have many: `pandas.DataFrame(found.rows())`."""
        return [self.to_dict()]

    def _interval_words(self) -> list[str]:
        if self.low is None or self.high is None or self.level is None:
            return []
        ends = f" {figure(self.low, self.unit)} to {figure(self.high, self.unit)}" if self.level != LEVEL else ""
        return [f"{_per_cent(self.level)} interval{ends}: {self.interval_method}"]

    def __str__(self) -> str:
        about = []
        if self.low is not None and self.high is not None and self.level is not None:
            ends = f"{figure(self.low, self.unit)} to {figure(self.high, self.unit)}"
            about.append(f"{ends} at {_per_cent(self.level)}")
        if self.n is not None:
            about.append(f"n = {self.n}")
        unit = f" {self.whole_unit}" if self.whole_unit else ""
        known = f"{', '.join(about)}; " if about else ""
        said = "".join(f"\n({each})" for each in self.notes)
        return f"{self.title} {figure(self.value, self.unit)}{unit} ({known}{self.method}){said}"

    def _repr_html_(self) -> str:
        """For notebooks: the number, and below it what it rests on."""
        unit = f" {self.whole_unit}" if self.whole_unit else ""
        facts = {"method": self.method, "n": "" if self.n is None else str(self.n)}
        if self.low is not None and self.high is not None and self.level is not None:
            ends = f"{figure(self.low, self.unit)} to {figure(self.high, self.unit)}"
            facts[f"{_per_cent(self.level)} interval"] = f"{ends}, {self.interval_method}"
        cells = "".join(
            f"<tr><th>{escape(name)}</th><td>{escape(text)}</td></tr>" for name, text in facts.items() if text
        )
        said = "".join(f"<p>{escape(each)}</p>" for each in self.notes)
        head = f"<p>{escape(self.title)}: <strong>{escape(figure(self.value, self.unit) + unit)}</strong></p>"
        return f"{head}<table><tbody>{cells}</tbody></table>{said}"


def figure(value: float, unit: str = "") -> str:
    """A number as it is printed: one decimal of points and percentages, else two; more for small ones.

    >>> figure(31.19, "points"), figure(-0.01, "€"), figure(0.00316), figure(1190.683, "$")
    ('31.2', '-0.01', '0.0032', '1190.68')
    """
    decimals = 1 if unit in ("points", "%") else 2
    if value and abs(value) < 0.95 * 10**-decimals:
        return f"{value:.2g}"
    text = f"{value:.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _per_cent(level: float) -> str:
    return f"{level * 100:.6g} %"
