from __future__ import annotations

import gzip
import json
import re

import duckdb
import pytest

from journeykit.events.reading import read

LINES = '{"case": "007", "n": 7, "time": "2026-01-01T00:00:00+02:00"}\n{"case": "NA", "extra": true, "n": null}\n'
READ = [("007", "7", "2026-01-01T00:00:00+02:00", None), ("NA", None, None, "true")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("log.jsonl", LINES),
        ("log.ndjson", "\ufeff" + LINES),
        ("log.json", LINES),
        ("log.json", f"[{LINES.strip().replace(chr(10), ',')}]"),
        ("log.json", f" [\n{LINES.strip().replace(chr(10), ',')}]"),
        ("log", LINES),
        ("log.jsonl.gz", gzip.compress(LINES.encode())),
        ("log", gzip.compress(LINES.encode())),
        ("log.jsonl", LINES.replace("\n", "\n\n")),
    ],
)
def test_values_are_text_as_written(rows, written, name, content):
    assert rows(written(name, content)) == READ


def test_nested_values_and_long_numbers_stay(rows, written):
    path = written("log.jsonl", '{"a": {"b": [1]}, "c": [1, 2], "n": 12345678901234567890123, "f": 1.50}\n')
    assert rows(path) == [('{"b":[1]}', "[1,2]", "12345678901234567890123", "1.5")]


def test_a_key_that_comes_late_is_a_column(connection, written):
    found = read(written("log.jsonl", '{"a":1}\n' * 50_000 + '{"a":1,"late":2}\n'), connection).relation
    assert found.columns == ["a", "late", "jk_row"]
    assert found.aggregate("count(*), count(late), max(jk_row)").fetchall() == [(50_001, 1, 50_000)]


def test_hostile_keys(connection, written):
    hostile = "a\"b'\n\N{GRINNING FACE}" + "x" * 10_000
    found = read(written("log.jsonl", json.dumps({hostile: 1, "json": 2})), connection).relation
    assert found.columns == [hostile, "json", "jk_row"]
    assert found.fetchall() == [("1", "2", 0)]


def test_several_files_are_joined_by_name(rows, written, tmp_path):
    written("a.jsonl", '{"case": 1}\n')
    written("b.jsonl", '{"activity": "x"}\n')
    assert rows(tmp_path / "*.jsonl") == [("1", None), (None, "x")]


@pytest.mark.skipif(duckdb.__version__ < "2", reason="DuckDB 1.x reads such keys under other names")
def test_keys_that_differ_in_capitals(faults, written):
    told = faults(written("log.json", '{"a": 1, "A": 2}\n'))
    assert re.search("keys '.' and '.' differ only in case, which no table can hold: rename one", told)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("[1, 2]", "holds JSON, but no events: write a list of objects"),
        ('"text"', "no events"),
        ("[]", "no events"),
        ('{"a": 1}\n2\n', "no events"),
        ('{"events": [{"case": 1}]}', "is one object, and its events seem to be in 'events'"),
        ('{"case": 1}\n{"case": 2\n{"case": 3}\n', "line 3: this is no JSON"),
        ('[{"case": 1}, {"case":', "this is no JSON: unexpected end of data: it is cut off"),
        ('{"a": 1, "a": 2}\n', 'duplicate key "a"'),
        ('{"case": "ü"}\n'.encode("latin-1"), "no JSON: invalid UTF-8 .* save it as UTF-8"),
        (gzip.compress(LINES.encode() * 1000)[:-20], "cut off"),
        (b"", "is empty"),
    ],
)
def test_what_is_no_list_of_objects(faults, written, content, told):
    assert re.search(told, faults(written("log.json", content)))
