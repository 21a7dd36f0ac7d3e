"""From a chart to a drawing: title, the bars or the grid, and what must be known of the figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from hashlib import sha256
from math import ceil
from typing import Any, Final, Protocol, TypeAlias

from journeykit.analysis.chart import (
    Bars,
    Chart,
    Funnel,
    Grid,
    Lines,
    Plot,
    Reliability,
    Sankey,
    Series,
    Timeline,
)
from journeykit.render.brush import Brush
from journeykit.render.charts import bars, funnel, grid, lines, plot, reliability, sankey, series, timeline
from journeykit.render.drawing import Drawing
from journeykit.render.layers import NAMESPACE
from journeykit.render.poster.sizes import BODY, MARGIN, SMALL
from journeykit.render.poster.type import block, set_block
from journeykit.render.scene import Scene
from journeykit.render.svg import element, number, text_of
from journeykit.render.theme import Themed

__all__ = ["Art", "drawn", "framed", "to_svg"]

_TITLE, _NARROWEST = 20.0, 480.0
_LOST: Final = Funnel("", ()).lost


class Art(Protocol):
    """What stands in the middle of a chart, measured."""

    width: float
    height: float

    def paint(self, brush: Brush) -> Iterable[str]:
        """Its elements, from 0, 0 on."""
        ...


_Kind: TypeAlias = tuple[Callable[[Any], Art], Callable[[Any], str]]  # each for charts of its own kind
_KINDS: Final[list[tuple[type, _Kind]]] = [
    (Bars, (bars.BarArt, bars.spoken)),
    (Funnel, (funnel.FunnelArt, funnel.spoken)),
    (Grid, (grid.GridArt, grid.spoken)),
    (Lines, (lines.LineArt, lines.spoken)),
    (Plot, (plot.PlotArt, plot.spoken)),
    (Reliability, (reliability.ReliabilityArt, reliability.spoken)),
    (Sankey, (sankey.SankeyArt, sankey.spoken)),
    (Series, (series.SeriesArt, series.spoken)),
    (Timeline, (timeline.TimelineArt, timeline.spoken)),
]
_ARTS: Final = dict(_KINDS)


def drawn(chart: Chart, theme: Themed = "auto") -> Drawing:
    """The drawing of a chart.

    >>> from journeykit.analysis.chart import Bar
    >>> "+2 points" in drawn(Bars("Levers", (Bar("Receives the quote", .02, "+2 points"),))).svg
    True
    """
    scene = Scene(id="chart", title=chart.title, description=_art(chart)[1])
    return Drawing(scene, "chart", theme, partial(to_svg, chart, theme))


def to_svg(chart: Chart, theme: Themed = "auto") -> str:
    """The chart as SVG. The same chart and theme give the same bytes."""
    art, said = _art(chart)
    return framed(art, (chart.title, chart.subtitle, said), _told(art, chart), theme, _said(chart))


def _art(chart: Chart) -> tuple[Art, str]:
    """What stands in the middle of a chart, and its figures in words for those who do not see the picture."""
    art, spoken = _ARTS[type(chart)]
    made: Art = art(chart)
    return made, spoken(chart)


def _told(art: Art, chart: Chart) -> tuple[str, ...]:
    """What must be known of the figures, and what has no room in the picture."""
    return (*chart.notes, *(art.notes if isinstance(art, sankey.SankeyArt | timeline.TimelineArt) else ()))


def _said(chart: Chart) -> str:
    """All that a chart says, those fields included that its repr leaves out."""
    beyond: tuple[object, ...] = ()
    if isinstance(chart, Grid):
        beyond = tuple(chart.counts)
    elif isinstance(chart, Bars):
        beyond = chart.ticks
    elif isinstance(chart, Funnel):
        beyond = tuple(each for each in (*(level.note for level in chart.levels), chart.lost) if each)
        beyond = () if beyond == (_LOST,) else beyond
    return repr(chart) + (repr(beyond) if beyond else "")


def framed(art: Art, words: tuple[str, str, str], notes: Sequence[str], theme: Themed, said: str) -> str:
    """A picture with its title, subtitle and description, and notes below; `said` is all that it says."""
    scope = "jk" + sha256(f"{theme!r}\0{said}".encode("utf-8", "backslashreplace")).hexdigest()[:10]
    brush = Brush(theme, scope)
    across = max(art.width, _NARROWEST)
    title = block(words[0], across, _TITLE, bold=True, lines=3)
    below = block(words[1], across, BODY, lines=3)
    feet = [block(note, across, SMALL, lines=8) for note in notes]
    top = MARGIN + title.height + below.height + 14
    end = top + art.height + 12
    wide, high = number(ceil(across + 2 * MARGIN)), number(ceil(end + sum(note.height + 4 for note in feet) + MARGIN))
    parts = [
        brush.write("rect", f'width="{wide}" height="{high}"', fill="paper"),
        element("g", {"class": "jk-title"}, *set_block(brush, title, MARGIN, MARGIN, "ink"),
                *set_block(brush, below, MARGIN, MARGIN + title.height + 2, "muted")),
        f'<g class="jk-chart" transform="translate({number(MARGIN)} {number(top)})">{"".join(art.paint(brush))}</g>',
    ]  # fmt: skip
    for note in feet:
        parts += set_block(brush, note, MARGIN, end, "muted")
        end += note.height + 4
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {NAMESPACE} id="{scope}" class="jk jk-chart-drawing" role="img"'
        f' width="{wide}" height="{high}" viewBox="0 0 {wide} {high}"'
        f' aria-labelledby="{scope}-the-title" aria-describedby="{scope}-the-desc" font-family="{text_of(brush.font)}">'
        + element("title", {"id": f"{scope}-the-title"}, text=words[0])
        + element("desc", {"id": f"{scope}-the-desc"}, text=words[2])
        + brush.style()
        + "\n".join(parts)
        + "</svg>\n"
    )
