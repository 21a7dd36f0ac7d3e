"""A live map in this process: served from a thread, its looks read as a page reads them."""

from __future__ import annotations

import http.client
import json
import threading
import time
from contextlib import contextmanager

from journeykit.cli.live.ports import listening
from journeykit.cli.live.server import Live

MAP = """\
import journeykit as jk
from words import TITLE
shop = jk.JourneyMap(title=TITLE, stages=[jk.Stage("buy", [jk.Touchpoint("basket"), jk.Touchpoint("pay", emotion=-2)])])
print("said by the map")
"""
PATIENCE = 30  # seconds, for machines that are busy: what is awaited comes in a fraction of one


class Served:
    """A server, and what a page may ask of it."""

    def __init__(self, live, port):
        self.live, self.port = live, port
        self.url = f"http://127.0.0.1:{port}/"

    def get(self, path="/", method="GET", host=None):
        """Status, headers and text of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.putrequest(method, path, skip_host=True)
            for each in (f"127.0.0.1:{self.port}",) if host is None else host:
                connection.putheader("Host", each)
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read().decode()
        finally:
            connection.close()

    @contextmanager
    def looks(self, known=None):
        """A function that waits for the next look."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", "/events", headers={"Last-Event-ID": known} if known else {})
            answer = connection.getresponse()

            def following():
                end = time.monotonic() + PATIENCE
                while True:
                    line = answer.readline().decode()
                    assert time.monotonic() < end, "no look has come"  # signs of life keep the line from timing out
                    assert line, "the stream has ended"
                    if line.startswith("id: "):
                        self.last = line[4:].strip()
                    if line.startswith("data: "):
                        return json.loads(line[6:])

            yield following
        finally:
            connection.close()


@contextmanager
def served(name, port=0, **options):
    """A map, served while the block lasts. Options that begin with `live_` are the server's own."""
    own = {key.removeprefix("live_"): options.pop(key) for key in list(options) if key.startswith("live_")}
    with listening("127.0.0.1", port) as listener:
        live = Live(str(name), options, listener, **own)
        thread = threading.Thread(target=live.run, daemon=True)
        thread.start()
        try:
            yield Served(live, listener.getsockname()[1])
        finally:
            live.stop()
            thread.join(PATIENCE)
            assert not thread.is_alive()


def wait_for(told, wanted):
    """The first look of which something is true; looks at half a save may come before it."""
    end = time.monotonic() + PATIENCE
    while True:
        found = told()
        if wanted(found):
            return found
        assert time.monotonic() < end, found["faults"]


def write_shop(folder):
    """A map in Python with a sibling that it imports; returns the argument that names it."""
    (folder / "words.py").write_text("TITLE = 'First'\n")
    (folder / "shop.py").write_text(MAP)
    return "shop.py:shop"
