"""SVG to PNG by resvg, helped with its fonts.

resvg looks for one font that has all characters of a text, and shows boxes for a mixed one. So every run of emoji and
of ideographs becomes a text of its own that names its fonts. (As `tspan`s, joined emoji make it panic.)
"""

from __future__ import annotations

import re
from html import escape, unescape
from itertools import groupby
from typing import Final
from unicodedata import bidirectional

from journeykit.errors import EngineError, MissingExtra
from journeykit.render.text import clusters, is_emoji, is_wide, width

__all__ = ["to_png"]

_ZOOM: Final = 2.0  # pixels of a PNG per px of the drawing: sharp on a dense screen and on paper
_LARGEST: Final = 16_000  # pixels of a PNG's longer side; more would take gigabytes
_TEXT: Final = re.compile(r"(<text\b[^>]*>)([^<]*)(</text>)")
_FONTS: Final = {
    "emoji": ' font-family="Noto Color Emoji, Apple Color Emoji, Segoe UI Emoji"',
    "wide": ' font-family="Noto Sans CJK SC, PingFang SC, Microsoft YaHei, WenQuanYi Micro Hei, sans-serif"',
    "other": "",
}


def to_png(svg: str) -> bytes:
    """The drawing as PNG, two pixels to a px, fewer where it would be wider or higher than 16,000.

    Raises MissingExtra without the extra `export`, and EngineError where resvg fails.
    """
    try:
        import resvg_py
    except ImportError:
        raise MissingExtra("PNG pictures", "resvg_py", "export") from None
    across, down = (float(part) for part in svg.split('viewBox="0 0 ', 1)[1].split('"', 1)[0].split())
    zoom = min(_ZOOM, _LARGEST / max(across, down))
    try:
        return bytes(resvg_py.svg_to_bytes(svg_string=_TEXT.sub(_runs, svg), width=round(across * zoom)))
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001 - a panic in Rust is no Exception
        raise EngineError(f"resvg could not draw the PNG ({error}): save the drawing as SVG") from None


def _kind(cluster: str) -> str:
    return "emoji" if is_emoji(cluster) else "wide" if is_wide(cluster) else "other"


def _runs(found: re.Match[str]) -> str:
    """One text as one element per run; plain letters, and lines from right to left, stay as they are."""
    start, words, end = found.groups()
    line = unescape(words)
    runs = [(kind, "".join(each)) for kind, each in groupby(clusters(line), key=_kind)]
    if all(kind == "other" for kind, _ in runs) or any(bidirectional(char) in ("R", "AL") for char in line):
        return found.group()
    size, bold = float(_read(start, "font-size", "16")), _read(start, "font-weight", "") == "bold"
    wide = [width(each, size, bold=bold) for _, each in runs]
    anchor = {"middle": 0.5, "end": 1.0}.get(_read(start, "text-anchor", ""), 0.0)
    x = float(_read(start, "x", "0")) - sum(wide) * anchor
    made = []
    for (kind, each), across in zip(runs, wide, strict=True):
        begin = re.sub(r' text-anchor="[^"]*"', "", re.sub(r' x="[^"]*"', f' x="{x:.2f}"', start))
        if kind == "emoji":
            begin = begin.replace(' font-weight="bold"', "")
        made.append(begin[:-1] + _FONTS[kind] + ' xml:space="preserve">' + escape(each) + end)
        x += across
    return "".join(made)


def _read(start: str, name: str, default: str) -> str:
    found = re.search(f' {name}="([^"]*)"', start)
    return found[1] if found else default
