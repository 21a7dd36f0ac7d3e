"""The command as a program of its own: exit codes, pipes, colours, and what it loads."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from journeykit.cli import screen

COMMAND = [sys.executable, "-c", "from journeykit.cli import main; main()"]


def run(folder, *arguments, **environment):
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(("file", "code"), [("good.yaml", 0), ("trap.json", 1), ("faulty.yaml", 2)])
def test_the_process_ends_with_the_exit_code(folder, file, code):
    done = run(folder, "check", file)
    assert done.returncode == code
    assert "Traceback" not in done.stderr


def test_a_terminal_of_ascii_gets_the_report_all_the_same(folder):
    (folder / "hart.yaml").write_text(
        'stages: [{id: s, steps: [{touchpoint: a, pains: [{text: "zu groß 😡", severity: 5}]}]}]', encoding="utf-8"
    )
    done = run(folder, "check", "hart.yaml", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert r"zu gro\xdf \U0001f621" in done.stdout


def test_documents_are_utf_8_whatever_the_terminal_speaks(folder):
    (folder / "gut.yaml").write_text("title: Größe\nstages: [{id: s, steps: [a]}]", encoding="utf-8")
    done = run(folder, "convert", "gut.yaml", "-", "--to", "json", PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    assert json.loads(done.stdout)["title"] == "Größe"


def test_a_reader_that_leaves_early_is_no_traceback(folder):
    command = subprocess.Popen(
        [*COMMAND, "schema"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    )
    command.stdout.read(10)
    command.stdout.close()
    assert "Traceback" not in command.stderr.read()
    command.stderr.close()
    command.wait()


def on_a_terminal(folder, *arguments, **environment):
    """What the command writes to a terminal of 60 columns."""
    leader, follower = pty.openpty()
    variables = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "COLUMNS")}
    variables |= {"TERM": "xterm-256color", "COLUMNS": "60", **environment}
    with subprocess.Popen(
        [*COMMAND, *arguments], cwd=folder, env=variables, stdout=follower, stderr=follower
    ) as command:
        os.close(follower)
        said = b""
        while True:
            try:
                part = os.read(leader, 65536)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            said += part
        command.wait()
    os.close(leader)
    return said.decode().replace("\r\n", "\n")


def test_a_terminal_gets_colours_and_no_breaks_of_ours(folder):
    said = on_a_terminal(folder, "check", "poor.yaml", "--select", "JK401")
    assert "\x1b[33mwarning\x1b[0m" in said
    assert len(said.splitlines()) == 3, "the terminal wraps, and a copied line stays whole"
    assert "\x1b[1mJK303\x1b[0m" in on_a_terminal(folder, "rules")


@pytest.mark.parametrize("quiet", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_colours_can_be_refused(folder, quiet):
    said = on_a_terminal(folder, "check", "poor.yaml", **quiet)
    assert "\x1b" not in said
    assert said == run(folder, "check", "poor.yaml").stdout


def test_colour_is_for_terminals_only(folder):
    assert "\x1b" not in run(folder, "rules").stdout
    with Path(os.devnull).open(encoding="utf-8") as nowhere:
        assert not screen.styled(nowhere)


def test_styles_stand_around_the_text_and_markup_is_text(monkeypatch, capsys):
    monkeypatch.setattr(screen, "styled", lambda stream: True)
    monkeypatch.setenv("TERM", "xterm")
    screen.say(("[bold]error[/]", "red"), ": 3 \x1b[2J " + "long " * 60)
    line = capsys.readouterr().out
    assert line.startswith("\x1b[31m[bold]error[/]\x1b[0m: 3 \N{REPLACEMENT CHARACTER}[2J long")
    assert line.count("\n") == 1
    screen.table([["a", "error"], ["[b]", "info"]], ("bold", ""))
    cells = capsys.readouterr().out
    assert "\x1b[1ma" in cells
    assert "\x1b[1;31merror" in cells
    assert "[b]" in cells


def loaded(folder, *arguments):
    code = (
        "import sys\nfrom journeykit.cli import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "print('\\n' + ' '.join(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=folder, capture_output=True, encoding="utf-8", check=True
    )
    return set(done.stdout.splitlines()[-1].split())


def test_each_command_loads_what_it_needs_only(folder):
    assert not loaded(folder, "--version") & {"rich", "networkx", "ruamel.yaml", "graphviz", "journeykit.render"}
    assert not loaded(folder, "rules") & {"ruamel.yaml", "graphviz", "journeykit.render"}
    checking = loaded(folder, "check", "trap.json")
    assert "networkx" in checking
    assert not checking & {"rich", "ruamel.yaml", "graphviz", "journeykit.render"}
    assert "journeykit.render" in loaded(folder, "draw", "trap.json")


def test_python_runs_the_package_as_the_command(folder):
    command = [sys.executable, "-m", "journeykit", "check", "trap.json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert "trap.json: 1 error" in done.stdout
