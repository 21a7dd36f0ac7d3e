"""The server: looks at the file, watches it, and shows every look until it is ended."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

import uvicorn

from journeykit.cli.live.board import Board
from journeykit.cli.live.fresh import Fresh
from journeykit.cli.live.look import Look, look
from journeykit.cli.live.places import in_python, own_file
from journeykit.cli.live.watching import changed, stamps
from journeykit.cli.live.web import web

__all__ = ["Live"]


class Live:
    """A map in the browser.

    Args:
        name: the map, as an argument of a command names it.
        options: for `draw`.
        listener: the socket to serve on.
        editor: the address of the file in an editor, with `{line}` and `{column}`.
        told: is called with each look.
    """

    def __init__(
        self,
        name: str,
        options: Mapping[str, Any],
        listener: socket.socket,
        *,
        editor: str | None = None,
        told: Callable[[Look], None] = lambda _: None,
    ) -> None:
        self._name, self._options, self._told = name, options, told
        self._fresh = Fresh(name, options) if in_python(name) is not None else None
        self._listener = listener
        self._board = Board(name, editor)
        config = uvicorn.Config(
            web(self._board, listener.getsockname()[1]),
            loop="asyncio",
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="error",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=2,
        )
        self._server = _Server(config, self._board)

    def run(self) -> None:
        """Serve until Ctrl-C, or until `stop` is called."""
        with suppress(KeyboardInterrupt):
            asyncio.run(self._run())

    def stop(self) -> None:
        """End it, from any thread."""
        self._server.should_exit = True

    async def _run(self) -> None:
        watching = asyncio.create_task(self._watch())
        watching.add_done_callback(lambda _: self.stop())  # a page that is never redrawn would be a lie
        try:
            await self._server.serve(sockets=[self._listener])
        finally:
            watching.cancel()
            if self._fresh is not None:
                self._fresh.close()
            with suppress(asyncio.CancelledError):
                await watching

    async def _watch(self) -> None:
        own = own_file(self._name)
        known = frozenset({own.absolute()} if own is not None else ())
        self._prepare()
        while True:
            before = stamps(known)  # of before the look, so that a save during it is seen
            found = await asyncio.to_thread(self._look)
            self._board.show(found)
            self._told(found)
            self._prepare()
            # after a fault not all files are found: those of before it still count
            known = found.files | known if found.faults else found.files
            await changed(stamps(known) | {path: stamp for path, stamp in before.items() if path in known})

    def _prepare(self) -> None:
        if self._fresh is not None:
            self._fresh.prepare()

    def _look(self) -> Look:
        return look(self._name, self._options) if self._fresh is None else self._fresh.look()


class _Server(uvicorn.Server):
    """One that ends the streams before it waits for them."""

    def __init__(self, config: uvicorn.Config, board: Board) -> None:
        super().__init__(config)
        self._board = board

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._board.close()
        await super().shutdown(sockets)
