"""Pictures of results: bars and grids in the drawings' own themes."""

from __future__ import annotations

from journeykit.render.charts.view import drawn

__all__ = ["drawn"]
