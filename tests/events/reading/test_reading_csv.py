from __future__ import annotations

import gzip
import re

import pandas as pd
import pytest

from journeykit.errors import EventLogError
from journeykit.events.reading import explaining, read

LOG = "case,activity,time\n007,visit,2026-01-01\nNA,buy,2026-01-02\nnull,,2026-01-03\n"
READ = [("007", "visit", "2026-01-01"), ("NA", "buy", "2026-01-02"), ("null", None, "2026-01-03")]
HOSTILE = "a\"b'; DROP TABLE x; --\n\N{GRINNING FACE}" + "x" * 10_000


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("log.csv", LOG),
        ("log.csv", "\ufeff" + LOG),
        ("log.CSV", LOG.replace("\n", "\r\n")),
        ("log.csv", LOG.replace("\n", "\r")),
        ("log.csv", LOG.rstrip("\n")),
        ("log.csv", LOG.replace("NA", '"NA"')),
        ("log.csv", LOG.replace(",", ";")),
        ("log.csv", LOG.replace(",", "|")),
        ("log.tsv", LOG.replace(",", "\t")),
        ("log", LOG),
        ("log.txt", LOG),
        ("log.csv.gz", gzip.compress(LOG.encode())),
        ("log", gzip.compress(LOG.encode())),
        ("[log]*?.csv", LOG),
        ("day=1/log.csv", LOG),
    ],
)
def test_texts_stay_as_written_and_empty_is_null(rows, written, name, content):
    assert rows(written(name, content)) == READ


def test_the_plain_relation_is_the_one_that_engines_take(connection, written):
    from journeykit.events.reading import relation

    assert relation(str(written("log.csv", LOG)), connection).columns == ["case", "activity", "time", "jk_row"]


def test_quoted_fields_hold_anything(rows, written):
    path = written("log.csv", 'case,activity,note\n1,"visit, then ""leave""","two\nlines"\n2,\'x\',# no comment\n')
    assert rows(path) == [("1", 'visit, then "leave"', "two\nlines"), ("2", "'x'", "# no comment")]


def test_zstd_is_read_and_a_cut_off_file_is_seen(connection, rows, faults, tmp_path):
    whole = tmp_path / "log.csv.zst"
    connection.execute(f"COPY (SELECT i AS id, 'a' || i AS act FROM range(500000) t(i)) TO '{whole}'")
    found = rows(whole)
    assert (len(found), found[-1]) == (500_000, ("499999", "a499999"))
    data = whole.read_bytes()
    for cut in (1, 5, len(data) // 2):
        part = tmp_path / f"{cut}.csv.zst"
        part.write_bytes(data[:-cut])
        assert "ends too early: it is cut off" in faults(part)


def test_a_damaged_zstd_is_told(connection, faults, tmp_path):
    whole = tmp_path / "log.csv.zst"
    connection.execute(f"COPY (SELECT 'x' AS a, i AS b, hash(i) AS c FROM range(100000) t(i)) TO '{whole}'")
    data = bytearray(whole.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 40] = b"\xff" * 40
    whole.write_bytes(data)
    assert "damaged" in faults(whole)


def test_folders_can_say_a_column(rows, written, tmp_path):
    written("day=1/a.csv", "case,activity\n1,x\n")
    written("day=2/a.csv", "case,activity\n2,x\n")
    assert rows(tmp_path / "*" / "*.csv") == [("1", "x", 1), ("2", "x", 2)]


def test_a_file_that_goes_is_told(connection, written):
    path = written("log.csv", LOG)
    found = read(path, connection).relation
    path.unlink()
    with pytest.raises(EventLogError, match="is gone: it was there when the log was opened"), explaining():
        found.fetchall()


def test_a_hostile_name_of_a_column_is_a_name(connection, written):
    path = written("log.csv", f'"{HOSTILE.replace(chr(34), chr(34) * 2)}",b\n1,2\n')
    found = read(path, connection).relation
    assert found.columns == [HOSTILE, "b", "jk_row"]
    assert found.fetchall() == [("1", "2", 0)]


def test_names_that_are_missing_or_twice_are_made_and_said(connection, written):
    found = read(written("log.csv", "id,ID,,b\n1,2,3,4\n"), connection)
    assert found.relation.columns == ["id", "ID_1", "column3", "b", "jk_row"]
    assert found.notes == ("column 2 is the second with the name 'ID': it is read as 'ID_1'",)


def test_a_header_alone_is_a_log_without_events(rows, written):
    assert rows(written("log.csv", "case,activity,time\n")) == []


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("c1,visit,2026-01-01 10:00\nc2,visit,2026-01-02 10:00\n", "holds values .* add a line like case,activity"),
        ("c1,visit,1700000000\n", "holds values"),
        ("Export of today\n\ncase,activity,time\n1,2,3\n", "line 1: there is one column only, 'Export of today'"),
        ("case^activity^time\n1^2^3\n", "one column only"),
        ("case,activity,time\n1,2\n3,4,5\n", "line 2: 2 fields where the header has 3: '1,2': mend the line"),
        ("case,activity,time\n1,2,3\n3,4,5,6\n", "line 3: 4 fields where the header has 3"),
        ('case,activity,time\n1,"2,3\n4,5,6\n', "line 2: a quotation mark opens and never closes"),
        ("case,activity,time\r\n1,2,3\n4,5,6\r\n", "lines end in different ways"),
        (LOG.replace("visit", "Grüße").encode("latin-1"), "line 2: it is no UTF-8, perhaps CP1252 .*iconv -f CP1252"),
        (LOG.encode() + b"c,\xe9,3\n", "line 5: it is no UTF-8"),
        (LOG.encode("utf-16"), "is UTF-16: save it as UTF-8"),
        (b"case,\0,\0\n", "is no text: it holds zero bytes"),
        (gzip.compress(LOG.encode() * 1000)[:-30], "cut off"),
        (gzip.compress(LOG.encode())[:15], "cut off"),
        (b"PK\x03\x04" + b"x" * 50, "an Excel workbook or a zip archive: save the sheet as CSV"),
        ('{"a": 1,"b": 2}\n{"a": 1,"b": 2}\n', "line 1: the header cannot be read"),
        ('case,"activity"s\n1,2\n3,4\n', "line 1: the header cannot be read"),
        ("case,activity\n1," + "x" * 5_000_000 + "\n", "line 2: .*line"),
        ("<!DOCTYPE html><html>", "is a web page: download what it leads to"),
        (b"", "'.*log.csv' is empty: it holds no events"),
    ],
)
def test_what_is_no_csv_is_refused_with_its_place(faults, written, content, told):
    path = written("log.csv", content)
    assert re.search(told, faults(path))
    assert "log.csv" in faults(path)


def test_the_line_is_told_deep_in_a_file(faults, written):
    lines = "".join(f"c{number},visit,2026-01-01\n" for number in range(300_000))
    assert "log.csv', line 300002: 2 fields" in faults(written("log.csv", f"case,activity,time\n{lines}a,b\n{lines}"))


def test_a_name_that_lies_about_packing_is_said(faults, written):
    assert "is not packed by gzip, as its name says" in faults(written("log.csv.gz", LOG))


def test_several_files_are_read_by_name(rows, written, tmp_path):
    for name in ("c", "a", "b"):
        written(f"{name}.csv", f"case,activity\n{name}1,x\n{name}2,y\n")
    assert [row[0] for row in rows(tmp_path / "*.csv")] == ["a1", "a2", "b1", "b2", "c1", "c2"]
    assert [row[0] for row in rows([tmp_path / "b.csv", tmp_path / "a.csv"])] == ["b1", "b2", "a1", "a2"]


def test_files_with_other_columns_are_joined_by_name_and_it_is_said(connection, rows, written, tmp_path):
    written("a.csv", "case,activity\n1,x\n")
    written("b.csv", "case,activity,value\n2,y,9\n")
    written("c.csv", "")
    assert rows(tmp_path / "*.csv") == [("1", "x", None), ("2", "y", "9")]
    notes = read(tmp_path / "*.csv", connection).notes
    assert notes[0] == "empty files are passed over: 1 of 3"
    assert re.fullmatch("columns that some of the 2 files lack, such as '.*a.csv', are null there: 'value'", notes[1])


def test_columns_in_another_order_are_matched_by_name(connection, rows, written, tmp_path):
    written("a.csv", "case,activity\n1,x\n")
    written("b.csv", "activity,case\ny,2\n")
    assert rows(tmp_path / "*.csv") == [("1", "x"), ("2", "y")]
    assert "matched by name" in read(tmp_path / "*.csv", connection).notes[0]


def test_a_line_that_does_not_fit_is_told_where_files_differ(faults, written, tmp_path):
    written("a.csv", "case,activity\n1,x\n")
    written("b.csv", "case,activity,value\n2,y\n")
    assert ".csv': its lines have not as many fields as its header" in faults(tmp_path / "*.csv")


def test_files_separated_differently_are_refused(faults, written, tmp_path):
    written("a.csv", "case,activity\n1,x\n")
    written("b.csv", "case;activity\n1;x\n")
    assert re.search(r"a\.csv' by comma, '.*b\.csv' by semicolon", faults(tmp_path / "*.csv"))


def test_the_order_of_the_input_is_kept_in_parallel(connection, written):
    lines = "".join(f"{number},{number % 7}\n" for number in range(2_000_000))
    found = read(written("log.csv", f"number,activity\n{lines}"), connection).relation
    right = found.aggregate("bool_and(number::BIGINT = jk_row), count(*), count(DISTINCT jk_row)")
    assert right.fetchall() == [(True, 2_000_000, 2_000_000)]


@pytest.mark.parametrize("sign", list(",;\t|:~"))
@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("log.csv", str.encode),
        ("log.csv", lambda text: text.encode("utf-8-sig")),
        ("log.csv", lambda text: text.replace("\n", "\r\n").replace("sep", "SEP").encode()),
        ("log.csv", lambda text: text.replace("\n", "\r").encode()),
        ("log.tsv", lambda text: gzip.compress(text.encode())),
        ("day=1/log.csv", str.encode),
    ],
)
def test_a_line_before_the_header_may_say_the_separator(rows, written, sign, name, how):
    assert rows(written(name, how(f"sep={sign}\n" + LOG.replace(",", sign)))) == READ


def test_what_excel_says_of_the_separator_holds_for_all_files_and_lines(connection, rows, faults, written, tmp_path):
    first = written("a.csv", "sep=;\n" + LOG.replace(",", ";"))
    second = written("b.csv", "sep=;\ntime;case;activity;more\n2026-01-04;8;go;x\n")
    assert rows([first, second]) == [*((*row, None) for row in READ), ("8", "go", "2026-01-04", "x")]
    plain = written("c.csv", LOG.replace(",", ";"))
    assert re.search("/a.csv' begins with a line sep=…, and .*/c.csv' does not: write", faults([plain, first]))
    assert "line 3: 1 fields where the header has 2: 'x'" in faults(written("short.csv", "sep=;\ncase;activity\nx\n"))
    packed = tmp_path / "log.csv.zst"
    connection.execute(
        f"COPY (SELECT * FROM read_csv('{first}', header=false, sep='~')) TO '{packed}' (HEADER false, quote '')"
    )
    assert rows(packed) == READ


def test_the_advice_for_files_of_excel_on_windows_leads_to_what_was_written(rows, faults, written):
    path = written("log.csv", "case;activity\n007;Rückruf für 5 €\n".encode("cp1252"))
    assert "encoding='cp1252', dtype=str" in faults(path)
    assert rows(pd.read_csv(path, sep=";", encoding="cp1252", dtype=str)) == [("007", "Rückruf für 5 €")]
