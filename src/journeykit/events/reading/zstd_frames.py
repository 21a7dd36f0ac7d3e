"""Whether a file packed by zstd is whole: DuckDB takes a cut-off one for a short one, without a word.

The frames are walked from head to head (RFC 8878, section 3.1); nothing is unpacked.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from journeykit.events.reading.faults import CUT_OFF
from journeykit.events.reading.names import path_shown

__all__ = ["cut_off"]

_MAGIC: Final = 0xFD2FB528
_SKIPPABLE: Final = 0x184D2A50  # sixteen magic numbers begin so
_DICTIONARY: Final = (0, 1, 2, 4)  # bytes of the dictionary's id, by its flag
_CONTENT: Final = (0, 2, 4, 8)  # bytes of the content's size, by its flag
_ONE_BYTE = 1  # a block that repeats one byte stores it once


def cut_off(path: str) -> str | None:
    """What is wrong with a file whose last frame has no end, or None for a whole one."""
    size = Path(path).stat().st_size
    with Path(path).open("rb") as stream:
        place = 0

        def number(length: int) -> int:
            nonlocal place
            stream.seek(place)
            place += length
            return int.from_bytes(stream.read(length), "little")

        while place < size:
            magic = number(4)
            if magic & ~0xF == _SKIPPABLE:
                length = number(4)
                place += length
                continue
            if magic != _MAGIC:
                return f"{path_shown(path)} is damaged at byte {place - 4:,}: {CUT_OFF}"
            flags = number(1)
            alone = flags >> 5 & 1
            content = _CONTENT[flags >> 6] or alone
            place += (not alone) + _DICTIONARY[flags & 3] + content
            last = False
            while not last and place < size:
                block = number(3)
                last, kind, length = bool(block & 1), block >> 1 & 3, block >> 3
                place += 1 if kind == _ONE_BYTE else length
            if not last:
                return f"{path_shown(path)} ends too early: {CUT_OFF}"
            place += 4 * (flags >> 2 & 1)
    return f"{path_shown(path)} ends too early: {CUT_OFF}" if place > size else None
