"""The page: one file with the drawing, its details, and nothing from anywhere else."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import Final, Protocol

from journeykit.render.html.colours import colours
from journeykit.render.html.details import Details
from journeykit.render.html.frame import controls, outline, panel
from journeykit.render.html.markup import tag
from journeykit.render.html.policy import policy
from journeykit.render.html.tables import tables
from journeykit.render.scene import Scene
from journeykit.render.sheet import Sheet
from journeykit.render.theme import Themed

__all__ = ["Drawn", "page"]

_LANGUAGE: Final = re.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,5}")
_BOX: Final = re.compile(r'viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"')
_ICON: Final = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath d='M1 11C5 11 5 4 8 4"
    "S11 12 15 9' fill='none' stroke='%230068b3' stroke-width='2.5' stroke-linecap='round'/%3E%3C/svg%3E"
)


class Drawn(Protocol):
    """What a page is made of; a `Drawing` is one."""

    @property
    def svg(self) -> str:
        """The drawing as SVG."""
        ...

    @property
    def scene(self) -> Scene:
        """Its steps and moves."""
        ...

    @property
    def sheet(self) -> Sheet | None:
        """What its lanes say; None for a drawing without lanes."""
        ...

    @property
    def theme(self) -> Themed:
        """A theme's name, a theme, or two of them."""
        ...


def page(drawing: Drawn) -> str:
    """A drawing as one HTML file that explores itself. The same drawing gives the same bytes.

    The page fetches nothing and says so to the browser (content-security-policy). `#quote` at the end of its address
    shows the step `quote`. Without scripts it is the drawing, a list of its steps, and all it says as tables.

    >>> from journeykit.model import JourneyMap, Stage
    >>> from journeykit.render import draw
    >>> made = page(draw(JourneyMap(title="Shop", stages=[Stage("buy", ["basket", "pay"])]), "flow"))
    >>> made[:15], made.count("<h1"), '<tr id="pay"' in made
    ('<!doctype html>', 1, True)
    """
    scene, svg = drawing.scene, drawing.svg
    details = Details(scene, drawing.sheet)
    known = scene.language or ""
    language = known if _LANGUAGE.fullmatch(known) else None
    style = colours(drawing.theme, _asset("style.css")) + _paper(svg) + _asset("style.css")
    script = _asset("script.js")
    title = scene.title or "Journey map"
    head = [
        tag("meta", {"charset": "utf-8"}),
        # written as it is: the address of a hash holds no sign that HTML reads
        f'<meta http-equiv="Content-Security-Policy" content="{policy(style, script, svg)}">',
        tag("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        tag("meta", {"name": "referrer", "content": "no-referrer"}),
        tag("meta", {"name": "generator", "content": "journeykit"}),
        tag("title", None, text=title),
        tag("link", {"rel": "icon", "href": _ICON}),
        f"<style>{style}</style>",
    ]
    twin_title = "The map as tables" if scene.nodes or scene.stages else "The same in words"
    skip = tag("a", {"class": "jk-skip", "href": "#jk-tables"}, text=f"Skip to {twin_title[0].lower()}{twin_title[1:]}")
    button = tag("button", {"type": "button", "id": "jk-print", "hidden": True}, text="Print")
    top = tag(
        "header",
        None,
        tag("div", {"class": "jk-top"}, tag("h1", {"dir": "auto", "lang": language}, text=title), button),
    )
    drawn = tag("div", {"id": "jk-map", "role": "region", "aria-label": "The map", "tabindex": "0"}, f"\n{svg}")
    twin = tag(
        "section",
        {"id": "jk-tables", "aria-labelledby": "jk-tables-title", "tabindex": "-1"},
        tag("h2", {"id": "jk-tables-title"}, text=twin_title),
        tag("div", {"lang": language}, tables(details)),
    )
    body = [
        skip,
        top,
        tag(
            "div",
            {"class": "jk-page"},
            tag("main", None, controls(details, svg), "\n", drawn, "\n", twin),
            tag("aside", {"aria-label": "Steps and their details"}, panel(), "\n", outline(details)),
        ),
        f"<script>{script}</script>",
    ]
    return "\n".join(
        ["<!doctype html>", '<html lang="en">', tag("head", None, "\n", "\n".join(head), "\n"), "<body>", *body,
         "</body>", "</html>", ""]
    )  # fmt: skip


def _paper(svg: str) -> str:
    """Which way the sheet lies: as the drawing does."""
    box = _BOX.search(svg)
    tall = box is not None and float(box[2]) > float(box[1])
    return f"@page{{size:{'portrait' if tall else 'landscape'};margin:10mm}}"


@lru_cache(maxsize=2)
def _asset(name: str) -> str:
    return files("journeykit.render.html").joinpath(name).read_text(encoding="utf-8")
