"""SVG made ready for the programs that turn it into PNG and PDF: helped with its fonts, and closed to the world.

Both read SVG with resvg, which looks for one font that has all characters of a text: one star sets the whole line in
the font of the star, whatever its weight and width, and a mixed line shows boxes. So every run of emoji, of ideographs,
of signs and of letters that Arial does not have becomes a text of its own. (As `tspan`s, joined emoji make it panic.)
"""

from __future__ import annotations

import re
from html import escape, unescape
from itertools import groupby
from typing import Final
from unicodedata import bidirectional, category

from journeykit.errors import EngineError
from journeykit.render.text import clusters, is_emoji, is_lettered, is_wide, width

__all__ = ["extent", "ready"]

_TEXT: Final = re.compile(r"(<text\b[^>]*>)([^<]*)(</text>)")
_LOADS: Final = re.compile(r"<(?:image|use|feImage)\b[^>]*?\bhref=(?:\"([^\"]*)\"|'([^']*)')")
_INSIDE: Final = re.compile(r"#|data:image/(?:png|jpeg|gif|webp);base64,")
_LETTERS: Final = ("Lu", "Ll", "Lt", "Lm", "Lo", "Mc", "Nd")
_FONTS: Final = {
    "emoji": ' font-family="Noto Color Emoji, Apple Color Emoji, Segoe UI Emoji"',
    "wide": ' font-family="Noto Sans CJK SC, PingFang SC, Microsoft YaHei, WenQuanYi Micro Hei, sans-serif"',
    "sign": ' font-family="DejaVu Sans, Segoe UI Symbol, Apple Symbols, Noto Sans Symbols 2, sans-serif"',
    "foreign": "",
    "other": "",
}


def ready(svg: str) -> str:
    """The drawing with a font for every run of its texts.

    Raises EngineError where it would load something from elsewhere: the programs would look for it among the files.
    """
    for found in _LOADS.finditer(svg):
        href = found[1] or found[2] or ""
        if not _INSIDE.match(href):
            raise EngineError(f"the drawing would load {href[:60]!r}: a view embeds its pictures as data addresses")
    return _TEXT.sub(_runs, svg)


def extent(svg: str) -> tuple[float, float]:
    """Width and height in the drawing's own units, from its `viewBox`.

    >>> extent('<svg viewBox="0 0 300 80.5" width="30mm">')
    (300.0, 80.5)
    """
    found = re.search(r'^<svg\b[^>]*? viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    if found is None:
        raise EngineError("the drawing says no size: its root element needs a viewBox that begins with 0 0")
    return float(found[1]), float(found[2])


def _kind(cluster: str) -> str:
    if is_emoji(cluster):
        return "emoji"
    if is_wide(cluster):
        return "wide"
    if is_lettered(cluster):
        return "other"
    return "foreign" if category(cluster[0]) in _LETTERS else "sign"


def _runs(found: re.Match[str]) -> str:
    """One text as one element per run; plain letters, and lines from right to left, stay as they are."""
    start, words, end = found.groups()
    if words.isascii() and "&" not in words:
        return found.group()
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
        if kind in ("emoji", "sign"):
            begin = begin.replace(' font-weight="bold"', "")
        made.append(begin[:-1] + _FONTS[kind] + ' xml:space="preserve">' + escape(each) + end)
        x += across
    return "".join(made)


def _read(start: str, name: str, default: str) -> str:
    found = re.search(f' {name}="([^"]*)"', start)
    return found[1] if found else default
