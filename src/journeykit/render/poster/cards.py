"""The steps as cards: channel, number, name, how long it takes; waits are gaps, outcomes end the row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from journeykit.render.brush import Brush
from journeykit.render.flow.cards import feeling
from journeykit.render.flow.icons import icon, star
from journeykit.render.poster.changes import Badges, frame
from journeykit.render.poster.geometry import Band, Column, Span
from journeykit.render.poster.levels import level_mark, level_words
from journeykit.render.poster.marks import mark
from journeykit.render.poster.sizes import BODY, LEADING, SMALL
from journeykit.render.poster.type import Block, block, set_block
from journeykit.render.scene import Node, Scene
from journeykit.render.sheet import Facts, Sheet
from journeykit.render.svg import element, number, text_of

__all__ = ["Cards", "spoken"]

_PAD, _SIGN = 9.0, 15.0
_NO_FACTS: Final = Facts(number=0)
_KINDS: Final = {"action": "On their own", "wait": "Wait"}


@dataclass(frozen=True, slots=True)
class _Card:
    """One card, measured."""

    node: Node
    column: Column
    facts: Facts
    above: Block
    title: Block
    below: Block
    badges: Badges
    height: float


class Cards:
    """The row of cards in one band. `names` are the ids of the groups, by node."""

    def __init__(self, band: Band, scene: Scene, sheet: Sheet, names: Mapping[str, str], language: str | None) -> None:
        self._band, self._sheet, self._names = band, sheet, names
        self._leads = _leads(scene)
        nodes = {node.id: node for node in scene.nodes}
        self._cards = [self._card(nodes[column.node], column, language) for column in band.columns]
        self.height = max((card.height for card in self._cards), default=0.0)
        self._stages = {stage.id: stage for stage in scene.stages}

    def _card(self, node: Node, column: Column, language: str | None) -> _Card:
        facts = self._sheet.facts.get(node.id, _NO_FACTS)
        room = column.card - 2 * _PAD
        title = block(node.title, room, BODY + 0.5, bold=True, language=language)
        if node.kind == "outcome":
            above = block(_result(node), room - _SIGN - 6, SMALL)
            below = block(node.detail or "", room, SMALL, language=language)
        else:
            corner = 10.0 + 7.0 * len(str(facts.number)) + (18 if node.moment else 0)
            above = block(node.channel_title or _KINDS.get(node.kind, ""), room - _SIGN - 6 - corner, SMALL, lines=2)
            below = block(_small(node, facts), room, SMALL, language=language)
        head = max(above.height, SMALL * LEADING)
        links = len(facts.links) * SMALL * LEADING
        badges = Badges(self._sheet.marks.get(node.id, ()), room, language)
        return _Card(
            node,
            column,
            facts,
            above,
            title,
            below,
            badges,
            2 * _PAD + head + 4 + title.height + below.height + links + badges.height,
        )

    def paint(self, brush: Brush) -> list[str]:
        """The cards in reading order, as a list that holds nothing else: only then browsers take them for its items."""
        cards = [self._painted(brush, card) for card in self._cards]
        return [*self._frames(brush), element("g", {"class": "jk-steps", "role": "list"}, *cards) if cards else ""]

    def _frames(self, brush: Brush) -> Iterator[str]:
        """Around stages whose steps come in any order or at the same time."""
        for span in self._band.spans:
            stage = self._stages.get(span.stage or "")
            if stage is not None and stage.order != "line" and self._held(span) > 1:
                place: dict[str, str | float | None] = {
                    "x": span.x + 3, "y": -5.0, "width": span.width - 6, "height": self.height + 10, "rx": 9.0,
                    "stroke-width": 1.4, "stroke-dasharray": "2 4" if stage.order == "any" else "8 4",
                }  # fmt: skip
                yield brush.make("rect", place, fill="none", stroke="forward")

    def _held(self, span: Span) -> int:
        """How many steps of the band stand in a stage."""
        return sum(column.stage == span.stage for column in self._band.columns)

    def _painted(self, brush: Brush, card: _Card) -> str:
        node = card.node
        what = "jk-outcome" if node.kind == "outcome" else "jk-step"
        attributes: dict[str, str | float | None] = {
            "id": self._names[node.id],
            "class": f"{what} jk-{node.kind}",
            "data-step": node.id,
            "role": "listitem",
            "aria-label": ". ".join((spoken(node, card.facts, self._leads.get(node.id, ())), *card.badges.spoken)),
            "data-name": f"{card.facts.number or ''} {node.title}".strip(),
        }
        body = self._outcome(brush, card) if node.kind == "outcome" else self._step(brush, card)
        return element("g", attributes, *body, *self._marked(brush, card))

    def _marked(self, brush: Brush, card: _Card) -> Iterator[str]:
        """What became of it since another map: words at its foot, and a frame."""
        if card.badges.marks:
            column = card.column
            yield from card.badges.paint(brush, column.left + _PAD, self.height - _PAD - card.badges.height)
            yield from frame(brush, card.badges.marks[0].change, (column.left, 0.0, column.card, self.height))

    def _box(self, brush: Brush, card: _Card, fill: str, stroke: str, *, dash: str | None, heavy: float) -> str:
        place: dict[str, str | float | None] = {
            "x": card.column.left, "y": 0.0, "width": card.column.card, "height": self.height,
            "rx": self.height / 4 if card.node.kind == "action" else 7.0,
            "stroke-width": heavy, "stroke-dasharray": dash,
        }  # fmt: skip
        place["rx"] = min(float(place["rx"] or 0), 18.0)
        return brush.make("rect", place, fill=fill, stroke=stroke)

    def _step(self, brush: Brush, card: _Card) -> Iterator[str]:
        node, facts, column = card.node, card.facts, card.column
        weak = card.badges.gone or (self._sheet.overlay is not None and facts.level == "assumption")
        waits = node.kind == "wait"
        dash = "6 4" if waits else "3 3" if weak else None
        yield self._box(
            brush, card, "wait" if waits else "paper", "fade_line" if weak else "card_line", dash=dash, heavy=1.3
        )
        ink, quiet = ("fade", "fade") if weak and not waits else ("ink", "muted")
        x, y = column.left + _PAD, _PAD
        sign = (
            f"channel:{node.channel}" if node.channel else "wait" if waits else "owner" if node.kind == "action" else ""
        )
        if sign:
            yield mark(brush, sign, (x, y + 1), _SIGN, quiet)
        yield from set_block(brush, card.above, x + _SIGN + 6, y, quiet)
        right = column.right - _PAD
        yield from set_block(brush, block(str(facts.number), 40, SMALL), right, y, quiet, anchor="end")
        if node.moment:
            at = right - 7.0 * len(str(facts.number)) - 19
            place = f"translate({number(at)} {number(y)}) scale(.95)"
            yield brush.make(
                "path", {"d": star(), "transform": place}, element("title", text=node.moment), fill="moment"
            )
        y += max(card.above.height, SMALL * LEADING) + 4
        yield from set_block(brush, card.title, x, y, ink)
        y += card.title.height
        yield from set_block(brush, card.below, x, y, quiet)
        y += card.below.height
        for words, href in facts.links:
            shown = block(words, column.card - 2 * _PAD, SMALL, lines=1)
            line = "".join(set_block(brush, shown, x, y, "back_text"))
            yield f'<a href="{text_of(href)}" target="_blank" rel="noopener">{line}</a>'
            y += SMALL * LEADING
        if self._sheet.overlay is not None and facts.level:
            yield level_mark(brush, facts.level, column.right - 1, self.height - 1)

    def _outcome(self, brush: Brush, card: _Card) -> Iterator[str]:
        node, column = card.node, card.column
        result = node.result or "neutral"
        signs = {"success": "good_mark", "failure": "bad_mark"}
        ground = "paper" if card.badges.gone else result
        ink, quiet = ("fade", "fade") if card.badges.gone else ("ink", "muted")
        yield self._box(brush, card, ground, signs.get(result, "mixed_mark"), dash=None, heavy=1.6)
        x, y = column.left + _PAD, _PAD
        colour = signs.get(result, "mixed_mark")
        yield brush.make("circle", {"cx": x + 8, "cy": y + 8, "r": 8.5}, fill=colour)
        place = {"d": icon(result), "transform": f"translate({number(x + 2)} {number(y + 2)}) scale(.75)"}
        yield brush.make("path", {**place, "stroke-width": 2.4}, fill="none", stroke="on_mark")
        yield from set_block(brush, card.above, x + _SIGN + 8, y, quiet)
        y += max(card.above.height, SMALL * LEADING) + 4
        yield from set_block(brush, card.title, x, y, ink)
        yield from set_block(brush, card.below, x, y + card.title.height, quiet)


def _small(node: Node, facts: Facts) -> str:
    """The line below a step's name, and how soon it was promised."""
    promised = f"promised\u00a0within {facts.promise}" if facts.promise else ""
    return " · ".join(part for part in (node.detail, promised) if part)


def _result(node: Node) -> str:
    words = {"success": "Success", "failure": "Failure"}.get(node.result or "", "Neutral")
    return f"{words}, {feeling(node.emotion)}" if node.emotion is not None else words


def _leads(scene: Scene) -> dict[str, list[str]]:
    """Where each step leads, in words."""
    titles = {node.id: node.title for node in scene.nodes}
    found: dict[str, list[str]] = {}
    for edge in scene.edges:
        if edge.kind != "entry":
            figure = f" {edge.figure}" if edge.figure else ""
            found.setdefault(edge.source, []).append(f"{titles.get(edge.target, edge.target)}{figure}")
    return found


def spoken(node: Node, facts: Facts, leads: list[str] | tuple[str, ...] = ()) -> str:
    """A card as it is read aloud."""
    moods = [f"{name} {feeling(value)}".strip() for name, value in node.emotions]
    mood = ", ".join(moods) if moods else feeling(node.emotion) if node.emotion is not None else ""
    parts = [
        f"{facts.number}. {node.title}" if facts.number else node.title,
        node.channel_title or _KINDS.get(node.kind, ""),
        node.detail or "",
        f"emotion {mood}" if mood else "",
        node.moment or "",
        level_words(facts.level) if facts.level else "",
        f"leads to {', '.join(leads)}" if leads else "",
    ]
    return ". ".join(part for part in parts if part)
