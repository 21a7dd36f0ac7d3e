"""`journeykit metrics`: the list, what one is, and a column of a file."""

from __future__ import annotations

import io
import json
import os
import re
import sys
import threading

import pytest

from journeykit import metrics
from journeykit.cli import main

SCORES = "person;score;bought\na;9;1\nb;10;0\n\nc;;1\nd;3;NA\ne; 8 ;true\n"


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """The command in a folder with a file of answers: (code, output, errors)."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scores.csv").write_text(SCORES, encoding="utf-8-sig")
    (tmp_path / "low.csv").write_text("feeling\n-2\n-3\n", encoding="utf-8")
    (tmp_path / "one.csv").write_text("ease\n7\n6\n6\n", encoding="utf-8")

    def call(*arguments):
        code = 0
        try:
            main(("metrics", *arguments))
        except SystemExit as end:
            code = end.code
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return code, out, err

    return call


def test_all_are_listed(run):
    code, out, _ = run()
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == list(metrics.formulas())
    assert "% promoters (9-10) less % detractors (0-6)" in out


def test_one_is_told(run):
    out = run("nps")[1]
    assert "Reichheld" in out
    assert "Raises:" in out


def test_a_column_is_measured(run):
    code, out, err = run("nps", "scores.csv", "--column", "score")
    assert (code, err) == (0, "")
    assert out == f"{metrics.nps([9, 10, None, 3, 8])}\n"
    found = json.loads(run("nps", "scores.csv", "-c", "score", "-f", "json")[1])
    assert found == metrics.nps([9, 10, None, 3, 8]).to_dict()


def test_a_file_of_one_column_needs_no_name_and_options_are_read_as_they_are_meant(run):
    assert run("ces", "one.csv")[1].startswith("Customer effort score 6.33 ")
    out = run("csat", "one.csv", "-s", "scale=1-7", "-s", "method=mean", "-s", "level=.9")[1]
    assert "at 90 %" in out
    assert "mean, scale 1 to 7" in out
    plain = run("csat", "one.csv", "-s", "scale=1-7", "-s", "level=none")[1]
    assert plain == "Customer satisfaction 100 % (n = 3; top-2-box, scale 1 to 7)\n"
    assert "numbers from 1 to 5: scores[0] is 7" in run("ces", "one.csv", "-s", "version=1.0")[2]
    for scale in ("-2-7", "-2..7"):
        assert "-2 to 7" in run("peak_end", "one.csv", "-s", f"scale={scale}")[1]
    assert "-9 to -1" in run("peak_end", "low.csv", "-s", "scale=-9..-1")[1]
    assert run("csat", "one.csv", "-s", "scale=1..7", "-s", "level=none")[1] == plain


def test_a_period_is_a_word_or_none(run):
    assert " % per year " in run("churn", "scores.csv", "-c", "bought", "-s", "per=year")[1]
    for options in ([], ["-s", "per=none"]):
        out = run("churn", "scores.csv", "-c", "bought", *options)[1]
        assert out.startswith("Churn 75 % (")
    assert (
        "unknown period 'yaer': did you mean 'year'" in run("churn", "scores.csv", "-c", "bought", "-s", "per=yaer")[2]
    )


def test_flags_are_measured(run):
    out = run("conversion", "scores.csv", "-c", "bought", "-s", "per=user")[1]
    assert out.startswith("Conversion 75 % per user")
    assert "(1 missing answer left out)" in out


def test_standard_input_is_read(run, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"score\n9\n9\n0\n")))
    assert run("nps", "-")[1].startswith("Net promoter score 33.3 points")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["npss"], "unknown metric 'npss': did you mean 'nps'?"),
        (["nps", "absent.csv"], "absent.csv: No such file"),
        (["nps", "scores.csv"], "say with --column which column holds the answers: 'person', 'score', 'bought'"),
        (["nps", "scores.csv", "-c", "scor"], "unknown column 'scor': did you mean 'score'?"),
        (["nps", "scores.csv", "-c", "person"], "'person' holds numbers, nothing else: line 2 is 'a', line 3 is 'b'"),
        (["nps", "scores.csv", "-c", "bought"], "scores[4] is True"),
        (["csat", "scores.csv", "-c", "score"], "csat takes whole numbers from 1 to 5: scores[0] is 9"),
        (["nps", "one.csv", "-s", "scale=1-7"], "unknown option of nps 'scale'"),
        (["csat", "one.csv", "-s", "scale=few"], "scale is two numbers like 1-7, not 'few'"),
        (["csat", "one.csv", "-s", "scale=1..."], "scale is two numbers like 1-7, not '1...'"),
        (["csat", "one.csv", "-s", "scale=0-1"], "a scale has three answers or more, like (1, 5), and (0, 1) has two"),
        (["csat", "one.csv", "-s", "level=high"], "level is a number, not 'high'"),
        (["csat", "one.csv", "-s", "level"], "--set takes KEY=VALUE"),
        (["conversion", "scores.csv", "-c", "bought"], "per"),
        (["clv", "one.csv"], "clv takes more than a column of answers"),
        (["nps", "one.csv", "-f", "xml"], "unknown format 'xml'"),
    ],
)
def test_what_is_wrong_is_told_with_exit_code_2(run, arguments, said):
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert said in " ".join(err.split())


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (b"score\n", "there is none"),
        (b"score\n\xff\n", "byte 7 is no UTF-8"),
        (b"score\n\x00\n", "is no CSV|holds numbers"),
        (b"score\n4,5\n", "line 2 has 2 cells for 1 columns"),
        (b'score\n"' + b"9" * 200_000 + b'"\n', "is no CSV: field larger"),
        (b"score\n1e999\n", "is inf"),
        (b"score\n" + b"9" * 500 + b"\n", "holds numbers|takes whole numbers"),
    ],
)
def test_a_file_that_is_no_column_of_numbers(run, tmp_path, data, said):
    (tmp_path / "bad.csv").write_bytes(data)
    code, out, err = run("nps", "bad.csv")
    assert (code, out) == (2, "")
    assert re.search(said, err)


@pytest.mark.parametrize(
    ("name", "start", "said"),
    [
        ("t.xlsx", b"PK\x03\x04", "t.xlsx is an Excel workbook: save its sheet as CSV (UTF-8), and give that file"),
        ("t.XLS", b"\xd0\xcf\x11\xe0", "t.XLS is an Excel workbook: save its sheet as CSV"),
        ("t.ods", b"PK\x03\x04", "t.ods is a workbook or an archive: save its sheet as CSV"),
    ],
)
def test_a_workbook_is_called_one(run, tmp_path, name, start, said):
    (tmp_path / name).write_bytes(start + b"\x14\x00\x06\x00\x08\xff")
    code, out, err = run("nps", name, "-c", "score")
    assert (code, out) == (2, "")
    assert said in " ".join(err.split())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_read_once(run, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=("score\n9\n9\n0\n",), daemon=True)
    writer.start()
    assert run("nps", "pipe")[1].startswith("Net promoter score 33.3 points")
    writer.join(5)
