from __future__ import annotations

import struct

import duckdb
import pytest

from journeykit.errors import EventLogError, EventLogWarning
from journeykit.events.reading import explained, explaining, relation
from journeykit.events.reading.zstd_frames import cut_off


def test_other_errors_pass_as_they_are():
    assert explained("Out of Memory Error: could not allocate block") is None
    with pytest.raises(duckdb.OutOfMemoryException), explaining():
        raise duckdb.OutOfMemoryException("could not allocate block")
    with pytest.raises(ZeroDivisionError), explaining():
        _ = 1 / 0


def test_an_error_of_no_kind_is_damage():
    with pytest.raises(EventLogError, match=r"a file of the log is damaged \(no type\)"), explaining():
        raise duckdb.Error("no type")


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("CSV Error on Line: 3\nSomething else\n  file = a.csv", "'a.csv', line 3: Something else: ''"),
        (
            "CSV Error on Line: 3\nOriginal Line: xx\nMaximum line size of 2000000 bytes exceeded.\n  file = a.csv",
            "'a.csv', line 3: the line is longer than 2 MB: is a quotation mark missing?",
        ),
        (
            "File 'a.parquet' too small to be a Parquet file",
            "'a.parquet' begins as a Parquet file and has no proper end",
        ),
    ],
)
def test_what_duckdb_says_is_told(message, told):
    assert explained(message).startswith(told)


def test_a_line_of_megabytes_is_told_shortly(faults, written):
    told = faults(written("log.csv", "case,activity\n1,2\n3," + "x" * 5_000_000 + "\n4,5\n"))
    assert "log.csv', line 3: the line is longer than 2 MB" in told
    assert len(told) < 400


def test_each_note_is_a_warning(connection, written):
    path = written("log.csv", "id,ID\n1,2\n")
    with pytest.warns(EventLogWarning, match="it is read as 'ID_1'"):
        relation(path, connection)


def test_frames_of_zstd(connection, written, tmp_path, faults, rows):
    whole = tmp_path / "log.csv.zst"
    connection.execute(f"COPY (SELECT 7 AS case, 'x' AS activity) TO '{whole}'")
    data = whole.read_bytes()
    skippable = struct.pack("<II", 0x184D2A53, 5) + b"notes"
    for name, content in {"a": data + skippable, "b": skippable + data, "c": data + data}.items():
        assert cut_off(str(written(f"{name}.csv.zst", content))) is None
    assert rows(tmp_path / "a.csv.zst") == [("7", "x")]
    assert "ends too early" in cut_off(str(written("d.csv.zst", data + skippable[:-2])))
    assert "is damaged at byte" in cut_off(str(written("e.csv.zst", data + b"garbage")))
    assert "not named for what it is: call it .csv.zst" in faults(written("log", data))
    assert "is not read for XES: unpack it" in faults(written("log.xes.zst", data))
    assert "is not read for Parquet: unpack it" in faults(written("log.parquet.zst", data))


def test_a_pattern_in_folders_of_a_pattern(faults, tmp_path):
    assert faults(f"{tmp_path}/day*/*.csv").endswith("*.csv'")
