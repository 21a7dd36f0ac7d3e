"""SVG to PDF by Typst, whose text stays text: it can be selected, searched and read aloud.

Typst reads SVG with resvg, as PNG pictures do, shapes Arabic and Indic scripts, embeds the fonts, and needs nothing of
the system. (Cairo's text, tried first, is boxes for ideographs and emoji, and letters that do not join.)
"""

from __future__ import annotations

import json
import re
from typing import Final

from journeykit.errors import EngineError, MissingExtra
from journeykit.render.engine_svg import extent, ready

__all__ = ["page_size", "to_pdf"]

_POINTS: Final = {"": 0.75, "px": 0.75, "pt": 1.0, "in": 72.0, "mm": 72 / 25.4, "cm": 72 / 2.54}
_LARGEST: Final = 14_400.0  # points of a page's longer side: readers of PDF allow 200 inches
# What is untrusted comes in as values, never as part of the program.
_PROGRAM: Final = b"""
#let given = sys.inputs
#set document(title: given.title, date: none)
#set text(lang: given.language)
#for sheet in json(bytes(given.sheets)) {
  page(
    width: sheet.width * 1pt, height: sheet.height * 1pt, margin: 0pt,
    image(bytes(sheet.svg), format: "svg", width: 100%, height: 100%, fit: "contain", alt: given.description),
  )
}
"""


def to_pdf(*svgs: str, title: str = "", description: str = "", language: str | None = None) -> bytes:
    """Drawings as a PDF, a page for each, as large as the drawing says: `420mm` is an A3 sheet, 96 px are an inch.

    The same drawing gives the same bytes on the same machine, for they hold the fonts that it has.

    Raises MissingExtra without the extra `export`, and EngineError where Typst fails.
    """
    try:
        import typst
    except ImportError:
        raise MissingExtra("PDF files", "typst", "export") from None
    sheets = [{"svg": ready(svg), "width": across, "height": down} for svg in svgs for across, down in [page_size(svg)]]
    given = {
        "sheets": json.dumps(sheets),
        "title": title,
        "description": description or title or " ",
        "language": _language(language),
    }
    try:
        made = typst.compile(_PROGRAM, format="pdf", sys_inputs=given, timestamp=0)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001 - a panic in Rust is no Exception
        raise EngineError(f"Typst could not make the PDF ({error}): save the drawing as SVG") from None
    return bytes(made)


def page_size(svg: str) -> tuple[float, float]:
    """Width and height of the page in points, 72 to an inch; a drawing beyond 200 inches is made smaller.

    >>> page_size('<svg width="420mm" height="297mm" viewBox="0 0 1600 1131">')  # A3
    (1190.55..., 841.88...)
    >>> page_size('<svg width="960" height="96" viewBox="0 0 960 96">')
    (720.0, 72.0)
    """
    start = svg[: svg.find(">") + 1]
    given = [re.search(rf' {name}="([\d.]+)(px|pt|in|mm|cm|)"', start) for name in ("width", "height")]
    size = [float(each[1]) * _POINTS[each[2]] if each else 0.0 for each in given]
    if min(size) <= 0:
        size = [each * _POINTS["px"] for each in extent(svg)]
    shrunk = min(1.0, _LARGEST / max(size))
    return size[0] * shrunk, size[1] * shrunk


def _language(tag: str | None) -> str:
    """The part of a language tag that Typst knows."""
    found = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", tag or "")
    return found[0].lower() if found else "en"
