"""From what a curve drawing says to its SVG: title, stages, charts, names, key and legend below each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from typing import Final

from journeykit.render.brush import Brush
from journeykit.render.curve_view.frame import MARGIN, SIZE
from journeykit.render.curve_view.layout import BETWEEN, GAP, LINE, NAME, TITLE, Layout, Row
from journeykit.render.curve_view.pair import Pair
from journeykit.render.poster.sizes import LEADING
from journeykit.render.svg import element, number, text_of
from journeykit.render.text import wrap
from journeykit.render.theme import Themed

__all__ = ["to_svg"]

_LANGUAGE: Final = re.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,5}")  # a BCP 47 tag
_EMPTY: Final = (
    "Nobody has said yet how this journey feels. Give its steps an emotion, from \u22122 to +2, to see the curve."
)


def to_svg(pair: Pair, *, theme: Themed = "auto", scale: str | None = None, width: float | None = None) -> str:
    """The drawing of one map or two. The same ones give the same bytes.

    Args:
        pair: what it says.
        theme: as everywhere.
        scale: `time` gives each step the width of its duration.
        width: px that it may be wide; long journeys then go on in further rows.
    """
    said = f"{theme!r}\0{scale}\0{width}\0{pair!r}" + (f"\0{pair.met}\0{pair.notes}" if pair.met else "")
    scope = "jk" + sha256(said.encode("utf-8", "backslashreplace")).hexdigest()[:10]
    brush = Brush(theme, scope)
    made = Layout(pair, scale, width)
    parts = [
        brush.make("rect", {"width": made.width, "height": made.height, "class": "jk-paper"}, fill="paper"),
        element("g", {"class": "jk-title"}, *_title(brush, made)),
    ]
    y = made.top
    for row in made.rows:
        parts.append(_row(brush, row, y))
        y += row.height + GAP
    y += 10 - GAP
    if made.key.height:
        parts.append(made.key.paint(brush, MARGIN, y))
        y += made.key.height + 10
    if made.notes:
        parts.append(element("g", {"class": "jk-footer"}, *_lines(brush, made.notes, y, SIZE, "muted")))
    parts.append(made.legend.paint(brush, MARGIN, made.height - MARGIN + 8 - made.legend.height))
    return (
        _root(brush, made)
        + element("title", {"id": f"{scope}-title"}, text=pair.scene.title)
        + element("desc", {"id": f"{scope}-desc"}, text=_described(pair))
        + brush.style()
        + "\n".join(part for part in parts if part)
        + "</svg>\n"
    )


def _root(brush: Brush, made: Layout) -> str:
    scope, known = brush.scope, made.pair.scene.language or ""
    language = f' lang="{known}" xml:lang="{known}"' if _LANGUAGE.fullmatch(known) else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" id="{scope}" class="jk jk-curves" role="group"{language}'
        f' width="{number(made.width)}" height="{number(made.height)}"'
        f' viewBox="0 0 {number(made.width)} {number(made.height)}"'
        f' aria-labelledby="{scope}-title" aria-describedby="{scope}-desc" font-family="{text_of(brush.font)}">'
    )


def _described(pair: Pair) -> str:
    """The map in words, and which lines there are."""
    names = [curve.name for group in pair.groups for curve in group.curves if curve.name]
    lines = f" Curves: {', '.join(dict.fromkeys(names))}." if names else ""
    return f"The emotion curve. {pair.scene.description}{lines}"


def _title(brush: Brush, made: Layout) -> list[str]:
    y = MARGIN - 6
    rows = _lines(brush, made.title, y, TITLE, "ink", step=TITLE * 1.25, bold=True)
    return rows + _lines(brush, made.subtitle, y + len(made.title) * TITLE * 1.25, SIZE, "muted")


def _lines(
    brush: Brush, lines: Sequence[str], top: float, size: float, colour: str, *, step: float = LINE, bold: bool = False
) -> list[str]:
    return [
        brush.make(
            "text",
            {
                "x": MARGIN,
                "y": top + row * step + step / 2 + size * 0.36,
                "font-size": size,
                "font-weight": "bold" if bold else None,
            },
            fill=colour,
            text=line,
        )
        for row, line in enumerate(lines)
    ]


def _row(brush: Brush, row: Row, top: float) -> str:
    """Stages, charts and names of a band."""
    parts = [row.heads.paint(brush, top)] if row.heads.height else []
    y = top + row.heads.height
    for group, made in row.charts:
        if group.name:
            lines = wrap(group.name, row.band.right - row.band.left, SIZE, bold=True, lines=1)
            place: dict[str, str | float | None] = {
                "x": row.band.left, "y": y + NAME - 8, "font-size": SIZE, "font-weight": "bold",
            }  # fmt: skip
            parts += [brush.make("text", place, fill="ink", text=line) for line in lines]
            y += NAME
        parts.append(made.paint(brush, y))
        if not group.curves:
            parts += _empty(brush, row, y + made.zero)
        y += made.height + BETWEEN
    if row.shares is not None:
        parts.append(row.shares.paint(brush, y - BETWEEN))
        y += row.shares.height
    parts.append(row.names.paint(brush, y - BETWEEN))
    return element("g", {"class": "jk-band", "data-band": row.band.index + 1}, *parts)


def _empty(brush: Brush, row: Row, zero: float) -> list[str]:
    """What a frame without a curve says, on a ground that hides the zero line."""
    lines = wrap(_EMPTY, 420, SIZE + 1, lines=4)
    step = (SIZE + 1) * LEADING
    middle, high = (row.band.left + row.band.right) / 2, len(lines) * step + 24
    ground: dict[str, str | float | None] = {
        "x": middle - 230, "y": zero - high / 2, "width": 460.0, "height": high, "rx": 8.0,
    }  # fmt: skip
    parts = [brush.make("rect", ground, fill="paper", stroke="lane_line")]
    for at, line in enumerate(lines):
        place: dict[str, str | float | None] = {
            "x": middle, "y": zero - high / 2 + 12 + at * step + step / 2 + SIZE * 0.36, "font-size": SIZE + 1,
            "text-anchor": "middle",
        }  # fmt: skip
        parts.append(brush.make("text", place, fill="ink", text=line))
    return parts
