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

__all__ = ["LANE"]


def at(step: Step | Stage, _reader: Reader) -> Iterator[Item]:
    """Of a step, and of a whole stage: the number with its unit, then target, benchmark, answers and period."""
    return (Item(text=_text(each), mark=_mark(each), note=_note(each)) for each in step.metrics)


def _amount(value: float, metric: Metric) -> str:
    unit = (metric.unit or "").strip()
    return f"{figure(value)}\u00a0{unit}" if unit else figure(value)


def _text(metric: Metric) -> str:
    return metric.label if metric.value is None else f"{metric.label}: {_amount(metric.value, metric)}"


def _note(metric: Metric) -> str:
    parts = [
        f"target {_amount(metric.target, metric)}" if metric.target is not None else "",
        f"benchmark {_amount(metric.benchmark, metric)}" if metric.benchmark is not None else "",
        metric.method or "",
        f"n\u00a0=\u00a0{metric.n:,}".replace(",", "\u202f") if metric.n is not None else "",
        metric.period or "",
    ]
    return " · ".join(part for part in parts if part)


def _mark(metric: Metric) -> str:
    """Whether a target is met, where it is known which way is better."""
    if metric.value is None or metric.target is None or metric.direction is None:
        return "metric"
    met = metric.value >= metric.target if metric.direction == "up" else metric.value <= metric.target
    return "met" if met else "missed"


LANE: Final = Says(name="metrics", title="Metrics", rank=86, at=at, of=at)
