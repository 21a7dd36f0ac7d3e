"""The details of a step: one row of the table of steps, which is also what the panel beside the map shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from journeykit.render.flow.cards import mood
from journeykit.render.html.items import feelings, items, level
from journeykit.render.html.markup import joined, link, picture, tag
from journeykit.render.scene import Edge, Node, Scene
from journeykit.render.sheet import Facts, Item, Sheet
from journeykit.render.svg import text_of

__all__ = ["STEPS", "Details"]

STEPS = ("touchpoint", "action", "wait")


class Details:
    """Reads a scene and its sheet, if it has one, step by step."""

    def __init__(self, scene: Scene, sheet: Sheet | None) -> None:
        self.scene, self.sheet = scene, sheet
        self.steps = tuple(node for node in scene.nodes if node.kind in STEPS)
        self.outcomes = tuple(node for node in scene.nodes if node.kind == "outcome")
        self.stages = {stage.id: stage for stage in scene.stages}
        self.numbers = {node.id: index for index, node in enumerate(self.steps, 1)}
        self._leaving: dict[str, list[Edge]] = defaultdict(list)
        for edge in scene.edges:
            if edge.kind == "drop_off":
                self._leaving[edge.source].append(edge)

    def facts(self, node: Node) -> Facts:
        """What the sheet knows of a step, or else its number alone."""
        known = self.sheet.facts.get(node.id) if self.sheet else None
        return known or Facts(number=self.numbers.get(node.id, 0))

    def columns(self, nodes: Iterable[Node]) -> list[tuple[str, str, list[str]]]:
        """Name, heading and cells of every column that says something at one of these nodes."""
        listed = list(nodes)
        found: list[tuple[str, str, list[str]]] = [
            ("stage", "Stage", [self._stage(node) for node in listed]),
            ("kind", "Kind", [self._kind(node) for node in listed]),
            ("channel", "Channel", [self._channel(node) for node in listed]),
            ("detail", "Detail", [_words(node.detail or "") for node in listed]),
            ("picture", "Picture", [self._picture(node) for node in listed]),
            ("emotion", "Emotion", [self._emotion(node) for node in listed]),
            ("moment", "Moment of truth", [_words(_moment(node)) for node in listed]),
        ]
        lanes = self.sheet.lanes if self.sheet else ()
        if not any(lane.name == "doing" for lane in lanes):
            found.append(("doing", "What happens", [_words(self.facts(node).doing) for node in listed]))
        found += [
            (lane.name, lane.title, [items(lane.steps.get(node.id, ()), self.facts(node).level) for node in listed])
            for lane in lanes
            if lane.kind == "items" and lane.name not in ("pictures", "channels")
        ]
        found += [
            ("leaves", "Drop-off", [self._drop_off(node) for node in listed]),
            ("backing", "Evidence level", [level(self.facts(node).level) for node in listed]),
            ("links", "Links", [self._links(node) for node in listed]),
        ]
        return [column for column in found if any(column[2])]

    def _picture(self, node: Node) -> str:
        every = self._said("pictures", node)
        return picture(every[0].image) if every else ""

    def _channel(self, node: Node) -> str:
        """With the provider, where one is named."""
        said = [part for item in self._said("channels", node) for part in (item.text, item.note) if part]
        return text_of(", ".join(said) or node.channel_title or "")

    def _said(self, lane: str, node: Node) -> tuple[Item, ...]:
        lanes = self.sheet.lanes if self.sheet else ()
        return next((each.steps.get(node.id, ()) for each in lanes if each.name == lane), ())

    def _stage(self, node: Node) -> str:
        return _words(self.stages[node.stage].title) if node.stage in self.stages else ""

    def _kind(self, node: Node) -> str:
        return text_of(node.result or "neutral") if node.kind == "outcome" else text_of(node.kind)

    def _emotion(self, node: Node) -> str:
        drawn = feelings(self.sheet.curves, node.id, self.facts(node).level) if self.sheet else ""
        return drawn or text_of(mood(node))

    def _drop_off(self, node: Node) -> str:
        said = (joined((edge.figure, edge.label)) for edge in self._leaving[node.id])
        return "; ".join(_words(each or "some leave here") for each in said)

    def _links(self, node: Node) -> str:
        rows = [tag("li", None, link(words or address, address)) for words, address in self.facts(node).links]
        return tag("ul", None, *rows) if rows else ""


def _words(text: str) -> str:
    return tag("span", {"dir": "auto"}, text=text) if text else ""


def _moment(node: Node) -> str:
    """Which kind of moment of truth, and why; the heading says the rest."""
    if node.moment is None:
        return ""
    return node.moment.removeprefix("moment of truth").removeprefix(" · ") or "yes"
