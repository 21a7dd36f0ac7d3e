"""The web application: one page, its style and script, and the stream of looks. Nothing else is served."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from journeykit.cli.live.board import Board

__all__ = ["web"]

_PATIENCE: Final = 10.0  # seconds between signs of life, by which a page that has gone is noticed
_KINDS: Final = {"page.html": "text/html", "page.css": "text/css", "page.js": "text/javascript"}
_HEADERS: Final = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
}


def web(board: Board, port: int) -> ASGIApp:
    """The application for a board. Whoever asks for it by another name than this machine's is refused.

    >>> type(web(Board("shop.yaml", None), 8765)).__name__
    '_Guard'
    """

    async def events(request: Request) -> Response:
        known = request.headers.get("last-event-id", "")
        return StreamingResponse(_stream(board, known), media_type="text/event-stream")

    routes = [Route("/", _file("page.html")), Route("/events", events)]
    routes += [Route(f"/{name}", _file(name)) for name in ("page.css", "page.js")]
    return _Guard(Starlette(routes=routes), port)


async def _stream(board: Board, known: str) -> AsyncIterator[str]:
    """The last message, and each later one; a page that is too slow for all of them gets the newest."""
    yield "retry: 1000\n\n"
    while not board.closed:
        if await board.after(known, _PATIENCE):
            known = board.id
            yield f"id: {known}\nevent: look\ndata: {board.message}\n\n"
        elif not board.closed:
            yield ": still here\n\n"


def _file(name: str) -> Callable[[Request], Response]:
    """An endpoint that answers with a file of this folder."""
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return lambda _: Response(text, media_type=_KINDS[name])


class _Guard:
    """Refuses other names for this machine, by which a foreign site could read the map, and adds the headers."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        self._names = {f"{name}:{port}" for name in ("localhost", "127.0.0.1", "[::1]")}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        known = Headers(scope=scope).getlist("host")
        if len(known) == 1 and known[0].lower() in self._names:
            await self._app(scope, receive, with_headers)
        else:
            refused = PlainTextResponse("This server is for the browser on its own machine only.\n", 403)
            await refused(scope, receive, with_headers)
