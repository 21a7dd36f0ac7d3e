"""What to fix first, as bars and as what is said of each step."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Final

from journeykit.analysis.chart import Bar, Bars, Tone
from journeykit.analysis.overlay import Mark, Overlay
from journeykit.analysis.pictured.words import MOST, notes, percent, points

if TYPE_CHECKING:
    from journeykit.analysis.levers import Lever, TransitionLever
    from journeykit.analysis.rows import Rows

__all__ = ["lever_bars", "lever_overlay", "transition_bars", "transition_overlay"]

_WORDS: Final = {
    "goal": "What to fix first: points of success for a tenth less leak",
    "emotion": "What to fix first: mean emotion for a tenth less leak",
    "duration": "What a tenth less leak does to the time of a journey",
}
_HINTS: Final = {
    "goal": "who is lost, and what a tenth less is worth",
    "emotion": "who is lost, and what a tenth less does to the mean emotion",
    "duration": "who is lost, and what a tenth less does to the time",
}


def lever_bars(of: str) -> Callable[[Rows[Lever]], Bars]:
    """A bar for each lever, in the unit of what is to change."""
    return partial(_bars, of=of)


def transition_bars(of: str) -> Callable[[Rows[TransitionLever]], Bars]:
    """The same for levers on single transitions."""
    return partial(_moves, of=of)


def lever_overlay(of: str) -> Callable[[Rows[Lever]], Overlay]:
    """At each step its leak, what a tenth less of it is worth, and its rank."""
    return partial(_over, of=of)


def transition_overlay(of: str) -> Callable[[Rows[TransitionLever]], Overlay]:
    """At each step its moves that are worth changing, the best three of them."""
    return partial(_over_moves, of=of)


def _bars(rows: Rows[Lever], of: str) -> Bars:
    """The most worthwhile first; those that nothing can be done about are left out."""
    bars = tuple(
        Bar(
            row.title,
            row.gain,
            _gain(row.gain, of),
            note=f"leaks {percent(row.leak)}, {row.visits:.3g} visits",
            tone="good",
            low=getattr(row, "low", None),
            high=getattr(row, "high", None),
        )
        for row in [row for row in rows if row.improvable][:MOST]
    )
    return Bars(_WORDS[of], bars, notes=notes(rows.about))


def _moves(rows: Rows[TransitionLever], of: str) -> Bars:
    """The most worthwhile first."""
    bars = tuple(
        Bar(
            row.title,
            row.gain,
            _gain(row.gain, of),
            note=f"{percent(row.probability)} to {percent(row.new)}",
            tone="good",
            low=getattr(row, "low", None),
            high=getattr(row, "high", None),
        )
        for row in [row for row in rows if row.improvable][:MOST]
    )
    return Bars(_WORDS[of], bars, notes=notes(rows.about))


def _over(rows: Rows[Lever], of: str) -> Overlay:
    largest = _largest(row.gain for row in rows)
    steps = {}
    for row in rows:
        marks = [Mark(f"{percent(row.leak)} are lost here", share=row.leak, tone="bad")]
        if row.improvable:
            share = abs(row.gain) / largest
            marks.append(Mark(f"lever {row.rank}: {_gain(row.gain, of)}", share=share, tone=_tone(row.gain, of)))
        else:
            marks.append(Mark("no other way leads on"))
        steps[row.step] = tuple(marks)
    return Overlay("What to fix first", steps, hint=_HINTS[of], notes=notes(rows.about))


def _over_moves(rows: Rows[TransitionLever], of: str) -> Overlay:
    largest = _largest(row.gain for row in rows)
    steps: dict[str, tuple[Mark, ...]] = {}
    for row in rows:
        marks = steps.get(row.source, ())
        if row.improvable and len(marks) < 3:
            to = row.title.split(" \u2192 ")[-1]
            words = f"{to} {percent(row.probability)} \u2192 {percent(row.new)}: {_gain(row.gain, of)}"
            steps[row.source] = (*marks, Mark(words, share=abs(row.gain) / largest, tone=_tone(row.gain, of)))
    return Overlay("What to fix first", steps, hint=_HINTS[of], notes=notes(rows.about))


def _largest(gains: Iterable[float]) -> float:
    return max(map(abs, gains), default=0.0) or 1.0


def _tone(gain: float, of: str) -> Tone:
    return "plain" if of == "duration" else "good" if gain > 0 else "bad"


def _gain(gain: float, of: str) -> str:
    if of == "goal":
        return points(gain)
    words = f"{gain / 86_400:+.3g}\u00a0days" if of == "duration" else f"{gain:+.3g}"
    return words.replace("-", "\u2212", 1)
