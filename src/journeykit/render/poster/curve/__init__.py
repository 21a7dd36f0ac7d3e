"""The emotion curve of a poster: the line, its points, its words, and the strip they make."""

from __future__ import annotations

from journeykit.render.poster.curve.lane import strip

__all__ = ["strip"]
