"""A storyboard: the pictures that steps name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from journeykit.render.lanes import Says
from journeykit.render.sheet import Item

if TYPE_CHECKING:
    from journeykit.model import Step
    from journeykit.render.reader import Reader

__all__ = ["LANE"]


def at(step: Step, reader: Reader) -> Iterator[Item]:
    """The picture of a step, if it was found; its title says what it shows."""
    address = reader.pictures.get(step.id)
    if address:
        yield Item(text=f"Picture: {step.label}", mark="none", image=address)


LANE: Final = Says(name="pictures", title="Storyboard", rank=12, at=at)
