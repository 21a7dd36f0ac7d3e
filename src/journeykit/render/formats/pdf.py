"""One page with text that can be selected; needs the extra `export`."""

from __future__ import annotations

from operator import attrgetter
from typing import Final

from journeykit.render.formats import DrawingFormat

__all__ = ["FORMAT"]

FORMAT: Final = DrawingFormat("pdf", attrgetter("pdf"))
