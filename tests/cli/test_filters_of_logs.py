"""The filters of event logs: --only, --since, --until and --whole-cases, and logs that are no file."""

from __future__ import annotations

import json

import polars as pl
import pytest

MAP = """\
journeykit: 1
id: shop
stages: [{id: buy, steps: [look, basket, pay]}]
"""
ROWS = [
    {"case": case, "activity": name, "timestamp": f"2026-05-0{day}T{hour:02}:30:00", **more, "since": "ad"}
    for case, day, steps in [
        (1, 4, [("look", "app"), ("pay", "voucher")]),
        (2, 5, [("look", "app"), ("basket", "app"), ("pay", "card")]),
        (3, 5, [("look", "app"), ("basket", "voucher"), ("pay", "card")]),
    ]
    for hour, (name, channel) in enumerate(steps)
    for more in [{"channel": channel, "score": hour + 3, "value": 880.75 if name == "pay" else 2.0, "age": 29 + case}]
]


@pytest.fixture(params=["csv", "parquet"])
def asked(request, journeykit, folder):
    (folder / "shop.yaml").write_text(MAP, encoding="utf-8")
    frame = pl.DataFrame(ROWS).with_columns(pl.col("timestamp") + "Z")
    file = f"log.{request.param}"
    (frame.write_csv if request.param == "csv" else frame.write_parquet)(folder / file)

    def run(*options, map_file=None):
        command = ["observe", file] if map_file is None else ["conform", map_file, file]
        return journeykit(*command, "--format", "json", *options)

    return run


def events(said):
    assert said.code == 0, said.err
    return json.loads(said.out)["summary"]["events"]


@pytest.mark.parametrize(
    ("only", "left"),
    [
        (["score=5"], 2),
        (["score=5", "score=4.0"], 5),
        (["value=880.75"], 3),
        (["age=30"], 2),
        (["case=1"], 2),
        (["case=3", "score=5"], 1),
        (["since=ad"], 8),
        (["channel=voucher"], 2),
    ],
    ids=str,
)
def test_only_finds_numbers_and_texts(asked, only, left):
    assert events(asked(*(f"--only={each}" for each in only))) == left


def test_what_no_number_is_and_times_are_told_in_a_line(asked):
    said = asked("--only", "score=good")
    assert (said.code, said.err) == (2, "column 'score' holds numbers (Float64), and 'good' is none\n")
    said = asked("--only", "timestamp=2026-05-04 00:30")
    assert (said.code, said.err) == (
        2,
        "column 'timestamp' holds the times, which are chosen with --since and --until\n",
    )


def test_whole_cases_are_not_cut_apart(asked):
    parts = json.loads(asked("--only", "channel=app", map_file="shop.yaml").out)
    assert parts["fitness"] == 1, "what is left of a case ends where the filter cuts"
    whole = json.loads(asked("--only", "channel=app", "--whole-cases", map_file="shop.yaml").out)
    assert whole["fitness"] == pytest.approx(4 / 5)
    whole = json.loads(asked("--only", "channel=voucher", "--whole-cases", map_file="shop.yaml").out)
    assert whole["fitness"] == pytest.approx(2 / 3)
    assert "only cases with channel 'voucher'" in whole["about"]
    assert events(asked("--since", "2026-05-04 01:00", "--until", "2026-05-05", "--whole-cases")) == 2
    assert events(asked("--since", "2026-05-04 01:00", "--until", "2026-05-05")) == 1


def test_whole_cases_alone_say_nothing(asked):
    said = asked("--whole-cases")
    assert said.code == 2
    assert "--whole-cases says more of --only, --since and --until: give one of them, too" in said.err


def test_since_is_of_the_zone_of_the_log(folder, journeykit):
    frame = pl.DataFrame(ROWS)
    frame.write_csv(folder / "naive.csv")
    said = journeykit(
        "observe", "naive.csv", "--timezone", "Europe/Berlin", "--since", "2026-05-05 00:30", "-f", "json"
    )
    assert events(said) == 6
    assert "only events with time from 2026-05-05 00:30 Europe/Berlin on" in json.loads(said.out)["summary"]["notes"]


@pytest.mark.parametrize(
    "command", [["observe", "-"], ["discover", "-"], ["conform", "shop.yaml", "-"], ["fit", "shop.yaml", "-"]], ids=str
)
def test_a_log_is_a_file_and_no_stream(asked, journeykit, command):
    said = journeykit(*command)
    assert said.code == 2
    assert "a log must be a file, or a pattern of files, and cannot come from standard input: save it first" in said.err
