"""The notebooks run from top to bottom, the example scripts run, and the example files load."""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path

import pytest

import journeykit as jk
from house.source import ROOT, variables

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
SCRIPTS = sorted(path for path in (ROOT / "examples").glob("*.py") if path.name != "spark_job.py")  # needs Spark
FILES = sorted(path for path in (ROOT / "examples").glob("*") if path.suffix in {".yaml", ".json"})

_EXECUTE = """
import sys, nbformat, nbclient
notebook = nbformat.read(sys.argv[1], as_version=4)
nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3").execute()
cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
print(sum(bool(cell.outputs) for cell in cells))
"""


def execute(notebook: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a notebook in a process of its own: its event loop and the browser's do not share one.

    An empty JUPYTER_PATH and data folder leave one kernel called python3: that of this interpreter.
    """
    return subprocess.run(
        [sys.executable, "-c", _EXECUTE, str(notebook)],
        cwd=folder,
        env=variables(JUPYTER_PATH=str(folder), JUPYTER_DATA_DIR=str(folder), IPYTHONDIR=str(folder)),
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def test_there_is_something_to_run():
    assert len(NOTEBOOKS) >= 1
    assert len(SCRIPTS) >= 1
    assert len(FILES) >= 2


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_runs(notebook, tmp_path):
    done = execute(notebook, tmp_path)
    assert done.returncode == 0, done.stderr[-3000:]
    assert int(done.stdout) > 0, "a notebook that shows nothing"


def test_a_notebook_that_fails_is_seen(tmp_path):
    import nbformat
    from nbformat.v4 import new_code_cell, new_notebook

    path = tmp_path / "wrong.ipynb"
    nbformat.write(new_notebook(cells=[new_code_cell("1 / 0")]), path)
    assert "ZeroDivisionError" in execute(path, tmp_path).stderr


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_an_example_script_runs(script, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names = runpy.run_path(str(script), run_name="__main__")
    assert [value for value in names.values() if isinstance(value, jk.JourneyMap)], "an example defines a map"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_an_example_file_loads(path):
    assert isinstance(jk.load(path), jk.JourneyMap)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_an_example_in_two_forms_is_one_map(path, tmp_path, monkeypatch):
    twin = path.with_name(path.name.partition(".")[0] + ".py")
    if twin not in SCRIPTS:
        pytest.skip(f"{path.name} has no twin in Python")
    monkeypatch.chdir(tmp_path)
    maps = [value for value in runpy.run_path(str(twin)).values() if isinstance(value, jk.JourneyMap)]
    assert jk.load(path) in maps
