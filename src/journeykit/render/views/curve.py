"""The curve: how the journey feels, alone in a frame for a slide; with a second map, the one against the other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from journeykit.analysis.overlay import Overlay
from journeykit.render.curve_view import against, alone, to_svg
from journeykit.render.drawing import Drawing
from journeykit.render.from_map import scene_of
from journeykit.render.lanes import chosen
from journeykit.render.sheet_of import sheet_of
from journeykit.render.views import Options, View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeykit.model import JourneyMap, Persona
    from journeykit.render.scene import Scene
    from journeykit.render.sheet import Sheet

__all__ = ["VIEW", "versions"]

_STATES: Final = {"current": "today", "future": "future"}


@dataclass(frozen=True)
class Curve:
    """Laid out by ourselves; needs no program."""

    name: str = "curve"
    takes: frozenset[str] = frozenset({"overlay", "scale", "width", "against", "by"})

    def draw(self, journey: JourneyMap, options: Options, /) -> Drawing:
        """The curve of a map, or of a map and another."""
        if options.by == "outcome":
            return self._by_outcome(journey, options)
        evidence = _evidence(options.overlay)
        scene, sheet = _read(journey, options.personas, evidence)
        pair = alone(scene, sheet)
        if options.against is not None:
            other = options.against
            same = [each for each in other.personas if each.id in {mine.id for mine in options.personas}]
            pair = against((scene, sheet), _read(other, same, evidence), versions(journey, other))
        make = partial(to_svg, pair, theme=options.theme, scale=options.scale, width=options.width)
        return Drawing(scene, self.name, options.theme, make, sheet=sheet)

    def _by_outcome(self, journey: JourneyMap, options: Options) -> Drawing:
        """The curves of those who end one way and of those who end another. Raises TrapError when it is looked at."""
        beyond = [name for name in ("against", "overlay") if getattr(options, name) is not None]
        if beyond:
            raise ValueError(f"the curves of a map by outcome have no {' and no '.join(beyond)}: draw them apart")
        if len(options.personas) > 1:
            raise ValueError("curves by outcome are those of everybody or of one persona: name one under `personas`")
        scene, sheet = _read(journey, options.personas, None)
        make = partial(_ends_svg, journey, options, (scene, sheet))
        return Drawing(scene, self.name, options.theme, make, sheet=sheet)


def _ends_svg(journey: JourneyMap, options: Options, read: tuple[Scene, Sheet]) -> str:
    from journeykit.analysis.outcomes import outcomes  # other drawings need not wait for what computes
    from journeykit.analysis.pictured.words import rested
    from journeykit.render.curve_view.ends import by_end

    found = outcomes(journey, options.personas[0] if options.personas else None)
    pair = by_end(*read, found.groups, rested(found.about))
    return to_svg(pair, theme=options.theme, scale=options.scale, width=options.width)


def _evidence(overlay: str | Overlay | None) -> str | None:
    """The overlay of evidence, if it was asked for; a curve has no room for results."""
    if isinstance(overlay, Overlay):
        said = "the view 'curve' takes the overlay 'evidence' and no results: the views 'poster' and 'flow' do"
        raise ValueError(said)  # noqa: TRY004 - a result is an overlay, though not of this view
    return overlay


def _read(journey: JourneyMap, personas: Sequence[Persona], overlay: str | None) -> tuple[Scene, Sheet]:
    scene = scene_of(journey, personas)
    return scene, sheet_of(journey, scene, chosen(["emotion"]), personas=personas, overlay=overlay)


def versions(one: JourneyMap, other: JourneyMap) -> tuple[str, str]:
    """What tells two maps apart: their state, their title, or else their version."""
    ways = (
        (_STATES.get(one.state or "", ""), _STATES.get(other.state or "", "")),
        (one.label, other.label),
        (one.version or "", other.version or ""),
    )
    return next(((a, b) for a, b in ways if a and b and a != b), ("first", "second"))


VIEW: Final[View] = Curve()
