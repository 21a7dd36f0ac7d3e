"""Random and damaged tables: a map or a FormatError comes out, soon, and nothing else."""

from __future__ import annotations

import io
import random
import time
import zipfile

import pytest

import journeykit as jk
from journeykit.errors import FormatError
from journeykit.io import loads_with_losses
from journeykit.io.tables.starter import starter_table
from journeykit.io.tables.step_columns import STEPS

PIECES = [
    *',;\t|"\n\r',
    *("\r\n", '""', "\x00", "\ufeff", "\u2028", "\ud83d", "😀", "\x85", "'", "=", "-", "(end)", " ", "  "),
    *("1", "-2", "7", "1,5", "12 %", "1e999", "9" * 30, "nan", "++", "🙂", "yes", "3 days", "2026-99-99", "FMOT: why"),
    *(
        "a",
        "b",
        "A b",
        "a 12 %, if b",
        "a, 3 times, after 2 days, for x + y",
        "[severity 4]",
        "<https://x.y>",
        "- c",
        "sep=;",
    ),
    *("touchpoint", "wait", "success", "failure", "before", "anna"),
]
HEADINGS = [
    *(name for each in STEPS.values() for name in (each.name, *each.also[:2])),
    *("emotion (anna)", "emotion 1..5", "thoughts (Ben)", "emotion (1-1)", "", "?", "x" * 300),
]
RUNS = 400


@pytest.fixture(params=[False, pytest.param(True, marks=pytest.mark.slow)], ids=["some", "many"])
def runs(request):
    return range(RUNS * 10 if request.param else RUNS)


def outcome(data, format, **options):
    start = time.perf_counter()
    faults = None
    try:
        loads_with_losses(data, format, **options)
    except FormatError as error:
        faults = error.faults
    assert faults is None or (faults and all(each.message for each in faults))
    assert time.perf_counter() - start < 10, data[:500]
    return faults is None


def test_random_tables(runs):
    maps = 0
    for seed in runs:
        chance = random.Random(seed)
        separator = chance.choice(",;\t")
        rows = [[chance.choice(HEADINGS) for _ in range(chance.randint(1, 8))]]
        rows += [
            ["".join(chance.choices(PIECES, k=chance.randint(0, 3))) for _ in range(chance.randint(1, 9))]
            for _ in range(chance.randint(0, 8))
        ]
        options = chance.choice([{}, {"scores": "0..10"}])
        maps += outcome("\n".join(separator.join(row) for row in rows), "csv", **options)
    assert 0 < maps < len(runs)  # both come out


def test_damaged_tables(runs):
    maps = 0
    whole = starter_table("csv")
    for seed in runs:
        chance = random.Random(seed)
        text = list(whole)
        for _ in range(chance.randint(1, 20)):
            place = chance.randrange(len(text))
            text[place : place + chance.randint(0, 3)] = chance.choice(PIECES)
        maps += outcome("".join(text), "csv")
    assert 0 < maps < len(runs)


def test_damaged_bytes_of_workbooks(runs):
    pytest.importorskip("openpyxl")
    whole = starter_table("excel")
    for seed in runs[::4]:
        chance = random.Random(seed)
        data = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        outcome(bytes(data[: chance.choice([len(data), len(data), chance.randrange(len(data))])]), "excel")


def test_damaged_parts_of_workbooks(runs):
    pytest.importorskip("openpyxl")
    whole = zipfile.ZipFile(io.BytesIO(starter_table("excel")))
    names = [name for name in whole.namelist() if name.endswith((".xml", ".rels"))]
    pieces = [
        *PIECES,
        "<",
        ">",
        "</c>",
        "<row>",
        ' r="XFD1"',
        ' t="s"',
        ' t="e"',
        ' t="d"',
        ' s="99"',
        "&amp;",
        "&#0;",
        "<f>",
        "<v>9</v>",
    ]
    for seed in runs[::4]:
        chance = random.Random(seed)
        damaged = chance.choice(names)
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for name in whole.namelist():
                content = whole.read(name)
                if name == damaged:
                    text = list(content.decode())
                    for _ in range(chance.randint(1, 8)):
                        place = chance.randrange(len(text))
                        text[place : place + chance.randint(0, 4)] = chance.choice(pieces)
                    content = "".join(text).encode("utf-8", "replace")
                archive.writestr(name, content)
        outcome(stream.getvalue(), "excel")


@pytest.mark.parametrize(
    "cell",
    [
        '"' * 100_001,
        "; " * 100_000,
        "a [" * 50_000,
        "- " * 100_000,
        "a" + "," * 100_000 + "x",
        "a 1" * 50_000,
        "'" * 100_000 + "=",
    ],
    ids=["quotes", "semicolons", "brackets", "bullets", "commas", "numbers", "apostrophes"],
)
def test_long_cells_take_no_time(cell):
    quoted = '"' + cell.replace('"', '""') + '"'
    for heading in (
        "pains",
        "next",
        "links",
        "moment of truth",
        "emotion",
        "personas",
        "drop off",
        "duration",
        "count",
    ):
        outcome(f"title,{heading}\na,{quoted}\n", "csv")


def test_many_unknown_columns_take_no_time():
    outcome("title," + ",".join(f"column {i}" for i in range(990)) + "\n" + "a" + ",x" * 990 + "\n", "csv")
    outcome("title,next\n" + "".join(f"t{i},nowhere {i}\n" for i in range(3_000)), "csv")


def test_a_round_of_writing_keeps_what_reading_gave():
    journey = jk.loads(starter_table("csv"), "csv")
    assert jk.loads(jk.dumps(journey, "csv"), "csv") == journey
