"""One page to look around in, in a single file."""

from __future__ import annotations

from operator import attrgetter
from typing import Final

from journeykit.render.formats import DrawingFormat

__all__ = ["FORMAT"]

FORMAT: Final = DrawingFormat("html", attrgetter("html"))
