"""Waits until files change, however an editor saves: in place, by a rename, or by deleting and writing anew.

What has changed is told by stamps of the files, never by an event: the system's events are only the alarm clock, and
where they do not come (a network's folder, a folder that was moved away) the stamps are compared twice a second.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import aclosing
from pathlib import Path
from typing import Final, TypeAlias

from watchfiles import awatch

__all__ = ["Stamps", "changed", "stamps"]

Stamps: TypeAlias = dict[Path, object]

_QUIET: Final = 20  # ms without another event after which a save is taken as complete
_LONGEST: Final = 200  # ms that events in a row may hold up the next look
_ALARM: Final = 500  # ms between two comparisons without any event


def stamps(paths: Iterable[Path]) -> Stamps:
    """What tells each file from its next version; of a folder the Python files in it; None where there is nothing.

    >>> list(stamps([Path("no such file.yaml")]).values())
    [None]
    """
    return {path: _stamp(path) for path in sorted(paths)}


def _stamp(path: Path) -> object:
    try:
        if path.is_dir():
            return sorted(each.name for each in path.iterdir() if each.suffix == ".py")
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


async def changed(before: Stamps) -> None:
    """Return as soon as one of the files is no longer what the stamps say."""
    while stamps(before) == before:
        try:
            await _woken(before)
        except OSError:  # no such folder any more, or no watcher left in the system
            await asyncio.sleep(_ALARM / 1000)


async def _woken(before: Stamps) -> None:
    events = awatch(
        *_folders(before),
        watch_filter=None,
        step=_QUIET,
        debounce=_LONGEST,
        rust_timeout=_ALARM,
        yield_on_timeout=True,
        recursive=False,
    )
    async with aclosing(events):
        async for _ in events:
            if stamps(before) != before:
                return


def _folders(paths: Iterable[Path]) -> list[Path]:
    """The folders to listen to: of each file, and of what a symbolic link leads to."""
    both = [each for path in paths for each in (path, path.resolve())]
    return sorted({path if path.is_dir() else path.parent for path in both})
