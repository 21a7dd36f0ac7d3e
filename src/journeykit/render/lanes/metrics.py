"""Numbers, with what they should be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from journeykit.render.lanes import Says
from journeykit.render.sheet import Item
from journeykit.render.words import figure

if TYPE_CHECKING:
    from journeykit.model import Metric, Stage, Step
    from journeykit.render.reader import Reader

__all__ = ["LANE", "in_a_line"]


def at(step: Step | Stage, _reader: Reader) -> Iterator[Item]:
    """Of a step, and of a whole stage: the number with its unit, then target, interval, benchmark and the rest."""
    return (Item(text=_text(each), mark=_mark(each), note=" · ".join(_notes(each))) for each in step.metrics)


def in_a_line(metric: Metric) -> str:
    r"""A metric of the whole map, for the head of a poster: the number against its target.

    >>> from journeykit.model import Metric
    >>> in_a_line(Metric("nps", "NPS", value=31, unit="points", target=40, direction="up", interval=(25, 37)))
    'NPS: 31\xa0points (target\xa040\xa0points, missed, 25\xa0to\xa037 at\xa095\xa0%)'
    """
    mark = _mark(metric)
    target = [f"target\u00a0{_amount(metric.target, metric)}"] if metric.target is not None else []
    about = [*target, *([mark] if mark != "metric" else []), *_between(metric)]
    return _text(metric) + (f" ({', '.join(about)})" if about else "")


def _amount(value: float, metric: Metric) -> str:
    unit = (metric.unit or "").strip()
    return f"{figure(value)}\u00a0{unit}" if unit else figure(value)


def _text(metric: Metric) -> str:
    return (
        metric.label if metric.value is None else f"{metric.label}: {_amount(_rounded(metric.value, metric), metric)}"
    )


def _rounded(value: float, metric: Metric) -> float:
    """What was computed, without false digits: one decimal of percentages and points."""
    return round(value, 1) if (metric.unit or "").startswith(("%", "points")) and abs(value) >= 1 else value


def _between(metric: Metric) -> list[str]:
    if metric.interval is None:
        return []
    low, high = (figure(_rounded(end, metric)) for end in metric.interval)
    return [f"{low}\u00a0to\u00a0{high} at\u00a095\u00a0%"]


def _notes(metric: Metric) -> list[str]:
    parts = [
        f"target {_amount(metric.target, metric)}" if metric.target is not None else "",
        *_between(metric),
        f"benchmark {_amount(metric.benchmark, metric)}" if metric.benchmark is not None else "",
        metric.method or "",
        f"n\u00a0=\u00a0{metric.n:,}" if metric.n is not None else "",
        metric.period or "",
    ]
    return [part for part in parts if part]


def _mark(metric: Metric) -> str:
    """Whether a target is met, where it is known which way is better."""
    if metric.value is None or metric.target is None or metric.direction is None:
        return "metric"
    met = metric.value >= metric.target if metric.direction == "up" else metric.value <= metric.target
    return "met" if met else "missed"


LANE: Final = Says(name="metrics", title="Metrics", rank=86, at=at, of=at)
