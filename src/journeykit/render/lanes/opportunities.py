"""What could be better, what it is worth and what it takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from journeykit.render.lanes import Says
from journeykit.render.sheet import Item
from journeykit.render.words import figure

if TYPE_CHECKING:
    from journeykit.model import Opportunity, Step
    from journeykit.render.reader import Reader

__all__ = ["LANE"]


def at(step: Step, reader: Reader) -> Iterator[Item]:
    """The best score first: those of the step itself, and those that come from its pains and gains."""
    for each in reader.opportunities(step):
        yield Item(text=each.text, mark="idea", note=_note(each))


def _note(each: Opportunity) -> str:
    values = [value for value in (each.customer_value, each.business_value) if value is not None]
    parts = [
        each.kind or "",
        f"value\u00a0{figure(sum(values) / len(values))}" if values else "",
        f"effort\u00a0{figure(each.effort)}" if each.effort is not None else "",
        each.owner or "",
        (each.status or "").replace("_", " "),
    ]
    return " · ".join(part for part in parts if part)


LANE: Final = Says(name="opportunities", title="Opportunities", rank=70, at=at)
