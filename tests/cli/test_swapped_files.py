"""`journeykit conform LOG MAP`: the order is what is wrong, and that is what is said."""

from __future__ import annotations

import gzip
import json

import pytest

MAP = "journeykit: 1\nid: shop\nstages: [{id: buy, steps: [look, pay]}]\n"
EVENTS = [("ann", "look", "2026-05-04T10:00Z"), ("ann", "pay", "2026-05-04T10:01Z"), ("ben", "look", "2026-05-04")]
ROWS = [dict(zip(("case", "activity", "timestamp"), each, strict=True)) for each in EVENTS]


def table(*columns: str) -> str:
    return "".join(",".join(each) + "\n" for each in [columns, *EVENTS])


LOGS = {
    "log.csv": table("case", "activity", "timestamp"),
    "steps.csv": table("case", "step", "timestamp"),  # maps have a column of that name, too
    "odd.csv": table("who", "what", "when"),
    "log.json": json.dumps(ROWS),
    "log.jsonl": "".join(json.dumps(each) + "\n" for each in ROWS),
    "log.xes": '<log xmlns="http://www.xes-standard.org/"><trace></trace></log>',
    "log": table("case", "activity", "timestamp"),  # by its content
}


@pytest.fixture
def files(folder):
    (folder / "shop.yaml").write_text(MAP, encoding="utf-8")
    (folder / "shop.json").write_text('{"stages": [{"id": "buy", "steps": ["look", "pay"]}]}', encoding="utf-8")
    (folder / "broken.yaml").write_text("stages: [{id: Buy Now}]", encoding="utf-8")
    for name, text in LOGS.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "log.csv.gz").write_bytes(gzip.compress(LOGS["log.csv"].encode()))
    return folder


@pytest.mark.parametrize("command", ["conform", "fit"])
@pytest.mark.parametrize("log", [*LOGS, "log.csv.gz"])
def test_a_log_first_is_told_the_order(journeykit, files, command, log):
    got = journeykit(command, log, "shop.yaml")
    assert got.code == 2
    assert f"{log} is an event log, and shop.yaml a map" in got.err
    assert got.err.rstrip().endswith(f"journeykit {command} shop.yaml {log}")


@pytest.mark.parametrize("meant", ["shop.json", "broken.yaml", "shop.py:shop", "acme.maps:shop"])
def test_every_sort_of_map_is_known(journeykit, files, meant):
    assert f"journeykit conform {meant} log.csv" in journeykit("conform", "log.csv", meant).err


def test_several_logs_stay_together(journeykit, files):
    got = journeykit("conform", "log*.csv", "odd.csv", "shop.yaml")
    assert got.err.rstrip().endswith("journeykit conform shop.yaml 'log*.csv' odd.csv")


def test_named_columns_tell_a_log(journeykit, files):
    (files / "tour.csv").write_text(table("stage", "step", "at"), encoding="utf-8")
    named = ("--case", "stage", "--activity", "step", "--timestamp", "at")
    assert "is an event log" in journeykit("fit", "tour.csv", "shop.yaml", *named).err


@pytest.mark.parametrize(
    "given",
    [
        ("nowhere.csv", "shop.yaml"),
        ("log.csv", "log.jsonl"),
        ("broken.yaml", "shop.yaml"),
        ("shop.yaml", "nowhere.csv"),
        ("shop.json", "odd.csv"),
        ("plan.csv", "shop.yaml"),
    ],
)
def test_other_faults_are_told_as_they_are(journeykit, files, given):
    (files / "plan.csv").write_text("stage,step,mood\nbuy,look,7\n", encoding="utf-8")
    got = journeykit("conform", *given)
    assert got.code == 2
    assert "is an event log" not in got.err


def test_the_right_order_works(journeykit, files):
    assert journeykit("conform", "shop.yaml", "log.csv", "--timezone", "UTC").code == 0
