"""What hurts, the worst first."""

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
    """By severity; those without one last, in the order of the map."""
    for pain in sorted(step.pains, key=lambda each: -(each.severity or 0)):
        who = reader.who(pain.personas)
        if who is not None:
            notes = [
                reader.names(who),
                "barrier" if pain.barrier else "",
                f"because {pain.cause}" if pain.cause else "",
            ]
            yield Item(
                text=pain.text,
                mark="pain",
                note=" · ".join(note for note in notes if note),
                level=reader.level(step, pain.evidence),
                who=who,
                weight=pain.severity,
            )


LANE: Final = Says(name="pains", title="Pain points", rank=60, at=at)
