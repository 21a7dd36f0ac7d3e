"""CSV as text: separators, quotes, line ends, encodings; and cells that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

import journeykit as jk
from journeykit.io import loads_with_losses
from journeykit.io.tables.csv_text import csv_grid, csv_lines, separator_of
from journeykit.io.tables.guard import guarded, unguarded
from journeykit.io.text import Text

STARTS = "=+-@\t\r＝＋－＠"
CELLS = st.text(st.sampled_from("=+-@\t;,|\"\n'a1.( ＝"), max_size=12)


def cells(text, separator=","):
    return [record.cells for record in csv_grid(Text(text), separator).records]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,b\r\nc,d", [["a", "b"], ["c", "d"]]),
        ("a,b\rc,d\r", [["a", "b"], ["c", "d"]]),
        ('"a ""b"", c",d\n', [['a "b", c', "d"]]),
        ('"a\r\nb"\n', [["a\nb"]]),
        (' "a" ,b\n', [["a", "b"]]),
        ('say "no",b\n', [['say "no"', "b"]]),
        ("a,\n,\n", [["a", ""], ["", ""]]),
        ("\na\n", [[""], ["a"]]),
    ],
)
def test_cells(text, expected):
    assert cells(text) == expected


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ('title\na,"b\nc\n', (2, 3), "never closed"),
        ('title\n"a"b\n', (2, 4), "something stands behind a closing quote"),
        ("title\na\x00\n", (2, 2), "NUL"),
        ("," * 1_000_000, (1, 1001), "more than 1000 cells"),
    ],
)
def test_what_is_no_table(text, place, message):
    with pytest.raises(jk.FormatError) as caught:
        jk.loads(text, "csv")
    (fault,) = caught.value.faults
    assert ((fault.line, fault.column), message in fault.message) == (place, True)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(separator):
    text = separator.join(["Stage", "Touchpoint", "Pain points"]) + "\n" + separator.join("abc") + "\n"
    assert separator_of(Text(text)) == separator
    found = loads_with_losses(text, "csv")
    assert found.journey.steps[0].title == "b"
    assert [each.code for each in found.losses] == (["separator"] if separator in ";|" else [])


def test_a_given_separator_is_not_guessed(solar):
    text = jk.dumps(solar, "csv", delimiter=";")
    assert text.startswith("stage;")
    assert loads_with_losses(text, "csv", delimiter="semicolon").losses == ()
    with pytest.raises(ValueError, match="unknown delimiter 'semi': did you mean 'semicolon'"):
        jk.dumps(solar, "csv", delimiter="semi")


def test_tsv_has_tabs(solar, tmp_path):
    jk.save(solar, tmp_path / "a.tsv")
    assert (tmp_path / "a.tsv").read_text(encoding="utf-8").startswith("stage\t")
    assert jk.load(tmp_path / "a.tsv") == jk.loads(jk.dumps(solar, "csv"), "csv")


@pytest.fixture
def solar():
    return jk.JourneyMap(
        "journey",
        stages=[jk.Stage("a", [jk.Touchpoint("one", "Eins; zwei, drei", emotion=-1), "two"])],
        outcomes=[jk.Outcome("end")],
        flow=["one >> two >> end"],
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(encoding, tmp_path):
    (tmp_path / "a.csv").write_bytes("stage,title\nGrüße,Öffnet\n".encode(encoding))
    assert jk.load(tmp_path / "a.csv").stages[0].title == "Grüße"


@pytest.mark.parametrize(("encoding", "message"), [("cp1252", "Windows-1252"), ("utf-16-le", "NUL|UTF-8")])
def test_other_encodings_are_named(encoding, message, tmp_path):
    (tmp_path / "a.csv").write_bytes("stage,title\nGrüße,Öffnet\n".encode(encoding))
    with pytest.raises(jk.FormatError, match=message):
        jk.load(tmp_path / "a.csv")


@given(CELLS)
def test_guarding_can_be_undone(text):
    assert unguarded(guarded(text)) == text


@given(CELLS, CELLS, st.sampled_from([",", ";", "\t"]))
def test_no_cell_begins_a_formula_whatever_a_program_splits_at(first, second, opened_with):
    text = csv_lines([["stage", "title"], [first, second]], ",")
    for row in csv.reader(io.StringIO(text), delimiter=opened_with):
        for cell in row:
            assert not cell.startswith(tuple(STARTS)) or cell[1:].replace(".", "", 1).isdigit(), (text, row)


def test_a_map_full_of_formulas_comes_back_as_it_was():
    formulas = ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x","y")', "'=1", "a;=1", "＝1"]
    journey = jk.JourneyMap(
        stages=[jk.Stage("a", [jk.Touchpoint("t", "=cmd|'/c calc'!A1", thoughts=formulas, pains=formulas)])]
    )
    text = jk.dumps(journey, "csv")
    back = jk.loads(text, "csv").steps[0]
    assert back.title == "=cmd|'/c calc'!A1"
    assert back.thoughts == tuple(each.strip() for each in formulas)
    for row in csv.reader(io.StringIO(text)):
        assert not [cell for cell in row if cell.startswith(tuple(STARTS))]


def test_a_large_table_is_read_in_bounded_time():
    rows = "".join(f"s{i // 20},t{i},title {i},web,1,slow; dear\n" for i in range(20_000))
    start = time.perf_counter()
    journey = jk.loads("stage,step,title,channel,emotion,pains\n" + rows, "csv")
    assert len(journey.steps) == 20_000
    assert time.perf_counter() - start < 60


def test_a_table_over_the_limit_is_refused():
    with pytest.raises(jk.FormatError, match="larger than 5 MB"):
        jk.loads("title\n" + "a" * 5_000_000, "csv")
