"""One chart: an axis, the curves on it and their words, measured before it is painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from journeykit.render.brush import Brush
from journeykit.render.poster.curve.axis import axis
from journeykit.render.poster.curve.labels import Labels
from journeykit.render.poster.curve.paint import Look, paint_line, paint_points
from journeykit.render.poster.curve.placing import place_labels
from journeykit.render.poster.curve.track import Track, tracks_of
from journeykit.render.poster.geometry import Band
from journeykit.render.sheet import Curve, Sheet
from journeykit.render.svg import element, number

__all__ = ["Chart", "chart"]

_REACH: Final = 58.0  # px that words may take beyond the ends of the axis
_LEAST: Final = 18.0  # px beyond the ends of the axis in any case: half a line and the largest point


@dataclass(frozen=True, slots=True)
class Chart:
    """A measured chart; its zero line is `zero` px below its top."""

    band: Band
    tracks: tuple[Track, ...]
    labels: Labels
    unit: float
    size: float
    zero: float
    height: float

    def paint(self, brush: Brush, top: float, *, words: bool = True) -> str:
        """The chart as a group with its top at `top`; `words` says whether the axis has words or figures alone."""
        look = Look(self.size, plain=len(self.tracks) == 1)
        return element(
            "g",
            {"class": "jk-chart", "transform": f"translate(0 {number(top + self.zero)})"},
            *axis(
                brush,
                self.band,
                self.unit,
                (-self.zero, self.height - self.zero),
                size=self.size,
                words=words,
                taken=[label.box for label in self.labels.placed.values()],
            ),
            *(paint_line(brush, track) for track in self.tracks),
            *(paint_points(brush, at, track, self.labels, look) for at, track in enumerate(self.tracks)),
        )


def chart(
    band: Band,
    curves: Sequence[Curve],
    sheet: Sheet,
    *,
    unit: float = 36.0,
    size: float = 12.0,
    room: float = 0.0,
    names: bool = True,
    above: float = 0.0,
    missing: Sequence[frozenset[str]] = (),
) -> Chart:
    """The chart of some curves in a band.

    Args:
        band: where the columns are.
        curves: one or several; with more than four, charts of their own are clearer.
        sheet: for the numbers of steps in other bands, and the overlay.
        unit: px to one step of the axis.
        size: of the font.
        room: px that words may take in columns narrower than that.
        names: whether lines carry their personas' names.
        above: px that stay free above the +2 in any case.
        missing: curve by curve, the steps that are none of its journey.
    """
    tracks = tracks_of(band, curves, sheet, unit, missing)
    edge = 2 * unit
    labels = place_labels(
        tracks, size=size, high=-edge - _REACH, low=edge + _REACH, sides=(band.left, band.right), room=room, names=names
    )
    zero = max(edge + max(_LEAST, above), 4 - labels.top)
    below = max(edge + _LEAST, 4 + labels.bottom)
    return Chart(band, tracks, labels, unit, size, zero, zero + below)
