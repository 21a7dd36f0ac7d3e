"""Fitting a map to a log: what was seen, the shares that follow from it, and the map that says so."""
