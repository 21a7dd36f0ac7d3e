"""Workbooks to work in: texts stay texts, equal maps give equal bytes, and whoever fills one in is helped."""

from __future__ import annotations

import io
import re
import warnings
import zipfile

import pytest

import journeykit as jk
from journeykit.cli import main
from journeykit.io import format_named
from journeykit.io.tables.starter import EXAMPLE, starter_table

openpyxl = pytest.importorskip("openpyxl")

FORMULAS = ["=1+1", "+1", "-1+1", "@SUM(A1)", '=HYPERLINK("http://x","y")', "=cmd|'/c calc'!A1", "#N/A", "'=1", "＝1"]


def opened(journey, **options):
    data = format_named("excel").write(journey, **options)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return openpyxl.load_workbook(io.BytesIO(data))


def one(**fields):
    return jk.JourneyMap("a", stages=[jk.Stage("s", [jk.Touchpoint("t", **fields)])])


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(text):
    journey = one(title=text, channel=text, thoughts=[text], note=text, links=[jk.Link(text)]).replace(title=text)
    book = opened(journey)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    held = [cell for cell in cells if cell.value == text]
    assert len(held) == 6
    assert all(cell.quotePrefix for cell in held)  # it stays a text when somebody edits the cell
    data = format_named("excel").write(journey)
    content = b"".join(
        zipfile.ZipFile(io.BytesIO(data)).read(name)
        for name in zipfile.ZipFile(io.BytesIO(data)).namelist()
        if name.startswith("xl/worksheets/")
    )
    assert b"<f>" not in content
    assert b"<hyperlink" not in content
    assert jk.loads(data, "excel").steps[0].title == text


def test_all_digits_of_a_number_are_there():
    for value in (0.1 + 0.2, 1 / 3, 1e22, 5e-324, 2**53, 1.7e308):
        data = format_named("excel").write(one(value=value, drop_off=min(value, 1)))
        step = jk.loads(data, "excel").steps[0]
        assert (step.value, step.drop_off) == (value, min(value, 1))


def test_numbers_are_numbers_and_shares_percent():
    sheet = opened(one(emotion=-1.5, drop_off=0.125, count=3))["Steps"]
    found = {sheet.cell(1, i).value: sheet.cell(2, i) for i in range(1, sheet.max_column + 1)}
    assert (found["emotion"].value, found["count"].value, found["drop off"].value) == (-1.5, 3, 0.125)
    assert found["drop off"].number_format == "0.0#%"


@pytest.mark.parametrize("text", ["_x0041_", "_x005F_x0041_", "a_x000D_b", "x005F_", "__x0041_x0042_"])
def test_what_excel_takes_for_a_character_s_number_stays_text(text):
    assert jk.loads(format_named("excel").write(one(title=text)), "excel").steps[0].title == text


def test_equal_maps_give_equal_bytes():
    write = format_named("excel").write
    assert write(EXAMPLE) == write(jk.JourneyMap.model_validate(EXAMPLE.model_dump()))


def test_a_text_that_no_cell_holds_is_a_loss():
    journey = one(title="a" * 32_768, note="😀" * 16_384, doing="a" * 32_767)
    assert [each.place for each in jk.losses(journey, "excel")] == [
        "stages[0].steps[0].title",
        "stages[0].steps[0].note",
    ]
    back = jk.loads(format_named("excel").write(journey), "excel").steps[0]
    assert (back.title, back.note, len(back.doing)) == (None, None, 32_767)


def test_it_can_be_worked_in():
    book = opened(EXAMPLE, scores="1..5")
    sheet = book["Steps"]
    assert sheet.freeze_panes == "E2"
    assert sheet.auto_filter.ref.startswith("A1:")
    headings = [cell.value for cell in sheet[1]]
    assert "emotion 1..5" in headings
    rules = {rule.promptTitle: rule for rule in sheet.data_validations.dataValidation}
    assert rules["type"].formula1 == '"touchpoint,action,wait,success,failure,neutral"'
    assert "word_of_mouth" in rules["channel"].formula1
    assert not rules["channel"].showErrorMessage
    assert (rules["emotion"].formula1, rules["emotion"].formula2) == ("1", "5")
    assert all(len(rule.formula1) <= 257 for rule in rules.values() if rule.formula1)  # what Excel takes, and quotes
    assert book.sheetnames == ["Steps", "Outcomes", "Personas", "Evidence", "Map"]


def test_the_starter_is_a_map_and_explains_every_column(tmp_path):
    data = starter_table("excel")
    assert jk.loads(data, "excel") == EXAMPLE
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Steps", "Outcomes", "Personas", "Evidence", "Map", "Columns"]
    explained = {(row[0].value, row[1].value): row[2].value for row in book["Columns"].iter_rows(min_row=2)}
    for name in ("Steps", "Outcomes", "Personas", "Evidence"):
        for cell in book[name][1]:
            assert explained[name, cell.value], cell.value


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".xlsx"])
def test_new_writes_a_table(suffix, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    main(["new", f"my shop{suffix}"])
    assert capsys.readouterr().out == f"wrote my shop{suffix}\n"
    journey = jk.load(f"my shop{suffix}")
    assert [step.id for step in journey.steps] == ["hear", "compare", "buy", "delivery"]
    assert journey.id == ("my_shop" if suffix == ".xlsx" else "journey")
    with pytest.raises(SystemExit):
        main(["new", f"my shop{suffix}"])
    assert re.search("exists", capsys.readouterr().err)
    main(["new", f"my shop{suffix}", "--force", "--template", "aida"])
    assert jk.load(f"my shop{suffix}").stages[0].id == "attention"
