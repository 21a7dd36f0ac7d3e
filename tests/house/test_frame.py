"""The frame around the project works: the browser, the shared folder's skip, and the two scripts."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from house.source import ROOT


def run_pytest(*arguments: str, **variables: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-rs", "-p", "no:cacheprovider", *arguments],
        cwd=ROOT,
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


def test_the_browser_draws(chromium):
    page = chromium.new_page()
    page.set_content(
        '<svg xmlns="http://www.w3.org/2000/svg"><text font-family="Arial" font-size="20">journey</text></svg>'
    )
    width = page.evaluate("document.querySelector('text').getBBox().width")
    page.close()
    assert width == pytest.approx(65.6, abs=2), "Arial's widths"


@pytest.mark.parametrize(("ci", "ending"), [("", "1 skipped"), ("true", "1 error")])
def test_a_missing_browser_skips_but_never_in_ci(ci, ending):
    said = run_pytest("tests/house/test_frame.py::test_the_browser_draws", CI=ci, JOURNEYKIT_CHROMIUM="/absent")
    assert ending in said
    assert "no Chromium" in said


def test_slow_tests_run_when_asked(tmp_path):
    # the tests' own conftest decides, so the run needs it as a plug-in
    (tmp_path / "test_it.py").write_text("import pytest\n@pytest.mark.slow\ndef test_a(): pass\ndef test_b(): pass\n")
    arguments = ("-p", "conftest", "-c", str(ROOT / "pyproject.toml"), str(tmp_path))
    tests = {"PYTHONPATH": os.pathsep.join([str(ROOT / "tests"), str(ROOT / "scripts"), str(ROOT / "src")])}
    assert "1 passed, 1 deselected" in run_pytest(*arguments, **tests)
    assert "2 passed" in run_pytest(*arguments, "--slow", **tests)
    assert "1 passed, 1 deselected" in run_pytest(*arguments, "-m", "slow", **tests)


def test_an_unknown_part_is_refused():
    command = [sys.executable, str(ROOT / "scripts" / "test.py"), "--only", "lint,tpyes"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "no such part: tpyes" in done.stderr


def test_ci_runs_what_a_contributor_runs():
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert lines[-1] == "exec python3 scripts/test.py"
