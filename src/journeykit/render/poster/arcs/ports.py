"""Where on a card's top each line begins and ends: lines that turn away the soonest stand at the sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from journeykit.render.poster.arcs.link import Link
from journeykit.render.poster.geometry import Band

__all__ = ["ports"]

_SIDE: Final = 12.0  # at the card's corners, where the figures of straight arrows stand
_PORT: Final = 22.0
_LEAST: Final = 26.0  # the room of a short line with a wide pill, where a card is crowded
_LOOP: Final = 17.0  # half of a loop's width


@dataclass(frozen=True, slots=True)
class _Port:
    """One end. `order` sorts the ends of a card from the left; `room` is how wide it would like to be."""

    order: tuple[int, int, int]
    link: Link
    leaving: bool
    room: float


def ports(band: Band, links: Sequence[Link]) -> None:
    """Give every line the x of its ends."""
    cards: dict[int, list[_Port]] = defaultdict(list)
    for rank, link in enumerate(links):
        if link.kind != "arc":
            room = max(2 * _LOOP if link.kind == "loop" else _PORT, link.pill.width + 8 if link.pill else 0.0)
            cards[link.source].append(_Port((1, rank, 0), link, True, room))
            continue
        for here, there, leaving in ((link.source, link.target, True), (link.target, link.source, False)):
            # Of those that go to the left the longest is the outer one, so it stands the furthest to the right.
            order = (0, link.reach, rank) if there < here else (2, -link.reach, -rank)
            cards[here].append(_Port(order, link, leaving, _PORT))
    for index, found in cards.items():
        column = band.columns[index]
        _seat(sorted(found, key=lambda port: port.order), column.middle, column.card - 2 * _SIDE)


def _seat(found: list[_Port], middle: float, usable: float) -> None:
    """Side by side around the card's middle; wide ones give way first."""
    rooms = [port.room for port in found]
    narrow = sum(room for room, port in zip(rooms, found, strict=True) if port.link.kind == "arc")
    wide = sum(rooms) - narrow
    if narrow + wide > usable and wide:
        share = (usable - narrow) / wide
        rooms = [
            room if port.link.kind == "arc" else min(room, max(room * share, _LEAST))
            for room, port in zip(rooms, found, strict=True)
        ]
    squeeze = min(1.0, usable / sum(rooms))
    x = middle - sum(rooms) * squeeze / 2
    for room, port in zip(rooms, found, strict=True):
        at = x + room * squeeze / 2
        x += room * squeeze
        if port.link.kind == "loop":
            half = min(_LOOP, room * squeeze / 2)
            port.link.start, port.link.end = at - half, at + half
        elif port.link.kind != "arc":
            port.link.start = port.link.end = at
        elif port.leaving:
            port.link.start = at
        else:
            port.link.end = at
