"""Two pixels to a px; needs the extra `export`."""

from __future__ import annotations

from operator import attrgetter
from typing import Final

from journeykit.render.formats import DrawingFormat

__all__ = ["FORMAT"]

FORMAT: Final = DrawingFormat("png", attrgetter("png"))
