"""`--time-format`: times as exports write them, for every command that reads a log."""

from __future__ import annotations

import json

import pytest

LINES = """\
case,activity,timestamp
1,look,04.05.2026 10:00
1,pay,04.05.2026 10:05
2,look,05.05.2026 09:00
"""
MAP = "id: shop\nstages:\n- id: buy\n  steps: [look, pay]\nflow: [look >> pay]\n"


@pytest.fixture
def log(folder):
    (folder / "log.csv").write_text(LINES, encoding="utf-8")
    (folder / "shop.yaml").write_text(MAP, encoding="utf-8")
    return ["--timezone", "UTC", "--time-format", "%d.%m.%Y %H:%M"]


def test_the_complaint_says_the_option(journeykit, log):
    got = journeykit("observe", "log.csv")
    assert got.code == 2
    assert "--time-format '%d.%m.%Y %H:%M' would read it" in got.err


def test_observe_reads_the_format(journeykit, log):
    told = json.loads(journeykit("observe", "log.csv", "--format", "json", *log).out)
    assert told["summary"]["start"].startswith("2026-05-04 10:00:00")


@pytest.mark.parametrize(
    "command",
    [["conform", "shop.yaml", "log.csv"], ["fit", "shop.yaml", "log.csv"], ["discover", "log.csv"]],
    ids=lambda command: command[0],
)
def test_other_commands_do_so_too(journeykit, log, command):
    assert journeykit(*command).code == 2
    assert journeykit(*command, *log).code == 0


def test_a_format_that_is_not_understood_names_those_that_are(journeykit, log):
    got = journeykit("observe", "log.csv", "--time-format", "%d.%m.%Y %T")
    assert got.code == 2
    assert "--time-format '%d.%m.%Y %T': %T is not read; use %H:%M:%S. Formats hold %Y %y" in got.err


def test_unix_times(journeykit, folder):
    (folder / "unix.csv").write_text("case,activity,timestamp\n1,a,1777890600\n2,a,1777890601\n", encoding="utf-8")
    told = json.loads(journeykit("observe", "unix.csv", "--format", "json", "--time-format", "seconds").out)
    assert told["summary"]["start"].startswith("2026-05-04 10:30:00")


def test_days_of_excel(journeykit, folder):
    lines = "sep=;\ncase;activity;timestamp\n1;a;46146,4375\n2;a;46147\n"
    (folder / "excel.csv").write_text(lines, encoding="utf-8")
    got = journeykit("observe", "excel.csv", "--timezone", "UTC")
    assert "--time-format 'excel' would read it" in got.err
    asked = ("observe", "excel.csv", "--format", "json", "--timezone", "UTC", "--time-format", "excel")
    assert json.loads(journeykit(*asked).out)["summary"]["start"].startswith("2026-05-04 10:30:00")
