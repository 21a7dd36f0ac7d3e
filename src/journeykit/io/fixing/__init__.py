"""Repairs with one safe answer, made in the text of a file: all else in it stays as it is, byte for byte."""

from __future__ import annotations

from journeykit.io.fixing.flow_entries import as_written
from journeykit.io.fixing.mending import FORMATS, Mended, mend

__all__ = ["FORMATS", "Mended", "as_written", "mend"]
