"""`journeykit check --watch`: what is told at each save, as a program of its own."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading

import pytest

from journeykit.cli import watch as watching

COMMAND = [sys.executable, "-c", "from journeykit.cli import main; main()"]
PATIENCE = 40  # seconds, for machines that are busy: what is awaited comes in a fraction of one
LOW = "stages:\n  - id: one\n    steps:\n      - {touchpoint: a, emotion: -2}\n      - {touchpoint: b, emotion: -1}\n"
PYTHON = """\
import journeykit as jk
from words import EMOTION

low = jk.JourneyMap(stages=[jk.Stage("one", [jk.Touchpoint("a", emotion=EMOTION)])])
"""


class Watched:
    """The command at work, and what it has said so far."""

    def __init__(self, process):
        self.process = process
        self.lines = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))

    def until(self, end):
        """The lines up to one that ends so."""
        said = []
        while not said or not said[-1].endswith(end):
            try:
                said.append(self.lines.get(timeout=PATIENCE))
            except queue.Empty:
                raise AssertionError(f"{end!r} was not said: {said}") from None
        return said


@pytest.fixture
def watched(folder):
    """A function that starts the command; what it started is ended."""
    started = []

    def start(*arguments):
        process = subprocess.Popen(
            [*COMMAND, "check", *arguments, "--watch"],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
            start_new_session=True,  # so that Ctrl-C can be sent to all of it, as a terminal does
        )
        started.append(process)
        return Watched(process)

    yield start
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()


def save(path, text):
    path.with_suffix(".part").write_text(text, encoding="utf-8")
    path.with_suffix(".part").replace(path)


def test_what_has_changed_is_told_at_each_save_until_ctrl_c(folder, watched):
    file = folder / "low.yaml"
    file.write_text(LOW, encoding="utf-8")
    at_work = watched("low.yaml", "--select", "JK101,JK401")
    first = at_work.until("in line 1")
    assert [line.split(": ")[0] for line in first if line.endswith("]")] == [
        "low.yaml:1:1",
        "low.yaml:4:34",
        "low.yaml:5:34",
    ]
    save(file, LOW.replace("stages:", "personas: [{id: mia}]\n\nstages:").replace("emotion: -1", "emotion: -0.5"))
    second = at_work.until("in line 6")
    assert second[0].endswith(" low.yaml")
    assert second[1:] == [
        "gone: the map names no persona [JK101 no-persona]",
        "gone: 'b' feels like -1, and names no pain [JK401 low-without-pain]",
        "low.yaml: 1 warning. Fix first: JK401 low-without-pain in line 6",
    ]
    save(file, "titel: x")
    third = at_work.until("^")
    assert third[1] == "low.yaml:1:1: titel: unknown key 'titel': did you mean 'title'?"
    save(file, LOW)
    assert at_work.until("in line 1")[1:4:2] == [  # repairs stand between
        "low.yaml:1:1: warning: the map names no persona [JK101 no-persona]",
        "low.yaml:4:34: warning: 'a' feels like -2, and names no pain [JK401 low-without-pain]",
    ]
    os.killpg(at_work.process.pid, signal.SIGINT)
    assert at_work.until("ended") == ["ended"]
    assert at_work.process.wait(PATIENCE) == 0


def test_a_config_that_is_saved_counts_at_once(folder, watched):
    (folder / "low.yaml").write_text(LOW, encoding="utf-8")
    config = folder / "journeykit.toml"
    config.write_text('select = ["JK401"]\n', encoding="utf-8")
    at_work = watched("low.yaml")
    at_work.until("in line 4")
    save(config, 'select = ["JK4O1"]\n')
    assert "did you mean 'JK401'?" in "".join(at_work.until("^"))
    save(config, 'select = ["JK101"]\n')
    assert at_work.until("in line 1")[1:] == [
        "low.yaml:1:1: warning: the map names no persona [JK101 no-persona]",
        "    say under `personas` whose journey it is",
        "gone: 'a' feels like -2, and names no pain [JK401 low-without-pain]",
        "gone: 'b' feels like -1, and names no pain [JK401 low-without-pain]",
        "low.yaml: 1 warning. Fix first: JK101 no-persona in line 1",
    ]


def test_a_map_in_python_is_run_anew_with_its_neighbours(folder, watched):
    (folder / "low.py").write_text(PYTHON, encoding="utf-8")
    (folder / "words.py").write_text("EMOTION = -2\n", encoding="utf-8")
    at_work = watched("low.py:low", "--select", "JK401")
    assert at_work.until("in line 4")[0].startswith("low.py:4:46: warning: 'a' feels like -2")
    save(folder / "words.py", "EMOTION = 1\n")
    assert at_work.until("no findings by 1 rule")[1:2] == [
        "gone: 'a' feels like -2, and names no pain [JK401 low-without-pain]"
    ]
    save(folder / "words.py", "import os\nos._exit(3)\n")
    assert at_work.until("running it ended Python")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["-"], "standard input cannot be watched"),
        (["absent.yaml"], "absent.yaml: No such file or directory"),
        (["good.yaml", "--fix"], "leave out --fix, --diff and --format"),
        (["good.yaml", "--format", "json"], "leave out --fix, --diff and --format"),
    ],
)
def test_what_cannot_be_watched_is_told_at_once(journeykit, arguments, told):
    said = journeykit("check", *arguments, "--watch")
    assert (said.code, said.out) == (2, "")
    assert told in " ".join(said.err.split())


def test_the_extra_that_it_needs_is_named(journeykit, monkeypatch):
    monkeypatch.setattr(watching, "find_spec", lambda name: None)
    said = journeykit("check", "good.yaml", "--watch")
    assert (said.code, said.out) == (2, "")
    assert "pip install 'journeykit[live]'" in said.err
