"""The one door up: how a map shows itself in a notebook, for which the nouns need the renderer.

Everything else imports downwards only. The renderer is loaded when something is shown, never before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from journeykit.model import JourneyMap

__all__ = ["notebook_view"]


def notebook_view(journey: JourneyMap) -> dict[str, Any]:
    """What a notebook shows for a map, by MIME type: the drawing, and its text where there is no engine to draw.

    >>> from journeykit.model import JourneyMap, Stage
    >>> sorted(notebook_view(JourneyMap(stages=[Stage("buy", ["basket"])])))
    ['image/svg+xml', 'text/html', 'text/plain']
    """
    from journeykit.render import draw

    return draw(journey)._repr_mimebundle_()
