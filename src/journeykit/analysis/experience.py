"""What a journey feels like: its curves, where they fall, where they are low, and what to do about it first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from journeykit.analysis.curve import Cliff, Curve, Low, cliffs, curve_of, lows
from journeykit.analysis.ends.walk import walks
from journeykit.analysis.feeling import LONG
from journeykit.analysis.outcomes import MEMORYLESS
from journeykit.analysis.pictured.experience import (
    cliff_bars,
    cliff_overlay,
    curve_lines,
    felt_overlay,
    idea_bars,
    idea_overlay,
    low_bars,
    low_overlay,
)
from journeykit.analysis.ranking import Ranked, Visits, ranked
from journeykit.analysis.rows import Rows
from journeykit.model.transitions import walkers

if TYPE_CHECKING:
    from journeykit.analysis.chart import Picture
    from journeykit.analysis.overlay import Overlay
    from journeykit.model import JourneyMap, Outcome, Persona, Step

__all__ = ["Experience", "experience"]


@dataclass(frozen=True)
class Experience:
    """What a journey feels like.

    Attributes:
        curves: one for each persona, as rows.
        cliffs: falls from one step to the next, the largest first.
        lows: steps at -1 or lower, and the lowest of each curve where it is below 0; the lowest first.
        opportunities: all that the map states, the highest priority first.
        about: what a reader must know of it.

    >>> from journeykit.model import JourneyMap, Stage, Touchpoint
    >>> shop = JourneyMap(stages=[Stage("buy", [Touchpoint("find", emotion=1), Touchpoint("pay", emotion=-1)])])
    >>> felt = experience(shop)
    >>> felt.curves[0].emotions, felt.cliffs[0].fall, felt.lows[0].step
    ((1.0, -1.0), 2.0, 'pay')
    >>> felt.rows()[1]
    {'persona': None, 'position': 1, 'step': 'pay', 'emotion': -1.0}
    """

    curves: Rows[Curve]
    cliffs: Rows[Cliff]
    lows: Rows[Low]
    opportunities: Rows[Ranked]
    about: tuple[str, ...]

    def rows(self) -> list[dict[str, Any]]:
        """The curves' points: persona, position from 0 on, step and emotion."""
        return [
            {"persona": curve.persona, "position": position, "step": step, "emotion": emotion}
            for curve in self.curves
            for position, (step, emotion) in enumerate(zip(curve.steps, curve.emotions, strict=True))
        ]

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain values, the parts as lists of dicts."""
        parts = {name: getattr(self, name).rows() for name in ("curves", "cliffs", "lows", "opportunities")}
        return {**parts, "about": list(self.about)}

    def draw(self, theme: Any = "auto") -> Picture:
        """The curves, one below the other, in a theme as for `journeykit.draw`; the other parts draw themselves."""
        return self.curves.draw(theme)

    def overlay(self) -> Overlay:
        """At each step where it is low, where it falls and what could be done, for `draw(map, overlay=…)`."""
        return felt_overlay(self)

    def _repr_html_(self) -> str:
        """For notebooks: the four parts as tables."""
        parts = (("Curves", self.curves), ("Cliffs", self.cliffs), ("Lows", self.lows))
        told = "".join(f"<h4>{name}</h4>{rows._repr_html_()}" for name, rows in parts if rows)
        return f"{told}<h4>Opportunities</h4>{self.opportunities._repr_html_()}" if self.opportunities else told


def experience(
    journey: JourneyMap,
    persona: Persona | str | None = None,
    *,
    along: Literal["walk", "stages"] = "walk",
    end: str | Step | Outcome | None = None,
) -> Experience:
    """The emotional curve of each persona with its cliffs and lows, and the map's opportunities, ranked.

    A curve follows the persona's most probable complete walk (`paths`), whose end closes it, or their steps in stage
    order; each says which. Where a persona's journeys have no such walk it is stage order. Peak-end is the mean of the
    strongest emotion and the last (Kahneman, Fredrickson, Schreiber & Redelmeier 1993).

    Opportunities are ranked by score times expected visits: an improvement counts as often as a journey meets it. The
    score is the mean of customer and business value over the effort. Visits are those of the absorbing chain, which has
    no memory (Kemeny & Snell, Finite Markov Chains, 1960, ch. 3).

    Args:
        journey: The map.
        persona: Only this one's curve, visits, pains and opportunities. Else those of all who walk.
        along: "walk" or "stages".
        end: The end of the walk: an outcome, "drop_off" or a step, as for `paths`. None: whichever is most probable.

    Raises:
        UnknownName: for a persona, step or outcome that does not exist.
        TrapError: where journeys reach a part that they cannot leave.
        ValueError: for another `along`.

    >>> from journeykit.model import JourneyMap, Opportunity, PainPoint, Stage, Touchpoint, Wait
    >>> form = Opportunity("one form for all", customer_value=5, effort=2)
    >>> solar = JourneyMap(stages=[Stage("buy", [Touchpoint("sign", emotion=1),
    ...     Wait("permit", emotion=-2, pains=[PainPoint("no news", opportunities=[form])])])])
    >>> felt = experience(solar)
    >>> felt.curves[0].peak_end, [(cliff.target, cliff.fall) for cliff in felt.cliffs], felt.lows[0].pains
    (-2.0, [('permit', 3.0)], ('no news',))
    >>> [(each.opportunity, each.priority) for each in felt.opportunities]
    [('one form for all', 2.5)]
    """
    if along not in ("walk", "stages"):
        raise ValueError(f"a curve goes along 'walk' or 'stages', not {along!r}")
    who = walks(journey, persona)
    one = journey.persona(persona) if isinstance(persona, str) else persona
    visits = Visits(who)
    people: list[Persona | None] = [one]
    if one is None:
        people = [each for each in walkers(journey) if any(step.met_by(each) for step in journey.steps)] or [None]
    curves = [curve_of(journey, each, along, end) for each in people]
    fell = sorted((cliff for curve in curves for cliff in cliffs(curve)), key=lambda cliff: -cliff.fall)
    low = [each for curve in curves for each in lows(journey, curve, visits.by(curve.persona))]
    ideas = ranked(journey, visits, one)
    said = _about(curves, along)
    return Experience(
        Rows(Curve, curves, said, curve_lines(journey)),
        Rows(Cliff, fell, (), cliff_bars(journey), cliff_overlay),
        Rows(Low, sorted(low, key=lambda each: each.emotion), (), low_bars(journey), low_overlay),
        Rows(Ranked, ideas, _about_ideas(ideas), idea_bars, idea_overlay),
        (*said, *_about_ideas(ideas)),
    )


def _about(curves: list[Curve], along: str) -> tuple[str, ...]:
    assumed = sorted({step for curve in curves for step in curve.assumed})
    found = [f"the most probable walk rests on assumed shares at {', '.join(assumed)}"] if assumed else []
    kinds = {curve.along for curve in curves}
    if "walk" in kinds:
        found.append("along the most probable walk of each persona")
    if "stages" in kinds:
        without = [curve.persona or "anybody" for curve in curves if curve.along == "stages"]
        found.append(
            "in stage order" if along == "stages" else f"in stage order where no walk ends so: {', '.join(without)}"
        )
    if any(curve.duration is not None and curve.duration > LONG and curve.peak_end is not None for curve in curves):
        found.append("peak-end is a heuristic from episodes of minutes to hours: it says less of journeys over one day")
    return (*found, MEMORYLESS)


def _about_ideas(ideas: list[Ranked]) -> tuple[str, ...]:
    silent = sum(idea.priority is None for idea in ideas)
    if not silent:
        return ()
    return (f"{silent} of {len(ideas)} opportunities state no value or no effort, and stand last",)
