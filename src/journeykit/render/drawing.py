"""A drawing: made when it is first looked at, kept, saved in the format of the file's name."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from journeykit.errors import EngineError, UnknownName
from journeykit.files import write_atomically
from journeykit.render.raster import to_png
from journeykit.render.scene import Scene
from journeykit.render.sheet import Sheet
from journeykit.render.table import as_html, as_text

__all__ = ["SUFFIXES", "Drawing"]

SUFFIXES: Final = ("svg", "png", "dot")


@dataclass(frozen=True)
class Drawing:
    """A view of a map. Equal drawings have equal bytes; nothing is laid out before somebody looks.

    >>> from journeykit.model import JourneyMap, Stage
    >>> from journeykit.render import draw
    >>> drawing = draw(JourneyMap(title="Shop", stages=[Stage("buy", ["basket", "pay"])]))
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
    theme: str
    make_svg: Callable[[], str] = field(repr=False, compare=False)
    make_dot: Callable[[], str] | None = field(repr=False, compare=False, default=None)
    sheet: Sheet | None = field(repr=False, default=None)

    @cached_property
    def svg(self) -> str:
        """The drawing as self-contained SVG. Raises EngineError where the layout fails."""
        return self.make_svg()

    @cached_property
    def dot(self) -> str:
        """The graph as DOT, for anybody's Graphviz. Raises UnknownName for a view that is no graph."""
        if self.make_dot is None:
            raise UnknownName("format", "dot", [each for each in SUFFIXES if each != "dot"])
        return self.make_dot()

    @cached_property
    def text(self) -> str:
        """The steps as a table in plain text: stage, title, kind, channel, emotion and where they lead."""
        return as_text(self.scene)

    @cached_property
    def png(self) -> bytes:
        """The drawing as PNG, two pixels to a px. Raises MissingExtra without the extra `export`."""
        return to_png(self.svg)

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the drawing in the format that the suffix names: `.svg`, `.png` or `.dot`. Returns the path.

        Raises UnknownName for another suffix, MissingExtra for PNG without the extra `export`, EngineError where the
        layout fails, and OSError as the system gives it. The file is replaced only when the drawing is complete.
        """
        suffix = Path(path).suffix.lower().removeprefix(".")
        if suffix == "svg":
            return write_atomically(path, self.svg)
        if suffix == "dot":
            return write_atomically(path, self.dot)
        if suffix == "png":
            return write_atomically(path, self.png)
        raise UnknownName("suffix", Path(path).suffix or Path(path).name, [f".{each}" for each in SUFFIXES])

    def _repr_svg_(self) -> str:
        """For notebooks that ask for SVG alone."""
        return self.svg

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:  # noqa: ARG002 - IPython's signature
        """For notebooks: the SVG, and where no engine can draw it, the table and the reason."""
        try:
            return {"image/svg+xml": self.svg, "text/plain": self.text}
        except EngineError as error:
            reason = f"No drawing: {error}"
            return {"text/html": as_html(self.scene), "text/plain": f"{reason}\n\n{self.text}"}
