"""The sources behind what is said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from journeykit.render.lanes import Says
from journeykit.render.sheet import Item

if TYPE_CHECKING:
    from journeykit.model import Evidence, Stage, Step
    from journeykit.render.reader import Reader

__all__ = ["LANE"]


def at(step: Step, _reader: Reader) -> Iterator[Item]:
    """Those of the step, and of what is said there."""
    moment = step.moment_of_truth
    every = [*step.evidence, *(moment.evidence if moment else ())]
    for name in ("quotes", "pains", "gains"):
        every += [source for each in getattr(step, name) for source in each.evidence]
    return _items(dict.fromkeys(every))


def of(stage: Stage, _reader: Reader) -> Iterator[Item]:
    """Those of a whole stage."""
    return _items(dict.fromkeys(stage.evidence))


def _items(sources: dict[Evidence, None]) -> Iterator[Item]:
    for each in sources:
        count = f"n\u00a0=\u00a0{each.n}" if each.n is not None else ""
        notes = [(each.kind or "").replace("_", " "), count, str(each.date or "")]
        href = next((link.href for link in each.links if link.href), None)
        yield Item(text=each.label, mark="evidence", note=" · ".join(note for note in notes if note), href=href)


LANE: Final = Says(name="evidence", title="Evidence", rank=90, hint="the sources behind it", at=at, of=of)
