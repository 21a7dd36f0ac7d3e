"""What narwhals leaves to Spark, each against what DuckDB says of the same, or against plain Python."""

from __future__ import annotations

import gc
from datetime import UTC, date, datetime

import duckdb
import numpy as np
import pytest

from journeykit.errors import EventLogError, EventLogWarning
from journeykit.events.engines.duck import Duck
from journeykit.events.engines.engine import framed
from journeykit.events.engines.spark_engine import Spark, plainly_named
from journeykit.events.written_times import timed

TIMES = (
    *("2018-11-04", "2018-11-04 00:30", "2018-11-04T10:30:15", "2018-11-04 10:30:15.123456", "2018-11-04T10:30:15.5"),
    *("2018-11-04T10:30:15Z", "2018-11-04T10:30:15 UTC", "2018-11-04T10:30:15+02:00", "2018-11-04T10:30:15-0330"),
    *("2018-11-04 10:30:15+02", "2018-11-04T10:30-03:00", " 2018-11-04 10:30 ", "1600-02-29", "9999-12-31 23:59:59"),
    *(
        "2018-11-04 10:30 UTC",
        "2018-11-04 24:00",
        "2018-11-04 10:30:60",
        "2018-11-04 10:30+25:00",
        "0000-01-01",
        "\x01a",
    ),
    *("2018-02-30", "2018", "2018-11", "10:30", "04.11.2018", "2018-11-04+02:00", "NA", "", None, "2018-11-04T25:00"),
)


def columns(session, kind: str, values: list) -> tuple[Spark, object]:
    native = session.createDataFrame([(place, value) for place, value in enumerate(values)], f"place int, x {kind}")
    return Spark(native), framed(native)


def told(engine, frame, *names: str) -> list:
    found = engine.rows(frame.select("place", *names).sort("place"))
    return [row[1] if len(names) == 1 else row[1:] for row in found]


def on_duckdb(values: list) -> tuple[Duck, object]:
    relation = duckdb.connect().sql(
        "SELECT unnest($1::INTEGER[]) AS place, unnest($2::VARCHAR[]) AS x", params=[list(range(len(values))), values]
    )
    return Duck(relation), framed(relation)


def test_times_in_text_are_those_of_duckdb_whatever_the_zone_of_the_session(spark):
    engine, frame = columns(spark, "string", list(TIMES))
    found = told(engine, timed(frame, engine, "x"), "time", "zoned")
    duck, same = on_duckdb(list(TIMES))
    wanted = told(duck, timed(same, duck, "x"), "time", "zoned")
    assert [time for time, _ in found] == [time for time, _ in wanted]
    assert [zone or "" for _, zone in found] == [zone or "" for _, zone in wanted]
    assert found[TIMES.index("2018-11-04T10:30:15-0330")] == (1_541_340_015_000_000, "-03:30")


@pytest.mark.parametrize("zone", ["UTC", "America/Sao_Paulo"])
def test_times_of_every_type_are_exact(spark, zone):
    spark.conf.set("spark.sql.session.timeZone", zone)
    midnight = datetime(2018, 11, 4, tzinfo=UTC)  # an hour that Brazil's clocks skipped
    micros = int(midnight.timestamp()) * 1_000_000
    for kind, value, zoned in (
        ("timestamp", midnight, "UTC"),
        ("timestamp_ntz", midnight.replace(tzinfo=None), ""),
        ("date", date(2018, 11, 4), ""),
    ):
        engine, frame = columns(spark, kind, [value, None])
        assert told(engine, engine.instants(frame, "x"), "time", "zoned") == [(micros, zoned), (None, zoned)]


def test_a_column_of_numbers_is_no_time(spark):
    engine, frame = columns(spark, "bigint", [1_541_289_600])
    with pytest.raises(EventLogError, match="'x' holds bigint, and no times"):
        engine.instants(frame, "x")


def test_numbers_are_finite_floats_or_nothing(spark):
    engine, frame = columns(spark, "string", ["1.5", " 2 ", "1e3", "-.5", "1.5d", "0x1p3", "NaN", "Infinity", "", None])
    assert told(engine, engine.numbers(frame, "x", "y"), "y") == [1.5, 2.0, 1000.0, -0.5, *[None] * 6]
    engine, frame = columns(spark, "double", [1.5, float("nan"), float("-inf"), None])
    assert told(engine, engine.numbers(frame, "x", "y"), "y") == [1.5, None, None, None]


def test_texts_of_moments_are_in_utc(spark):
    engine, frame = columns(spark, "timestamp", [datetime(2018, 11, 4, 3, 30, tzinfo=UTC), None])
    assert told(engine, engine.texts(frame, "x", "y"), "y") == ["2018-11-04 03:30:00+00", None]


def test_codes_are_places_and_nothing_else_changes(spark):
    names = ["NA", "a", "it's", "näh"]
    engine, frame = columns(spark, "string", ["näh", "a", None, "it's", "NA", "unknown"])
    coded = engine.coded(frame, "x", names)
    assert coded.collect_schema().names() == ["place", "x"]
    assert told(engine, coded, "x") == [3, 1, None, 2, 0, None]
    assert told(engine, engine.coded(frame, "x", []), "x") == [None] * 6


def test_hashes_have_40_bits_and_differ(spark):
    native = spark.range(0, 40_000).selectExpr("id % 40 AS a", "id div 40 AS b")
    engine = Spark(native)
    found = engine.rows(engine.hashed(framed(native), ["a", "b"]).select("h1", "h2"))
    for each in zip(*found, strict=True):
        assert len(set(each)) == 40_000
        assert 0 <= min(each) <= max(each) < 1 << 40
        assert np.mean(each) == pytest.approx(2**39, rel=0.02)  # spread evenly
    assert len({a ^ b for a, b in found}) == 40_000


def test_quantiles_are_numpys(spark):
    rng = np.random.default_rng(7)
    groups = {
        None: np.array([7, 8]),
        "a": rng.integers(0, 10**12, 101),
        "b": rng.integers(0, 3, 50),
        "c": np.array([5]),
        "d": np.array([]),
    }
    rows = [(name, int(value)) for name, values in groups.items() for value in values] + [("d", None), ("a", None)]
    native = spark.createDataFrame(rows, "g string, x bigint")
    engine, shares = Spark(native), (0.0, 0.25, 0.5, 0.9)
    found = sorted(engine.quantiles(framed(native), ["g"], "x", shares), key=lambda row: row[0] or "")
    for (name, count, *quantiles), values in zip(found, groups.values(), strict=True):
        assert count == len(values), name
        wanted = list(np.quantile(values, shares)) if len(values) else [None] * 4
        assert quantiles == (pytest.approx(wanted, rel=1e-12) if len(values) else wanted), name
    everything = np.concatenate(list(groups.values()))
    assert engine.quantiles(framed(native), [], "x", (0.5,)) == [(len(everything), np.median(everything))]


def test_small_tables_hold_any_value(spark):
    engine, _ = columns(spark, "string", ["a"])
    held = {
        "text": ["it's", 'a "b" \\ \n', "😀", None],
        "whole": [2**53 + 1, -1, None, 0],
        "float": [0.1, 5e-324, 1e300, None],
        "flag": [True, None, False, True],
        "odd `name`, here": ["", " ", "NaN", "null"],
    }
    assert engine.rows(engine.small(held)) == list(zip(*held.values(), strict=True))
    assert engine.rows(engine.small({"a": [], "b": []})) == []


def test_what_is_kept_is_computed_once_and_goes_with_its_frame(spark):
    engine, frame = columns(spark, "string", ["a", "b"])
    native = frame.to_native().selectExpr("place", "uuid() AS x")
    kept = engine.kept(framed(native))
    assert told(engine, kept, "x") == told(engine, kept, "x")
    assert native.storageLevel.useDisk  # of the plan, whoever holds it
    del kept
    gc.collect()
    assert not native.storageLevel.useDisk


def test_numbers_follow_the_order_of_the_input(spark):
    native = spark.range(0, 1000, numPartitions=4)
    engine = Spark(native)
    found = engine.rows(engine.numbered(framed(native)).sort("seq").select("id"))
    assert [row[0] for row in found] == list(range(1000))


def test_names_that_spark_reads_as_more_are_made_plain(spark):
    odd = spark.range(1).toDF("a").selectExpr("a AS `x.y`", "a AS x_y", "a AS `back``tick`", "a AS `plain name`")
    with pytest.warns(EventLogWarning, match="'x.y' is 'x_y_' here, 'back`tick' is 'back_tick' here"):
        assert plainly_named(odd).columns == ["x_y_", "x_y", "back_tick", "plain name"]
    with pytest.raises(EventLogError, match="'Case' and 'case' are one name to Spark"):
        plainly_named(spark.range(1).selectExpr("id AS Case", "id AS case"))
