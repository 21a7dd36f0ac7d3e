"""The moves of a poster that are no plain step to the right: arcs over the cards, and arrows between them."""

from journeykit.render.poster.arcs.gutter import Gutter, gutter
from journeykit.render.poster.arcs.hops import hop_arrows

__all__ = ["Gutter", "gutter", "hop_arrows"]
