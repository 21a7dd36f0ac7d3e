"""`journeykit conform`: how much of a log is on a map, for people, programs and CI."""

from __future__ import annotations

import csv
import io
import json

import pytest

MAP = """\
journeykit: 1
id: shop
personas:
  - {id: card, when: {column: channel, operator: is, value: card}}
stages: [{id: buy, steps: [look, basket, pay]}]
"""
TRACES = {
    "ann": ["look", "basket", "pay"],
    "ben": ["look", "pay"],
    "=cem": ["look", "call", "basket", "look"],
}
LOG = "case,activity,timestamp,channel,score\n" + "".join(
    f"{case},{name},2026-05-04T10:0{minute}Z,{'card' if case == 'ann' else 'slip'},{len(names)}\n"
    for case, names in TRACES.items()
    for minute, name in enumerate(names)
)


@pytest.fixture
def shop(folder):
    (folder / "log.csv").write_text(LOG, encoding="utf-8")
    (folder / "shop.yaml").write_text(MAP, encoding="utf-8")
    return folder


def test_the_figures_and_the_deviations_are_told(journeykit, shop):
    got = journeykit("conform", "shop.yaml", "log.csv")
    assert got.code == 0, got.err
    assert got.lines[0] == "fitness 33.3 %: 2 of 6 moves are on the map"
    assert got.lines[1] == "1 of 3 cases (33.3 %) are fully on the map"
    assert any(" ".join(line.split()) == "missing basket look pay 1 1 33.3 % 1 ben" for line in got.lines)
    assert any(line.startswith("ad hoc") and "call" in line for line in got.lines)
    assert "'call'" in got.out, "what is not on the map is listed"


@pytest.mark.parametrize(("least", "code"), [("0.3", 0), ("0.34", 1), ("1", 1)])
def test_ci_fails_below_a_fitness(journeykit, shop, least, code):
    got = journeykit("conform", "shop.yaml", "log.csv", "--fail-under", least)
    assert got.code == code
    assert ("is below" in got.err) == bool(code)


def test_no_move_at_all_fails_as_well(journeykit, shop):
    (shop / "log.csv").write_text("case,activity,timestamp\n1,look,2026-05-04\n2,look,2026-05-04\n", encoding="utf-8")
    got = journeykit("conform", "shop.yaml", "log.csv", "--fail-under", "0", "--timezone", "UTC")
    assert got.code == 1
    assert "no case has two events" in got.err


def test_json_and_csv_are_for_programs(journeykit, shop):
    told = json.loads(journeykit("conform", "shop.yaml", "log.csv", "-f", "json").out)
    assert (told["moves"], told["moves_on_map"], told["cases_on_map"]) == (6, 2, 1)
    assert told["fitness"] == pytest.approx(1 / 3)
    assert told["by_kind"] == {"ad_hoc": 1, "missing": 1, "failed": 0, "out_of_order": 1}
    assert [row["examples"] for row in told["rows"]] == [["=cem"], ["ben"], ["=cem"]]
    rows = list(csv.DictReader(io.StringIO(journeykit("conform", "shop.yaml", "log.csv", "-f", "csv").out)))
    assert [row["kind"] for row in rows] == ["ad_hoc", "missing", "out_of_order"]
    assert rows[0]["examples"] == "'=cem", "a spreadsheet would run it"


def test_csv_lists_cases_as_a_list(journeykit, shop):
    (shop / "log.csv").write_text(LOG + LOG.partition("\n")[2].replace("ben", '"Lee, Bo"'), encoding="utf-8")
    got = journeykit("conform", "shop.yaml", "log.csv", "-f", "csv")
    rows = {row["kind"]: row for row in csv.DictReader(io.StringIO(got.out))}
    assert rows["missing"]["examples"] == '"Lee, Bo", ben'


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("moves", "basket look 1 16.7 % out of order"),
        ("off-map", "look pay 1 16.7 % missing basket"),
        ("steps", "basket 2 1 1 0 0 0 1 33.3 %"),
        ("starts", "look look 3 100.0 % yes"),
        ("ends", "look look 1 33.3 % 0 0 no"),
        ("costs", "any (all) mean score 3 2 3 1 0"),
    ],
)
def test_every_table(journeykit, shop, table, said):
    got = journeykit("conform", "shop.yaml", "log.csv", "--table", table, "--horizon", "0")
    assert got.code == 0, got.err
    assert said in [" ".join(line.split()) for line in got.lines]


def test_the_overlay_is_drawn(journeykit, shop):
    got = journeykit("conform", "shop.yaml", "log.csv", "-o", "found.svg")
    assert "found.svg" in got.out
    assert "skipped once" in (shop / "found.svg").read_text(encoding="utf-8").replace("\u00a0", " ")
    assert journeykit("conform", "shop.yaml", "log.csv", "-o", "found.svg", "-f", "json").out.lstrip().startswith("{")


@pytest.mark.parametrize("view", ["flow", "poster"])
def test_what_happens_after_an_outcome_is_drawn(journeykit, shop, view):
    (shop / "sold.yaml").write_text(
        "journeykit: 1\nid: shop\nstages: [{id: buy, steps: [look, basket]}]\noutcomes: [{id: pay}]\n"
        "flow: [look >> basket >> pay]\n",
        encoding="utf-8",
    )
    log = "case,activity,timestamp\n" + "".join(
        f"{case},{name},2026-05-04T10:0{minute}Z\n"
        for case, names in enumerate([["look", "basket", "pay"], ["look", "basket", "pay", "pay"]])
        for minute, name in enumerate(names)
    )
    (shop / "twice.csv").write_text(log, encoding="utf-8")
    got = journeykit("conform", "sold.yaml", "twice.csv", "-o", "found.svg", "--view", view)
    assert got.code == 0, got.err
    assert "out of order once" in (shop / "found.svg").read_text(encoding="utf-8").replace("\u00a0", " ")


def test_one_persona(journeykit, shop):
    told = json.loads(journeykit("conform", "shop.yaml", "log.csv", "--persona", "card", "-f", "json").out)
    assert (told["cases"], told["fitness"]) == (1, 1)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--persona", "cart"], "did you mean 'card'"),
        (["--table", "step"], "did you mean 'steps'"),
        (["--view", "plakat"], "'flow', 'poster'"),
        (["--fail-under", "90"], "between 0 and 1"),
        (["--examples", "-1"], "at least 0"),
        (["--horizon", "soon"], "horizon"),
        (["-f", "xml"], "'csv', 'json', 'text'"),
    ],
)
def test_what_is_asked_wrongly_is_said(journeykit, shop, options, said):
    got = journeykit("conform", "shop.yaml", "log.csv", *options)
    assert got.code == 2
    assert said in " ".join(got.err.split())


def test_the_picture_is_there_before_anything_is_printed(journeykit, shop):
    got = journeykit("conform", "shop.yaml", "log.csv", "-o", "c.svg")
    assert got.lines[0] == "wrote c.svg"
    assert (shop / "c.svg").read_text(encoding="utf-8").startswith("<svg")
    assert journeykit("conform", "shop.yaml", "log.csv", "-o", "-").out.startswith("<svg")


@pytest.mark.parametrize(("output", "words"), [("c.gif", "unknown suffix '.gif'"), ("no/c.svg", "there is no folder")])
def test_a_picture_that_cannot_be_is_said_before_the_work(journeykit, shop, output, words):
    got = journeykit("conform", "shop.yaml", "no such log.csv", "-o", output)
    assert got.code == 2
    assert words in got.err
    assert not got.out


def test_shares_say_of_what(journeykit, shop):
    assert "of all cases" in journeykit("conform", "shop.yaml", "log.csv").out
    assert "of all moves" in journeykit("conform", "shop.yaml", "log.csv", "--table", "off-map").out
