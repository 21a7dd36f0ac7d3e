"""The map once more as tables: for screen readers, for paper, for search, and for browsers without scripts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from journeykit.render.html.details import Details
from journeykit.render.html.items import items, level
from journeykit.render.html.markup import joined, picture, tag
from journeykit.render.scene import Edge, Node
from journeykit.render.sheet import Portrait
from journeykit.render.svg import text_of

__all__ = ["tables"]

_WAYS = {"forward": "on", "back": "back", "self": "again", "drop_off": "leaves", "entry": "begins", "end": "ends"}


def tables(details: Details) -> str:
    """Differences, personas, steps by lanes, stages, outcomes, moves; a table that would be empty is left out.

    A drawing without a map, that of a result, is told in words.
    """
    if not details.scene.nodes and not details.scene.stages:
        said = (tag("li", {"dir": "auto"}, text=each) for each in details.scene.description.split("; ") if each)
        return tag("ul", None, *said)
    parts = [
        _differences(details),
        _people(details),
        _nodes(details, "steps", "Steps, lane by lane", details.steps),
        _nodes(details, "outcomes", "Outcomes", details.outcomes),
        _stages(details),
        _moves(details),
    ]
    return "".join(part for part in parts if part)


def _table(name: str, title: str, heads: Iterable[str], rows: Sequence[str]) -> str:
    """A table with its heading, in a box of its own that scrolls where the screen is narrow."""
    top = tag("tr", None, *(tag("th", {"scope": "col"}, text=head) for head in heads))
    label = f"jk-{name}-title"
    table = tag("table", {"aria-labelledby": label}, tag("thead", None, top), tag("tbody", None, *rows))
    box = tag("div", {"class": "jk-scroll", "role": "region", "aria-labelledby": label, "tabindex": "0"}, table)
    return tag("section", {"class": "jk-table"}, tag("h3", {"id": label}, text=title), box) + "\n"


def _differences(details: Details) -> str:
    """What differs from another map, if the drawing is of two."""
    if details.sheet is None or len(details.sheet.table) < 2:
        return ""
    heads, *rows = details.sheet.table
    steps = {node.id for node in details.steps}

    def cell(head: str, text: str) -> str:
        if head == "Step" and text in steps:
            return tag("td", None, tag("a", {"href": f"#{text}"}, text=text))
        return tag("td", {"dir": "auto"}, text=text)

    written = [
        tag("tr", {"data-change": row[0]}, *(cell(head, text) for head, text in zip(heads, row, strict=True))) + "\n"
        for row in rows
    ]
    return _table("differences", "Differences", heads, written)


def _nodes(details: Details, name: str, title: str, nodes: Sequence[Node]) -> str:
    if not nodes:
        return ""
    columns = details.columns(nodes)
    rows = []
    for index, node in enumerate(nodes):
        number = details.numbers.get(node.id)
        head = tag(
            "th",
            {"scope": "row"},
            tag("span", {"class": "jk-number"}, text=str(number)) + " " if number else "",
            tag("a", {"href": f"#{node.id}", "dir": "auto"}, text=node.title or node.id),
        )
        cells = [
            tag("td", {"data-name": key, "data-title": words}, column[index]) for key, words, column in columns
        ]  # fmt: skip
        of = {"id": node.id, "data-row": node.kind, "data-of": node.stage}
        rows.append(tag("tr", of, head, *cells) + "\n")
    return _table(name, title, ["Step" if name == "steps" else "Outcome", *(words for _, words, _ in columns)], rows)


def _stages(details: Details) -> str:
    lanes = [lane for lane in details.sheet.lanes if any(lane.stages.values())] if details.sheet else []
    stages = details.scene.stages
    orders = {"line": "in this order", "any": "in any order", "parallel": "in parallel"}
    plain = {
        "Phase": [stage.phase or "" for stage in stages],
        "Kind": [stage.kind or "" for stage in stages],
        "Steps": [orders[stage.order] for stage in stages],
    }
    said = {title: cells for title, cells in plain.items() if any(cells)}
    rows = []
    for index, stage in enumerate(stages):
        head = tag("th", {"scope": "row", "dir": "auto"}, text=stage.title)
        cells = [tag("td", {"dir": "auto"}, text=column[index]) for column in said.values()]
        cells += [tag("td", {"data-title": lane.title}, items(lane.stages.get(stage.id, ()))) for lane in lanes]
        rows.append(tag("tr", {"data-about": stage.id}, head, *cells) + "\n")
    return _table("stages", "Stages", ["Stage", *said, *(lane.title for lane in lanes)], rows) if rows else ""


def _people(details: Details) -> str:
    portraits = details.sheet.header.portraits if details.sheet else ()
    rows = [_portrait(each) for each in portraits]
    heads = ("Persona", "Who", "Goals", "In their words", "Evidence level")
    known = [(words, said) for words, said in details.sheet.header.facts] if details.sheet else []
    facts = "".join(tag("div", None, tag("dt", None, text=words), tag("dd", {"dir": "auto"}, text=said))
                    for words, said in known)  # fmt: skip
    return (tag("dl", {"class": "jk-facts"}, facts) if facts else "") + (
        _table("personas", "Personas", heads, rows) if rows else ""
    )


def _portrait(portrait: Portrait) -> str:
    goals = tag("ul", None, *(tag("li", {"dir": "auto"}, text=goal) for goal in portrait.goals))
    who = [text for text in (portrait.title, portrait.summary) if text]
    return (
        tag(
            "tr",
            {"data-who": portrait.id},
            tag("th", {"scope": "row", "dir": "auto"}, picture(portrait.image), text=portrait.name),
            tag("td", {"dir": "auto"}, "<br>".join(text_of(text) for text in who)),
            tag("td", None, goals if portrait.goals else ""),
            tag("td", {"dir": "auto"}, text=portrait.quote),
            tag("td", None, level(portrait.level)),
        )
        + "\n"
    )


def _moves(details: Details) -> str:
    titles = {node.id: node.title for node in details.scene.nodes}
    linked = {node.id for node in (*details.steps, *details.outcomes)}

    def end(node: str) -> str:
        words = titles.get(node) or node
        if node not in linked:
            return text_of(words)
        return tag("a", {"href": f"#{node}", "dir": "auto"}, text=words)

    def row(edge: Edge) -> str:
        told = edge.figure or edge.basis == "assumed"
        basis = edge.basis if told and edge.kind not in ("entry", "end") and not edge.loose else ""
        return (
            tag(
                "tr",
                {"data-from": edge.source, "data-to": edge.target, "data-kind": edge.kind},
                tag("td", None, end(edge.source)),
                tag("td", None, end(edge.target)),
                tag("td", None, text="in any order" if edge.loose else _way(edge)),
                tag("td", {"class": "jk-share"}, text=joined((edge.figure, f"({basis})" if basis else ""), " ")),
                tag("td", {"class": "jk-why", "dir": "auto"}, text=edge.label or ""),
            )
            + "\n"
        )

    rows = [row(edge) for edge in details.scene.edges]
    return _table("moves", "Moves", ("From", "To", "Way", "Probability", "When or why"), rows) if rows else ""


def _way(edge: Edge) -> str:
    """How a move leads, and whether it is on the map."""
    return f"{_WAYS[edge.kind]}, not on the map" if edge.taken is not None and edge.taken.ghost else _WAYS[edge.kind]
