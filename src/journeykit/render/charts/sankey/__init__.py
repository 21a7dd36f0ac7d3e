"""The observed flow: stops in columns, ribbons as wide as their count, moves back in tracks below."""

from journeykit.render.charts.sankey.art import SankeyArt, spoken

__all__ = ["SankeyArt", "spoken"]
