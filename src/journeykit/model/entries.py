"""The entries of a flow as people write them, and the transitions that they mean."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from pydantic import GetCoreSchemaHandler, ValidationError
from pydantic_core import InitErrorDetails, core_schema

from journeykit.model.base import Value
from journeykit.model.faults import fault_at
from journeykit.model.flow import Flow, InOrder, Transition, in_order
from journeykit.model.messages import line_errors
from journeykit.model.tree import Loc

__all__ = ["AsWritten", "FlowAsWritten", "Spot", "read_flow"]

_ID = re.compile(r"[a-z][a-z0-9_]{0,63}")
_LINE = ("in order", "in_order")


@dataclass(slots=True)
class Spot:
    """One transition as written: where it stands, and under which keys or indexes its two ids."""

    source: str
    target: str
    place: Loc
    keys: tuple[str | int, str | int]
    transition: Transition | None  # None where the entry is faulty


@dataclass(slots=True)
class FlowAsWritten:
    """A flow read: its entries, the spots they were read from, the step values met, and what is wrong."""

    entries: list[InOrder | Transition] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    met: list[tuple[Loc, Value]] = field(default_factory=list)
    errors: list[InitErrorDetails] = field(default_factory=list)

    def fault(self, place: Loc, code: str, message: str, value: object) -> None:
        """Note a fault."""
        self.errors.append(fault_at(place, code, message, value))


def read_flow(raw: Any) -> FlowAsWritten:
    """Read the entries of a flow; places begin at the entry's index."""
    written = FlowAsWritten()
    if isinstance(raw, str | dict | Flow | Transition | InOrder):
        raw = [raw]  # one entry is a flow of one
    if not isinstance(raw, list | tuple):
        written.fault((), "flow_type", "a flow is a list of entries, like 'in order' or 'quote >> sign'", raw)
        return written
    for index, entry in enumerate(raw):
        _read(entry, (index,), written)
    return written


def _read(entry: Any, place: Loc, written: FlowAsWritten) -> None:
    if isinstance(entry, dict):
        _read_mapping(entry, place, written)
    elif isinstance(entry, InOrder) or (isinstance(entry, str) and entry.strip().lower() in _LINE):
        written.entries.append(in_order)
    elif isinstance(entry, str):
        _read_chain(entry, place, written)
    elif isinstance(entry, Flow):
        written.met.extend((place, step) for step in entry.met if isinstance(step, Value))
        _read_moves(entry.transitions, place, written)
    elif isinstance(entry, Transition):
        _read_moves((entry,), place, written)
    else:
        message = "an entry is 'in order', a chain like 'quote >> sign', or a transition with 'from' and 'to'"
        written.fault(place, "flow_entry", message, entry)


def _read_chain(text: str, place: Loc, written: FlowAsWritten) -> None:
    ids = [part.strip() for part in text.split(">>")]
    bad = [index for index, each in enumerate(ids) if not _ID.fullmatch(each)]
    if len(ids) < 2 or bad:
        hint = " ('>>' joins two steps)" if "->" in text or "=>" in text else ""
        message = f"a chain is ids joined by '>>', like 'quote >> sign'{hint}"
        if len(ids) > 1 and bad:
            message = f"{ids[bad[0]]!r} in the chain is no id; {message}"
        written.fault((*place, bad[0]) if len(ids) > 1 and bad else place, "chain", message, text)
        return
    for index, (source, target) in enumerate(pairwise(ids)):
        move = Transition(source, target)
        written.entries.append(move)
        written.spots.append(Spot(source, target, place, (index, index + 1), move))


def _read_moves(moves: tuple[Transition, ...], place: Loc, written: FlowAsWritten) -> None:
    for index, move in enumerate(moves):
        at = place if len(moves) == 1 else (*place, index)
        written.entries.append(move)
        written.spots.append(Spot(move.source, move.target, at, ("source", "target"), move))


def _read_mapping(entry: dict[Any, Any], place: Loc, written: FlowAsWritten) -> None:
    move = None
    try:
        move = Transition.__pydantic_validator__.validate_python(entry)
        written.entries.append(move)
    except ValidationError as error:
        written.errors.extend(line_errors(error, place))
    keys = ("from" if "from" in entry else "source", "to" if "to" in entry else "target")
    source, target = (entry.get(key) for key in keys)
    if move is not None:
        written.spots.append(Spot(move.source, move.target, place, keys, move))
    elif isinstance(source, str) and isinstance(target, str):
        written.spots.append(Spot(source, target, place, keys, None))


class AsWritten:
    """Marks the field that takes the entries of a flow in every form and holds them as values."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        transition = handler.generate_schema(Transition)
        written = core_schema.union_schema([core_schema.str_schema(), transition])
        return core_schema.no_info_plain_validator_function(
            _entries,
            json_schema_input_schema=core_schema.union_schema(
                [core_schema.str_schema(), core_schema.list_schema(written)],
            ),
            serialization=core_schema.plain_serializer_function_ser_schema(_plain, info_arg=True),
        )


def _entries(value: Any) -> tuple[InOrder | Transition, ...]:
    written = value if isinstance(value, FlowAsWritten) else read_flow(value)
    if written.errors:
        raise ValidationError.from_exception_data("flow", written.errors)
    return tuple(written.entries)


def _plain(entries: tuple[InOrder | Transition, ...] | None, info: core_schema.SerializationInfo) -> list[Any] | None:
    if entries is None:
        return None
    return [
        "in order"
        if isinstance(entry, InOrder)
        else entry.model_dump(
            mode=info.mode,
            exclude_unset=info.exclude_unset,
            exclude_defaults=info.exclude_defaults,
            exclude_none=info.exclude_none,
        )
        for entry in entries
    ]
