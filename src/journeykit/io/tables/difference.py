"""The losses of a table: what differs between a map's tree and the tree that the table holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from journeykit.io.loss import Loss
from journeykit.io.tables.line import expanded
from journeykit.io.tables.moves import CARRIED

__all__ = ["difference"]

Loc = tuple[str | int, ...]


def difference(whole: dict[str, Any], left: dict[str, Any], format: str) -> Iterator[Loss]:
    """One loss for each part of `whole` that is not in `left`, or not as it was.

    >>> whole = {"id": "a", "title": "A", "stages": [{"id": "s", "note": "x"}]}
    >>> for each in difference(whole, {"id": "journey", "stages": [{"id": "s"}]}, "CSV"):
    ...     print(each)
    id: changed: CSV has no place for the map's id: it is 'journey' again
    title: lost: CSV has no place for title
    stages[0].note: lost: CSV has no place for stages.note
    """
    yield from _Difference(format).mapping(whole, left, ())


class _Difference:
    def __init__(self, format: str) -> None:
        self.format = format

    def mapping(self, whole: dict[str, Any], left: dict[str, Any], loc: Loc) -> Iterator[Loss]:
        for key, value in whole.items():
            at = (*loc, key)
            if at == ("flow",):
                yield from self._flow(value, left.get("flow"))
            elif key not in left:
                yield self._lost(at, value)
            elif at in (("personas",), ("evidence",)):
                yield from self._pool(value, left[key], at)
            else:
                yield from self._value(value, left[key], at)
        for key, value in left.items():
            if key not in whole and key != "flow":
                message = f"in {self.format} the {key} of pains and gains stand beside the step's own"
                yield Loss((*loc, key), message, "changed", value, "lifted")

    def _value(self, whole: Any, left: Any, loc: Loc) -> Iterator[Loss]:
        if isinstance(whole, dict) and isinstance(left, dict) and "ref" not in whole:
            yield from self.mapping(whole, left, loc)
        elif isinstance(whole, list) and isinstance(left, list) and len(whole) == len(left):
            for index, (one, other) in enumerate(zip(whole, left, strict=True)):
                yield from self._value(one, other, (*loc, index))
        elif whole != left or isinstance(whole, bool) != isinstance(left, bool):
            yield Loss(loc, self._changed(whole, left, loc), "changed", left, "changed")

    def _lost(self, loc: Loc, value: Any) -> Loss:
        path = ".".join(part for part in loc if isinstance(part, str))
        if loc[-1] == "opportunities" and len(loc) > 2 and isinstance(loc[-2], int) and loc[-3] in ("pains", "gains"):
            return Loss(
                loc, f"{self.format} lists it with the step, and not whose {loc[-3][:-1]} it answers", code=path
            )
        if value in ("", [], {}) or _blank(value):
            return Loss(loc, "an empty text is an empty cell", code="blank")
        return Loss(loc, f"{self.format} has no place for {path}", code=path)

    def _changed(self, whole: Any, left: Any, loc: Loc) -> str:
        if loc == ("id",):
            return f"{self.format} has no place for the map's id: it is {left!r} again"
        if isinstance(whole, dict) and "ref" in whole:
            return "what several places share stands in full in each of them"
        if isinstance(whole, str):
            return "a cell holds no space at the ends, no control characters, and one kind of line end"
        if isinstance(whole, list):
            return f"in {self.format} the {loc[-1]} of pains and gains stand beside the step's own"
        return f"{whole!r} is written as {left!r}"

    def _pool(self, whole: list[Any], left: list[Any], loc: Loc) -> Iterator[Loss]:
        """Personas or sources, of which some are there, in the order of their use."""
        there = {each["id"]: each for each in left}
        for index, each in enumerate(whole):
            if each["id"] in there:
                yield from self._value(each, there[each["id"]], (*loc, index))
            else:
                yield Loss(
                    (*loc, index),
                    f"no step names it, and {self.format} has no other place for it",
                    code=f"{loc[0]}.unused",
                )
        kept = [each["id"] for each in whole if each["id"] in there]
        if kept != list(there):
            yield Loss(loc, "they stand in the order in which the steps name them", "changed", left, "order")

    def _flow(self, whole: list[Any], left: list[Any] | None) -> Iterator[Loss]:
        for index, entry in enumerate(whole):
            for key in entry if isinstance(entry, dict) else ():
                if key not in CARRIED or (key == "when" and not str(entry[key]).strip()):
                    yield self._lost(("flow", index, key), entry[key])
        bare = [
            {key: value for key, value in each.items() if key in CARRIED} if isinstance(each, dict) else each
            for each in expanded(whole)
        ]
        if left is None:
            yield Loss(("flow",), "it is the line through the steps, which is meant where nothing is said", code="line")
        elif bare != left:
            message = "the moves stand with their steps, each pair once; what they mean is the same"
            yield Loss(("flow",), message, "changed", left, "flow_order")


def _blank(value: Any) -> bool:
    return isinstance(value, str) and not value.strip()
