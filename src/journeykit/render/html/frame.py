"""What stands around the drawing: the outline of its steps, and what can be chosen."""

from __future__ import annotations

import re
from typing import Final

from journeykit.render.flow.cards import mood
from journeykit.render.html.details import Details
from journeykit.render.html.markup import tag

__all__ = ["controls", "outline", "panel"]

_DRAWN: Final = re.compile(r'\bdata-lane="([^"]*)"')
_PEOPLE: Final = re.compile(r'\bdata-persona="([^"]*)"')


def outline(details: Details) -> str:
    """The steps by stage, as links: the way through the map without a pointer."""
    groups: list[str] = []
    for stage in details.scene.stages:
        rows = [_entry(details, node.id) for node in details.steps if node.stage == stage.id]
        if rows:
            words = tag("span", {"class": "jk-stage-name", "dir": "auto"}, text=stage.title)
            groups.append(tag("li", None, words, tag("ol", None, *rows)))
    ends = [_entry(details, node.id) for node in details.outcomes]
    if ends:
        groups.append(tag("li", None, tag("span", {"class": "jk-stage-name"}, text="Outcomes"), tag("ol", None, *ends)))
    if not groups:
        return ""
    heading = tag("h2", {"id": "jk-outline-title"}, text="Steps")
    return tag("nav", {"id": "jk-outline", "aria-labelledby": "jk-outline-title"}, heading, tag("ol", None, *groups))


def _entry(details: Details, node_id: str) -> str:
    node = details.scene.node(node_id)
    number, feels = details.numbers.get(node_id), mood(node)
    face = "good" if (node.emotion or 0) >= 0.25 else "bad" if (node.emotion or 0) <= -0.25 else "mixed"
    return tag(
        "li",
        None,
        tag(
            "a",
            {"href": f"#{node_id}"},
            tag("span", {"class": "jk-number"}, text=str(number)) + " " if number else "",
            tag("span", {"class": "jk-name", "dir": "auto"}, text=node.title or node_id),
            " "
            + tag("span", {"class": f"jk-mood jk-{face}"}, tag("span", {"class": "jk-heard"}, " emotion "), text=feels)
            if feels
            else "",
        ),
    )


def panel() -> str:
    """The place of a step's details; the script fills it from the step's row in the tables."""
    close = tag(
        "button", {"type": "button", "id": "jk-close", "aria-label": "Close the details", "title": "Close (Escape)"},
        text="\u00d7",
    )  # fmt: skip
    return tag("p", {"id": "jk-status", "class": "jk-heard", "role": "status"}) + tag(
        "section",
        {"id": "jk-panel", "aria-labelledby": "jk-panel-title", "hidden": True},
        tag("div", {"class": "jk-panel-head"}, tag("p", {"id": "jk-panel-over", "dir": "auto"}), close),
        tag("h2", {"id": "jk-panel-title", "tabindex": "-1", "dir": "auto"}),
        tag("div", {"id": "jk-panel-body"}),
    )


def controls(details: Details, svg: str) -> str:
    """Check boxes for the lanes and personas that the drawing has; shown once the script can answer them."""
    drawn, people = set(_DRAWN.findall(svg)), set(_PEOPLE.findall(svg))
    lanes = [lane for lane in (details.sheet.lanes if details.sheet else ()) if lane.name in drawn]
    toggles = [_box("lane", lane.name, lane.title) for lane in lanes if lane.kind != "steps"]
    names: dict[str, tuple[str, int | None]] = {}
    if details.sheet:
        names |= {each.id: (each.name, None) for each in details.sheet.header.portraits}
        names |= {each.persona: (each.name, each.index) for each in details.sheet.curves if each.persona}
    who = [_box("persona", each, name, index) for each, (name, index) in names.items() if each in people]
    view = [_box("view", "fit", "Fit to the window", on=False), _box("view", "print", "Print the tables too", on=False)]
    sets = [
        _group("Lanes", toggles),
        _group("Personas", who if len(who) > 1 else []),
        _group("View", view),
    ]
    return tag("div", {"id": "jk-controls", "hidden": True}, *sets)


def _group(title: str, boxes: list[str]) -> str:
    return tag("fieldset", None, tag("legend", None, text=title), *boxes) if boxes else ""


def _box(what: str, value: str, words: str, index: int | None = None, *, on: bool = True) -> str:
    swatch = "" if index is None else tag("span", {"class": f"jk-swatch jk-line-{index % 4 + 1}"})
    box = tag("input", {"type": "checkbox", "data-toggle": what, "value": value, "checked": on, "autocomplete": "off"})
    return tag("label", {"class": "jk-chip"}, box, swatch, tag("span", {"dir": "auto"}, text=words))
