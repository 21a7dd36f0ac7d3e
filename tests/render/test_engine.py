from __future__ import annotations

import os
import stat
import sys
import time
from pathlib import Path

import pytest

from journeykit.errors import EngineError, UnknownName
from journeykit.render import engine

GRAPH = "digraph { a -> b }"
pytestmark = pytest.mark.skipif(os.name == "nt", reason="the fake programs are shell scripts")


@pytest.fixture
def fake(tmp_path, monkeypatch):
    """Puts a program of these lines in the engine's place."""

    def make(*lines: str) -> None:
        program = tmp_path / "graphviz-pure"
        program.write_text("\n".join(["#!/bin/sh", *lines]) + "\n")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setattr(engine, "_bundled", lambda: program)

    return make


def test_the_wheels_program_runs_without_a_path(monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert engine.run(GRAPH).rstrip().endswith("</svg>")


def test_the_same_graph_gives_the_same_bytes():
    assert engine.run(GRAPH) == engine.run(GRAPH)


def test_the_systems_dot_is_taken_on_request(fake, tmp_path, monkeypatch):
    fake("echo never; exit 1")
    dot = tmp_path / "bin" / "dot"
    dot.parent.mkdir()
    dot.write_text("#!/bin/sh\necho '<svg/>'\n")
    dot.chmod(0o755)
    monkeypatch.setenv("PATH", f"{dot.parent}:/usr/bin:/bin")
    assert engine.run(GRAPH, engine="system").strip() == "<svg/>"
    monkeypatch.setenv(engine.VARIABLE, "system")
    assert engine.run(GRAPH).strip() == "<svg/>"
    with pytest.raises(EngineError, match="exit code 1"):
        engine.run(GRAPH, engine="pure")


def test_a_missing_program_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr(engine, "_bundled", lambda: None)
    with pytest.raises(EngineError, match="pip install 'graphviz-pure"):
        engine.run(GRAPH)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(EngineError, match="no `dot` on the PATH"):
        engine.run(GRAPH, engine="system")


def test_a_wheel_that_is_not_installed_is_not_found(monkeypatch):
    def absent(name):
        raise engine.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(engine.metadata, "files", absent)
    engine._bundled.cache_clear()
    try:
        assert engine._bundled() is None
        monkeypatch.setattr(engine.metadata, "files", lambda name: [])
        engine._bundled.cache_clear()
        assert engine._bundled() is None
    finally:
        engine._bundled.cache_clear()


def test_half_an_answer_of_a_failed_program_is_thrown_away(fake):
    fake("echo '<svg>half'", "echo 'syntax error in line 1' >&2", "exit 1")
    with pytest.raises(EngineError, match="exit code 1: syntax error in line 1"):
        engine.run(GRAPH)


def test_an_empty_answer_is_an_error(fake):
    fake("exit 0")
    with pytest.raises(EngineError, match="empty answer"):
        engine.run(GRAPH)


def test_a_program_that_cannot_start_is_an_error(tmp_path, monkeypatch):
    broken = tmp_path / "graphviz-pure"
    broken.write_text("no program")
    monkeypatch.setattr(engine, "_bundled", lambda: broken)
    with pytest.raises(EngineError, match="could not be started"):
        engine.run(GRAPH)


def test_a_slow_program_is_killed_with_its_children(fake, tmp_path):
    born = tmp_path / "child"
    fake(f"sleep 300 & echo $! > {born}", "wait")
    begin = time.monotonic()
    with pytest.raises(EngineError, match=r"longer than 0\.5 seconds"):
        engine.run(GRAPH, timeout=0.5)
    assert time.monotonic() - begin < 10
    child = int(born.read_text())
    for _ in range(100):
        if not _alive(child):
            return
        time.sleep(0.05)
    pytest.fail("the child lives on")


def _alive(process: int) -> bool:
    if sys.platform.startswith("linux"):
        try:
            return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
        except FileNotFoundError:
            return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_an_unknown_engine_in_the_environment_is_named(monkeypatch):
    monkeypatch.setenv(engine.VARIABLE, "pur")
    with pytest.raises(UnknownName, match="did you mean 'pure'"):
        engine.run(GRAPH)


def test_bad_dot_is_an_error_and_not_a_drawing():
    with pytest.raises(EngineError, match="failed with exit code"):
        engine.run("digraph {")
