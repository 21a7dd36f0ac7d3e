"""The diff: a poster of two maps, with what was added, removed, moved and changed in its place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from journeykit.errors import PictureError
from journeykit.render.diff_view import merged
from journeykit.render.drawing import Drawing
from journeykit.render.flow.view import to_dot
from journeykit.render.from_map import scene_of
from journeykit.render.images import pictures
from journeykit.render.lanes import chosen
from journeykit.render.poster.page import to_page, to_sheets
from journeykit.render.poster.view import to_svg
from journeykit.render.sheet_of import sheet_of
from journeykit.render.views import Options, View
from journeykit.render.views.curve import versions
from journeykit.render.views.poster import TAKES, Look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeykit.model import JourneyMap, Persona
    from journeykit.render.scene import Scene
    from journeykit.render.sheet import Sheet

__all__ = ["VIEW"]

_ALONE: Final = "Nothing differs, since no second map was named (against=)."


@dataclass(frozen=True)
class Diff:
    """Laid out by ourselves; needs no program."""

    name: str = "diff"
    takes: frozenset[str] = TAKES - {"overlay"} | {"against"}

    def draw(self, journey: JourneyMap, options: Options, /) -> Drawing:
        """The poster of a map and of what became of it; without a second map, of the one, and that it is alone."""
        from journeykit.analysis.compare import compare  # brings scipy, which other views need not wait for

        other = options.against or journey
        found = compare(journey, other)
        shown = [says.name for says in chosen(options.lanes)]
        then = _read(found.aligned, options, shown)
        now = _read(other, options, shown)
        scene, whole = merged(found, then, now, versions(journey, other), shown)
        if options.against is None:
            whole = replace(whole, note=f"{_ALONE} {whole.note}".strip())
        sheet = replace(whole, lanes=tuple(lane for lane in whole.lanes if lane.name in {*shown, "changes"}))
        look = Look(theme=options.theme, scale=options.scale, width=options.width, kind=self.name)
        dot = partial(to_dot, scene)
        if options.page is None:
            return Drawing(scene, self.name, options.theme, partial(to_svg, scene, sheet, **look), dot, whole)
        one = partial(to_page, scene, sheet, page=options.page, **look)
        sheets = partial(to_sheets, scene, sheet, page=options.page, **look)
        return Drawing(scene, self.name, options.theme, one, dot, whole, sheets)


def _read(journey: JourneyMap, options: Options, shown: Sequence[str]) -> tuple[Scene, Sheet]:
    wanted = {each.id for each in options.personas}
    personas: list[Persona] = [each for each in journey.personas if each.id in wanted]
    scene = scene_of(journey, personas)
    lanes = [*chosen(list(shown)), *(says for says in chosen("all") if says.name not in shown)]
    try:
        images = pictures(journey, options.folder)
    except PictureError:
        if journey is options.against:
            raise
        images = {}  # of an earlier version, whose pictures need not be there any more
    return scene, sheet_of(journey, scene, lanes, personas=personas, pictures=images)


VIEW: Final[View] = Diff()
