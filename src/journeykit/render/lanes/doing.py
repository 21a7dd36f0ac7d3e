"""What the customer does, in a sentence."""

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
    """The sentence, where there is one."""
    if step.doing:
        yield Item(text=step.doing, mark="none")


LANE: Final = Says(name="doing", title="Customer actions", rank=20, at=at)
