"""The fenced blocks of a Markdown page, as the documentation tests read them."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_FENCE = re.compile(r"^(?P<indent> *)(?P<fence>`{3,}|~{3,})(?P<info>[^`]*)$")
_TITLE = re.compile(r"""title=["']([^"']+)["']""")
_FAULTY = "<!-- faulty -->"


@dataclass(frozen=True)
class Block:
    """One fenced block. `title` is the file name it is written to; `faulty` says that it shows a mistake."""

    page: str
    line: int
    language: str
    title: str | None
    faulty: bool
    text: str

    @property
    def where(self) -> str:
        return f"{self.page}:{self.line}"


def blocks(page: str, text: str) -> Iterator[Block]:
    """All fenced blocks; a `<!-- faulty -->` line before one marks what must not load."""
    lines = text.splitlines()
    before, number = "", 0
    while number < len(lines):
        opened = _FENCE.match(lines[number])
        if opened is None:
            before = lines[number].strip() or before
            number += 1
            continue
        start = number + 1
        end = next((n for n in range(start, len(lines)) if lines[n].strip() == opened["fence"]), None)
        if end is None:
            raise AssertionError(f"{page}:{start}: this block never ends")
        info = opened["info"].strip()
        title = _TITLE.search(info)
        yield Block(
            page=page,
            line=start,
            language=re.split(r"[\s{,]", info.lstrip("{."), maxsplit=1)[0].lower(),
            title=title[1] if title else None,
            faulty=before == _FAULTY,
            text=textwrap.dedent("\n".join(lines[start:end])) + "\n",
        )
        before, number = "", end + 1
