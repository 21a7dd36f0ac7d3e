"""How far long work is: said while it runs, on whatever the caller has to show it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING, TypeAlias

from journeykit.errors import EventLogError

if TYPE_CHECKING:
    import duckdb

__all__ = ["Progress", "reporter", "watched"]

Progress: TypeAlias = Callable[[str, float], None]
"""Called with what is being done, and the share of it that is done, 0..1."""

_EVERY = 0.2  # seconds between two looks


def reporter(progress: bool | Progress) -> Progress | None:
    """What is called: nothing, the caller's own function, or a line on standard error. Raises EventLogError.

    >>> reporter(False) is None
    True
    """
    if progress is True:
        return _line
    if progress is False or progress is None:
        return None
    if not callable(progress):
        raise EventLogError(f"progress is True, False, or a function of what is done and its share, not {progress!r}")
    return progress


@contextmanager
def watched(connection: duckdb.DuckDBPyConnection | None, progress: Progress | None) -> Iterator[None]:
    """Report how far the queries of a connection are, as long as this lasts."""
    if connection is None or progress is None:
        yield
        return
    over = Event()

    def look() -> None:
        while not over.wait(_EVERY):
            share = connection.query_progress() / 100
            if 0 <= share <= 1:
                progress("reading events", share)

    thread = Thread(target=look, daemon=True, name="journeykit-progress")
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _line(what: str, share: float) -> None:
    end = "\n" if share >= 1 else ""
    print(f"\r{what}: {share:4.0%}", end=end, file=sys.stderr, flush=True)  # noqa: T201 - that is what it is for
