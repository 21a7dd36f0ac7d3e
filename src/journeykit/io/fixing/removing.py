"""Entries taken out of a YAML text: whole lines in block style, with their commas in flow style; comments stay."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from journeykit.io.fixing.edits import Edit, UnsafeError
from journeykit.io.fixing.layout import BLANK, Entry, comments, entries, line_end, line_start
from journeykit.io.yaml12.nodes import Node

__all__ = ["removal"]

_DASHES = re.compile(r"[ \t]*(?:-[ \t]+)+")


def removal(raw: str, parent: Node, names: Collection[str | int]) -> list[Edit]:
    """The edits that take some, but not all, of the entries out of a mapping or a list.

    Raises UnsafeError where that would touch something else.
    """
    if parent.style == "alias":
        raise UnsafeError("it is shared by an alias")
    every = entries(raw, parent)
    write = _from_flow if parent.style == "flow" else _from_block
    return list(write(raw, every, [each.name in names for each in every]))


def _from_block(raw: str, every: list[Entry], gone: list[bool]) -> Iterator[Edit]:
    first = line_start(raw, every[0].start)
    kept = gone.index(False)
    if raw[first : every[0].start].strip(BLANK):
        if gone[0]:
            yield from _moved_up(raw, first, every[: kept + 1])
    else:
        kept = 0
    for entry, out in zip(every[kept:], gone[kept:], strict=True):
        if out:
            yield _lines(raw, entry)


def _lines(raw: str, entry: Entry) -> Edit:
    """The lines of an entry without their words: comments stay, each on a line of its own."""
    start, end = line_start(raw, entry.start), line_end(raw, entry.end)
    indent = raw[start : entry.start]
    if indent.strip(BLANK) or not _is_rest(raw[entry.end : end]):
        raise UnsafeError("something else stands on its line")
    after = end + (2 if raw[end : end + 2] == "\r\n" else 1 if end < len(raw) else 0)
    breaks = raw[end:after]
    return Edit(start, after, "".join(f"{indent}{each}{breaks}" for each in comments(raw, start, end, entry)))


def _moved_up(raw: str, first: int, run: list[Entry]) -> Iterator[Edit]:
    """The first entries stand behind a dash: the one that is kept takes their place, comments go above."""
    *out, kept = run
    head = _DASHES.fullmatch(raw[first : out[0].start])
    if head is None:
        raise UnsafeError("it is written in a way that is not mended")
    found = [
        each
        for entry, after in zip(out, run[1:], strict=True)
        for each in comments(raw, entry.start, after.start, entry)
    ]
    if found:
        indent = head[0][: len(head[0]) - len(head[0].lstrip())]
        end = line_end(raw, first)
        breaks = "\r\n" if raw[end : end + 2] == "\r\n" else raw[end : end + 1]
        yield Edit(first, first, "".join(f"{indent}{each}{breaks}" for each in found))
    yield Edit(out[0].start, kept.start)


def _is_rest(text: str) -> bool:
    """Whether nothing but blanks and a comment ends the line there."""
    return not text.strip() or (text[0] in BLANK and text.lstrip(BLANK).startswith("#"))


def _from_flow(raw: str, every: list[Entry], gone: list[bool]) -> Iterator[Edit]:
    for entry, out in zip(every, gone, strict=True):
        if out and comments(raw, entry.start, entry.end, entry):
            raise UnsafeError("a comment stands inside of it")
    last = max(index for index, out in enumerate(gone) if not out)
    before = every[last].end
    for index, (entry, out) in enumerate(zip(every, gone, strict=True)):
        if out and index < last:
            yield _with_comma(raw, entry)
    tail = every[last + 1 :]
    if not tail:
        return
    if not raw[before : tail[-1].end].strip("\r\n") or not re.search(r"[\r\n]", raw[before : tail[-1].end]):
        comma = _comma(raw, tail[-1].end)
        yield Edit(before, tail[-1].end if comma is None else comma + 1)
        return
    first = _comma(raw, before)
    if first is None:  # pragma: no cover - another entry follows, so a comma does
        raise UnsafeError("it is written in a way that is not mended")
    yield Edit(first, first + 1)
    for entry in tail:
        yield _with_comma(raw, entry)


def _comma(raw: str, at: int) -> int | None:
    """The comma behind an entry, past blanks, breaks and comments; None where the bracket closes."""
    while at < len(raw) and raw[at] in " \t\r\n#":
        at = line_end(raw, at) if raw[at] == "#" else at + 1
    return at if raw[at : at + 1] == "," else None


def _with_comma(raw: str, entry: Entry) -> Edit:
    """An entry with the comma behind it, and with its line where nothing else stands there."""
    comma = _comma(raw, entry.end)
    if comma is not None and raw[entry.end : comma].strip(BLANK):
        raise UnsafeError("its comma stands on another line")
    start, end = entry.start, entry.end if comma is None else comma + 1
    first, last = line_start(raw, start), line_end(raw, end)
    alone = not raw[first:start].strip(BLANK)
    if alone and not raw[end:last].strip(BLANK):
        return Edit(first, last + (2 if raw[last : last + 2] == "\r\n" else 1))
    rest = raw[end:last].lstrip(BLANK)
    if rest and not rest.startswith("#"):
        return Edit(start, last - len(rest))
    if not alone and not rest:
        start = first + len(raw[first:start].rstrip(BLANK))
    return Edit(start, end)
