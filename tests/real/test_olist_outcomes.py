"""The page on outcomes tells of 3,000 real orders: its map and figures are those of the oracle beside the data.

The oracle counted the log with other programs, and was checked by a plain loop.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import journeykit as jk
from house.markdown import blocks

PAGE = Path(__file__).resolve().parents[2] / "docs" / "outcomes.md"
NAMES = {
    "placed": "order placed",
    "paid": "payment approved",
    "carrier": "handed to carrier",
    "delivered": "delivered",
    "survey": "survey sent",
    "review": "review answered",
}


@pytest.fixture
def told(shared_data):
    """What the oracle counted: the whole, and all 22 transitions."""
    folder = shared_data / "olist3k"
    counted = json.loads((folder / "oracle.json").read_text(encoding="utf-8"))
    mapped = json.loads((folder / "oracle_map.json").read_text(encoding="utf-8"))
    moves = {(a, b): n for a, b, n in [*counted["top_transitions"], *mapped["off_map_transitions"]]}
    return counted, moves


@pytest.fixture
def page():
    """What the page defines."""
    names: dict[str, object] = {}
    for block in blocks("docs/outcomes.md", PAGE.read_text(encoding="utf-8")):
        if block.language == "python" and not re.search(r"^>>> ", block.text, re.MULTILINE):
            exec(block.text, names)
    return names


def test_the_pages_counts_are_the_oracles(told, page):
    counted, moves = told
    assert {NAMES[step]: n for step, n in page["seen"].items()} == counted["events_per_activity"]
    assert {NAMES[step]: n for step, n in page["begun"].items()} == counted["start_activities"]
    steps = {(NAMES[a], NAMES[b]): n for a, b, n in page["counts"] if b in NAMES}
    assert steps == moves
    assert (len(moves), sum(moves.values())) == (counted["distinct_transitions"], counted["transitions_total"])


def test_what_follows_is_what_was_counted(told, page):
    """Whatever the memory of real customers, visits and ends of the chain are those of the log."""
    counted, _ = told
    found = jk.outcomes(page["olist"])
    cases = counted["cases"]
    for step, name in NAMES.items():
        assert found.visits[step] == pytest.approx(counted["events_per_activity"][name] / cases, rel=1e-10)
    assert found.steps == pytest.approx(counted["case_length"]["mean"], abs=5e-5)
    ended = counted["end_activities"]
    assert found.probability["reviewed"] == pytest.approx(ended["review answered"] / cases, rel=1e-10)
    assert found.probability["silent"] == pytest.approx(ended["delivered"] / cases, rel=1e-10)
    for step in ("placed", "paid", "carrier"):
        assert found.drop_off[step] == pytest.approx(ended[NAMES[step]] / cases, rel=1e-9)
    assert found.assumed == ()


def test_how_far_the_chain_is_off_where_memory_matters(told, page):
    counted, _ = told
    found = jk.outcomes(page["olist"])
    for step, gap in {"delivered": 0.071, "review": 0.044}.items():
        assert counted["conversion"][NAMES[step]]["rate"] - found.visited[step] == pytest.approx(gap, abs=5e-4)
