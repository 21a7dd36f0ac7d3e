"""Every map that hypothesis can make travels through every format unchanged, and always as the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

import journeykit as jk
from journeykit.testing import maps

MANY = settings(max_examples=1_000, suppress_health_check=list(HealthCheck))
ROOT = Path(__file__).resolve().parents[2]


@MANY
@given(maps())
def test_every_map_survives_json(journey):
    text = jk.dumps(journey, "json")
    back = jk.loads(text, "json")
    assert back == journey
    assert jk.dumps(back, "json") == text


@MANY
@given(maps())
def test_every_map_survives_yaml(journey):
    text = jk.dumps(journey, "yaml")
    back = jk.loads(text, "yaml")
    assert back == journey
    assert jk.dumps(back, "yaml") == text


@MANY
@given(maps())
def test_every_map_survives_its_python_source(journey):
    source = jk.dumps(journey, "python")
    space = {}
    exec(compile(source, "made_up.py", "exec"), space)
    found = [value for value in space.values() if isinstance(value, jk.JourneyMap)]
    assert found == [journey]
    assert jk.dumps(found[0], "python") == source


@settings(MANY, max_examples=150)
@given(maps())
def test_equal_maps_dump_equal_bytes(journey):
    again = jk.JourneyMap.model_validate(journey.model_dump())
    assert again == journey
    for kind in ("json", "yaml", "python"):
        assert jk.dumps(again, kind) == jk.dumps(journey, kind)


_PROGRAM = """
import hashlib
from hypothesis import HealthCheck, Phase, given, settings
import journeykit as jk
from journeykit.testing import maps

digest = hashlib.sha256()
made = []

@settings(max_examples=60, derandomize=True, database=None, phases=[Phase.generate],
          suppress_health_check=list(HealthCheck), deadline=None)
@given(maps(steps=4, details=4))
def write(journey):
    made.append(journey)
    for format in ("json", "yaml", "python"):
        digest.update(jk.dumps(journey, format).encode("utf-8"))

write()
print(len(made), digest.hexdigest())
"""


@pytest.fixture(scope="module")
def written():
    """What a fresh interpreter writes, by its hash seed."""
    found = {}
    for seed in ("0", "12345"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "src")}
        ran = subprocess.run(
            [sys.executable, "-c", _PROGRAM], env=environment, capture_output=True, text=True, check=True
        )
        found[seed] = ran.stdout.split()
    return found


def test_the_hash_seed_changes_no_byte(written):
    assert int(written["0"][0]) > 40
    assert written["0"] == written["12345"]
