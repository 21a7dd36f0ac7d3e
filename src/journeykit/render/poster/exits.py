"""Where journeys end: below each card its drop-off, the outcomes it leads to, and its plain end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from journeykit.render.brush import Brush
from journeykit.render.flow.icons import icon
from journeykit.render.poster.arcs.moves import leaves
from journeykit.render.poster.arcs.pills import HIGH, row, texts
from journeykit.render.poster.arcs.strokes import arrow, said
from journeykit.render.poster.geometry import Band, Column
from journeykit.render.poster.sizes import SMALL
from journeykit.render.scene import Edge, Node, Scene
from journeykit.render.svg import element, number

__all__ = ["Exits", "exits"]

_STEM: Final = 18.0  # from the card to the first chip
_BETWEEN: Final = 5.0
_SPINE: Final = 6.0  # from the card's left side
_INDENT: Final = 19.0  # of a chip that is not the only one
_PAD: Final = 6.0
_SIGN: Final = 17.0
_FOOT: Final = 4.0
_WIDEST: Final = 220.0  # below a card that is wide because its step is long


@dataclass(frozen=True, slots=True)
class _Chip:
    """One way out: its sign's name, its colours, and its lines; those from `second` on say when or why."""

    edge: Edge
    sign: str
    lines: tuple[tuple[str, str], ...]
    second: int

    @property
    def height(self) -> float:
        return max(len(self.lines) * HIGH + 2 * 4, 24.0)


@dataclass(frozen=True)
class Exits:
    """The chips of one band by column; `height` is that of the tallest column."""

    height: float
    chips: tuple[tuple[Column, tuple[_Chip, ...]], ...] = ()
    titles: dict[str, str] = field(default_factory=dict, repr=False)

    @property
    def edges(self) -> tuple[Edge, ...]:
        """The moves that are drawn."""
        return tuple(chip.edge for _, chips in self.chips for chip in chips)

    def paint(self, brush: Brush) -> list[str]:
        """A group for each way out, in the order of the steps and from the likeliest on."""
        return list(self._painted(brush))

    def _painted(self, brush: Brush) -> Iterator[str]:
        for column, chips in self.chips:
            y = _STEM
            for chip in chips:
                yield self._chip(chip, column, y, brush, alone=len(chips) == 1, lost=all(map(_is_lost, chips)))
                y += chip.height + _BETWEEN

    def _chip(self, chip: _Chip, column: Column, y: float, brush: Brush, *, alone: bool, lost: bool) -> str:
        edge = chip.edge
        left, x = column.left + (0.0 if alone else _INDENT), column.left + _SPINE
        name = "leave" if lost else "forward"  # one colour for one spine
        middle = y + chip.height / 2
        if alone:
            x = column.left + _PAD + 7
            stop, head = arrow(brush, (x, y - 1.5), "down", 1.8, name)
            path = f"M{number(x)} 1V{number(y - 1.5 - stop)}"
        else:
            stop, head = arrow(brush, (left - 1.5, middle), "right", 1.8, name)
            path = f"M{number(x)} 1V{number(middle - 5)}"
            path += f"Q{number(x)} {number(middle)} {number(x + 4)} {number(middle)}H{number(left - 1.5 - stop)}"
        kind = edge.kind.replace("_", "-")
        return element(
            "g",
            {"class": f"jk-exit jk-{kind}", "data-from": edge.source, "data-to": edge.target},
            element("title", text=said(edge, self.titles)),
            brush.make("path", {"d": path, "stroke-width": 1.8}, fill="none", stroke=name),
            head,
            *_body(chip, left, y, min(column.card, _WIDEST) - (left - column.left), brush),
        )


def _is_lost(chip: _Chip) -> bool:
    """Whether those who go there are lost."""
    return chip.sign in ("drop_off", "failure")


def exits(band: Band, scene: Scene) -> Exits:
    r"""The ways out of the steps of one band.

    >>> from journeykit.render.scene import Edge, Scene
    >>> card = Column("pay", 0.0, 172.0, 152.0, "buy", 1)
    >>> leave = Edge(source="pay", target="buy.drop_off", kind="drop_off", probability=0.12, basis="stated")
    >>> made = exits(Band(0, 0.0, 172.0, (card,), ()), Scene(id="m", title="M", edges=(leave,)))
    >>> [chip.lines for _, chips in made.chips for chip in chips], made.height
    ([(('12\xa0%', 'leave'),)], 46.32)
    """
    nodes = {node.id: node for node in scene.nodes}
    outcomes = frozenset(node.id for node in scene.nodes if node.kind == "outcome")
    found: dict[str, list[Edge]] = defaultdict(list)
    for edge in scene.edges:
        if edge.source in band.places and not edge.loose and edge.kind != "entry" and leaves(edge, band, outcomes):
            found[edge.source].append(edge)
    chips = tuple(
        (column, tuple(_made(found[column.node], column, nodes))) for column in band.columns if column.node in found
    )
    heights = [sum(each.height for each in made) + _BETWEEN * (len(made) - 1) for _, made in chips]
    height = _STEM + max(heights) + _FOOT if heights else 0.0
    return Exits(height, chips, {node.id: node.title for node in scene.nodes})


def _made(edges: Sequence[Edge], column: Column, nodes: dict[str, Node]) -> Iterator[_Chip]:
    room = min(column.card, _WIDEST) - (_INDENT if len(edges) > 1 else 0.0) - 2 * _PAD - _SIGN
    for edge in sorted(edges, key=lambda each: -(each.probability or 0.0)):
        node = nodes.get(edge.target)
        figure = edge.figure
        if edge.kind == "end":
            sign, title = "end", "end here" if figure else "ends here"
        elif edge.kind == "drop_off":
            sign, title = "drop_off", "leave"
        else:
            sign = (node.result if node else None) or "neutral"
            title = node.title if node else edge.target
        lines = texts(figure, title, room, lines=60)
        why = texts(None, edge.label, room, lines=60) if edge.label else ()
        yield _Chip(edge, sign, (*lines, *why), len(lines))


def _body(chip: _Chip, left: float, y: float, wide: float, brush: Brush) -> Iterator[str]:
    """The chip itself: paper, sign, words."""
    over = chip.edge.taken
    weak = chip.edge.weak or (over is not None and over.never)
    fill = {"success": "success", "failure": "failure", "neutral": "neutral"}.get(chip.sign, "paper")
    ink = "leave_text" if chip.sign == "drop_off" else "ink"
    fill, ink = ("paper", "fade") if weak else (fill, ink)
    dash = over.dash if over is not None and over.dash else {"drop_off": "3 3", "failure": "5 3"}.get(chip.sign)
    rim = {"drop_off": "leave", "failure": "bad_mark", "success": "good_mark", "end": "card_line"}
    box: dict[str, str | float | None] = {
        "x": left, "y": y, "width": wide, "height": chip.height, "rx": 8.0, "stroke-width": 1.2,
        "stroke-dasharray": dash,
    }  # fmt: skip
    own = "idea_mark" if over is not None and over.ghost else rim.get(chip.sign, "mixed_mark")
    yield brush.make("rect", box, fill=fill, stroke="fade_line" if weak else own)
    yield from _sign(chip.sign, left + _PAD, y + 5, brush)
    base = y + (chip.height - len(chip.lines) * HIGH) / 2 + SMALL * 1.03
    for index, line in enumerate(chip.lines):
        colour = "muted" if index >= chip.second and not weak else ink
        yield from row(line, brush, left + _PAD + _SIGN, base + index * HIGH, colour=colour)


def _sign(name: str, x: float, y: float, brush: Brush) -> Iterator[str]:
    """The sign of 14 px: a disc for an outcome, a ring and a dot for an end, a door for those who leave."""
    middle: dict[str, str | float | None] = {"cx": x + 7, "cy": y + 7}
    if name == "end":
        yield brush.make("circle", {**middle, "r": 6.0, "stroke-width": 1.4}, fill="paper", stroke="ink")
        yield brush.make("circle", {**middle, "r": 3.2}, fill="ink")
        return
    if name != "drop_off":
        disc = {"success": "good_mark", "failure": "bad_mark"}.get(name, "mixed_mark")
        yield brush.make("circle", {**middle, "r": 7.0}, fill=disc)
    scale = 0.875 if name == "drop_off" else 0.5
    place = f"{number(x + 7 - 8 * scale)} {number(y + 7 - 8 * scale)}"
    drawn: dict[str, str | float | None] = {
        "d": icon(name), "transform": f"translate({place}) scale({scale})", "stroke-linecap": "round",
        "stroke-linejoin": "round", "stroke-width": 1.7 if name == "drop_off" else 3.2,
    }  # fmt: skip
    yield brush.make("path", drawn, fill="none", stroke="leave" if name == "drop_off" else "on_mark")
