"""Runs maps in Python in a new process for each look, so that every module of theirs is imported as it is now.

A process that has loaded journeykit, and nothing of the user's, waits in advance: a look costs the time of the user's
own code only.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Final

from journeykit.cli.live.look import Look, look
from journeykit.errors import Fault

__all__ = ["Fresh", "answer", "ctrl_c_held_back"]

LIMIT: Final = 60.0  # seconds for one look


class Fresh:
    """Looks, each in a process of its own.

    >>> fresh = Fresh("no/such/map.py:shop", {})
    >>> fresh.look().faults[0].message
    'no/such/map.py: No such file or directory'
    >>> fresh.close()
    """

    def __init__(self, name: str, options: Mapping[str, Any], limit: float = LIMIT) -> None:
        self._question = (name, dict(options))
        self._limit = limit
        self._spare: tuple[BaseProcess, Connection] | None = None
        self._busy: BaseProcess | None = None

    def prepare(self) -> None:
        """Start the process for the next look, where none waits."""
        if self._spare is None:
            self._spare = _started()

    def look(self) -> Look:
        """One look, in at most the limit of time. A process that dies or is too slow is a fault."""
        self.prepare()
        assert self._spare is not None  # noqa: S101 - for the type checker
        (process, connection), self._spare = self._spare, None
        self._busy = process
        try:
            connection.send(self._question)
            if connection.poll(self._limit):
                found: Look = connection.recv()
                return found
            return self._fault(f"running it took more than {self._limit:g} seconds, so it was stopped")
        except (EOFError, OSError):
            process.join()
            return self._fault(f"running it ended Python with exit code {process.exitcode}")
        finally:
            self._busy = None
            _end(process, connection)

    def close(self) -> None:
        """End the process that waits, and the one that is at work in another thread."""
        busy = self._busy
        if busy is not None:
            with suppress(ValueError):  # it has ended meanwhile
                busy.kill()
        if self._spare is not None:
            _end(*self._spare)
            self._spare = None

    def _fault(self, message: str) -> Look:
        name = self._question[0]
        return Look(faults=(Fault("", f"{name}: {message}", "failed", file=name),))


def answer(connection: Connection) -> None:
    """What a process does: load journeykit, wait for a question, answer it with a look."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    from journeykit.model import JourneyMap, Stage
    from journeykit.render import draw
    from journeykit.rules import check

    sys.dont_write_bytecode = True  # a cache knows a module by the second of its change: too coarse for quick edits
    warm = JourneyMap(stages=[Stage("a", ["b"])])
    check(warm)
    draw(warm).svg  # noqa: B018 - loads what drawing needs
    with suppress(EOFError, OSError):  # the server has gone
        connection.send(look(*connection.recv()))


def _started() -> tuple[BaseProcess, Connection]:
    spawn = multiprocessing.get_context("spawn")
    here, there = spawn.Pipe()
    process = spawn.Process(target=answer, args=(there,), daemon=True)
    with ctrl_c_held_back():
        process.start()
    there.close()
    return process, here


@contextmanager
def ctrl_c_held_back() -> Iterator[None]:
    """A terminal sends Ctrl-C to the new process too, which must not tell of it: the server ends it.

    What starts here inherits that the signal is blocked; for the server itself it is only late. Systems without such
    masks rely on the first line of `answer`.
    """
    if not hasattr(signal, "pthread_sigmask"):  # pragma: no cover - Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end(process: BaseProcess, connection: Connection) -> None:
    connection.close()
    process.kill()
    process.join()
    process.close()
