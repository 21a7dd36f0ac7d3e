"""What the tests of the command share: a folder to work in, and the command run in this process."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from journeykit.cli import main

POOR = """\
title: Poor
stages:
  - id: one
    steps:
      - a
      - touchpoint: b
        emotion: -2
  - id: two
outcomes:
  - id: done
    result: success
flow:
  - a >> b >> done
"""
TRAP = """\
{"stages": [{"id": "one", "steps": ["a", "b"]}],
 "flow": ["a >> b >> a"]}
"""
FAULTY = """\
titel: Faulty
stages:
  - id: One
"""
GOOD = """\
title: Good
scope: {trigger: a bill, end: a switch, timeframe: 3 days}
evidence: [{id: talks, kind: interview}]
personas: [{id: mia, evidence: talks}]
stages: [{id: one, steps: [a, b]}]
"""


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder with a map of each sort, and the one we are in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, text in {"poor.yaml": POOR, "trap.json": TRAP, "faulty.yaml": FAULTY, "good.yaml": GOOD}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def journeykit(folder, capfd):
    """The command: `journeykit("check", "poor.yaml").out`."""

    def run(*arguments: str) -> Said:
        capfd.readouterr()
        code = 0
        try:
            main(arguments)
        except SystemExit as end:
            code = end.code
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return Said(code, out, err)

    return run
