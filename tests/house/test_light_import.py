"""`import journeykit` stays light: what is heavy is loaded by the first call that needs it."""

from __future__ import annotations

import json
import subprocess
import sys

HEAVY = (
    "networkx",
    "numpy",
    "scipy",
    "graphviz",
    "ruamel",
    "duckdb",
    "narwhals",
    "typer",
    "rich",
    "hypothesis",
    "subprocess",
)


def loaded_after(statement: str) -> set[str]:
    code = f"{statement}\nimport json, sys\nprint(json.dumps(sorted(name.partition('.')[0] for name in sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


def test_importing_loads_nothing_heavy():
    loaded = loaded_after("import journeykit")
    assert "pydantic" in loaded
    # whatever the interpreter itself, or pydantic, has loaded before is not journeykit's doing
    assert loaded & set(HEAVY) <= loaded_after("from pydantic import BaseModel")


def test_building_a_map_loads_nothing_heavy():
    build = "import journeykit as jk\njk.JourneyMap(title='A', stages=[jk.Stage('a', ['b', 'c'])]).transitions"
    assert loaded_after(build) & set(HEAVY) <= loaded_after("from pydantic import BaseModel")


def test_a_heavy_import_would_be_seen():
    assert "networkx" in loaded_after("import networkx")
