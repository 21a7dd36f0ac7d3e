"""A drawing as one HTML file: the map, the details of each step beside it, and everything once more as tables."""

from __future__ import annotations

from journeykit.render.html.page import Drawn, page

__all__ = ["Drawn", "page"]
