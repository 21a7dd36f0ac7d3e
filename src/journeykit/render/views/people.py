"""The people: what becomes of a hundred customers, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from journeykit.render.charts.view import framed
from journeykit.render.drawing import Drawing
from journeykit.render.from_map import scene_of
from journeykit.render.views import Options, View
from journeykit.render.words import duration_words

if TYPE_CHECKING:
    from journeykit.model import JourneyMap

__all__ = ["VIEW"]


@dataclass(frozen=True)
class People:
    """A hundred figures at each step."""

    name: str = "people"
    takes: frozenset[str] = frozenset()

    def draw(self, journey: JourneyMap, options: Options, /) -> Drawing:
        """The picture of a map, or of one persona. Raises TrapError, and ValueError for several personas."""
        if len(options.personas) > 1:
            raise ValueError("the view 'people' shows everybody or one persona: name one under `personas`")
        scene = scene_of(journey, options.personas)
        return Drawing(scene, self.name, options.theme, partial(_svg, journey, options, scene.title))


def _svg(journey: JourneyMap, options: Options, title: str) -> str:
    from journeykit.analysis.chain import END
    from journeykit.analysis.crowd import crowd  # other views need not wait for what computes
    from journeykit.analysis.outcomes import outcomes
    from journeykit.render.charts.figures import End, FigureArt

    who = options.personas[0] if options.personas else None
    found = crowd(journey, who)
    whose = f"100 people like {who.label}" if who else "100 people"
    spoken = "; ".join(f"{row.title}: {row.meet:.0f} come, {row.leave:.0f} leave" for row in found)
    words = (title, f"What becomes of {whose}, step by step, in expectation.", spoken)
    ends = [
        End(row.title, row.result or ("neutral" if row.outcome == END else "failure"), 100 * row.probability)
        for row in outcomes(journey, who).by_outcome
        if row.probability > 0
    ]
    long = {step.id: duration_words(step.duration) for step in journey.steps if step.duration}
    art = FigureArt(list(found), ends, long)
    return framed(art, words, [_note(each) for each in found.about], options.theme, f"{found!r}{ends!r}{long!r}")


def _note(words: str) -> str:
    return words[:1].upper() + words[1:] + "."


VIEW: Final[View] = People()
