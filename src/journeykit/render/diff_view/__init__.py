"""Two maps as one poster: what was added, removed, moved and changed, each in its place."""

from __future__ import annotations

from journeykit.render.diff_view.merge import merged

__all__ = ["merged"]
