"""How results look, as plain charts and overlays: one picture, one file. The renderer draws them."""

from __future__ import annotations

from journeykit.analysis.pictured.levers import lever_bars, lever_overlay, transition_bars, transition_overlay
from journeykit.analysis.pictured.paths import path_bars
from journeykit.analysis.pictured.words import sentence

__all__ = ["lever_bars", "lever_overlay", "path_bars", "sentence", "transition_bars", "transition_overlay"]
