"""What speaks against going on."""

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
    """Per persona where they differ."""
    return reader.words(step, "objections", "objection")


LANE: Final = Says(name="objections", title="Objections", rank=58, at=at)
