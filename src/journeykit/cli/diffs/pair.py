"""Two maps read, and what differs between them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from journeykit.analysis.compare import Comparison, compare
from journeykit.cli.screen import told
from journeykit.cli.sources import STDIN, read
from journeykit.errors import JourneyError

if TYPE_CHECKING:
    from journeykit.cli.sources import Source

__all__ = ["Pair", "PoorPair"]


class PoorPair(JourneyError):
    """What keeps two files from being compared, told of both at once."""


@dataclass(frozen=True)
class Pair:
    """The two maps with their names; `folder` is where the second map's pictures are."""

    first: Source
    second: Source

    @classmethod
    def read(cls, one: str, other: str) -> Pair:
        """The maps of two arguments. Raises PoorPair with the faults of both."""
        if one == other == STDIN:
            raise PoorPair("standard input holds one map: name a file for the other")
        found, faults = [], []
        for name in (one, other):
            try:
                found.append(read(name))
            except (JourneyError, OSError) as error:
                faults.append(told(error))
        if faults:
            raise PoorPair("\n".join(faults))
        return cls(*found)

    @cached_property
    def comparison(self) -> Comparison:
        """What differs."""
        return compare(self.first.journey, self.second.journey)

    @property
    def folder(self) -> Path | None:
        """Where the pictures of the second map are."""
        return Path(self.second.file).parent if self.second.file else None
