"""Logs larger than memory: DuckDB spills, and what could not spill goes another way."""

from __future__ import annotations

import math

import duckdb
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import journeykit as jk
from journeykit.errors import EventLogError
from journeykit.events.engines import duck
from journeykit.events.engines.duck_quantiles import gathered, placed
from journeykit.events.engines.engine import framed

SHARES = (0.0, 0.25, 0.5, 0.9, 1.0)
groups = st.lists(
    st.tuples(
        st.sampled_from([None, 1, 2]),
        st.sampled_from([None, "x", 'the "y"']),
        st.none() | st.integers(-(10**12), 10**12) | st.sampled_from([0, 7]),
    ),
    max_size=30,
)


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """Three million events in a file."""
    path = tmp_path_factory.mktemp("large") / "log.parquet"
    duckdb.sql(
        f"""COPY (SELECT (i * 7919) % 100000 AS "case", chr((97 + (i * 31) % 7)::INTEGER) AS activity,
        make_timestamp((1700000000000000 + i * 1000003 % 99999999999)::BIGINT)::TIMESTAMPTZ AS timestamp
        FROM range(3000000) t(i)) TO '{path}'"""
    )
    return path


def limited(path, memory):
    log = jk.EventLog(path, memory=memory)
    log.engine._connection.execute("SET threads = 2")  # each thread takes its own
    return log


def same(found, wanted):
    assert [(move.source, move.target, move.count) for move in found] == [
        (move.source, move.target, move.count) for move in wanted
    ]
    for of in ("median_gap", "low_gap", "high_gap"):
        gaps = [[getattr(move, of) for move in each if move.source and move.target] for each in (found, wanted)]
        assert gaps[0] == pytest.approx(gaps[1])


def test_a_log_of_twice_its_memory_has_the_same_gaps(large):
    same(limited(large, "36 MB").transitions(), jk.EventLog(large).transitions())


def test_gaps_that_do_not_fit_are_sorted(large, monkeypatch):
    wanted = jk.EventLog(large).transitions(cases=False)

    def full(*_):
        raise duck._TooLarge("versions of DuckDB differ in what they count")

    monkeypatch.setattr(duck, "gathered", full)
    same(jk.EventLog(large).transitions(cases=False), wanted)


def test_what_no_spilling_helps_is_told(large):
    with pytest.raises(EventLogError, match=r"needs more memory at once .* raise memory=, or .*filter"):
        limited(large, "16 MB").transitions()


@given(groups)
def test_both_ways_to_quantiles_are_numpys(rows):
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE t (a BIGINT, b VARCHAR, v BIGINT)")
        if rows:
            connection.executemany("INSERT INTO t VALUES (?, ?, ?)", rows)
        frame = framed(connection.table("t"))
        for by, key in ((["a", "b"], lambda row: row[:2]), (["b"], lambda row: row[1:2]), ([], lambda _: ())):
            wanted = {}
            for row in rows:
                wanted.setdefault(key(row), []).extend([] if row[2] is None else [row[2]])
            if not by:
                wanted.setdefault((), [])  # one answer about nothing
            for way in (gathered, placed):
                found = {row[: len(by)]: row[len(by) :] for row in way(frame, by, "v", SHARES).to_native().fetchall()}
                assert found.keys() == wanted.keys()
                for group, values in wanted.items():
                    n, *quantiles = found[group]
                    assert n == len(values)
                    for got, share in zip(quantiles, SHARES, strict=True):
                        assert (
                            got is None if not values else math.isclose(got, np.quantile(values, share), abs_tol=1e-3)
                        )
