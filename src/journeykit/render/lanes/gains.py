"""What works, the strongest first."""

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
    """By how strongly it is felt; those without a number last."""
    for gain in sorted(step.gains, key=lambda each: -(each.severity or 0)):
        who = reader.who(gain.personas)
        if who is not None:
            level = reader.level(step, gain.evidence)
            note = reader.names(who)
            yield Item(text=gain.text, mark="gain", note=note, level=level, who=who, weight=gain.severity)


LANE: Final = Says(name="gains", title="Gains", rank=65, hint="what works", at=at)
