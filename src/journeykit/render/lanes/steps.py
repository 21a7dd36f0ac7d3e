"""The steps themselves, as cards."""

from __future__ import annotations

from typing import Final

from journeykit.render.lanes import Says

__all__ = ["LANE"]

LANE: Final = Says(name="steps", title="Steps", rank=10, hint="what happens, and through which channel", kind="steps")
