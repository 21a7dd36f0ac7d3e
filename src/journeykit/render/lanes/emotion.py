"""The curve of emotion."""

from __future__ import annotations

from typing import Final

from journeykit.render.lanes import Says

__all__ = ["LANE"]

LANE: Final = Says(name="emotion", title="Emotion", rank=40, kind="emotion")
