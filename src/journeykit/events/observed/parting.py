"""Whose times and cases are counted: a log is one part, or has a part for each of its segments."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

import narwhals as nw

if TYPE_CHECKING:
    from journeykit.events.engines.engine import Frame

__all__ = ["Parting", "whole"]

Parting: TypeAlias = "Callable[[Frame], Frame]"
"""Gives rows of a `case` their `segment`, the place of their part from 0; those of no part are left out."""


def whole(frame: Frame) -> Frame:
    """All rows are of the one part that there is."""
    return frame.with_columns(segment=nw.lit(0))
