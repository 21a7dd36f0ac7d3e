"""Simulated customers: the same seed gives the same bytes, and bad questions get clear answers."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pandas as pd
import polars as pl
import pytest

import journeykit as jk
from analysis.simulated import SOLAR, line
from house.source import variables
from journeykit.analysis.ends.walk import cast_of
from journeykit.analysis.sampling.table import Table

SCRIPT = """
import sys, hashlib, journeykit as jk
found = jk.simulate(jk.loads(sys.stdin.read(), "json"), 500, 42)
print(hashlib.sha256(repr(found.to_dict()).encode()).hexdigest())
"""


def test_the_same_seed_gives_the_same_bytes_on_another_hash_seed():
    said = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            input=jk.dumps(SOLAR, "json").encode(),
            env=variables(PYTHONHASHSEED=seed),
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
    one, same, other = (pl.DataFrame(jk.simulate(SOLAR, 500, seed)).write_csv() for seed in (42, 42, 43))
    assert one == same != other


def test_draws_at_the_edge_stay_in_their_row():
    size = 3000
    steps = [jk.Touchpoint(f"s{index}", drop_off=0.25, entry=index == 2000 or None) for index in range(size)]
    (walker,) = cast_of(line(*steps, flow=[f"s{index} >> s{index + 1}" for index in range(size - 1)]))
    table = Table(walker.chain)

    class Edge:
        def random(self, count):
            return np.full(count, 1 - 2**-53)  # k + this is k + 1, once k is 1 or more

    walks = table.walks(2, Edge())
    assert (table.source[walks.moves] == walks.states).all()
    assert walks.states.tolist() == [2000, 2000]


def test_a_map_without_outcomes_ends_after_its_line():
    assert jk.simulate(line("a", "b"), 2, 1)["ended"].tolist() == ["", ".end", "", ".end"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"n": 0}, "n is a whole number of at least 1"),
        ({"n": 2.5}, "n is a whole number"),
        ({"n": True}, "n is a whole number"),
        ({"seed": -1}, "seed is a whole number"),
        ({"seed": None}, "seed is a whole number"),
        ({"noise": float("nan")}, "noise"),
        ({"noise": -1}, "noise"),
        ({"spread": "normal"}, "spread"),
        ({"unknown": "soon"}, "no duration"),
        ({"start": "someday"}, "no moment"),
        ({"start": 7}, "no moment"),
        ({"start": pd.NaT}, "no moment"),
        ({"start": ("2025-01-01",)}, "pair"),
        ({"start": ("2025-01-02", "2025-01-01")}, "before the first"),
        ({"persona_shares": {"anna": -1}}, "at least 0"),
        ({"persona_shares": {"anna": float("nan")}}, "at least 0"),
        ({"persona_shares": {"anna": 0}}, "above 0"),
        ({"persona_shares": {"anna": 1}, "persona": "anna"}, "one of the two"),
        ({"n": 10**9}, "take fewer"),
        ({"start": "9999-12-31"}, "year 9999"),
    ],
)
def test_arguments_that_make_no_sense(arguments, message):
    with pytest.raises((ValueError, jk.UnknownName), match=message):
        jk.simulate(SOLAR, **{"n": 1, "seed": 1} | arguments)


def test_unknown_names_come_with_the_near_one():
    for wrong in ({"persona": "ana"}, {"persona_shares": {"ana": 1}}):
        with pytest.raises(jk.UnknownName, match="anna"):
            jk.simulate(SOLAR, 1, 1, **wrong)
    with pytest.raises(ValueError, match="no personas"):
        jk.simulate(line("a"), 1, 1, persona_shares={"anna": 1})
    with pytest.raises(TypeError, match="JourneyMap"):
        jk.simulate("solar.yaml", 1, 1)


def test_a_trap_is_named_before_anything_is_drawn():
    with pytest.raises(jk.TrapError, match="b"):
        jk.simulate(line("a", "b", flow=["a >> b", "b >> b"]), 1, 1)


def test_what_is_assumed_is_said_first():
    assert "assumed shares at web" in jk.simulate(SOLAR.replace(flow=[*SOLAR.flow, "web >> sign"]), 5, 1).about[0]


def test_a_long_list_of_names_is_cut():
    said = jk.simulate(line(*(f"s{index}" for index in range(15))), 1, 1).about
    assert said == ("no duration is stated for s0, s1, s2, s3, s4, s5, s6, s7 and 7 more: 0 seconds each",)
