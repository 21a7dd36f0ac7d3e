"""A draft map out of a log: which moves matter, in which order steps stand, and how they fall into stages."""
