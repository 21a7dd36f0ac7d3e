"""The width of each step, and which stages share a band."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from journeykit.render.poster.geometry import Band, Column, Span
from journeykit.render.poster.sizes import CARD_GAP, COLUMN, LABELS, MARGIN, OUTCOME
from journeykit.render.scene import Node, Scene
from journeykit.render.sheet import Sheet

__all__ = ["TimeScale", "columns", "time_scale", "widest"]

_ROOMY, _WIDEST = 900.0, 260.0  # a map of few steps takes wider cards, so that it does not look lost
_LONGEST: Final = 6.0  # the longest wait is drawn as wide as so many steps
STEPS: Final = ("touchpoint", "action", "wait")
_NOTHING: Final = ""  # in place of a node: the column of a stage without steps


@dataclass(frozen=True, slots=True)
class TimeScale:
    """How wide a second is, in px; steps shorter than `shortest` seconds are drawn wider than they are long."""

    per_second: float
    shortest: float


def time_scale(sheet: Sheet) -> TimeScale | None:
    """The scale on which the longest step is six columns wide; None where no duration is known."""
    known = [facts.seconds for facts in sheet.facts.values() if facts.seconds]
    if not known:
        return None
    per_second = COLUMN * _LONGEST / max(known)
    return TimeScale(per_second, COLUMN / per_second)


def widest(scene: Scene, sheet: Sheet, scale: str | None = None) -> float:
    """The width of a poster in one band, margins included."""
    return sum(each.width for each in _sized(scene, sheet, scale)) + LABELS + 2 * MARGIN


def columns(
    scene: Scene, sheet: Sheet, *, scale: str | None = None, width: float | None = None, margin: float = MARGIN
) -> tuple[Band, ...]:
    """The columns of all steps and outcomes, in one band, or in as many as a width in px asks for.

    A stage goes on in the next band only where it is wider than a whole band.
    """
    room = None if width is None else max(width - LABELS - 2 * margin, COLUMN)
    rows = _fold(_sized(scene, sheet, scale), room)
    left = margin + LABELS
    reach = max((sum(each.width for each in row) for row in rows), default=0.0)
    return tuple(_band(index, row, left, left + reach, rows) for index, row in enumerate(rows))


def _sized(scene: Scene, sheet: Sheet, scale: str | None) -> list[Column]:
    """All columns in the order of the stages; a stage without steps takes one that has no node."""
    nodes: dict[str | None, list[Node | None]] = {stage.id: [] for stage in scene.stages}
    for each in scene.nodes:
        if each.kind in (*STEPS, "outcome"):
            nodes.setdefault(each.stage, []).append(each)
    every = [(stage, node) for stage, held in nodes.items() for node in held or (None,)]
    ruler = time_scale(sheet) if scale == "time" else None
    even = min(max(COLUMN, _ROOMY / max(len(every), 1)), _WIDEST) if ruler is None else COLUMN
    found = []
    for stage, node in every:
        if node is None:
            found.append(Column(_NOTHING, 0.0, even, 0.0, stage))
            continue
        facts = sheet.facts.get(node.id)
        long = facts.seconds * ruler.per_second if ruler and facts and facts.seconds else 0.0
        wide = max(even, long) if node.kind != "outcome" else even * OUTCOME / COLUMN
        card = min(wide - CARD_GAP, _WIDEST) if node.kind != "wait" else wide - CARD_GAP
        found.append(Column(node.id, 0.0, wide, card, node.stage, facts.number if facts else 0))
    return found


def _fold(every: Sequence[Column], room: float | None) -> list[list[Column]]:
    """Rows of columns no wider than the room, broken between stages where that is possible."""
    rows: list[list[Column]] = [[]]
    used = 0.0
    for _, group in groupby(every, key=lambda each: each.stage):
        members = list(group)
        total = sum(each.width for each in members)
        if room is not None and rows[-1] and used + total > room:
            rows.append([])
            used = 0.0
        for each in members:
            if room is not None and rows[-1] and used + each.width > room:
                rows.append([])
                used = 0.0
            rows[-1].append(each)
            used += each.width
    return rows


def _band(index: int, row: Sequence[Column], left: float, right: float, rows: Sequence[Sequence[Column]]) -> Band:
    placed, x = [], left
    for each in row:
        placed.append(Column(each.node, x, each.width, each.card, each.stage, each.number))
        x += each.width
    before = rows[index - 1][-1].stage if index and rows[index - 1] else None
    after = rows[index + 1][0].stage if index + 1 < len(rows) and rows[index + 1] else None
    held = tuple(column for column in placed if column.node != _NOTHING)
    return Band(index, left, right, held, tuple(_spans(placed, before, after)))


def _spans(placed: Sequence[Column], before: str | None, after: str | None) -> Iterator[Span]:
    groups = [(stage, list(group)) for stage, group in groupby(placed, key=lambda each: each.stage)]
    for index, (stage, group) in enumerate(groups):
        last = group[-1]
        wide = last.x + last.width - group[0].x
        yield Span(
            stage,
            group[0].x,
            wide,
            continued=stage is not None and not index and stage == before,
            goes_on=stage is not None and index == len(groups) - 1 and stage == after,
        )
