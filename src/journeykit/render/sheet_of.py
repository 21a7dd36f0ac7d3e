"""From a journey map to the sheet of its poster: who it is about, its curves, and lane by lane what it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from journeykit.analysis.overlay import Overlay
from journeykit.render.header_of import header_of
from journeykit.render.lanes import Says, lane_of
from journeykit.render.people import People
from journeykit.render.reader import Reader
from journeykit.render.scene import Scene
from journeykit.render.sheet import Curve, Facts, Feeling, Item, Lane, Sheet
from journeykit.render.words import duration_words

if TYPE_CHECKING:
    from journeykit.model import JourneyMap, Persona, Step

__all__ = ["sheet_of"]

_EVERYBODY: Final = ""
_TONES: Final = {"plain": "metric", "good": "gain", "bad": "leave"}


def sheet_of(
    journey: JourneyMap,
    scene: Scene,
    lanes: Sequence[Says],
    *,
    personas: Sequence[Persona] = (),
    overlay: str | Overlay | None = None,
    pictures: Mapping[str, str] | None = None,
) -> Sheet:
    """Everything that a poster says of a map beside its scene; lanes that would be empty are left out.

    Args:
        journey: the map.
        scene: its scene, for the same personas.
        lanes: the lanes that are wanted, in order.
        personas: whose journey it is; none: everybody's.
        overlay: what is laid over it.
        pictures: data addresses by the place that names the picture, like `personas[0].image`.

    >>> from journeykit.model import JourneyMap, Stage, Touchpoint
    >>> from journeykit.render.from_map import scene_of
    >>> from journeykit.render.lanes import chosen
    >>> shop = JourneyMap(stages=[Stage("buy", [Touchpoint("pay", pains="a queue", emotion=-1)])])
    >>> [lane.name for lane in sheet_of(shop, scene_of(shop), chosen(None)).lanes]
    ['steps', 'emotion', 'pains']
    """
    people = People(journey, personas)
    images = pictures or {}
    reader = Reader(journey, people, (node.id for node in scene.nodes), _of_steps(journey, images))
    curves = tuple(_curves(reader, scene))
    return Sheet(
        header=header_of(journey, reader, curves, images),
        facts=_facts(reader),
        lanes=tuple(_filled(_laid([lane_of(says, reader) for says in lanes], overlay), curves)),
        curves=curves,
        overlay=overlay if isinstance(overlay, str) else None,
        note=" ".join(part for part in (journey.note or "", *_said(overlay)) if part),
    )


def _laid(lanes: Sequence[Lane], overlay: str | Overlay | None) -> Iterator[Lane]:
    """The lanes with what a result says of the steps below the cards, or at the top where there are none."""
    if not isinstance(overlay, Overlay):
        yield from lanes
        return
    steps = {
        step: tuple(Item(text=mark.text, mark=mark.sign or _TONES[mark.tone], share=mark.share) for mark in marks)
        for step, marks in overlay.steps.items()
        if marks
    }
    over = Lane(name="overlay", title=overlay.title, hint=overlay.hint, steps=steps)
    below = next((index + 1 for index, lane in enumerate(lanes) if lane.kind == "steps"), 0)
    yield from (*lanes[:below], over, *lanes[below:])


def _said(overlay: str | Overlay | None) -> tuple[str, ...]:
    return overlay.notes if isinstance(overlay, Overlay) else ()


def _of_steps(journey: JourneyMap, pictures: Mapping[str, str]) -> dict[str, str]:
    """The pictures of steps by their ids."""
    places = {
        f"stages[{s}].steps[{t}].image": step.id
        for s, stage in enumerate(journey.stages)
        for t, step in enumerate(stage.steps)
    }
    return {places[place]: address for place, address in pictures.items() if place in places}


def _filled(lanes: Iterable[Lane], curves: Sequence[Curve]) -> Iterator[Lane]:
    for lane in lanes:
        says = curves if lane.kind == "emotion" else lane.steps or lane.stages
        if says or lane.always or lane.kind == "steps":
            yield lane


def _facts(reader: Reader) -> dict[str, Facts]:
    """The numbers are those of the whole map, so that posters of different people name a step alike."""
    met = {step.id for step in reader.steps}
    every = [step for stage in reader.journey.stages for step in stage.steps]
    return {
        step.id: Facts(
            number=number,
            seconds=step.duration.seconds if step.duration else None,
            duration=duration_words(step.duration) if step.duration else "",
            promise=duration_words(step.promise) if step.promise else "",
            level=reader.level(step),
            links=tuple((link.text or link.href, link.href) for link in step.links if link.href),
            doing=step.doing or "",
        )
        for number, step in enumerate(every, start=1)
        if step.id in met
    }


def _curves(reader: Reader, scene: Scene) -> Iterator[Curve]:
    """One for each persona whose feelings differ from another's; one for everybody where they never do."""
    people = reader.people
    shown = [each for each in people.shown if any(each_step.met_by(each) for each_step in reader.steps)]
    own = [step for step in reader.steps if not isinstance(step.emotion, int | float) and step.emotion is not None]
    ends = [node for node in scene.nodes if node.kind == "outcome" and node.emotion is not None]
    last: tuple[Feeling, ...] = tuple(
        Feeling(node=node.id, value=node.emotion or 0.0, level=reader.end_level(node.id)) for node in ends
    )
    differ = own or any(step.personas for step in reader.steps)
    customers = [each for each in shown if each.side == "customer" or any(_feels(step, each) for step in own)]
    if not differ or len(customers) < 2:
        who = customers[0] if len(customers) == 1 else None
        points = tuple(_points(reader, who))
        if points or last:
            yield Curve(
                persona=who.id if who else _EVERYBODY,
                name=people.names[who.id] if who else "everybody" if len(customers) > 1 else "",
                index=reader.rank.get(who.id, 0) if who else 0,
                points=points + last,
            )
        return
    for each in customers:
        points = tuple(_points(reader, each))
        if points:  # an outcome is felt by customers
            ends_with = last if each.side == "customer" else ()
            index = reader.rank.get(each.id, 0)
            yield Curve(persona=each.id, name=people.names[each.id], index=index, points=points + ends_with)


def _feels(step: Step, persona: Persona) -> bool:
    return step.emotion_of(persona) is not None


def _points(reader: Reader, persona: Persona | None) -> Iterator[Feeling]:
    for step in reader.steps:
        if persona is not None:
            value, strong = step.emotion_of(persona), step.intensity_of(persona)
            words = step.feelings_of(persona)
        else:
            value = step.emotion if isinstance(step.emotion, int | float) else None
            strong = step.intensity if isinstance(step.intensity, int | float) else None
            words = step.feelings if isinstance(step.feelings, tuple) else ()
        if value is not None:
            yield Feeling(
                node=step.id,
                value=value,
                intensity=strong,
                words=", ".join(words),
                level=reader.felt_level(step, persona),
                moment=step.moment_of_truth is not None,
            )
