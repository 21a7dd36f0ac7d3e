"""`journeykit attribute`: the options reach the verb, and what it says reaches the screen."""

from __future__ import annotations

import csv
import io
import json

import pytest

LOG = """\
visit,what,when,via,amount
1,see,2026-05-01 10:00Z,ad,
1,see,2026-05-02 10:00Z,mail,
1,buy,2026-05-03 10:00Z,,40
2,see,2026-05-01 10:00Z,ad,
3,see,2026-05-01 10:00Z,mail,
3,buy,2026-05-02 10:00Z,,20
"""
MAP = """\
journeykit: 1
id: shop
stages: [{id: buy, steps: [see]}]
outcomes: [{id: bought, result: success, events: buy}]
"""
ROLES = ("--case", "visit", "--activity", "what", "--timestamp", "when", "--channel", "via")


@pytest.fixture
def log(folder):
    (folder / "log.csv").write_text(LOG, encoding="utf-8")
    (folder / "shop.yaml").write_text(MAP, encoding="utf-8")
    return ("log.csv", *ROLES)


def test_credits_are_told_with_what_they_rest_on(journeykit, log):
    got = journeykit("attribute", *log, "--conversion", "buy")
    assert got.code == 0, got.err
    assert [line.split()[:3] for line in got.lines[:3]] == [
        ["method", "channel", "conversions"],
        ["markov", "mail", "1.333"],
        ["markov", "ad", "0.6667"],
    ]
    assert any("removal effects" in line for line in got.lines)


def test_intervals_on_request(journeykit, log, folder):
    head, *rows = LOG.splitlines()
    many = [f"{copy}-{row}" for copy in range(8) for row in rows]
    (folder / "log.csv").write_text("\n".join([head, *many]) + "\n", encoding="utf-8")
    got = journeykit("attribute", *log, "-c", "buy", "--intervals", "50", "--seed", "3")
    assert "interval" in got.lines[0]
    assert any("from 50 logs drawn from this one, case by case (seed 3)" in line for line in got.lines)
    mail = json.loads(journeykit("attribute", *log, "-c", "buy", "--intervals", "50", "-f", "json").out)["rows"][0]
    assert mail["low"] < mail["conversions"] < mail["high"]
    assert "interval" not in journeykit("attribute", *log, "-c", "buy").lines[0]
    assert "at least 40" in journeykit("attribute", *log, "-c", "buy", "--intervals", "3").err


def test_several_methods_value_and_formats(journeykit, log):
    asked = ("-c", "buy", "--value", "amount", "-m", "first", "-m", "last")
    rows = json.loads(journeykit("attribute", *log, *asked, "-f", "json").out)["rows"]
    assert [(row["method"], row["channel"], row["conversions"], row["value"]) for row in rows] == [
        ("first", "ad", 1.0, 40.0),
        ("first", "mail", 1.0, 20.0),
        ("last", "mail", 2.0, 60.0),
        ("last", "ad", 0.0, 0.0),
    ]
    table = list(csv.DictReader(io.StringIO(journeykit("attribute", *log, *asked, "-f", "csv").out)))
    assert [row["share"] for row in table] == ["0.5", "0.5", "1.0", "0.0"]
    top = json.loads(journeykit("attribute", *log, "-c", "buy", "-m", "all", "--top", "1", "-f", "json").out)["rows"]
    assert len(top) == 7


def test_the_rules_of_a_method_are_options(journeykit, log):
    def got(*asked):
        said = journeykit("attribute", *log, "-c", "buy", *asked, "-f", "json")
        assert said.code == 0, said.err
        return {row["channel"]: row["conversions"] for row in json.loads(said.out)["rows"]}

    assert got("-m", "position", "--weights", "0.9,0,0.1") == pytest.approx({"mail": 1.1, "ad": 0.9})
    assert got("-m", "time_decay", "--half-life", "1 day") == pytest.approx({"mail": 5 / 3, "ad": 1 / 3})
    assert got("-m", "first", "--window", "1 day") == {"mail": 2, "ad": 0}
    assert got("-m", "shapley", "--worth", "rate") == pytest.approx({"mail": 2.5, "ad": -0.5})
    assert got("--by", "activity", "-m", "linear") == {"see": 2}
    assert got("--repeated", "each", "--markov-order", "2").keys() == {"mail", "ad"}
    assert got("-m", "last", "--since", "2026-05-02") == {"mail": 1, None: 1}


def test_a_map_says_what_a_conversion_is(journeykit, log):
    got = journeykit("attribute", *log, "--map", "shop.yaml", "-m", "last", "-f", "json")
    assert [row["conversions"] for row in json.loads(got.out)["rows"]] == [2, 0]


def test_a_conversion_may_be_worth_something(journeykit, log):
    got = journeykit("attribute", *log, "-c", "buy=2.5", "-m", "last", "-f", "json")
    assert [row["value"] for row in json.loads(got.out)["rows"]] == [5.0, 0.0]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (("-c", "bye"), "unknown activity 'bye': did you mean 'buy'?"),
        ((), "conversion is missing"),
        (("-c", "buy", "-m", "markof"), "did you mean 'markov'?"),
        (("-c", "buy", "--weights", "1,1,1"), "sums to 3"),
        (("-c", "buy", "--weights", "a,b,c"), "--weights takes numbers"),
        (("-c", "buy=much"), "what one is worth is a number"),
        (("-c", "buy=2", "-c", "see"), "of each what it is worth"),
        (("-c", "buy", "-f", "xml"), "unknown format 'xml'"),
    ],
)
def test_what_makes_no_sense_ends_with_2(journeykit, log, asked, message):
    got = journeykit("attribute", *log, *asked)
    assert got.code == 2
    assert message in got.err
    assert not got.out


def test_a_log_may_be_several_files(journeykit, folder, log):
    head, *rows = LOG.splitlines(keepends=True)
    (folder / "a.csv").write_text(head + "".join(rows[:3]), encoding="utf-8")
    (folder / "b.csv").write_text(head + "".join(rows[3:]), encoding="utf-8")
    both = journeykit("attribute", "a.csv", "b.csv", *ROLES, "-c", "buy", "-f", "csv")
    assert both.out == journeykit("attribute", *log, "-c", "buy", "-f", "csv").out


def test_help_tells_the_columns_and_the_methods(journeykit):
    said = journeykit("attribute", "--help").out
    assert all(each in said for each in ("LOG", "--case", "--channel", "--half-life", "--markov-order", "--since"))


def test_the_credits_are_drawn(journeykit, log, folder):
    got = journeykit("attribute", *log, "--conversion", "buy", "--top", "1", "-o", "credit.svg")
    assert got.out == "wrote credit.svg\n"
    assert "mail" in (folder / "credit.svg").read_text(encoding="utf-8")
    got = journeykit("attribute", "no such log.csv", "--conversion", "buy", "-o", "credit.gif")
    assert "unknown suffix '.gif'" in got.err


@pytest.mark.parametrize(("by", "head"), [("activity", "activity"), ("touchpoint", "activity")])
def test_the_head_says_what_tells_touches_apart(journeykit, log, by, head):
    got = journeykit("attribute", *log, "--conversion", "buy", "--by", by)
    assert got.lines[0].split()[:2] == ["method", head]


def test_no_argument_of_python_is_named(journeykit, log):
    assert "or give --map, whose successes" in journeykit("attribute", *log).err
    bare = journeykit("attribute", "log.csv", *ROLES[:6], "--conversion", "buy")
    assert "say which column it is with --channel COLUMN, or --by 'activity'" in bare.err
    assert "is at least 0, not -5" in journeykit("attribute", *log, "-c", "buy=-5").err
