"""What is done for the customer, as the lanes of a blueprint say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from journeykit.render.sheet import Item
from journeykit.render.words import duration_words

if TYPE_CHECKING:
    from journeykit.model import Process

__all__ = ["items"]


def items(processes: Sequence[Process]) -> Iterator[Item]:
    """Each with its owner, system and duration; people and machines differ in their sign, fail points stand out.

    >>> from journeykit.model import Process
    >>> next(items([Process("books the crew", owner="Dispatch", system="PlanIt")])).note
    'Dispatch · system: PlanIt'
    """
    for each in processes:
        notes = [
            each.owner or "",
            f"system: {each.system}" if each.system else "",
            duration_words(each.duration) if each.duration else "",
            "often fails here" if each.fail_point else "",
            "customers wait here" if each.wait_point else "",
        ]
        mark = "fail" if each.fail_point else "wait" if each.wait_point else each.kind or "process"
        yield Item(text=each.text, mark=mark, note=" · ".join(note for note in notes if note))
