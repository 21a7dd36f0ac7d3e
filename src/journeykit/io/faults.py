"""From the model's complaints to faults in a file: each with its place, its line and what the notation did."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from journeykit.errors import Fault
from journeykit.io.misplaced import misplaced, part_at, slip
from journeykit.io.parsed import Loc, Parsed, place_name
from journeykit.io.text import Text

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

__all__ = ["finished", "from_validation"]

_MOST = 1_000  # faults that are reported: beyond it nobody reads them
_BESIDE = frozenset({"duplicate_key"})  # faults of a reader that leave the value as it is


def from_validation(error: ValidationError, parsed: Parsed) -> list[Fault]:
    """The model's errors as faults, without those that only follow from what the reader has reported already."""
    every = error.errors(include_url=False, include_context=False)
    found = misplaced(every[:_MOST], parsed.tree)
    details = [each for each in every[:_MOST] if not any(one.explains(each) for one in found)]
    taken = {(each.line, each.column) for each in parsed.faults if each.code not in _BESIDE}
    faults: list[tuple[tuple[str | int, ...], Fault]] = []
    excused: set[tuple[str | int, ...]] = set()  # where "is missing" only follows from another fault
    misread: set[tuple[str | int, ...]] = set()  # mappings that are no mappings, but a text with a colon
    for each in details:
        fault, remarked = _fault(each, parsed)
        loc = each["loc"]
        if remarked and fault.code == "extra_forbidden":
            misread.add(loc[:-1])
        if fault.code == "extra_forbidden" and (meant := slip(each)):
            excused.add((*loc[:-1], meant))
        if fault.line is None or (fault.line, fault.column) not in taken:
            faults.append((loc, fault))
    kept = [_at(one.loc, one.message, "not_a_list", parsed) for one in found]
    for loc, fault in faults:
        if fault.code != "missing" or (loc[:-1] not in misread and loc not in excused):
            kept.append(fault)
    if len(every) > _MOST:
        kept.append(Fault("", f"and {len(every) - _MOST} more faults", "more"))
    return kept


def _at(loc: Loc, message: str, code: str, parsed: Parsed) -> Fault:
    line, column = (parsed.places.locate(loc, key=False) if parsed.places is not None else None) or (None, None)
    return Fault(place_name(loc), message, code, line=line, column=column)


def finished(faults: Iterable[Fault], file: str | None, text: Text | None) -> Sequence[Fault]:
    """The faults in the order of the file, with its name and their lines; those of the whole document first."""
    ordered = sorted(faults, key=lambda each: (each.code == "more", each.line or 0, each.column or 0))
    return [replace(each, file=file, source=_source(each, text)) for each in dict.fromkeys(ordered)]


def _source(fault: Fault, text: Text | None) -> str | None:
    if fault.source is not None or fault.line is None or text is None:
        return fault.source
    return text.shown((fault.line, fault.column or 1))


def _fault(details: ErrorDetails, parsed: Parsed) -> tuple[Fault, bool]:
    """The fault, and whether the notation is suspected."""
    code, message = details["type"], details["msg"]
    loc: Loc = tuple(part for part in details["loc"] if part != "[key]")  # pydantic's mark for a mapping's key
    position, remark = None, ""
    if parsed.places is not None:
        position = parsed.places.locate(loc, key=_is_key(details, loc))
        remark = "" if code == "extra_forbidden" and slip(details) else parsed.places.remark(loc, code)
    if remark:
        head = message.partition(": did you mean")[0]  # a near name for half a sentence only misleads
        message = f"{message.partition(': ')[0]}: {remark}" if code.startswith("string") else f"{head}; {remark}"
    line, column = position or (None, None)
    while loc and isinstance(loc[-1], int) and part_at(parsed.tree, loc[:-1]) is None:
        loc = loc[:-1]  # a list that is empty has no first item: the fault is the list's
    return Fault(place_name(loc), message, code, line=line, column=column), bool(remark)


def _is_key(details: ErrorDetails, loc: Loc) -> bool:
    """Whether the complaint is about a key and not about its value."""
    if details["type"] == "extra_forbidden" or "[key]" in details["loc"]:
        return True
    # an unknown name that is a key: `emotion: {bob: 1}` where nobody is called bob
    return bool(loc) and isinstance(loc[-1], str) and details["input"] == loc[-1]
