"""How a map looks: a view turns it into a scene, and the scene into SVG, PNG or DOT."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from journeykit.analysis.overlay import Laid, Overlay
from journeykit.errors import UnknownName
from journeykit.render.drawing import Drawing
from journeykit.render.engine import choose
from journeykit.render.paper import TooSmall
from journeykit.render.theme import DARK, LIGHT, PRINT, Theme, Themed, palette
from journeykit.render.views import Options, View, find, names

if TYPE_CHECKING:
    from journeykit.model import JourneyMap, Persona

__all__ = ["DARK", "LIGHT", "PRINT", "Drawing", "Theme", "TooSmall", "draw"]

SCALES = ("even", "time")
OVERLAYS = ("evidence",)
PAGES = ("a3", "a4")
CURVES_BY = ("outcome", "persona")
_NARROWEST = 400.0  # px: the names of the lanes and one column


def draw(
    map: JourneyMap,
    view: str = "poster",
    *,
    theme: Themed = "auto",
    personas: Persona | str | Sequence[Persona | str] = (),
    lanes: str | Sequence[str] | None = None,
    overlay: str | Overlay | Laid | None = None,
    scale: str | None = None,
    width: float | None = None,
    page: str | None = None,
    against: JourneyMap | None = None,
    by: str | None = None,
    folder: str | os.PathLike[str] | None = None,
    engine: str | None = None,
    timeout: float | None = None,
) -> Drawing:
    """A drawing of a map, laid out when it is first looked at or saved.

    Args:
        map: the journey map.
        view: the name of a view: `poster`, `blueprint`, `curve`, `diff`, `flow`, `heatmap`, `people`, or one that a
            package brings.
        theme: `auto` is light and turns dark on a dark screen; `light`, `dark` and `print` stay as they are; or a Theme
            of one's own, or two of them, the second for a dark screen.
        personas: whose journey to draw, as ids or values; none: everybody's.
        lanes: which lanes a poster has, in this order; `"all"`: every lane that has something to say; left out: steps,
            pictures, thoughts, emotion, pains, opportunities. Lanes without content do not appear.
        overlay: `evidence` lets fade what has no source behind it; a result such as `outcomes(map)` says at each step
            what follows from the map.
        scale: `even` gives each step the same width; `time` the width of its duration, on a scale that is stated.
        width: px that a poster may be wide; a wider one goes on in the next row of stages. At least 400.
        page: `a3` or `a4`: a landscape sheet, in millimetres, with as many rows as fill it best.
        against: a second map, like the future one: a curve is drawn into the same frame, a diff shows what changed.
        by: whose curves a curve drawing has: `persona`, or `outcome` for those who end in a success, otherwise or in a
            failure, step by step (`outcomes(map).curves()` has the figures).
        folder: where the pictures that the map names are; left out, only those that are `data:` addresses appear.
        engine: of a graph; `pure` is the Graphviz that comes along, `system` the `dot` on the PATH; left out, the
            environment variable JOURNEYKIT_ENGINE says which, else `pure`.
        timeout: seconds that the layout of a graph may take; 60 where left out.

    Raises:
        UnknownName: for a view, theme, lane, overlay, scale, page, engine or persona that does not exist, and for an
            overlay that speaks of steps that the map does not have.
        ValueError: for an option that the view does not take, and for a number out of its range.
        PictureError: for pictures that cannot be shown, all of them at once.

    >>> from journeykit.model import JourneyMap, Stage
    >>> draw(JourneyMap(stages=[Stage("buy", ["basket", "pay"])]), theme="light")
    Drawing(view='poster', theme='light')
    """
    _typed(map, lanes, personas, width)
    palette(theme)
    choose(engine)
    if timeout is not None and not timeout > 0:
        raise ValueError(f"timeout is a number of seconds above 0, not {timeout!r}")
    if width is not None and not _NARROWEST <= width < float("inf"):
        raise ValueError(f"width is a number of px from {_NARROWEST:g} up, not {width!r}")
    if isinstance(overlay, Laid):
        overlay = overlay.overlay()
    if isinstance(overlay, Overlay):
        _on_map(overlay, map)
    named = overlay if not isinstance(overlay, Overlay) else None
    choices = (("scale", scale, SCALES), ("overlay", named, OVERLAYS), ("page", page, PAGES), ("by", by, CURVES_BY))
    for what, value, known in choices:
        if value is not None and value not in known:
            raise UnknownName(what, value, known)
    listed = [personas] if isinstance(personas, str) or not isinstance(personas, Sequence) else list(personas)
    chosen = tuple(dict.fromkeys(map.persona(each if isinstance(each, str) else each.id) for each in listed))
    asked = Options(
        theme=theme,
        personas=chosen,
        lanes=lanes,
        overlay=overlay,
        scale=scale,
        width=width,
        page=page,
        against=against,
        by=by,
        folder=None if folder is None else Path(folder),
        engine=engine,
        timeout=timeout,
    )
    found = find(view)
    return found.draw(map, _taken(found, asked))


def _on_map(overlay: Overlay, map: JourneyMap) -> None:
    """Raises UnknownName for an overlay of another map: it would be drawn without what it says of strange steps."""
    known = [step.id for step in map.steps]
    for step in overlay.steps:
        if step not in known:
            raise UnknownName("step of the overlay", step, known)
    places = [*known, *(outcome.id for outcome in map.outcomes)]
    for place in (*(end for pair in overlay.moves for end in pair), *(
        end for ghost in overlay.ghosts for end in (ghost.source, ghost.target)
    )):  # fmt: skip
        if place is not None and place not in places:
            raise UnknownName("step or outcome of the overlay", place, places)


def _typed(map: object, lanes: object, personas: object, width: object) -> None:
    """Raises TypeError for what is of no kind that `draw` takes."""
    from journeykit.model import JourneyMap, Persona

    if not isinstance(map, JourneyMap):
        raise TypeError(f"draw takes a JourneyMap, not {type(map).__name__}: load files with load()")
    if lanes is not None and not isinstance(lanes, str | Sequence):
        raise TypeError(f"lanes are names, one or several, not {lanes!r}")
    if not isinstance(personas, str | Persona | Sequence):
        raise TypeError(f"personas are ids or Personas, one or several, not {personas!r}")
    if width is not None and (isinstance(width, bool) or not isinstance(width, int | float)):
        raise TypeError(f"width is a number of px, not {width!r}")


def _understood(name: str) -> frozenset[str]:
    """What a view takes; nothing, where a package brings one that is none."""
    try:
        return find(name).takes
    except TypeError:
        return frozenset()


def _taken(view: View, asked: Options) -> Options:
    """The options, if the view takes all that were asked for; a folder for pictures hurts nobody."""
    beyond = sorted(asked.given() - view.takes - {"folder"})
    if beyond:
        can = f"it takes {', '.join(sorted(view.takes))}" if view.takes else "it takes none"
        others = [repr(name) for name in names() if set(beyond) <= _understood(name)]
        do = "" if not others else f"; the view{'' if len(others) == 1 else 's'} {', '.join(others)} can"
        raise ValueError(f"the view {view.name!r} takes no {' and no '.join(beyond)}: {can}{do}")
    return asked
