"""A comparison written: as text, as JSON, as a page, as a picture."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from journeykit.analysis.diff.words import SIGNS, line
from journeykit.cli.paths import check_named, writing
from journeykit.cli.screen import say, write
from journeykit.errors import UnknownName
from journeykit.files import write_atomically
from journeykit.render import draw

if TYPE_CHECKING:
    from journeykit.analysis.compare import Comparison
    from journeykit.cli.diffs.pair import Pair

__all__ = ["lines", "report", "told_lines"]

_FORMATS: Final = ("text", "json", "html", "svg")
_DRAWN: Final = ("html", "svg", "png", "pdf")
_STYLES: Final = {"+": "green", "-": "red", ">": "magenta", "=": "cyan", "~": "yellow"}


def report(found: Pair, format: str | None, output: str | None, theme: str) -> None:
    """Write it to a file or to standard output. Raises UnknownName for a format that does not exist."""
    if format is not None and format not in _FORMATS:
        raise UnknownName("format", format, _FORMATS)
    if output is not None and output != "-":
        check_named(output, "diff.html")
        suffix = Path(output).suffix.lower().removeprefix(".")
        kind = format or {"txt": "text"}.get(suffix, suffix)
        if kind not in (*_FORMATS, *_DRAWN):
            raise UnknownName("format", suffix, ("txt", "json", *_DRAWN))
        with writing(output):
            write_atomically(output, _made(found, kind, theme))
        return
    if format in (None, "text"):
        told_lines(list(lines(found.comparison, found.first.name, found.second.name)))
    else:
        made = _made(found, format or "text", theme)
        write(made if isinstance(made, str) else made.decode())


def lines(found: Comparison, one: str, other: str) -> Sequence[str]:
    """The comparison in lines: how much differs, each difference, what they do."""
    said = [f"  {each}" for each in found.said()] if found else []
    return [
        f"{one} -> {other}: {found.summary}",
        *(line(each) for each in found),
        *(["What it does", *said] if said else []),
    ]


def told_lines(every: Sequence[str]) -> None:
    """Print them: on a terminal with a colour for each kind, beside its sign."""
    for each in every:
        style = _STYLES.get(each[:1], "") if each[1:2] == " " and each[:1] in SIGNS.values() else ""
        say((each, style))


def _made(found: Pair, kind: str, theme: str) -> str | bytes:
    if kind == "text":
        return "\n".join(lines(found.comparison, found.first.name, found.second.name)) + "\n"
    if kind == "json":
        files = {"files": [found.first.name, found.second.name]}
        return json.dumps({**files, **found.comparison.to_dict()}, ensure_ascii=False, indent=2) + "\n"
    drawing = draw(found.first.journey, "diff", against=found.second.journey, theme=theme, folder=found.folder)
    made: str | bytes = getattr(drawing, kind)
    return made
