"""`journeykit observe`: what a log says by itself, for people, programs and the eye."""

from __future__ import annotations

import csv
import io
import json

import pytest

LOG = """\
case,activity,timestamp,device
1,look,2026-01-01 10:00:00Z,phone
1,basket,2026-01-01 10:10:00Z,phone
1,pay,2026-01-01 12:10:00Z,phone
2,look,2026-02-01 10:00:00Z,desk
2,basket,2026-02-01 10:20:00Z,desk
3,look,2026-02-02 10:00:00Z,phone
4,=look(),2026-02-03 10:00:00Z,
"""


@pytest.fixture
def observe(journeykit, folder):
    (folder / "log.csv").write_text(LOG, encoding="utf-8")
    return lambda *arguments: journeykit("observe", "log.csv", *arguments)


def test_the_overview_has_figures_moves_ends_and_ways(observe):
    said = observe("--horizon", "5 days")
    assert said.code == 0
    assert [line for line in said.lines if line in ("What follows what", "Where cases end", "Whole ways")] == [
        "What follows what",
        "Where cases end",
        "Whole ways",
    ]
    cells = [line.split() for line in said.lines]
    assert ["events", "7"] in cells
    assert ["look", "basket", "2", "66.7", "%", "2", "15", "min"] in cells
    assert ["1", "25.0", "%", "2.17", "h", "look", ">>", "basket", ">>", "pay"] in cells
    assert sum("columns taken by their usual names" in line for line in said.lines) == 1


def test_the_overview_as_json_is_all_of_it(observe):
    told = json.loads(observe("--format", "json").out)
    assert list(told) == ["summary", "transitions", "activities", "variants"]
    assert told["summary"]["events"] == 7
    assert told["summary"]["start"].startswith("2026-01-01")
    moves = {(row["source"], row["target"]): row["count"] for row in told["transitions"]["rows"]}
    assert moves["look", "basket"] == 2


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        (["--table", "activities"], {"activity": "look", "events": "3"}),
        (["--table", "variants"], {"cases": "1"}),
        (["--funnel", "look >> basket | =look()"], {"level": "look", "cases": "3"}),
        (["--durations", "look >> basket"], {"source": "look", "n": "2", "median": "900.0"}),
        (["--over-time", "month", "--to", "pay"], {"period": "2026-01", "reached": "1", "conversion": "1.0"}),
        (["--over-time", "day", "--clocks", "Pacific/Kiritimati"], {"start": "2026-01-02 00:00:00+14:00"}),
        (["--by", "device"], {"segment": "desk", "n": "1", "n_rest": "2"}),
        (["--funnel", "look >> pay", "--by", "device"], {"segment": "phone", "level": "look", "cases": "2"}),
        ([], {"count": "3", "target": "look"}),
    ],
)
def test_tables_as_csv(observe, asked, first):
    rows = list(csv.DictReader(io.StringIO(observe(*asked, "--format", "csv").out)))
    assert first.items() <= rows[0].items()
    assert not any(value.startswith("=") for row in rows for value in row.values()), "a spreadsheet would run it"


def test_every_question_is_answered_as_text_and_as_json(observe):
    for asked in (
        ["--table", "transitions"],
        ["--funnel", "look >> basket >> pay", "--within", "1 hour"],
        ["--funnel", "basket >> look", "--any-order"],
        ["--durations", "look >> pay", "--horizon", "0"],
        ["--over-time", "week"],
        ["--by", "device", "--over-time", "month"],
    ):
        text, document = observe(*asked), json.loads(observe(*asked, "--format", "json").out)
        assert text.code == 0
        assert any(line.startswith("note: ") for line in text.lines)
        assert document["rows"]
        assert document["about"]


def test_the_funnel_on_the_screen(observe):
    lines = [line.split() for line in observe("--funnel", "look >> basket >> pay", "--within", "1 hour").lines]
    assert ["basket", "2", "66.7", "%", "66.7", "%", "20.8", "%", "to", "93.9", "%", "15", "min", "2"] in lines


@pytest.mark.parametrize(
    "asked",
    [
        [],
        ["--heatmap"],
        ["--funnel", "look >> pay"],
        ["--durations", "look >> basket"],
        ["--over-time", "month"],
        ["--by", "device"],
        *(
            ["--table", table, *by]
            for table in ("transitions", "activities", "variants")
            for by in ([], ["--by", "device"])
        ),
    ],
)
def test_drawings(observe, folder, asked):
    said = observe(*asked, "--output", "made.svg")
    assert said.lines[-1] == "wrote made.svg"
    assert (folder / "made.svg").read_text(encoding="utf-8").startswith("<svg")
    assert observe(*asked, "-o", "-").out.startswith("<svg")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["--funnel", "look >> pay", "--over-time", "month"], "one at a time"),
        (["--within", "1 day"], "give --funnel"),
        (["--any-order"], "give --funnel"),
        (["--to", "pay"], "give --over-time"),
        (["--clocks", "Europe/Berlin"], "give --over-time"),
        (["--over-time", "day", "--clocks", "Berlin"], "no zone"),
        (["--heatmap"], "--output"),
        (["--funnel", "look"], "no chain of activities"),
        (["--funnel", "look >> "], "no chain of activities"),
        (["--durations", "look >> basket >> pay"], "from one activity to another"),
        (["--table", "variant"], "did you mean 'variants'"),
        (["--funnel", "look >> payy"], "did you mean 'pay'"),
        (["--by", "devise"], "did you mean 'device'"),
        (["--over-time", "fortnight"], "unknown period"),
        (["--horizon", "soon"], "horizon is a duration"),
        (["--format", "xml"], "unknown format"),
        (["--by", "device", "--output", "no/such/folder.svg"], "there is no folder"),
    ],
)
def test_what_cannot_be_answered_is_said(observe, asked, said):
    found = observe(*asked)
    assert found.code == 2
    assert said in found.err
    assert not found.out.startswith("<svg")


def test_a_log_that_is_not_there(journeykit):
    found = journeykit("observe", "nowhere.csv")
    assert found.code == 2
    assert "nowhere.csv" in found.err


@pytest.mark.filterwarnings("always")
def test_a_warning_is_no_note_as_well(journeykit, folder):
    (folder / "log.csv").write_text("case,activity,timestamp\n1,look,2026-01-01\n1,pay,2026-01-02\n", encoding="utf-8")
    for asked in ([], ["--table", "variants"], ["--durations", "look >> pay"]):
        said = journeykit("observe", "log.csv", *asked)
        assert said.err.count("there is one case only: is --case the right column?") == 1
        assert said.err.count("have no zone and are read as UTC") == 1
        assert "no zone" not in said.out
        assert "one case only" not in said.out
    document = json.loads(journeykit("observe", "log.csv", "--table", "variants", "--format", "json").out)
    assert any("no zone" in note for note in document["about"]), "a program reads only the result"


def test_notes_name_options_and_not_arguments_of_python(observe):
    said = observe("--by", "device")
    assert "--together makes all hold at once" in said.out
    assert "intervals hold together with a probability of at least 95%" in observe("--by", "device", "--together").out
    for asked in (["--together"], ["--by", "device", "--table", "activities", "--together"]):
        assert "--together is said of differences" in " ".join(observe(*asked).err.split())


def test_differences_are_points_and_nothing_is_minus_zero(journeykit, folder):
    rows = [(case, "look", "phone" if case % 2 else "desk") for case in range(2001)] + [(1, "pay", "phone")]
    lines = "".join(f"{case},{name},2026-01-01 10:00:0{name == 'pay':d}Z,{what}\n" for case, name, what in rows)
    (folder / "log.csv").write_text("case,activity,timestamp,device\n" + lines, encoding="utf-8")
    said = journeykit("observe", "log.csv", "--by", "device")
    desk = next(line for line in said.lines if line.startswith("desk") and "pay" in line)
    assert " ".join(desk.split()) == "desk come to pay 0.0 % 0.1 % -0.1 points -0.6 to +0.3 points 1,001 no"
    assert "-0.0" not in said.out


def test_a_name_with_arrows_stands_in_quotes(journeykit, folder):
    rows = [(case, name) for case in "12" for name in ("home >> shop", "a | b")]
    lines = "".join(f"{case},{name},2026-01-01 10:0{place}Z\n" for place, (case, name) in enumerate(rows))
    (folder / "log.csv").write_text("case,activity,timestamp\n" + lines, encoding="utf-8")
    said = journeykit("observe", "log.csv", "--funnel", '"home >> shop" >> "a | b"', "--format", "json")
    assert [row["cases"] for row in json.loads(said.out)["rows"]] == [2, 2]
    said = journeykit("observe", "log.csv", "--durations", '"home >> shop" >> "a | b"')
    assert "1 min" in said.out


def test_a_picture_that_cannot_be_is_said_before_the_log_is_read(journeykit):
    for output, words in (
        ("made.gif", "unknown suffix '.gif'"),
        ("no/made.svg", "there is no folder"),
        (".", "folder"),
    ):
        said = journeykit("observe", "no such log.csv", "--output", output)
        assert said.code
        assert words in said.err
        assert "no such log" not in said.err


def test_more_rows_than_an_engine_counts(observe):
    assert len(json.loads(observe("--table", "variants", "--top", str(10**20), "-f", "json").out)["rows"]) == 4


def test_lengths_of_time_have_a_unit(observe):
    cells = [" ".join(line.split()) for line in observe().lines]
    assert "longest duration 2.17 h" in cells
    assert "median duration 10 min" in cells
