"""A drawing: made when it is first looked at, kept, saved in the format of the file's name."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from journeykit.errors import EngineError, UnknownName
from journeykit.files import write_atomically
from journeykit.render import formats
from journeykit.render.notebook import shown
from journeykit.render.pdf import to_pdf
from journeykit.render.raster import to_png
from journeykit.render.scene import Scene
from journeykit.render.sheet import Sheet
from journeykit.render.table import as_html, as_text
from journeykit.render.theme import Themed

__all__ = ["Drawing"]


@dataclass(frozen=True)
class Drawing:
    """A view of a map. Equal drawings have equal bytes; nothing is laid out before somebody looks.

    >>> from journeykit.model import JourneyMap, Stage
    >>> from journeykit.render import draw
    >>> drawing = draw(JourneyMap(title="Shop", stages=[Stage("buy", ["basket", "pay"])]), "flow")
    >>> drawing.svg.startswith("<svg"), "digraph" in drawing.dot
    (True, True)
    >>> print(drawing.text)
    Shop
    <BLANKLINE>
    Stage  Step    Kind        Channel  Emotion  Leads to
    -----  ------  ----------  -------  -------  --------
    Buy    Basket  touchpoint                    Pay
    Buy    Pay     touchpoint                    End
    """

    scene: Scene = field(repr=False)
    view: str
    theme: Themed
    make_svg: Callable[[], str] = field(repr=False, compare=False)
    make_dot: Callable[[], str] | None = field(repr=False, compare=False, default=None)
    sheet: Sheet | None = field(repr=False, default=None)
    make_pages: Callable[[], tuple[str, ...]] | None = field(repr=False, compare=False, default=None)

    @cached_property
    def svg(self) -> str:
        """The drawing as self-contained SVG. Raises EngineError where the layout fails."""
        return self.make_svg()

    @cached_property
    def dot(self) -> str:
        """The graph of the map as DOT, for anybody's Graphviz. Raises UnknownName for a view that has none."""
        if self.make_dot is None:
            raise UnknownName("format", "dot", [each for each in formats.suffixes() if each != "dot"])
        return self.make_dot()

    @cached_property
    def text(self) -> str:
        """The steps as a table in plain text: stage, title, kind, channel, emotion and where they lead."""
        return as_text(self.scene)

    @cached_property
    def png(self) -> bytes:
        """The drawing as PNG, two pixels to a px. Raises MissingExtra without the extra `export`."""
        return to_png(self.svg)

    @cached_property
    def pdf(self) -> bytes:
        """The drawing as a PDF, whose text can be selected. Raises MissingExtra without the extra `export`.

        One page; for a sheet of paper (`page="a3"`) as many as it takes for legible text.
        """
        scene = self.scene
        pages = self.make_pages() if self.make_pages is not None else (self.svg,)
        return to_pdf(*pages, title=scene.title, description=scene.description, language=scene.language)

    @cached_property
    def html(self) -> str:
        """The drawing as one page to look around in: nothing is fetched, and each step has an address (`#quote`)."""
        from journeykit.render.html import page

        return page(self)  # pyright: ignore[reportArgumentType] - it takes no cached_property for a property

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the drawing in the format that the suffix names: `.svg`, `.png`, `.pdf`, `.html` or `.dot`.

        Returns the path. The file is replaced only when the drawing is complete.

        Raises UnknownName for another suffix, MissingExtra for PNG and PDF without the extra `export`, EngineError
        where the layout fails, and OSError as the system gives it.
        """
        return write_atomically(path, formats.of_path(path).make(self))

    def _repr_svg_(self) -> str:
        """For notebooks that ask for SVG alone."""
        return self.svg

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:  # noqa: ARG002 - IPython's signature
        """For notebooks: the drawing in a frame that scrolls, the SVG for paper, the table for a terminal.

        Where no engine can draw it, the table and the reason.
        """
        try:
            return {"text/html": shown(self), "image/svg+xml": self.svg, "text/plain": self.text}
        except EngineError as error:
            reason = f"No drawing: {error}"
            return {"text/html": as_html(self.scene), "text/plain": f"{reason}\n\n{self.text}"}
