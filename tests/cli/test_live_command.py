"""The command `journeykit live`: how it begins and ends, and what it passes on."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
import threading
import webbrowser
from pathlib import Path

import pytest

from cli.serving import PATIENCE, write_shop
from journeykit.cli.live import ports
from journeykit.cli.live.look import look
from journeykit.cli.live.server import Live

COMMAND = [sys.executable, "-c", "from journeykit.cli import main; main()", "live", "--no-open", "--port", "0"]


@pytest.fixture
def shop(folder):
    return write_shop(folder)


@pytest.mark.parametrize(
    ("file", "how"),
    [("good.yaml", signal.SIGTERM), ("shop.py:shop", signal.SIGINT)],
)
def test_a_signal_ends_it(folder, shop, file, how):
    with subprocess.Popen(
        [*COMMAND, file, "--view", "flow"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
        start_new_session=True,  # so that Ctrl-C can be sent to all of it, as a terminal does
    ) as live:
        page = None
        try:
            said = ""
            while "drawn in" not in said:
                line = live.stdout.readline()
                assert line, said
                assert "fault" not in line, line
                said += line
            assert f"{file} is shown at http://127.0.0.1:" in said
            number = int(re.search(r"http://127\.0\.0\.1:(\d+)", said)[1])
            page = http.client.HTTPConnection("127.0.0.1", number, timeout=PATIENCE)
            page.request("GET", "/events")
            page.getresponse().readline()
            os.killpg(live.pid, how)
            rest = live.communicate(timeout=PATIENCE)[0]
        finally:
            live.kill()
            if page is not None:
                page.close()
    assert not re.search("Traceback|Cancel", rest), "open pages are let go, not cut off"
    assert live.returncode == (0 if how == signal.SIGINT else -how)
    assert rest.splitlines()[-1:] == (["ended"] if how == signal.SIGINT else [])


def test_a_taken_port_is_passed_over_unless_it_was_asked_for(journeykit, monkeypatch):
    monkeypatch.setattr(Live, "run", lambda self: None)
    with ports.listening("127.0.0.1", 0) as taken:
        number = taken.getsockname()[1]
        said = journeykit("live", "good.yaml", "--view", "flow", "--no-open", "--port", str(number))
        assert said.code == 2
        assert f"port {number} of 127.0.0.1: is taken; leave --port out for a free one" in said.err
        monkeypatch.setattr("journeykit.cli.live.ports.PORT", number)
        said = journeykit("live", "good.yaml", "--view", "flow", "--no-open")
        assert said.code == 0
        assert f"http://127.0.0.1:{number} " not in said.out


def test_the_browser_is_opened_unless_not_wanted(journeykit, monkeypatch):
    opened = []
    ready = threading.Event()
    monkeypatch.setattr(webbrowser, "open", lambda url: (opened.append(url), ready.set()))
    monkeypatch.setattr(Live, "run", lambda self: ready.wait(PATIENCE))
    said = journeykit("live", "good.yaml", "--view", "flow", "--port", "0")
    assert said.code == 0
    assert opened[0] in said.lines[0]
    monkeypatch.setattr(Live, "run", lambda self: None)
    journeykit("live", "good.yaml", "--view", "flow", "--port", "0", "--no-open")
    assert len(opened) == 1


def test_the_other_loopback_address(journeykit, monkeypatch):
    monkeypatch.setattr(Live, "run", lambda self: None)
    try:
        ports.listening("::1", 0).close()
    except OSError:
        pytest.skip("this machine has no IPv6")
    said = journeykit("live", "good.yaml", "--view", "flow", "--no-open", "--host", "::1", "--port", "0")
    assert "http://[::1]:" in said.out


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["absent.yaml"], "absent.yaml: No such file or directory"),
        (["absent.py:shop"], "absent.py: No such file or directory"),
        (["."], "Is a directory"),
        (["-"], "standard input cannot be watched"),
        (["shop.py"], "name the map in this Python file, like shop.py:journey"),
        (["words.txt"], "unknown"),
        (["good.yaml", "--theme", "drak"], "did you mean 'dark'"),
        (["good.yaml", "--lanes", "steps,pians"], "did you mean 'pains'"),
        (["good.yaml", "--width", "0"], "width is a number of px"),
        (["good.yaml", "--view", "flwo"], "did you mean 'flow'"),
        (["good.yaml", "--view", "flow", "--lanes", "steps,pains"], "takes no lanes"),
        (["good.yaml", "--view", "flow", "--editor", "vscod"], "did you mean 'vscode'"),
        (["good.yaml", "--view", "flow", "--host", "0.0.0.0"], "unknown loopback address '0.0.0.0'"),
    ],
)
def test_what_cannot_work_is_told_at_once(journeykit, shop, monkeypatch, arguments, reason):
    monkeypatch.setattr(Live, "run", lambda self: pytest.fail("it must not begin"))
    Path("words.txt").write_text("a")
    said = journeykit("live", "--no-open", "--port", "0", *arguments)
    assert said.code == 2
    assert reason in said.err


@pytest.mark.parametrize("absent", ["starlette", "uvicorn", "watchfiles"])
def test_a_missing_package_is_named_with_its_extra(journeykit, monkeypatch, absent):
    monkeypatch.setitem(sys.modules, absent, None)
    said = journeykit("live", "good.yaml", "--view", "flow", "--no-open")
    assert said.code == 2
    assert f"{absent!r}, which is not installed: pip install 'journeykit[live]'" in said.err


def test_lanes_and_personas_reach_the_drawing(journeykit, monkeypatch):
    asked = []
    monkeypatch.setattr(Live, "run", lambda self: asked.append((self._options, self._board._editor)))
    monkeypatch.setattr("journeykit.render.draw", lambda *given, **options: None)
    options = ("--lanes", "steps,pains,gains", "--persona", "mia", "--editor", "zed")
    journeykit("live", "good.yaml", "--no-open", "--port", "0", *options)
    journeykit("live", "good.yaml", "--no-open", "--port", "0", "--lanes", "all")
    link = f"zed://file{Path.cwd().as_posix()}/good.yaml:{{line}}:{{column}}"
    assert asked == [
        ({"lanes": ["steps", "pains", "gains"], "personas": ["mia"]}, link),
        ({"lanes": "all"}, None),
    ]


def test_each_look_is_told_in_the_terminal(folder, capfd):
    from journeykit.cli.commands.live import _tell

    _tell(look("poor.yaml", {"view": "flow"}))
    _tell(look("faulty.yaml", {}))
    out = capfd.readouterr().out.splitlines()
    assert out[0].startswith("drawn in 0.")
    assert "Fix first" in out[0]
    assert out[1].startswith("fault: faulty.yaml:1:1: titel: unknown key")
    assert out[1].endswith("(and 1 more)")
