"""`journeykit outcomes`, `paths` and `levers`: tables for people, JSON and CSV for programs."""

from __future__ import annotations

import csv
import io
import json

import pytest

import journeykit as jk

MAP = """
journeykit: 1
id: shop
stages:
  - id: buy
    steps:
      - touchpoint: look
        emotion: 1
        duration: 10 min
      - touchpoint: pay
        title: "=cmd()"
        emotion: -1
outcomes:
  - id: bought
    result: success
  - id: lost
    result: failure
flow:
  - in order
  - from: pay
    to: lost
    probability: 25 %
  - from: pay
    to: look
    probability: 50 %
"""


@pytest.fixture
def shop(folder):
    (folder / "shop.yaml").write_text(MAP, encoding="utf-8")
    return "shop.yaml"


def test_outcomes_are_told_with_what_they_rest_on(journeykit, shop):
    got = journeykit("outcomes", shop)
    assert got.code == 0
    assert "goal: 50.0 %" in got.out
    assert "no memory" in got.out
    rows = json.loads(journeykit("outcomes", shop, "-f", "json").out)
    assert {row["outcome"]: round(row["probability"], 9) for row in rows["rows"]}["lost"] == 0.5
    assert rows["about"]


def test_outcomes_by_step_and_within_a_limit(journeykit, shop):
    rows = list(csv.DictReader(io.StringIO(journeykit("outcomes", shop, "--steps", "-f", "csv").out)))
    assert [row["step"] for row in rows] == ["look", "pay"]
    assert float(rows[0]["visits"]) == pytest.approx(2)
    assert rows[1]["title"] == "'=cmd()", "a spreadsheet would run it"
    assert "within 2 steps" in journeykit("outcomes", shop, "--within", "2").out


def test_paths_come_best_first(journeykit, shop):
    found = json.loads(journeykit("paths", shop, "-k", "3", "--format", "json").out)["rows"]
    assert [round(row["probability"], 9) for row in found] == [0.25, 0.25, 0.125]
    assert found[0]["steps"] == ["look", "pay"]
    assert journeykit("paths", shop, "-k", "1", "--end", "lost").out.count("look >> pay >> lost") == 1
    journey = jk.loads(MAP, "yaml")
    assert [path.probability for path in jk.paths(journey, 3)] == [row["probability"] for row in found]


def test_levers_say_what_to_fix_first(journeykit, shop):
    got = journeykit("levers", shop)
    assert got.code == 0
    assert "points" in got.out
    assert "days" in journeykit("levers", shop, "--of", "duration").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["outcomes", "--goal", "boght"], "did you mean 'bought'"),
        (["outcomes", "--within", "soon"], "soon"),
        (["outcomes", "-f", "jsn"], "did you mean 'json'"),
        (["paths", "-k", "0"], "k is at least 1"),
        (["paths", "--start", "lok"], "did you mean 'look'"),
        (["levers", "--of", "gaol"], "did you mean 'goal'"),
        (["levers", "--persona", "anna"], "unknown persona 'anna'"),
    ],
)
def test_what_is_wrong_is_told(journeykit, shop, arguments, said):
    command, *rest = arguments
    got = journeykit(command, shop, *rest)
    assert (got.code, got.out) == (2, "")
    assert said in got.err


def test_a_trap_is_named(journeykit, folder):
    (folder / "trap.yaml").write_text(
        "journeykit: 1\nstages:\n  - id: s\n    steps:\n      - touchpoint: a\n      - touchpoint: b\n"
        "flow:\n  - a >> b\n  - b >> a\n",
        encoding="utf-8",
    )
    got = journeykit("outcomes", "trap.yaml")
    assert got.code == 2
    assert "'a' or 'b' never end" in got.err


COUNTED = (
    MAP.replace("    probability: 25 %", "    count: 25")
    .replace("    probability: 50 %", "    count: 50")
    .replace("  - in order\n", "  - in order\n  - from: pay\n    to: bought\n    count: 25\n")
)


@pytest.fixture
def counted(folder):
    (folder / "counted.yaml").write_text(COUNTED, encoding="utf-8")
    return "counted.yaml"


def test_counts_give_intervals(journeykit, counted):
    journey = jk.load(counted)
    got = journeykit("outcomes", counted).out
    sure = jk.outcomes(journey).interval("goal")
    assert f"goal: 50.0 % ({100 * sure.low:.1f} % to {100 * sure.high:.1f} %)" in got
    assert "interval" in got
    assert "intervals of 95 % by the delta method, from counts" in got
    assert "interval" in journeykit("outcomes", counted, "--steps").out
    rows = json.loads(journeykit("paths", counted, "--method", "sampling", "--level", ".8", "-f", "json").out)["rows"]
    assert rows[0]["low"] == jk.paths(journey, method="sampling", level=0.8)[0].low
    levers = journeykit("levers", counted, "--method", "sampling").out
    assert "best in" in levers
    assert "100.0 %" in levers
    assert "best in" not in journeykit("levers", counted).out


def test_without_counts_there_is_no_column_of_intervals(journeykit, shop):
    for verb in ("outcomes", "paths", "levers"):
        assert "interval" not in journeykit(verb, shop).out
        got = journeykit(verb, shop, "--method", "delta")
        assert got.code == 2
        assert "nothing was counted" in got.err
        assert "did you mean 'delta'" in journeykit(verb, shop, "--method", "dleta").err
