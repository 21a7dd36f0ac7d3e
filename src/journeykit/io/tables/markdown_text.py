"""A map as a table in Markdown: titles instead of ids, one row per step, only the columns that have something."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from journeykit.io.loss import Loss, uncarried
from journeykit.io.tables.carried import KINDS, Carried
from journeykit.io.tables.columns import Column
from journeykit.io.tables.kinds import Terms, Texts
from journeykit.io.tables.moves import told_moves
from journeykit.io.tables.scores import scale_of
from journeykit.io.tables.sheet_columns import OUTCOMES
from journeykit.io.tables.step_columns import STEPS
from journeykit.io.tables.texts import items
from journeykit.io.tables.worded import Links, Worded
from journeykit.model import JourneyMap
from journeykit.model.base import humanised
from journeykit.model.channels import channel
from journeykit.model.document import document

__all__ = ["escaped", "losses", "write"]

Tree = dict[str, Any]
_HIDDEN = ("id", "title", "events", "failed_events", "allow", "image", "journey", "tags", "evidence")
_SHOWN = [each for each in STEPS.values() if each.noun in ("step", "outcome") and each.field not in _HIDDEN]
_SPECIAL = re.compile(r"[\\`*\[\]~$|]|(?<!\w)_|_(?!\w)|#(?=\Z)")
_WORDED = [(f"stages.steps.{each.field}", each.kind) for each in _SHOWN if isinstance(each.kind, Worded)]
_FOR_EACH = {
    f"stages.steps.{each.field}": [f".{name}" for name in ("text", *each.kind.attributes)]
    for each in _SHOWN
    if isinstance(each.kind, Worded) and each.by_persona
}
_ANSWERS = Worded("Opportunity").attributes
_CARRIED = {
    *("title", "stages.title", "stages.phase", "outcomes.title", "outcomes.result", "flow"),
    *(f"flow.{key}" for key in ("from", "to", "probability", "count", "when", "after", "personas")),
    *(f"stages.steps.{each.field}" for each in (*_SHOWN, STEPS["title"])),
    *(f"{path}.{name}" for path, kind in _WORDED for name in ("text", *kind.attributes)),
    *(f"stages.steps.{felt}.opportunities" for felt in ("pains", "gains")),
    *(f"stages.steps.{felt}.opportunities.{name}" for felt in ("pains", "gains") for name in ("text", *_ANSWERS)),
    *(f"outcomes.{name}" for name in ("emotion", "value", "links", "note", "reason", "alternative", "brings")),
}


def escaped(text: str) -> str:
    r"""The text as Markdown shows it, in one cell of a table.

    >>> escaped("a | b\n<script> *now* [x](javascript:y)")
    'a \\| b<br>&lt;script&gt; \\*now\\* \\[x\\](javascript:y)'
    """
    plain = _SPECIAL.sub(r"\\\g<0>", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"\s*\n\s*", "<br>", plain)


def write(map: JourneyMap, scores: Any) -> str:
    """The table of a map under its title."""
    held = Carried(map, Terms(scale_of(scores)), sheets=False)
    labels = {each.id: each.label for each in (*map.steps, *map.outcomes)}
    rows = [_step(each, step, held, labels) for each in held.tree.get("stages", ()) for step in each.get("steps", ())]
    rows += [_outcome(each, held.terms, labels) for each in held.tree.get("outcomes", ())]
    heads = list(dict.fromkeys(head for head in _order(held) if any(row.get(head) for row in rows)))
    if {row.get("Type") for row in rows} <= {"touchpoint"}:
        heads = [each for each in heads if each != "Type"]
    title = f"# {escaped(map.label)}\n"
    if not rows:
        return title
    lines = [heads, ["---"] * len(heads), *([row.get(head, "") for head in heads] for row in rows)]
    return f"{title}\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines)


def losses(map: JourneyMap) -> tuple[Loss, ...]:
    """What of a map the table leaves out."""
    people = [each.id for each in map.personas]
    by_persona = {f"{path}.{who}{rest}" for path in _FOR_EACH for who in people for rest in ("", *_FOR_EACH[path])}
    found = uncarried(document(map), _CARRIED | by_persona, "a Markdown table")
    ids = (*KINDS, "id")
    message = "a Markdown table shows titles, and no ids"
    return tuple(replace(each, message=message, code="ids") if each.loc[-1] in ids else each for each in found)


def _order(held: Carried) -> Iterable[str]:
    yield from ("Phase", "Stage", "Step", "Type")
    people = [each["id"] for each in held.tree.get("personas", ())]
    for column in STEPS.values():
        if column in _SHOWN:
            yield _head(column)
            yield from (_head(column, who) for who in people if column.by_persona)
        elif column.field == "next":
            yield "Next"


def _head(column: Column, persona: str = "") -> str:
    return column.name.capitalize() + (f" ({escaped(humanised(persona))})" if persona else "")


def _step(stage: Tree, step: Tree, held: Carried, labels: dict[str, str]) -> dict[str, str]:
    kind = next(each for each in KINDS if each in step)
    row = {
        "Phase": escaped(stage.get("phase", "")),
        "Stage": escaped(stage.get("title") or humanised(stage["id"])),
        "Step": escaped(labels[step[kind]]),
        "Type": kind,
    }
    for column in _SHOWN:
        value = step.get(column.field)
        if column.by_persona and isinstance(value, dict):
            row |= {_head(column, who): _cell(column, each, held.terms) for who, each in value.items()}
        elif value is not None:
            row[_head(column)] = _cell(column, value, held.terms)
    moves = held.moves[step[kind]] if held.moves is not None else None
    if moves is not None:
        row["Next"] = "<br>".join(_move(each, labels) for each in moves) or "nothing"
    return row


def _move(move: Tree, labels: dict[str, str]) -> str:
    said = next(items(told_moves([move]))).text.removeprefix(move["to"])
    return escaped(labels[move["to"]] + said)


def _outcome(outcome: Tree, terms: Terms, labels: dict[str, str]) -> dict[str, str]:
    row = {"Step": escaped(labels[outcome["id"]]), "Type": outcome.get("result", "neutral")}
    fields = {each.field for each in OUTCOMES.values()}
    for column in _SHOWN:
        if column.field in outcome and column.field in fields:
            row[_head(column)] = _cell(column, outcome[column.field], terms)
    return row


def _cell(column: Column, value: Any, terms: Terms) -> str:
    kind = column.kind
    if isinstance(kind, Links):
        return "<br>".join(_link({"text": each} if isinstance(each, str) else each) for each in value)
    if isinstance(kind, Texts):
        return "<br>".join(map(escaped, value))
    if isinstance(kind, Worded):
        return "<br>".join(_worded(kind, {"text": each} if isinstance(each, str) else each, terms) for each in value)
    return escaped(channel(value).label if column.field == "channel" else kind.told(value, terms))


def _worded(kind: Worded, noun: Tree, terms: Terms) -> str:
    said = kind.said(noun, terms)
    return escaped(noun["text"] + (f" ({said})" if said else ""))


def _link(link: Tree) -> str:
    url = link.get("url", "")
    if not re.match(r"(?:https?://|mailto:)[^\s<>()\\|]+\Z", url):
        return escaped(f"{link['text']} {url}".strip())
    return f"[{escaped(link['text']) or escaped(url)}]({url.replace('&', '&amp;')})"
