"""Which entry of a file's `flow` a map's own is: a map joins chains that a file writes one by one."""

from __future__ import annotations

from itertools import accumulate

__all__ = ["as_written"]


def as_written(index: int, own: object, written: object) -> int | None:
    """The index in the file of an entry that the map counts as `index`; None where the two do not line up.

    >>> as_written(1, ["a >> b >> c", {"from": "c"}], ["a >> b", "b >> c", {"from": "c"}])
    2
    """
    starts, theirs = _starts(own), _starts(written)
    if not 0 <= index < len(starts) - 1 or starts[-1] != theirs[-1]:
        return None
    begin, end = starts[index : index + 2]
    found = theirs.index(begin) if begin in theirs else -1
    return found if found >= 0 and theirs[found + 1 : found + 2] == [end] else None


def _starts(flow: object) -> list[int]:
    """How many moves stand before each entry, and in all."""
    listed = flow if isinstance(flow, list) else [flow]
    return [0, *accumulate(max(1, each.count(">>")) if isinstance(each, str) else 1 for each in listed)]
