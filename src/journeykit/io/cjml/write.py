"""From a map to CJML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from journeykit.io.cjml.terms import EVERYONE, SOMEBODY, WAIT, channel_name, rating_of
from journeykit.io.made_ids import MadeIds
from journeykit.io.safe_xml import xml_text
from journeykit.model import Touchpoint, Wait

if TYPE_CHECKING:
    from journeykit.model import JourneyMap, Stage, Step

__all__ = ["clean", "providers", "user_of", "write"]

_Side = tuple[str, str]  # an actor, and what it does


def clean(text: str | None) -> str:
    """A text as it comes back: without white space around it, and without what XML cannot say."""
    return xml_text(text or "").strip()


def write(journey: JourneyMap) -> str:
    """The map as a CJML document of one journey."""
    return "\n".join(_lines(journey)) + "\n"


def _lines(journey: JourneyMap) -> Iterator[str]:
    kind = "actual" if journey.nature == "actual" else "planned"
    companies = providers(journey)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<CJML version="2.0">'
    yield f"  <{kind}Journey>"
    yield _leaf("journeyID", journey.id, 4)
    yield from _optional("journeyTitle", journey.title, 4)
    yield "    <journeyPhases>"
    for stage in journey.stages:
        yield f"      <journeyPhase phaseID={quoteattr(stage.id)}>"
        yield _leaf("phaseName", stage.label, 8)
        yield _leaf("phaseDescription", stage.note or "", 8)
        yield "      </journeyPhase>"
    yield "    </journeyPhases>"
    yield from _optional("journeyShortSummary", journey.purpose, 4)
    yield "    <actors>"
    for persona in journey.personas:
        yield f"      <endUser actorID={quoteattr(persona.id)}>"
        yield from _optional("actorName", persona.title, 8)
        yield "      </endUser>"
    if len(journey.personas) != 1:
        yield f"      <endUser actorID={quoteattr(EVERYONE)}/>"
    for name, actor in companies.items():
        yield f"      <serviceProvider actorID={quoteattr(actor)}>"
        yield from _optional("companyName", name, 8)
        yield "      </serviceProvider>"
    yield "    </actors>"
    yield "    <touchpoints>"
    for stage in journey.stages:
        for step in stage.steps:
            yield from _Point(journey, stage, step, kind, companies).lines()
    yield "    </touchpoints>"
    yield from _optional("comment", journey.note, 4)
    yield f"  </{kind}Journey>"
    yield "</CJML>"


def providers(journey: JourneyMap) -> dict[str, str]:
    """The names of the service providers with their actor ids; "" for those that nobody names."""
    ids = MadeIds("provider")
    for persona in journey.personas:
        ids.of(persona.id)
    meets = [clean(step.provider) for step in journey.steps if isinstance(step, Touchpoint)]
    return {name: ids.of(name) if name else SOMEBODY for name in dict.fromkeys(meets)}


def user_of(journey: JourneyMap, step: Step) -> str:
    """The end user at a step: the one persona of the map or of the step, or all."""
    if len(journey.personas) == 1:
        return journey.personas[0].id
    return step.personas[0] if len(step.personas) == 1 else EVERYONE


class _Point:
    """One step as a communication point or an action."""

    def __init__(self, journey: JourneyMap, stage: Stage, step: Step, kind: str, companies: dict[str, str]) -> None:
        self._stage, self._step, self._kind, self._companies = stage, step, kind, companies
        self._user = (user_of(journey, step), step.label)

    def lines(self) -> Iterator[str]:
        """Its element."""
        step = self._step
        name = f"{self._kind}{'CommunicationPoint' if isinstance(step, Touchpoint) else 'Action'}"
        yield f"      <{name}>"
        yield _leaf("touchpointID", step.id, 8)
        yield f"        <belongsTo phaseIDref={quoteattr(self._stage.id)}/>"
        yield from self._sides()
        if step.duration is not None:
            yield _leaf("touchpointDuration", str(step.duration), 8)
        if self._kind == "actual":
            yield from self._experience()
        if isinstance(step, Wait):
            yield _leaf("category", WAIT, 8)
        yield from _optional("comment", step.note, 8)
        yield f"      </{name}>"

    def _sides(self) -> Iterator[str]:
        step = self._step
        if not isinstance(step, Touchpoint):
            yield from _side("initiator", self._user)
            return
        work = step.frontstage[0].text if len(step.frontstage) == 1 else ""
        other = (self._companies[clean(step.provider)], work)
        first, second = (other, self._user) if step.initiator == "provider" else (self._user, other)
        yield from _side("initiator", first)
        yield from _side("receiver", second)
        if step.channel is not None:
            yield from ("        <channel>", _leaf("channelName", channel_name(step.channel), 10), "        </channel>")

    def _experience(self) -> Iterator[str]:
        emotion, feelings = self._step.emotion, self._step.feelings
        said = feelings[0] if isinstance(feelings, tuple) and len(feelings) == 1 else None
        rating = str(rating_of(emotion)) if isinstance(emotion, float) else None
        if said is not None or rating is not None:
            yield "        <touchpointExperience>"
            yield from _optional("experienceDescription", said, 10)
            yield from _optional("experienceRating", rating, 10)
            yield "        </touchpointExperience>"


def _side(name: str, side: _Side) -> Iterator[str]:
    yield f"        <{name}>"
    yield f"          <refersTo actorIDref={quoteattr(side[0])}/>"
    yield _leaf(f"{name}Label", side[1], 10)
    yield f"        </{name}>"


def _leaf(name: str, text: str, indent: int) -> str:
    return f"{' ' * indent}<{name}>{escape(clean(text), {chr(13): '&#13;'})}</{name}>"


def _optional(name: str, text: str | None, indent: int) -> Iterator[str]:
    if text:
        yield _leaf(name, text, indent)
