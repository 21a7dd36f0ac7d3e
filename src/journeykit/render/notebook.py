"""A drawing in a notebook's cell.

Where several forms are offered, Jupyter, JupyterLab, VS Code, Colab and Quarto's pages take `text/html`; paper
(nbconvert and Quarto on their way to PDF) takes `image/svg+xml`. The HTML holds the SVG as an image, for three reasons:
JupyterLab takes all SVG elements out of the HTML of a notebook that somebody else has run, and would show their bare
texts; styles of the page do not reach into it, nor its own out of it; and two drawings cannot share an id. What an
image keeps from people who select, search or listen stands in the table below it.
"""

from __future__ import annotations

import re
from base64 import b64encode
from html import escape
from typing import TYPE_CHECKING

from journeykit.render.engine_svg import extent
from journeykit.render.table import as_html
from journeykit.render.text import clean

if TYPE_CHECKING:
    from journeykit.render.drawing import Drawing

__all__ = ["shown"]

_MM = 96 / 25.4


def shown(drawing: Drawing) -> str:
    """The drawing at its own size in a frame that scrolls, and its steps as a table that opens on a click."""
    scene = drawing.scene
    across, down = _size(drawing.svg)
    data = b64encode(drawing.svg.encode("utf-8")).decode("ascii")
    words = escape(clean(". ".join(part for part in (scene.title, scene.description) if part)))
    return (
        '<div style="overflow-x: auto; max-width: 100%">'
        f'<img src="data:image/svg+xml;base64,{data}" alt="{words}" width="{across:.0f}" height="{down:.0f}"'
        f' style="width: {across:.0f}px; max-width: none; height: auto"></div>'
        f"<details><summary>Steps as a table</summary>{as_html(scene)}</details>"
    )


def _size(svg: str) -> tuple[float, float]:
    """The size on a screen in px: a sheet's millimetres, or the drawing's own units."""
    across, down = extent(svg)
    sheet = re.match(r'<svg\b[^>]*? width="([\d.]+)mm"', svg)
    wide = float(sheet[1]) * _MM if sheet else across
    return wide, down * wide / across
