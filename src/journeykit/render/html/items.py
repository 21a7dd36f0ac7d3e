"""What a lane says at one step, as lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from journeykit.render.flow.cards import feeling
from journeykit.render.html.markup import joined, link, tag
from journeykit.render.sheet import Curve, Item, Level
from journeykit.render.svg import number

__all__ = ["feelings", "items", "level"]

_MARK: Final = re.compile("[a-z_]+")
_LEVELS: Final = {"assumption": "assumption", "partial": "partly researched", "research": "research"}


def level(name: Level | None) -> str:
    """How backed a claim is, as a small label; nothing where it claims nothing.

    >>> level("partial")
    '<span class="jk-level jk-partial">partly researched</span>'
    """
    return "" if name is None else tag("span", {"class": f"jk-level jk-{name}"}, text=_LEVELS[name])


def _item(item: Item, known: Level | None) -> str:
    found = _MARK.match(item.mark)
    severity = f"severity {number(item.weight)} of 5" if item.weight is not None else ""
    note = joined((severity, item.note))
    words = tag("span", {"dir": "auto"}, link(item.text, item.href))
    small = tag("small", {"dir": "auto"}, text=note) if note else ""
    return tag(
        "li",
        {"class": f"jk-m-{found[0]}" if found else None, "data-who": " ".join(item.who) or None},
        " ".join(part for part in (words, small, level(item.level if item.level != known else None)) if part),
    )


def items(found: Iterable[Item], known: Level | None = None) -> str:
    """A list of items, or nothing. How backed each is stands on those that are not backed like the rest (`known`).

    >>> items([Item(text="no two quotes compare", mark="pain", weight=4, level="research", who=("anna",))])[:60]
    '<ul><li class="jk-m-pain" data-who="anna"><span dir="auto">n'
    """
    rows = [_item(each, known) for each in found]
    return tag("ul", None, *rows) if rows else ""


def feelings(curves: Iterable[Curve], node: str, known: Level | None = None) -> str:
    """How each persona feels at a node: the figure, the words, and how backed it is where the rest is otherwise.

    >>> from journeykit.render.sheet import Feeling
    >>> anna = Curve(persona="anna", name="Anna", points=(Feeling(node="quote", value=-1, words="cross"),))
    >>> "Anna \u22121 · cross" in feelings([anna], "quote")
    True
    """
    rows = []
    for curve in curves:
        for point in curve.points:
            if point.node != node:
                continue
            strong = f"intensity {number(point.intensity)} of 5" if point.intensity is not None else ""
            words = joined((f"{curve.name} {feeling(point.value)}".strip(), point.words, strong))
            face = "good" if point.value >= 0.25 else "bad" if point.value <= -0.25 else "mixed"
            rows.append(
                tag(
                    "li",
                    {"class": f"jk-m-{face}", "data-who": curve.persona or None},
                    tag("span", {"dir": "auto"}, text=words)
                    + " "
                    + level(point.level if point.level != known else None),
                )
            )
    return tag("ul", None, *rows) if rows else ""
