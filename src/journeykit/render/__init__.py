"""How a map looks: a view turns it into a scene, and the scene into SVG, PNG or DOT."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from journeykit.render.drawing import Drawing
from journeykit.render.engine import choose
from journeykit.render.theme import palette
from journeykit.render.views import Options, find

if TYPE_CHECKING:
    from journeykit.model import JourneyMap, Persona

__all__ = ["Drawing", "draw"]


def draw(
    map: JourneyMap,
    view: str = "flow",
    *,
    theme: str = "auto",
    personas: Persona | str | Sequence[Persona | str] = (),
    engine: str | None = None,
    timeout: float | None = None,
) -> Drawing:
    """A drawing of a map, laid out when it is first looked at or saved.

    Args:
        map: the journey map.
        view: the name of a view; `flow` is the graph.
        theme: `auto` is light and turns dark on a dark screen; `light` and `dark` stay as they are.
        personas: whose journey to draw, as ids or values; none: everybody's.
        engine: `pure` is the Graphviz that comes along, `system` the `dot` on the PATH; left out, the environment
            variable JOURNEYKIT_ENGINE says which, else `pure`.
        timeout: seconds that the layout may take; 60 where left out.

    Raises:
        UnknownName: for a view, theme, engine or persona that does not exist.
        ValueError: for a time limit that is not above 0.

    >>> from journeykit.model import JourneyMap, Stage
    >>> draw(JourneyMap(stages=[Stage("buy", ["basket", "pay"])]), theme="light")
    Drawing(view='flow', theme='light')
    """
    palette(theme)
    choose(engine)
    if timeout is not None and not timeout > 0:
        raise ValueError(f"timeout is a number of seconds above 0, not {timeout!r}")
    listed = [personas] if isinstance(personas, str) or not isinstance(personas, Sequence) else list(personas)
    chosen = tuple(dict.fromkeys(map.persona(each if isinstance(each, str) else each.id) for each in listed))
    return find(view).draw(map, Options(theme, chosen, engine, timeout))
