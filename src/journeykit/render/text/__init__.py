"""How wide a text is, and where its lines break, without asking a browser."""

from __future__ import annotations

from journeykit.render.text.cleaning import clean, tidy
from journeykit.render.text.direction import anchor, first_strong, runs_left
from journeykit.render.text.letters import clusters, is_emoji, is_wide
from journeykit.render.text.lines import wrap
from journeykit.render.text.metrics import is_lettered, width

__all__ = [
    "anchor",
    "clean",
    "clusters",
    "first_strong",
    "is_emoji",
    "is_lettered",
    "is_wide",
    "runs_left",
    "tidy",
    "width",
    "wrap",
]
