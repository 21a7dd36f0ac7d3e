"""What is to be seen: the last look, over the last good picture, and who waits for the next one."""

from __future__ import annotations

import asyncio
import json
import secrets
from dataclasses import asdict
from typing import Any

from journeykit.cli.live.look import Look
from journeykit.errors import Fault

__all__ = ["Board"]


class Board:
    """The message that every open page shows. It is used from one event loop.

    >>> board = Board("shop.yaml", None)
    >>> board.show(Look(svg="<svg/>", verdict="no findings by 11 rules"))
    >>> board.show(Look(faults=(Fault("", "no map", "syntax"),)))
    >>> shown = json.loads(board.message)
    >>> shown["svg"], shown["stale"], shown["faults"][0]["message"]
    ('<svg/>', True, 'no map')
    """

    def __init__(self, name: str, editor: str | None) -> None:
        self._name, self._editor = name, editor
        self._run = secrets.token_hex(4)  # pages that outlive a server must not take another's looks for known
        self._number = 0
        self._picture: str | None = None
        self._bell = asyncio.Event()
        self.message = ""
        self.closed = False

    @property
    def id(self) -> str:
        """What tells the message from every other one."""
        return f"{self._run}-{self._number}"

    def show(self, look: Look) -> None:
        """Put a look in the place of the last one; without a picture the last good one stays, and is called stale."""
        stale = look.svg is None
        self._picture = self._picture if stale else look.svg
        self.message = json.dumps(self._told(look, stale), ensure_ascii=False)
        self._number += 1
        self._ring()

    def close(self) -> None:
        """Let everybody go who waits."""
        self.closed = True
        self._ring()

    async def after(self, known: str, patience: float) -> bool:
        """Whether there is a message that is not the known one; waits so many seconds for it at most."""
        if not self.closed and (not self.message or self.id == known):
            try:
                await asyncio.wait_for(self._bell.wait(), patience)
            except TimeoutError:
                return False
        return bool(self.message) and self.id != known

    def _ring(self) -> None:
        bell, self._bell = self._bell, asyncio.Event()
        bell.set()

    def _told(self, look: Look, stale: bool) -> dict[str, Any]:
        return {
            "name": self._name,
            "editor": self._editor,
            "svg": self._picture,
            "stale": stale,
            "verdict": look.verdict,
            "findings": [asdict(each.finding) | {"line": each.line, "column": each.column} for each in look.findings],
            "faults": [_fault(each) for each in look.faults],
            "source": look.source,
            "steps": dict(look.steps),
            "seconds": round(look.seconds, 3),
        }


def _fault(fault: Fault) -> dict[str, Any]:
    """A fault, with the excerpt of the file that its message ends in."""
    _, _, excerpt = str(fault).partition("\n") if fault.source is not None else ("", "", "")
    head, _, rest = fault.message.partition("\n")
    return {
        "where": fault.where if fault.line is not None else "",
        "place": fault.place,
        "message": head,
        "excerpt": excerpt or rest,
        "line": fault.line,
        "column": fault.column,
    }
