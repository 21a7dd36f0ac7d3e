"""A text of a YAML document written anew, in the notation in which it stands."""

from __future__ import annotations

import json
import re

from journeykit.io.fixing.edits import Edit, UnsafeError
from journeykit.io.fixing.layout import content_end, line_end
from journeykit.io.yaml12.emit import block_sign, is_block, text_of
from journeykit.io.yaml12.nodes import Node

__all__ = ["replacement"]

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufeff\ufffe\uffff]")
_HEADER = re.compile(r"[|>][-+0-9]*([ \t]+#[^\r\n]*)?")
_BRACKETS = re.compile(r"[,\[\]{}]")
_INDENT = re.compile(r"[\r\n]([ ]*)[^\s]")


def replacement(raw: str, node: Node, value: str, *, flow: bool) -> Edit:
    """The edit that writes another text in the place of one; `flow` says whether it stands between brackets.

    Raises UnsafeError where the text is shared, or is none.
    """
    if node.style == "alias" or raw[node.start : node.start + 1] in {"&", "*", "!"}:
        raise UnsafeError("it is shared by an alias")
    if not isinstance(node.value, str) or node.empty:
        raise UnsafeError("no text stands there")
    end = content_end(raw, node)
    if node.style == "block":
        return Edit(node.start, end, _block(raw, node, value))
    if node.style == "quoted":
        return Edit(node.start, end, _quoted(raw[node.start], value))
    written = text_of(value)
    return Edit(node.start, end, _quoted('"', value) if flow and _BRACKETS.search(value) else written)


def _quoted(quote: str, value: str) -> str:
    if quote == "'" and not _CONTROL.search(value):
        return "'" + value.replace("'", "''") + "'"
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))


def _block(raw: str, node: Node, value: str) -> str:
    """Behind `|` where it still has several lines, else on the line of its key; the sign's comment stays."""
    head = _HEADER.match(raw, node.start)
    comment = (head[1] or "") if head else ""
    lines = value.removesuffix("\n").split("\n")
    if (len(lines) == 1 and not value.endswith("\n")) or not is_block(f"a line\n{value}"):
        return text_of(value) + comment
    end = line_end(raw, node.start)
    breaks = "\r\n" if raw[end : end + 2] == "\r\n" else raw[end : end + 1]
    indent = _INDENT.search(raw, node.start, node.end)
    if indent is None or not indent[1]:
        raise UnsafeError("its lines are not indented")
    shown = [f"{indent[1]}{line}" if line else "" for line in lines]
    return breaks.join([block_sign(value) + comment, *shown])
