"""The curve alone, in a frame for a slide: one map's personas, or two maps one against the other."""

from __future__ import annotations

from journeykit.render.curve_view.pair import Pair, against, alone
from journeykit.render.curve_view.view import to_svg

__all__ = ["Pair", "against", "alone", "to_svg"]
