"""What stands at the head of a poster: the personas, and what is to be known of the map."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from journeykit.model.claims import evidence_level, weakest_third
from journeykit.render.lanes.metrics import in_a_line
from journeykit.render.sheet import Curve, Header, Portrait
from journeykit.render.words import duration_words

if TYPE_CHECKING:
    from journeykit.model import JourneyMap, Persona
    from journeykit.render.reader import Reader

__all__ = ["header_of"]

_MOST: Final = 12  # portraits; who else there is, is said in the subtitle
_STATES: Final = {"current": "today", "future": "future"}


def header_of(journey: JourneyMap, reader: Reader, curves: Sequence[Curve], pictures: Mapping[str, str]) -> Header:
    """The portraits of those who are shown, and the facts that the map states."""
    place = {each.id: index for index, each in enumerate(journey.personas)}
    lines = {curve.persona: curve.index for curve in curves}
    people = [each for each in reader.people.shown if each.side == "customer" or each.id in lines or each.roles]
    shown = (people or reader.people.shown)[:_MOST]
    return Header(
        portraits=tuple(
            _portrait(each, reader, reader.rank.get(each.id, 0), pictures.get(f"personas[{place[each.id]}].image"))
            for each in shown
        ),
        facts=tuple(_facts(journey)),
    )


def _portrait(persona: Persona, reader: Reader, index: int, image: str | None) -> Portrait:
    roles = f" ({', '.join(persona.roles)})" if persona.roles else ""
    return Portrait(
        id=persona.id,
        name=reader.people.names[persona.id],
        title=persona.label + roles,
        summary=persona.summary or "",
        goals=persona.goals,
        quote=persona.quotes[0].text if persona.quotes else "",
        image=image,
        index=index,
        level=evidence_level(persona.evidence or reader.everywhere),
    )


def _facts(journey: JourneyMap) -> Iterator[tuple[str, str]]:
    scope = journey.scope
    if scope is not None:
        yield from _said(
            ("Begins with", scope.trigger),
            ("Ends with", scope.end),
            ("Time frame", duration_words(scope.timeframe) if scope.timeframe else None),
            ("Situation", scope.situation),
            ("Goal", scope.goal),
            ("Left out", ", ".join(scope.exclusions) or None),
        )
    state = _STATES.get(journey.state or "")
    actual = {"planned": "planned", "actual": "one actual run"}.get(journey.nature or "")
    sources = len(journey.evidence)
    claims = journey.claims
    weak = sum(claim.level == "assumption" for claim in claims)
    backed = f"{weakest_third(claims)}: {weak} of {len(claims)} claims assumed; " if claims else ""
    yield from _said(
        ("Purpose", journey.purpose),
        ("State", ", ".join(part for part in (state, actual) if part) or None),
        ("Evidence", f"{backed}{sources or 'no'} source{'' if sources == 1 else 's'}"),
        ("Metrics", "; ".join(map(in_a_line, journey.metrics)) or None),
        ("Owners", ", ".join(journey.owners) or None),
        ("Version", journey.version),
        ("Reviewed", str(journey.reviewed) if journey.reviewed else None),
    )


def _said(*pairs: tuple[str, str | None]) -> Iterator[tuple[str, str]]:
    return ((name, words) for name, words in pairs if words)
