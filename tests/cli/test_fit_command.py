"""`journeykit fit` and `discover`: options reach the verbs, maps are written, and what they rest on is told."""

from __future__ import annotations

import csv
import io
import json

import pytest

import journeykit as jk

LOG = "case,activity,timestamp,channel,score\n" + "".join(
    f"{case},{what},2026-05-0{1 + case % 5}T1{hour}:00Z,{'card' if case % 2 else 'slip'},{score}\n"
    for case in range(20)
    for hour, (what, score) in enumerate([("see", 2), ("ask", ""), ("buy", 5)][: 3 if case % 4 else 1])
)
MAP = """\
journeykit: 1
id: shop
personas:
  - {id: card, when: {column: channel, operator: is, value: card}}
  - {id: slip, when: {column: channel, operator: is, value: slip}}
stages: [{id: buy, steps: [see, ask, pay]}]
outcomes: [{id: bought, result: success, events: buy}]
flow: [see >> ask >> pay, ask >> bought]
"""


@pytest.fixture
def shop(folder):
    (folder / "log.csv").write_text(LOG, encoding="utf-8")
    (folder / "shop.yaml").write_text(MAP, encoding="utf-8")
    return folder


def test_fit_writes_the_map_and_tells_what_it_rests_on(journeykit, shop):
    got = journeykit("fit", "shop.yaml", "log.csv", "--horizon", "0", "--score-scale", "1..5", "-o", "fitted.yaml")
    assert got.code == 0, got.err
    fitted = jk.load(shop / "fitted.yaml")
    assert fitted.step("see").drop_off == 0.25
    assert fitted.step("see").emotion == -1
    assert fitted.outcome("bought").emotion == 2
    assert [(move.source, move.target, move.count) for move in fitted.transitions] == [
        ("see", "ask", 15),
        ("ask", "pay", 0),
        ("ask", "bought", 15),
    ]
    assert got.lines[0] == "wrote fitted.yaml"
    assert got.lines[1].startswith("20 cases, 0 still open; 30 of 30 moves")
    assert any("25.0 %" in line and line.startswith("see") for line in got.lines)
    assert any("note: steps of the map that are no activity of the log: 'pay'" in line for line in got.lines)
    again = journeykit("fit", "shop.yaml", "log.csv", "-o", "fitted.yaml")
    assert again.code == 2
    assert "--force" in again.err


def test_fit_tells_moves_and_personas_in_every_format(journeykit, shop):
    asked = ("fit", "shop.yaml", "log.csv", "--personas", "--horizon", "0")
    rows = json.loads(journeykit(*asked, "--table", "transitions", "-f", "json", "-o", "quiet.yaml").out)["rows"]
    assert (shop / "quiet.yaml").is_file()
    assert {(row["source"], row["target"], row["persona"]): row["count"] for row in rows} == {
        ("see", "ask", "card"): 10,
        ("see", "ask", "slip"): 5,
        ("ask", "pay", "card"): 0,
        ("ask", "pay", "slip"): 0,
        ("ask", "bought", "card"): 10,
        ("ask", "bought", "slip"): 5,
    }
    table = list(csv.DictReader(io.StringIO(journeykit(*asked, "--table", "personas", "-f", "csv").out)))
    assert [(row["persona"], row["cases"]) for row in table] == [("card", "10"), ("slip", "10"), ("", "0")]
    assert not any(line.startswith("from") for line in journeykit(*asked, "--table", "off-map").lines)  # no such move


def test_fit_prints_the_map(journeykit, shop):
    got = journeykit("fit", "shop.yaml", "log.csv", "--smoothing", "1", "--statistic", "mean", "-o", "-")
    fitted = jk.loads(got.out, "yaml")
    assert fitted.transitions[0].prior == 1


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--score-scale", "five"), "no scale"),
        (("--statistic", "modus"), "unknown statistic 'modus'"),
        (("--smoothing", "-1"), "smoothing is a number of observations"),
        (("--horizon", "soon"), "horizon is a duration"),
        (("--table", "step"), "did you mean 'steps'"),
        (("--table", "personas"), "with --personas only"),
        (("--cas", "x"), "No such option"),
        (("--case", "cas"), "did you mean 'case'"),
        (("-o", "x.nothing"), "nothing"),
    ],
)
def test_fit_says_what_is_wrong(journeykit, shop, asked, said):
    got = journeykit("fit", "shop.yaml", "log.csv", *asked)
    assert got.code == 2
    assert said in got.err


def test_discover_writes_a_draft_and_tells_what_it_covers(journeykit, shop):
    got = journeykit("discover", "log.csv", "--stages", "2", "--outcome", "buy=success", "-o", "draft.journey.yaml")
    assert got.code == 0, got.err
    draft = jk.load(shop / "draft.journey.yaml")
    assert len(draft.stages) == 2
    assert draft.outcome("buy").result == "success"
    assert got.lines[:3] == ["wrote draft.journey.yaml", "2 steps in 2 stages", "see: see"]
    assert any(line.startswith("covers 100.0 % of the moves and 100.0 % of the 20 cases") for line in got.lines)
    assert len(got.lines) == len(set(got.lines))
    rows = json.loads(journeykit("discover", "log.csv", "--min-share", "0.1", "-f", "json").out)["rows"]
    assert {(row["source"], row["target"]) for row in rows} >= {("see", "ask"), ("ask", "buy")}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--outcome", "by"), "outcomes: unknown activity 'by': did you mean 'buy'"),
        (("--outcome", "buy=won"), "unknown result 'won (buy)'"),
        (("--coverage", "2"), "coverage is a share of 0..1"),
        (("--coverage", ".5", "--min-share", ".5"), "give one of them"),
    ],
)
def test_discover_says_what_is_wrong(journeykit, shop, asked, said):
    got = journeykit("discover", "log.csv", *asked)
    assert got.code == 2
    assert said in got.err
