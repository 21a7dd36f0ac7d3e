"""How rows of levers and paths look, as bars."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from journeykit.analysis.chart import Bar, Bars

if TYPE_CHECKING:
    from journeykit.analysis.levers import Lever, TransitionLever
    from journeykit.analysis.path import Path
    from journeykit.analysis.rows import Rows

__all__ = ["lever_bars", "path_bars", "sentence", "transition_bars"]

_MOST: Final = 20  # bars of one picture
_WORDS: Final = {
    "goal": "What to fix first: points of success for a tenth less leak",
    "emotion": "What to fix first: mean emotion for a tenth less leak",
    "duration": "What a tenth less leak does to the time of a journey",
}


def lever_bars(of: str) -> Callable[[Rows[Lever]], Bars]:
    """A bar for each lever, in the unit of what is to change."""

    def chart(rows: Rows[Lever]) -> Bars:
        """The most worthwhile first; those that nothing can be done about are left out."""
        bars = tuple(
            Bar(
                row.title,
                row.gain,
                _gain(row.gain, of),
                note=f"leaks {row.leak:.0%}, {row.visits:.3g} visits",
                tone="good",
                low=getattr(row, "low", None),
                high=getattr(row, "high", None),
            )
            for row in [row for row in rows if row.improvable][:_MOST]
        )
        return Bars(_WORDS[of], bars, notes=tuple(map(sentence, rows.about)))

    return chart


def transition_bars(of: str) -> Callable[[Rows[TransitionLever]], Bars]:
    """The same for levers on single transitions."""

    def chart(rows: Rows[TransitionLever]) -> Bars:
        """The most worthwhile first."""
        bars = tuple(
            Bar(
                row.title,
                row.gain,
                _gain(row.gain, of),
                note=f"{row.probability:.0%} to {row.new:.0%}",
                tone="good",
                low=getattr(row, "low", None),
                high=getattr(row, "high", None),
            )
            for row in [row for row in rows if row.improvable][:_MOST]
        )
        return Bars(_WORDS[of], bars, notes=tuple(map(sentence, rows.about)))

    return chart


def path_bars(rows: Rows[Path]) -> Bars:
    """A bar for each path, as long as it is likely."""
    bars = tuple(
        Bar(
            " \u203a ".join((*row.steps, row.ends)),
            row.probability,
            f"{row.probability:.1%}".replace("%", "\u00a0%"),
            note=row.reason,
            low=getattr(row, "low", None),
            high=getattr(row, "high", None),
        )
        for row in rows[:_MOST]
    )
    return Bars("The most probable journeys", bars, notes=tuple(map(sentence, rows.about)))


def sentence(words: str) -> str:
    """The words with a capital and a stop.

    >>> sentence("rests on one guess")
    'Rests on one guess.'
    """
    return words[:1].upper() + words[1:].rstrip(".") + "."


def _gain(gain: float, of: str) -> str:
    if of == "goal":
        return f"{100 * gain:+.2f} points"
    return f"{gain / 86_400:+.3g} days" if of == "duration" else f"{gain:+.3g}"
