"""Differences in words: one line for each, and what they do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from journeykit.analysis.diff.change import label
from journeykit.model.base import Value
from journeykit.model.durations import Duration
from journeykit.model.flow import InOrder
from journeykit.model.frozen_map import FrozenMap

if TYPE_CHECKING:
    from journeykit.analysis.diff.change import Change
    from journeykit.analysis.diff.shifts import Shift

__all__ = ["SIGNS", "counted", "effect_line", "line", "told"]

SIGNS: Final = {"added": "+", "removed": "-", "moved": ">", "renamed": "=", "changed": "~"}
_LONGEST: Final = 120
_SHARES: Final = ("probability", "drop_off", "share")


def told(value: Any, field: str = "") -> str:
    """A value as people read it.

    >>> told(0.35, "probability"), told(("a", "b")), told(None), told(True)
    ('35 %', 'a; b', 'nothing', 'yes')
    """
    if value is None or value == ():
        return "nothing"
    if isinstance(value, bool | float):
        return _number(value, field)
    if isinstance(value, FrozenMap):
        return "; ".join(f"{who}: {told(each, field)}" for who, each in value.items())
    if isinstance(value, tuple):
        return "; ".join(told(each, field) for each in value)
    if isinstance(value, InOrder):
        return "in order"
    return label(value) if isinstance(value, Value) and not isinstance(value, Duration) else str(value)


def _number(value: float, field: str) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value * 100:.4g} %" if field in _SHARES else f"{value:+g}" if field == "emotion" else f"{value:.6g}"


def line(change: Change) -> str:
    """A difference in one line.

    >>> from journeykit.analysis.diff.change import Change
    >>> line(Change("changed", "step", "quote", "quote", "stages[0].steps[1]", "emotion", -1.0, 1.0))
    '~ step quote: emotion -1 -> +1'
    """
    name = change.id if change.what not in _TEXTS else repr(_cut(change.id))
    what = f"{change.what} {name}".rstrip()
    head = f"{SIGNS[change.kind]} {what}{_at(change)}"
    if change.kind in ("added", "removed"):
        value = change.after if change.kind == "added" else change.before
        title = getattr(value, "title", None)
        return f"{head} {change.kind}" + (f": {_cut(title)}" if title else "")
    before, after = (_cut(told(each, change.field)) for each in (change.before, change.after))
    if change.kind == "moved":
        return f"{head} moved: {before} -> {after}"
    if change.kind == "renamed":
        return f"{head} renamed: {'id ' if change.field == 'id' else ''}{before} -> {after}"
    return f"{head}: {change.field} {before} -> {after}"


_TEXTS: Final = ("pain", "gain", "opportunity", "solution", "need", "expectation", "quote", "process")


def _at(change: Change) -> str:
    inside = change.step and change.what not in ("step", "transition")
    return f" at {change.step}" if inside else ""


def _cut(text: str) -> str:
    clean = " ".join(text.split())
    return clean if len(clean) <= _LONGEST else clean[: _LONGEST - 1] + "…"


def counted(changes: Any) -> str:
    """How many of each kind.

    >>> counted([])
    'no differences'
    """
    found = {kind: sum(each.kind == kind for each in changes) for kind in SIGNS}
    return ", ".join(f"{count} {kind}" for kind, count in found.items() if count) or "no differences"


def effect_line(effect: Shift) -> str:
    """A figure of two maps in one line.

    >>> from journeykit.analysis.diff.shifts import Shift
    >>> effect_line(Shift("outcome", "lives", "", 0.69, 0.74, 0.05))
    'outcome lives: 69 % -> 74 %'
    """
    before, after = (_figure(effect, each) for each in (effect.before, effect.after))
    name = {"steps": "steps met in a journey", "time": "time spent at steps"}.get(effect.what, effect.what)
    who = f" ({effect.persona})" if effect.persona else ""
    return f"{name}{f' {effect.id}' if effect.id else ''}{who}: {before} -> {after}"


def _figure(effect: Shift, value: float | None) -> str:
    if value is None:
        return "none"
    if effect.what == "outcome":
        return f"{value * 100:.3g} %"
    if effect.what in ("time", "duration"):
        size, name = _unit(max(effect.before or 0.0, effect.after or 0.0))
        return f"{value / size:.3g} {name}"
    return f"{value:+.3g}" if effect.what == "emotion" else f"{value:.3g}"


def _unit(seconds: float) -> tuple[float, str]:
    """The unit in which so many seconds are a number of 2 or more; days rather than months, which differ in length."""
    for size, name in ((86400.0, "days"), (3600.0, "hours"), (60.0, "min")):
        if seconds >= 2 * size:
            return size, name
    return 1.0, "s"
