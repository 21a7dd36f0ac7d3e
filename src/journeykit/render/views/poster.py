"""The poster: the classic journey map, stages as columns and lanes as rows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from journeykit.render.drawing import Drawing
from journeykit.render.from_map import scene_of
from journeykit.render.images import pictures
from journeykit.render.lanes import chosen
from journeykit.render.poster.view import to_svg
from journeykit.render.sheet_of import sheet_of
from journeykit.render.views import Options, View

if TYPE_CHECKING:
    from journeykit.model import JourneyMap

__all__ = ["TAKES", "VIEW"]

TAKES: Final = frozenset({"lanes", "overlay", "scale", "width", "page", "folder"})


@dataclass(frozen=True)
class Poster:
    """Laid out by ourselves; needs no program."""

    name: str = "poster"
    takes: frozenset[str] = TAKES

    def draw(self, journey: JourneyMap, options: Options, /) -> Drawing:
        """The poster of a map."""
        scene = scene_of(journey, options.personas)
        sheet = sheet_of(
            journey,
            scene,
            chosen(options.lanes),
            personas=options.personas,
            overlay=options.overlay,
            pictures=pictures(journey, options.folder),
        )
        make = partial(to_svg, scene, sheet, theme=options.theme, scale=options.scale, width=options.width)
        return Drawing(scene, self.name, options.theme, make, sheet=sheet)


VIEW: Final[View] = Poster()
