"""The one door up: how maps and results show themselves, for which they need the renderer.

Everything else imports downwards only. The renderer is loaded when something is shown, never before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from journeykit.analysis.chart import Chart
    from journeykit.model import JourneyMap
    from journeykit.render.drawing import Drawing
    from journeykit.render.theme import Themed

__all__ = ["chart_drawing", "diff_drawing", "notebook_view"]


def notebook_view(journey: JourneyMap) -> dict[str, Any]:
    """What a notebook shows for a map, by MIME type: the drawing, and its text where there is no engine to draw.

    >>> from journeykit.model import JourneyMap, Stage
    >>> sorted(notebook_view(JourneyMap(stages=[Stage("buy", ["basket"])])))
    ['image/svg+xml', 'text/html', 'text/plain']
    """
    from journeykit.render import draw

    return draw(journey)._repr_mimebundle_()


def chart_drawing(chart: Chart, theme: Themed = "auto") -> Drawing:
    """The picture of a result.

    >>> from journeykit.analysis.chart import Bar, Bars
    >>> chart_drawing(Bars("Levers", (Bar("Receives the quote", .02, "+2 points"),))).svg.startswith("<svg")
    True
    """
    from journeykit.render.charts import drawn

    return drawn(chart, theme)


def diff_drawing(before: JourneyMap, after: JourneyMap, theme: Themed = "auto") -> Drawing:
    """What became of a map, as a poster of both.

    >>> from journeykit.model import JourneyMap, Stage
    >>> shop = JourneyMap(stages=[Stage("buy", ["pay"])])
    >>> diff_drawing(shop, shop.add_step("receipt")).view
    'diff'
    """
    from journeykit.render import draw

    return draw(before, "diff", against=after, theme=theme)
