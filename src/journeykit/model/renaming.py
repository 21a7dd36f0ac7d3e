"""Carrying a step's new id, or its removal, to wherever the id is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeykit.model.flow import InOrder, Transition
from journeykit.model.tree import rewritten

if TYPE_CHECKING:
    from journeykit.model.stage import Stage

__all__ = ["with_effects", "with_flow", "with_known_processes"]


def with_flow(
    flow: tuple[InOrder | Transition, ...] | None,
    old: str,
    new: str | None,
) -> tuple[InOrder | Transition, ...] | None:
    """The flow with an id exchanged; without its transitions where there is no new one."""
    if flow is None:
        return None
    entries: list[InOrder | Transition] = []
    for entry in flow:
        if isinstance(entry, InOrder) or old not in (entry.source, entry.target):
            entries.append(entry)
        elif new is not None:
            source, target = (new if each == old else each for each in (entry.source, entry.target))
            entries.append(entry.replace(source=source, target=target))
    return tuple(entries)


def with_effects(stages: tuple[Stage, ...], old: str, new: str | None) -> tuple[Stage, ...]:
    """The stages with an id exchanged in the effects of solutions; without the effects where there is no new one."""

    def change(noun: str, item: Any) -> Any:
        if noun != "Effect" or old not in (item.step, item.to):
            return item
        if new is None:
            return None
        return item.replace(
            step=new if item.step == old else item.step,
            to=new if item.to == old else item.to,
        )

    return tuple(rewritten(stage, change) for stage in stages)


def with_known_processes(stages: tuple[Stage, ...]) -> tuple[Stage, ...]:
    """The stages, in which no process needs one that stands in none of them."""
    known: set[str | None] = set()

    def note(noun: str, item: Any) -> Any:
        if noun == "Process":
            known.add(item.id)
        return item

    def change(noun: str, item: Any) -> Any:
        if noun != "Process" or known.issuperset(item.needs):
            return item
        return item.replace(needs=tuple(each for each in item.needs if each in known))

    for stage in stages:
        rewritten(stage, note)
    return tuple(rewritten(stage, change) for stage in stages)
