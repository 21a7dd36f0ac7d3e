"""An observed flow as a picture: ribbons, arcs back below them, loops, cards over them, figures on top."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from journeykit.analysis.chart import Sankey, Stream
from journeykit.render.brush import Brush
from journeykit.render.charts.distinct import distinct
from journeykit.render.charts.sankey.cards import Card, again, titled
from journeykit.render.charts.sankey.chosen import Chosen, chosen
from journeykit.render.charts.sankey.key import key, signs
from journeykit.render.charts.sankey.looks import look, pill
from journeykit.render.charts.sankey.parts import Arc, Plan, Ribbon
from journeykit.render.charts.sankey.pen import Pen
from journeykit.render.charts.sankey.plan import flag, plan
from journeykit.render.poster.sizes import BODY
from journeykit.render.poster.type import block, set_block
from journeykit.render.svg import element, number
from journeykit.render.words import figure

__all__ = ["SankeyArt", "spoken"]

_LINE: Final = 2.6  # px: thinner ribbons are lines
_LEAST: Final = 480.0  # px across that a legend has at least
_LOOP: Final = 15.0


class SankeyArt:
    """The flow, measured."""

    def __init__(self, chart: Sankey) -> None:
        self._made = _named(chosen(chart))
        self._names = {stop.id: stop.name for stop in self._made.stops}
        self._plan: Plan = plan(self._made)
        self._pen = Pen(self._plan.at)
        self._empty = block(chart.empty, 500.0, BODY) if not self._made.stops else block("", 0.0, BODY)
        self._key = signs(self._made)
        self.width, self._down = self._plan.at(self._plan.long, self._plan.wide)
        legend = key(self._key, max(self.width, _LEAST))[1]
        self.height = self._down + legend + self._empty.height
        self.notes = self._made.notes

    def paint(self, brush: Brush) -> Iterator[str]:
        """What lies below first: wide ribbons, thin ones, arcs, cards, figures, and what the signs mean."""
        yield from set_block(brush, self._empty, 0.0, 0.0, "muted")
        for ribbon in sorted(self._plan.ribbons, key=lambda each: -each.thick):
            yield self._ribbon(brush, ribbon)
        for arc in sorted(self._plan.arcs, key=lambda each: -each.track):
            yield self._arc(brush, arc)
        for name, card in self._plan.cards.items():
            yield from self._flags(brush, card)
            yield from self._loop(brush, name, card)
            yield card.paint(brush)
        for ribbon in self._plan.ribbons:
            if ribbon.said:
                yield from pill(brush, ribbon.said, self._figure(ribbon), ribbon.stream)
        for arc in self._plan.arcs:
            middle = self._plan.at((arc.low + arc.high) / 2, arc.across)
            yield from pill(brush, arc.said, middle, arc.stream, back=True)
        draw, _ = key(self._key, max(self.width, _LEAST))
        yield element("g", {"transform": f"translate(0 {number(self._down)})"}, *draw(brush))

    def _figure(self, ribbon: Ribbon) -> tuple[float, float]:
        """The middle of its figure, behind the legs of arcs and the flags of its column."""
        begin, end, across = ribbon.level[0]
        legs = [arc.out for arc in self._plan.arcs if begin <= arc.out <= end]
        if self._plan.upright:
            return self._plan.at(end - 10, across)
        return self._plan.at((begin + end) / 2 + ((max(legs) - begin + 4) / 2 if legs else 8.0), across)

    def _title(self, stream: Stream) -> str:
        ends = f"{self._names.get(stream.source)} \u2192 {self._names.get(stream.target)}"
        said = " · ".join(part for part in (ends, figure(stream.count), stream.text) if part)
        return element("title", text=said)

    def _ribbon(self, brush: Brush, ribbon: Ribbon) -> str:
        stream = ribbon.stream
        fill, stroke, dash = look(stream)
        half = ribbon.thick / 2
        if ribbon.thick < _LINE:
            drawn = f'd="M{self._pen.edge(ribbon.level, 0.0)}" stroke-width="{1.4 if stream.off else 1.2}"{dash}'
            art = brush.write("path", drawn, fill="none", stroke=stroke)
        else:
            under = [(end, begin, across) for begin, end, across in reversed(ribbon.level)]
            path = f"M{self._pen.edge(ribbon.level, -half)}L{self._pen.edge(under, half)}z"
            heavy = "1.3" if stream.off else "0.8"
            art = brush.write("path", f'd="{path}" stroke-width="{heavy}"{dash}', fill=fill, stroke=stroke)
        return element("g", _ends(stream, ""), self._title(stream), art)

    def _arc(self, brush: Brush, arc: Arc) -> str:
        stream = arc.stream
        here, there = self._plan.cards[stream.source], self._plan.cards[stream.target]
        first, last = here.outs[id(arc)], there.ins[id(arc)]
        tip = there.along - 1
        size = 6.0 + arc.thick * 0.6
        corners = [(here.end, first), (arc.out, first), (arc.out, arc.across), (arc.into, arc.across)]
        path = self._pen.rounded([*corners, (arc.into, last), (tip - size + 1, last)])
        _, stroke, dash = look(stream, back=True)
        wing = size * 0.62
        head = self._pen.shape([(tip, last), (tip - size, last - wing), (tip - size, last + wing)])
        return element(
            "g",
            _ends(stream, "-back"),
            self._title(stream),
            brush.write("path", f'd="{path}" stroke-width="{number(arc.thick + 2.4)}"', fill="none", stroke="paper"),
            brush.write("path", f'd="{path}" stroke-width="{number(arc.thick)}"{dash}', fill="none", stroke=stroke),
            brush.write("path", f'd="{head}"', fill=stroke),
        )

    def _flags(self, brush: Brush, card: Card) -> Iterator[str]:
        """A pennant as wide as those who leave are many, and a box for those who end here."""
        for at, (counts, fill, stroke) in enumerate(
            ((self._made.left, "pain", "pain_mark"), (self._made.done, "neutral", "mixed_mark"))
        ):
            half = (flag(counts.get(card.stop.id, 0.0), self._plan.scale) - 3) / 2
            if half > 0:
                begin, middle = card.end, card.outs[at]
                corners = [(begin, middle - half), (begin + 9, middle - half)]
                corners += [] if at else [(begin + 17, middle)]
                path = self._pen.shape([*corners, (begin + 9, middle + half), (begin, middle + half)])
                yield brush.write("path", f'd="{path}" stroke-width="1.2"', fill=fill, stroke=stroke)

    def _loop(self, brush: Brush, name: str, card: Card) -> Iterator[str]:
        """Those who stay for another round: an arc beside the card, and how many."""
        stream = self._made.loops.get(name)
        if stream is None:
            return
        heavy = self._plan.line(stream.count)
        wing = max(4.5, heavy * 0.9)
        _, stroke, dash = look(stream, back=True)
        far, first, edge = min(30.0, card.long - 22), card.end - 12, card.across + card.wide
        corners = [(first, edge), (first, edge + _LOOP), (first - far, edge + _LOOP), (first - far, edge + 7)]
        tip = self._pen.shape([(first - far, edge + 1), (first - far - wing, edge + 9), (first - far + wing, edge + 9)])
        path = self._pen.rounded(corners)
        yield element(
            "g",
            _ends(stream, "-self"),
            self._title(stream),
            brush.write("path", f'd="{path}" stroke-width="{number(heavy)}"{dash}', fill="none", stroke=stroke),
            brush.write("path", f'd="{tip}"', fill=stroke),
        )
        if not self._plan.upright:
            words = block(again(stream), card.long - 54, 12.0, lines=1)
            ink = "idea_mark" if stream.off else "back_text"
            yield from set_block(brush, words, first - far - 8, edge + 4, ink, anchor="end")


def _ends(stream: Stream, kind: str) -> dict[str, str | float | None]:
    return {"class": f"jk-stream jk-stream{kind}" if kind else "jk-stream", "data-from": stream.source,
            "data-to": stream.target}  # fmt: skip


def _named(chart: Chosen) -> Chosen:
    """The chart, with names that can be told apart on cards."""
    names = distinct([stop.name for stop in chart.stops], titled)
    return replace(chart, stops=tuple(replace(stop, name=name) for stop, name in zip(chart.stops, names, strict=True)))


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
