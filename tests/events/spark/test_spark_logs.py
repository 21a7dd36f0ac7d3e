"""Whole logs on Spark: what others counted in published ones, what plain Python says of odd ones."""

from __future__ import annotations

import json
import runpy
import warnings
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

import journeykit as jk
from events.observed import test_engines_agree as agreeing
from events.observed import test_published_logs as published
from events.observed import test_published_orders as orders
from events.observed.odd_logs import BERLIN, odd_logs, written
from house.markdown import blocks

ROOT = Path(__file__).resolve().parents[3]
OLIST = "olist3k"
ORDERS = (orders.check_states, orders.check_customers_and_reviews, orders.check_happy_path)
LATER = ("bpic2012 complete", "completejourney", "bpic2012")


def read(spark, path):
    return spark.read.csv(str(path), header=True)  # every column as text


@pytest.fixture(scope="module")
def logs(shared_data):
    """One log for each published file, so that its moves are computed once."""
    held = {}

    def log_of(spark, name):
        if name not in held:
            folder, _, roles = published.ORACLES[name]
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", jk.EventLogWarning)  # one of them has two offsets
                log = jk.EventLog(read(spark, shared_data / folder / "events.csv.gz"), **roles, timezone="UTC")
            held[name] = log.filter(lifecycle="COMPLETE") if name.endswith("complete") else log
        return held[name]

    return log_of


@pytest.mark.parametrize("name", [OLIST, *(pytest.param(name, marks=pytest.mark.slow) for name in LATER)])
def test_every_figure_that_others_counted(spark, logs, shared_data, monkeypatch, name):
    monkeypatch.setattr(published, "log_of", lambda *_: logs(spark, name))
    published.test_every_figure_of_a_published_log(shared_data, name, "spark")


@pytest.fixture(scope="module")
def orders_log(started, shared_data, tmp_path_factory):
    path = tmp_path_factory.mktemp("orders") / "orders.csv"
    orders.with_orders(shared_data).to_csv(path, index=False)
    failed = ["canceled", "unavailable"]
    return jk.EventLog(read(started, path), "order_id", timezone="UTC", status="order_status", failed=failed)


@pytest.mark.parametrize(
    "check", [orders.check_punctuality, *(pytest.param(x, marks=pytest.mark.slow) for x in ORDERS)]
)
def test_figures_of_orders(spark, orders_log, shared_data, check):
    check(orders_log, json.loads((shared_data / OLIST / "oracle_map.json").read_text(encoding="utf-8")))


def test_the_example_says_what_it_says_of_the_file(spark, logs, shared_data):
    said = runpy.run_path(str(ROOT / "examples" / "spark_job.py"))["said"]
    ours = said(logs(spark, OLIST))
    other = said(published.log_of(shared_data, OLIST, "file"))
    assert json.dumps(ours) == json.dumps(other)


def test_the_lines_of_the_page_about_engines_run(spark, tmp_path):
    page = blocks("engines.md", (ROOT / "docs" / "engines.md").read_text(encoding="utf-8"))
    (lines,) = (block.text for block in page if "SparkSession" in block.text)  # shown there, executed here
    look, pay = ("('1', 'look', TIMESTAMP'2026-03-01')", "('1', 'pay', TIMESTAMP'2026-03-02')")
    spark.sql(f"SELECT * FROM VALUES {look}, {pay} AS events(order, what, when)").write.parquet(str(tmp_path / "log"))
    names = {"jk": jk}
    with pytest.warns(jk.EventLogWarning, match="one case only"):
        exec(lines.replace("events.parquet", str(tmp_path / "log")), names)  # the JVM has a folder of its own
    assert [(row.source, row.target, row.count) for row in names["moves"]] == [
        *((None, "look", 1), ("look", "pay", 1), ("pay", None, 1)),
    ]


few = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.slow
@few
@given(odd_logs())
def test_odd_logs_are_what_plain_python_says(spark, rows):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", jk.EventLogWarning)  # mixed offsets, which are meant
        frame = spark.createDataFrame(written(rows), "case string, activity string, timestamp string")
        agreeing.check(jk.EventLog(frame, "case", "activity", "timestamp"), rows)


@pytest.mark.slow
@few
@given(odd_logs(aware=False))
def test_local_times_around_the_hour_that_comes_twice(spark, rows):
    texts = [row | {"timestamp": row["timestamp"].isoformat()} for row in rows]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", jk.EventLogWarning)  # one case only, now and then
        frame = spark.createDataFrame(texts, "case string, activity string, timestamp string")
        log = jk.EventLog(frame, "case", "activity", "timestamp", timezone="Europe/Berlin")
        agreeing.check(log, [row | {"timestamp": row["timestamp"].replace(tzinfo=BERLIN)} for row in rows])
