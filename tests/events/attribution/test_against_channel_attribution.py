"""The same paths, given to ChannelAttribution: its simulated removal effects lie within its own tolerance of ours.

It is no dependency. Where it is installed beside this Python, or in the one that JOURNEYKIT_PEERS names, this runs.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

import numpy as np
import pytest

import journeykit as jk
from journeykit.events.attribute import attribute

TOLERANCE = 0.05  # its `conv_par`: it stops when its runs differ by less
ASK = f"""
import json, sys
import pandas as pd
from ChannelAttribution import heuristic_models, markov_model
frame = pd.DataFrame(json.load(sys.stdin), columns=["path", "conv", "value", "null"])
found = {{"rules": heuristic_models(frame, "path", "conv", var_value="value", flg_pro=False).to_dict("records")}}
for order in (1, 2):
    runs = []
    for seed in range(1, 7):
        made = markov_model(frame, "path", "conv", var_value="value", var_null="null", order=order, out_more=True,
                            max_step=10_000, conv_par={TOLERANCE}, seed=seed, verbose=False, flg_pro=False)
        runs.append((made["removal_effects"] if isinstance(made, dict) else made[2]).to_dict("records"))
    found[order] = runs
print("ANSWER" + json.dumps(found))
"""


@pytest.fixture(scope="module")
def paths():
    rng = np.random.default_rng(3)
    names = ["ad", "mail", "web", "shop", "call"]
    found = []
    for _ in range(400):
        path = [names[code] for code in rng.choice(5, rng.integers(1, 7), p=[0.4, 0.2, 0.2, 0.1, 0.1])]
        won = bool(rng.random() < 0.15 + 0.1 * ("call" in path))
        found.append((path, float(rng.integers(1, 50)) if won else None))
    return found


@pytest.fixture(scope="module")
def theirs(paths):
    program = os.environ.get("JOURNEYKIT_PEERS", sys.executable)
    if subprocess.run([program, "-c", "import ChannelAttribution"], capture_output=True, check=False).returncode:
        pytest.skip("no ChannelAttribution: install it, or name a Python that has it in JOURNEYKIT_PEERS")
    asked = [(" > ".join(path), int(value is not None), value or 0.0, int(value is None)) for path, value in paths]
    said = subprocess.run([program, "-c", ASK], input=json.dumps(asked), capture_output=True, text=True, check=True)
    return json.loads(said.stdout.rpartition("ANSWER")[2])


@pytest.fixture(scope="module")
def log(paths):
    rows = []
    for case, (path, value) in enumerate(paths):
        rows += [{"case": case, "activity": "see", "channel": each, "at": at} for at, each in enumerate(path)]
        rows += [{"case": case, "activity": "buy", "at": len(path), "value": value}] if value is not None else []
    every = ("case", "activity", "channel", "value")
    events = [{name: row.get(name) for name in every} | {"at": f"2026-05-04 10:{row['at']:02}Z"} for row in rows]
    return jk.EventLog(events, timestamp="at")


@pytest.mark.slow
def test_first_last_and_linear_are_the_same(log, theirs):
    for method in ("first", "last", "linear"):
        for row in attribute(log, "buy", method=method):
            (other,) = [each for each in theirs["rules"] if each["channel_name"] == row.channel]
            assert row.conversions == pytest.approx(other[f"{method}_touch_conversions"])
            assert row.value == pytest.approx(other[f"{method}_touch_value"])


@pytest.mark.slow
@pytest.mark.parametrize("order", [1, 2])
def test_its_removal_effects_lie_within_its_tolerance_of_ours(log, theirs, order):
    for row in attribute(log, "buy", order=order):
        runs = [each for run in theirs[str(order)] for each in run if each["channel_name"] == row.channel]
        seen = np.array([each["removal_effects_conversion"] for each in runs])
        assert row.removal == pytest.approx(seen.mean(), rel=TOLERANCE), row.channel
