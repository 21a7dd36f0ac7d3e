"""Who controls each touchpoint (Lemon & Verhoef 2016)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from journeykit.render.lanes import Says
from journeykit.render.sheet import Item

if TYPE_CHECKING:
    from journeykit.model import Step
    from journeykit.render.reader import Reader

__all__ = ["LANE"]


def at(step: Step, _reader: Reader) -> Iterator[Item]:
    """brand, partner, customer or external."""
    ownership = getattr(step, "ownership", None)
    if ownership:
        yield Item(text=ownership, mark="ownership")


LANE: Final = Says(name="ownership", title="Ownership", rank=82, hint="who controls the touchpoint", at=at)
