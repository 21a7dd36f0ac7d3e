"""Workbooks from anywhere: traps are refused before they are opened, and what a cell holds is said cell by cell."""

from __future__ import annotations

import datetime as dt
import io
import time
import zipfile

import pytest

import journeykit as jk
from journeykit.errors import MissingExtra
from journeykit.io import format_named, loads_with_losses

openpyxl = pytest.importorskip("openpyxl")

SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData>{}</worksheet>'
SHEET_PART = "xl/worksheets/sheet1.xml"


def book(*rows, name="Steps", change=None, **sheets):
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = name
    for row in rows:
        sheet.append(row)
    for title, content in sheets.items():
        other = made.create_sheet(title)
        for row in content:
            other.append(row)
    if change is not None:
        change(made, sheet)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def parts(data, **changes):
    """A workbook with parts of its zip replaced or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in changes:
                target.writestr(name, source.read(name))
        for name, content in changes.items():
            target.writestr(name, content)
    return stream.getvalue()


def read(data, **options):
    return loads_with_losses(data, "excel", **options)


def faults(data, **options):
    with pytest.raises(jk.FormatError) as caught:
        read(data, **options)
    return [(each.place, each.message) for each in caught.value.faults]


def test_every_fault_names_sheet_row_column_and_cell(tmp_path):
    data = book(
        ["stage", "title", "type", "emotion", "channel", "next"],
        ["a", "Sees it", "touchpoint", 7, "web", "Bys it"],
        ["a", "Buys it", "toucpoint", "x", "store", None],
        Personas=[["persona", "title", "share"], ["anna", "Anna", "much"]],
        Outcomes=[["outcome", "title", "result"], ["end", "The end", "sucess"]],
    )
    assert faults(data) == [
        (
            "sheet 'Steps', row 2, column 'emotion' (D2)",
            (
                "7 is outside -2 to +2: if the scale is 1..7, read the table with scores='1..7' "
                "(command line: --set scores=1..7)"
            ),
        ),
        ("sheet 'Steps', row 2, column 'next' (F2)", "unknown step 'Bys it': did you mean 'buys_it'?"),
        ("sheet 'Steps', row 3, column 'type' (C3)", "unknown word 'toucpoint': did you mean 'touchpoint'?"),
        (
            "sheet 'Steps', row 3, column 'emotion' (D3)",
            "'x' is no feeling: write a number from -2 to +2, like 1.5, or ++, +, 0, - or --",
        ),
        ("sheet 'Personas', row 2, column 'share' (C2)", "'much' is no number: write it like 3, 1.5 or 1,5"),
        ("sheet 'Outcomes', row 2, column 'result' (C2)", "unknown word 'sucess': did you mean 'success'?"),
    ]
    (tmp_path / "a.xlsx").write_bytes(data)
    with pytest.raises(jk.FormatError, match=r"a\.xlsx: sheet 'Steps', row 2, column 'emotion' \(D2\): 7 is outside"):
        jk.load(tmp_path / "a.xlsx")


def test_numbers_days_lengths_and_yes():
    data = book(
        ["title", "emotion", "drop off", "duration", "goal", "count", "note"],
        [12, 1.5, 0.125, dt.timedelta(hours=2, minutes=30), True, 1200, dt.date(2026, 5, 4)],
        Evidence=[["evidence", "date", "n"], ["talks", dt.datetime(2026, 5, 4), 12]],  # noqa: DTZ001 - as in Excel
    )
    journey = read(data).journey
    step = journey.steps[0]
    assert (step.title, step.emotion, step.drop_off, str(step.duration), step.goal) == (
        "12", 1.5, 0.125, "2 hours 30 minutes", True,
    )  # fmt: skip
    assert (step.count, step.note, journey.evidence[0].date) == (1200, "2026-05-04", dt.date(2026, 5, 4))


def test_formulas_give_the_value_that_was_saved_or_a_fault():
    data = book(["title", "emotion", "mine"], ["a", "=1+1", "=2"], ["b", 1, None])
    assert faults(data) == [
        (
            "sheet 'Steps', row 2, column 'emotion' (B2)",
            "a formula without a value: open the file in a spreadsheet and save it, or write the value itself",
        )
    ]
    saved = zipfile.ZipFile(io.BytesIO(data)).read(SHEET_PART).replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>")
    assert b"<v>2</v>" in saved
    found = read(parts(data, **{SHEET_PART: saved}))
    assert found.journey.steps[0].emotion == 2
    assert [(each.kind, each.code) for each in found.losses if "formula" in each.message] == [("guessed", "cell")]


def test_error_values_are_faults_where_they_are_read():
    data = book(["title", "emotion", "mine"], ["a", "#N/A", "#REF!"])
    assert faults(data) == [
        ("sheet 'Steps', row 2, column 'emotion' (B2)", "the error #N/A stands here: write the value itself")
    ]


def test_formulas_and_errors_are_told_together_with_other_faults():
    data = book(
        ["stage", "title", "emotion"], ["a", "=A9", 9], ["a", "#N/A", True], ["a", "x", "=1+1"], ["=A9", "y", "#REF!"]
    )
    assert [(place.rpartition("row ")[2], message.split(":")[0]) for place, message in faults(data)] == [
        ("2", "this row has no name"),
        ("2, column 'title' (B2)", "a formula without a value"),
        ("2, column 'emotion' (C2)", "9 is outside -2 to +2"),
        ("3", "this row has no name"),
        ("3, column 'title' (B3)", "the error #N/A stands here"),
        ("3, column 'emotion' (C3)", "'yes' is no feeling"),
        ("4, column 'emotion' (C4)", "a formula without a value"),
        ("5, column 'stage' (A5)", "a formula without a value"),
        ("5, column 'emotion' (C5)", "the error #REF! stands here"),
    ]


def test_merged_cells_count_for_each_of_their_rows():
    def merge(_, sheet):
        sheet.merge_cells("A2:A3")
        sheet.merge_cells("C2:C3")

    data = book(["stage", "title", "emotion"], ["a", "x", 1], [None, "y", None], ["b", "z", 2], change=merge)
    sheet = zipfile.ZipFile(io.BytesIO(data)).read(SHEET_PART)
    huge = sheet.replace(b'<mergeCell ref="A2:A3"', b'<mergeCell ref="F1:XFD1048576" /><mergeCell ref="A2:A3"')
    assert huge != sheet
    found = read(parts(data, **{SHEET_PART: huge}))
    assert [(stage.id, len(stage.steps)) for stage in found.journey.stages] == [("a", 2), ("b", 1)]
    assert [step.emotion for step in found.journey.steps] == [1, 1, 2]
    assert sum("merged cells" in each.message for each in found.losses) == 2


def test_sheets_are_found_by_name_and_others_are_losses():
    def hide(made, _):
        made["Lists"].sheet_state = "hidden"
        made.move_sheet("Lists", -1)

    data = book(["title"], ["a"], name="Tabelle 1", change=hide, Lists=[["x"]], Quellen=[["evidence"], ["talks"]])
    found = read(data)
    assert [step.id for step in found.journey.steps] == ["a"]
    assert [each.id for each in found.journey.evidence] == ["talks"]
    assert [each.message for each in found.losses if each.code == "unknown_sheet"] == [
        "sheet 'Lists', row 1: this sheet is not read"
    ]
    assert faults(book()) == [("", "no sheet has a table of steps: call one 'Steps', with a heading for each column")]


def test_the_map_s_own_sheet():
    data = book(
        ["title"],
        ["a"],
        Map=[["field", "value"], ["title", "My map"], ["Trigger", "a bill"], ["market", "b2b"], ["tilte", "x"]],
    )
    found = read(data)
    assert (found.journey.id, found.journey.title) == ("my_map", "My map")
    assert (found.journey.scope.trigger, found.journey.scope.market) == ("a bill", "b2b")
    assert [each.message for each in found.losses if each.code == "unknown_field"] == [
        "sheet 'Map', row 5, column 'tilte' (A5): this field is not read: did you mean 'title'?"
    ]
    assert (
        faults(book(["title"], ["a"], Map=[["market", "b3b"]]))[0][0]
        == "sheet 'Map', row 1, column 'scope market' (B1)"
    )


def test_personas_of_headings_must_be_listed_where_any_are():
    sheets = {"Personas": [["persona", "title"], ["anna", "Anna B."]]}
    found = read(book(["title", "emotion (Anna B.)"], ["a", 1], **sheets))
    assert found.journey.steps[0].emotion == {"anna": 1}
    assert faults(book(["title", "emotion (ana)"], ["a", 1], **sheets)) == [
        ("sheet 'Steps', row 1, column 'emotion (ana)' (B1)", "unknown persona 'ana' in the heading: there is anna")
    ]


BOMB = b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>"
OUTSIDE = b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>"


@pytest.mark.parametrize(
    ("part", "content", "message"),
    [
        (SHEET_PART, BOMB + SHEET.format("", "").encode(), "a document type or an entity is not read"),
        ("xl/workbook.xml", OUTSIDE + b"<workbook/>", "a document type or an entity is not read"),
        ("xl/sharedStrings.xml", "<sst/>".encode("utf-16"), "is no UTF-8"),
        (SHEET_PART, SHEET.format(" " * 5_000_000, "").encode(), "too large: unpacked, its part"),
        ("docProps/x.xml", b"<a>" + bytes(range(32, 127)) * 700_000, "too large"),
        (SHEET_PART, b"<worksheet", "damaged"),
        ("xl/workbook.xml", b"<a/>", "no sheet has a table of steps"),
        (
            SHEET_PART,
            SHEET.format('<row r="9999999999"><c r="A1"><v>1</v></c></row>', "").encode(),
            "more cells than any",
        ),
        (SHEET_PART, SHEET.format('<row r="1"><c r="XFD1"><v>1</v></c></row>', "").encode(), "more than 1000 columns"),
        (SHEET_PART, SHEET.format('<row r="1"><c r="ZZZZ1"><v>1</v></c></row>', "").encode(), "damaged"),
        (SHEET_PART, SHEET.format('<row r="1"><c r="A1" t="s"><v>99</v></c></row>', "").encode(), "damaged"),
        (SHEET_PART, SHEET.format("<row>" * 50_000, "").encode(), "damaged"),
        (SHEET_PART, SHEET.format('<row r="1"><c r="A1"><v>' + "9" * 5_000 + "</v></c></row>", "").encode(), "damaged"),
    ],
)
def test_traps_are_refused_soon(part, content, message):
    start = time.perf_counter()
    ((_, said),) = faults(parts(book(["title"], ["a"]), **{part: content}))
    assert message in said
    assert time.perf_counter() - start < 20


def test_a_sheet_that_says_it_is_huge_is_as_large_as_it_is():
    data = book(["title"], ["a"])
    sheet = zipfile.ZipFile(io.BytesIO(data)).read(SHEET_PART)
    huge = sheet.replace(b'ref="A1:A2"', b'ref="A1:XFD1048576"')
    assert huge != sheet
    assert len(read(parts(data, **{SHEET_PART: huge})).journey.steps) == 1


def test_far_rows_and_gaps_cost_little():
    rows = "".join(f'<row r="{i}"><c r="A{i}" t="inlineStr"><is><t>t{i}</t></is></c></row>' for i in (2, 1_048_576))
    heading = '<row r="1"><c r="A1" t="inlineStr"><is><t>title</t></is></c></row>'
    data = parts(book(["title"]), **{SHEET_PART: SHEET.format(heading + rows, "").encode()})
    start = time.perf_counter()
    assert [step.id for step in read(data).journey.steps] == ["t2", "t1048576"]
    assert time.perf_counter() - start < 20


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "this is no Excel workbook"),
        (b"stage,title\n", "if it is CSV, call it .csv"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "old .xls file, or one with a password"),
        (b"PK\x03\x04rest", "damaged"),
    ],
)
def test_what_is_no_workbook(data, message):
    ((_, said),) = faults(data)
    assert message in said


def test_two_parts_of_one_name_are_no_workbook():
    stream = io.BytesIO(book(["title"], ["a"]))
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(SHEET_PART, b"<worksheet/>")
    assert "two of one name" in faults(stream.getvalue())[0][1]


def test_macros_pictures_and_links_to_other_files_are_left_alone():
    data = parts(
        book(["title"], ["a"]),
        **{
            "xl/vbaProject.bin": b"\x00code",
            "xl/media/image1.png": b"x" * 3_000_000,
            "xl/externalLinks/externalLink1.xml": b"<a/>",
        },
    )
    assert len(read(data).journey.steps) == 1


def test_without_openpyxl_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    with pytest.raises(MissingExtra, match=r"Excel files need 'openpyxl', .*pip install 'journeykit\[excel\]'"):
        read(b"PK")
    with pytest.raises(MissingExtra):
        format_named("excel").write(jk.JourneyMap())
