"""A socket on this machine's own address, and a free port for it."""

from __future__ import annotations

import errno
import os
import socket
from typing import Final

from journeykit.errors import UnknownName

__all__ = ["HOSTS", "PORT", "address", "listening"]

HOSTS: Final = ("127.0.0.1", "::1")
PORT: Final = 8765
_TRIED: Final = 50  # ports in a row, before somebody has to say which


def listening(host: str, port: int | None) -> socket.socket:
    """A socket that listens on the port; where none is asked for, on the first free one from PORT up.

    Port 0 is any that is free. Raises UnknownName for a host that is not this machine's loopback address, and OSError
    where the port that was asked for is taken.
    """
    if host not in HOSTS:
        raise UnknownName("loopback address", host, HOSTS)
    last = OSError()
    for candidate in range(PORT, PORT + _TRIED) if port is None else (port,):
        try:
            return _bound(host, candidate)
        except OSError as error:
            last = error
            if error.errno != errno.EADDRINUSE:
                break
    taken = last.errno == errno.EADDRINUSE
    reason = "is taken; leave --port out for a free one" if taken else os.strerror(last.errno or 0)
    raise OSError(last.errno, reason, f"port {port if port is not None else PORT} of {host}") from None


def _bound(host: str, port: int) -> socket.socket:
    made = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        if os.name == "posix":  # a server that was just ended must not keep its port busy; elsewhere this shares it
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen()
    except OSError:
        made.close()
        raise
    return made


def address(listener: socket.socket) -> str:
    """The address to open in the browser.

    >>> with listening("127.0.0.1", 0) as found:
    ...     address(found) == f"http://127.0.0.1:{found.getsockname()[1]}"
    True
    """
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
