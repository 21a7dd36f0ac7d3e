"""What the backstage relies on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from journeykit.render.lanes import Says
from journeykit.render.processes import items
from journeykit.render.sheet import Item

if TYPE_CHECKING:
    from journeykit.model import Step
    from journeykit.render.reader import Reader

__all__ = ["LANE"]


def at(step: Step, _reader: Reader) -> Iterator[Item]:
    """With owner, system and duration."""
    return items(step.support)


LANE: Final = Says(name="support", title="Support processes", rank=96, at=at)
