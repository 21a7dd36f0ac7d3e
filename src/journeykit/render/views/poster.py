"""The poster: the classic journey map, stages as columns and lanes as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final, TypedDict

from journeykit.analysis.overlay import Overlay
from journeykit.render.backing import weakened
from journeykit.render.drawing import Drawing
from journeykit.render.flow.view import to_dot
from journeykit.render.from_map import scene_of
from journeykit.render.images import pictures, unread
from journeykit.render.lanes import Says, chosen
from journeykit.render.poster.page import to_page, to_sheets
from journeykit.render.poster.view import to_svg
from journeykit.render.sheet_of import sheet_of
from journeykit.render.taken import laid_over, with_ends
from journeykit.render.theme import Themed
from journeykit.render.views import Options, View

if TYPE_CHECKING:
    from journeykit.model import JourneyMap

__all__ = ["TAKES", "VIEW", "lanes_drawn"]


class Look(TypedDict):
    """The keyword arguments that all forms of a poster take."""

    theme: Themed
    scale: str | None
    width: float | None
    kind: str


TAKES: Final = frozenset({"lanes", "overlay", "scale", "width", "page", "folder"})


@dataclass(frozen=True)
class Poster:
    """Laid out by ourselves; needs no program."""

    name: str = "poster"
    takes: frozenset[str] = TAKES

    def draw(self, journey: JourneyMap, options: Options, /) -> Drawing:
        """The poster of a map."""
        return lanes_drawn(journey, options, chosen(options.lanes), self.name)


def lanes_drawn(journey: JourneyMap, options: Options, lanes: Sequence[Says], kind: str) -> Drawing:
    """A drawing of columns and lanes. It keeps what other lanes would say, for a page that tells a step in full."""
    scene = scene_of(journey, options.personas)
    if options.overlay == "evidence":
        scene = weakened(journey, scene)
    overlay = options.overlay
    more: tuple[str, ...] = ()
    if isinstance(overlay, Overlay):
        overlay = with_ends(overlay)
        scene, more = laid_over(scene, overlay)
    images = pictures(journey, options.folder)
    shown = {"overlay", *(lane.name for lane in lanes)}
    rest = [lane for lane in chosen("all") if lane.name not in shown]
    whole = sheet_of(journey, scene, [*lanes, *rest], personas=options.personas, overlay=overlay, pictures=images)
    if more:
        whole = replace(whole, note=" ".join((whole.note, *more)).strip())
    if options.folder is None and (unseen := unread(journey)):
        whole = replace(whole, note=f"{whole.note} {_left_out(unseen)}".strip())
    sheet = replace(whole, lanes=tuple(lane for lane in whole.lanes if lane.name in shown))
    look = Look(theme=options.theme, scale=options.scale, width=options.width, kind=kind)
    dot = partial(to_dot, scene)
    if options.page is None:
        return Drawing(scene, kind, options.theme, partial(to_svg, scene, sheet, **look), dot, whole)
    one = partial(to_page, scene, sheet, page=options.page, **look)
    return Drawing(
        scene, kind, options.theme, one, dot, whole, partial(to_sheets, scene, sheet, page=options.page, **look)
    )


def _left_out(count: int) -> str:
    what = "1 picture of the map is" if count == 1 else f"{count} pictures of the map are"
    return f"{what} not shown: `folder` says where to look."


VIEW: Final[View] = Poster()
