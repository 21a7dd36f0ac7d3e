"""An observed flow as a picture: ribbons, arcs back below them, loops, cards over them, figures on top."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from journeykit.analysis.chart import Sankey
from journeykit.render.brush import Brush
from journeykit.render.charts.sankey.cards import WIDE, Card
from journeykit.render.charts.sankey.chosen import chosen
from journeykit.render.charts.sankey.key import key, signs
from journeykit.render.charts.sankey.looks import look, pill
from journeykit.render.charts.sankey.plan import Arc, Plan, Ribbon, flag, plan
from journeykit.render.poster.sizes import BODY
from journeykit.render.poster.type import block, set_block
from journeykit.render.svg import element, number
from journeykit.render.words import figure

__all__ = ["SankeyArt", "spoken"]

_LINE: Final = 2.6  # px: thinner ribbons are lines
_CORNER: Final = 8.0
_LOOP: Final = 15.0


class SankeyArt:
    """The flow, measured."""

    def __init__(self, chart: Sankey) -> None:
        self._made = chosen(chart)
        self._names = {stop.id: stop.name for stop in self._made.stops}
        self._plan: Plan = plan(self._made)
        self._empty = block(chart.empty, 500.0, BODY) if not self._made.stops else block("", 0.0, BODY)
        self._key = signs(self._made)
        self.width = self._plan.width
        legend = key(self._key, max(self.width, 480.0))[1]
        self.height = self._plan.height + legend + self._empty.height
        self.notes = self._made.notes

    def paint(self, brush: Brush) -> Iterator[str]:
        """What lies below first: wide ribbons, thin ones, arcs, cards, figures, and what the signs mean."""
        yield from set_block(brush, self._empty, 0.0, 0.0, "muted")
        for ribbon in sorted(self._plan.ribbons, key=lambda each: -each.thick):
            yield self._ribbon(brush, ribbon)
        for arc in sorted(self._plan.arcs, key=lambda each: -each.track):
            yield self._arc(brush, arc)
        for name, card in self._plan.cards.items():
            yield from self._left(brush, card)
            yield from self._loop(brush, name, card)
            yield card.paint(brush)
        for ribbon in self._plan.ribbons:
            if ribbon.said:
                x, _, y = ribbon.level[0]
                end = ribbon.level[0][1]
                yield from pill(brush, ribbon.said, ((x + end) / 2 + self._shift(ribbon), y), ribbon.stream)
        for arc in self._plan.arcs:
            yield from pill(brush, arc.said, ((arc.low + arc.high) / 2, arc.y), arc.stream, back=True)
        draw, _ = key(self._key, max(self.width, 480.0))
        yield element("g", {"transform": f"translate(0 {number(self._plan.height)})"}, *draw(brush))

    def _shift(self, ribbon: Ribbon) -> float:
        """Figures stand behind the legs of arcs that leave the same column."""
        x, end, _ = ribbon.level[0]
        legs = [arc.out for arc in self._plan.arcs if x <= arc.out <= end]
        return (max(legs) - x + 4) / 2 if legs else 8.0

    def _title(self, one: str, other: str, count: float, text: str) -> str:
        said = f"{self._names.get(one, one)} \u2192 {self._names.get(other, other)} · {figure(count)}"
        return element("title", text=f"{said} · {text}" if text else said)

    def _ribbon(self, brush: Brush, ribbon: Ribbon) -> str:
        stream = ribbon.stream
        fill, stroke, dash = look(stream)
        half = ribbon.thick / 2
        if ribbon.thick < _LINE:
            path = "M" + _edge(ribbon.level, 0.0)
            drawn = f'd="{path}" stroke-width="{number(max(ribbon.thick, 1.4 if stream.off else 1.2))}"{dash}'
            art = brush.write("path", drawn, fill="none", stroke=stroke)
        else:
            under = [(end, begin, y) for begin, end, y in reversed(ribbon.level)]
            path = f"M{_edge(ribbon.level, -half)}L{_edge(under, half)}z"
            heavy = "1.3" if stream.off else "0.8"
            art = brush.write("path", f'd="{path}" stroke-width="{heavy}"{dash}', fill=fill, stroke=stroke)
        title = self._title(stream.source, stream.target, stream.count, stream.text)
        return element("g", {"class": "jk-stream", "data-from": stream.source, "data-to": stream.target}, title, art)

    def _arc(self, brush: Brush, arc: Arc) -> str:
        stream = arc.stream
        here, there = self._plan.cards[stream.source], self._plan.cards[stream.target]
        first, last = here.outs[id(arc)], there.ins[id(arc)]
        tip = there.x - 1
        size = 6.0 + arc.thick * 0.6
        corners = [(here.right, first), (arc.out, first), (arc.out, arc.y), (arc.into, arc.y), (arc.into, last)]
        path = _rounded([*corners, (tip - size + 1, last)])
        _, stroke, dash = look(stream, back=True)
        halo = f'd="{path}" stroke-width="{number(arc.thick + 2.4)}"'
        drawn = f'd="{path}" stroke-width="{number(arc.thick)}"{dash}'
        wing = size * 0.62
        head = f"M{number(tip)} {number(last)}l{number(-size)} {number(-wing)}v{number(2 * wing)}z"
        return element(
            "g",
            {"class": "jk-stream jk-stream-back", "data-from": stream.source, "data-to": stream.target},
            self._title(stream.source, stream.target, stream.count, stream.text),
            brush.write("path", halo, fill="none", stroke="paper"),
            brush.write("path", drawn, fill="none", stroke=stroke),
            brush.write("path", f'd="{head}"', fill=stroke),
        )

    def _left(self, brush: Brush, card: Card) -> Iterator[str]:
        """A pennant as high as those who leave are many, and a box for those who end here."""
        for at, (counts, fill, stroke) in enumerate(
            ((self._made.left, "pain", "pain_mark"), (self._made.done, "neutral", "mixed_mark"))
        ):
            high = flag(counts.get(card.stop.id, 0.0), self._plan.scale) - 3
            if high > 0:
                x, y = card.right, card.outs[at] - high / 2
                tip = 0 if at else 8
                path = f"M{number(x)} {number(y)}h9l{tip} {number(high / 2)}l{-tip} {number(high / 2)}h-9z"
                yield brush.write("path", f'd="{path}" stroke-width="1.2"', fill=fill, stroke=stroke)

    def _loop(self, brush: Brush, name: str, card: Card) -> Iterator[str]:
        """Those who stay for another round: an arc at the foot of the card, and how many."""
        stream = self._made.loops.get(name)
        if stream is None:
            return
        heavy = min(max(stream.count * self._plan.scale, 1.8), 5.0)
        _, stroke, dash = look(stream, back=True)
        right, left, bottom = card.right - 14, card.right - 44, card.y + card.height
        low = bottom + _LOOP
        path = _rounded([(right, bottom), (right, low), (left, low), (left, bottom + 7)])
        head = f"M{number(left)} {number(bottom + 1)}l-4.5 8h9z"
        yield element(
            "g",
            {"class": "jk-stream jk-stream-self", "data-from": name, "data-to": name},
            self._title(name, name, stream.count, stream.text),
            brush.write("path", f'd="{path}" stroke-width="{number(heavy)}"{dash}', fill="none", stroke=stroke),
            brush.write("path", f'd="{head}"', fill=stroke),
        )
        said = ("+ " if stream.off else "") + figure(stream.count)
        words = block(f"{said} again", WIDE - 54, 12.0, lines=1)
        ink = "idea_mark" if stream.off else "back_text"
        yield from set_block(brush, words, left - 8, bottom + 4, ink, anchor="end")


def _edge(level: list[tuple[float, float, float]], shift: float) -> str:
    """Level pieces, joined by curves that begin and end level."""
    begin, end, y = level[0]
    path = f"{number(begin)} {number(y + shift)}H{number(end)}"
    for (_, x0, y0), (x1, x2, y1) in pairwise(level):
        middle = number((x0 + x1) / 2)
        path += f"C{middle} {number(y0 + shift)} {middle} {number(y1 + shift)} {number(x1)} {number(y1 + shift)}"
        path += f"H{number(x2)}"
    return path


def _rounded(points: list[tuple[float, float]]) -> str:
    """A line of level and upright pieces whose corners are round."""
    parts = [f"M{number(points[0][0])} {number(points[0][1])}"]
    for (ax, ay), (bx, by), (cx, cy) in zip(points, points[1:], points[2:], strict=False):
        one, two = abs(ax - bx) + abs(ay - by), abs(cx - bx) + abs(cy - by)
        reach = min(_CORNER, one / 2, two / 2)
        u = (reach / one if one else 0.0, reach / two if two else 0.0)
        parts.append(
            f"L{number(bx + (ax - bx) * u[0])} {number(by + (ay - by) * u[0])}Q{number(bx)} {number(by)} "
            f"{number(bx + (cx - bx) * u[1])} {number(by + (cy - by) * u[1])}"
        )
    return "".join(parts) + f"L{number(points[-1][0])} {number(points[-1][1])}"


def spoken(chart: Sankey) -> str:
    """The moves in words, the most frequent first."""
    names = {stop.id: stop.name for stop in chart.stops}
    kinds = {stop.id: stop.kind for stop in chart.stops}
    said = []
    for each in sorted(chart.streams, key=lambda stream: (-stream.count, stream.source, stream.target))[:60]:
        if each.source in names and each.target in names and each.count > 0:
            to = "leave" if kinds[each.target] == "left" else f"to {names[each.target]}"
            off = ", not on the map" if each.off else ""
            said.append(f"{names[each.source]}: {figure(each.count)} {to}{off}")
    return "; ".join(said) or chart.empty
