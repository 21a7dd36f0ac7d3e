"""What customers said, word for word."""

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
    """With the name of the persona that each stands for."""
    for quote in step.quotes:
        who = reader.who((quote.persona,) if quote.persona else ())
        if who is not None:
            level = reader.level(step, quote.evidence)
            yield Item(text=quote.text, mark="quote", who=who, note=reader.names(who), level=level)


LANE: Final = Says(name="quotes", title="Quotes", rank=45, hint="what customers said", at=at)
