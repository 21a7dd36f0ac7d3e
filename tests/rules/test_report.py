"""The report: a frozen sequence that sorts, groups, tells and shows its findings."""

from __future__ import annotations

import copy
import pickle
from html.parser import HTMLParser

import pytest

import journeykit as jk
from journeykit.rules import PoorMap
from journeykit.rules.finding import Finding

ERROR = Finding("JK303", "no-way-out", "error", "stages[0].steps[0]", "stuck", "lead out", "a")
LATE = Finding("JK401", "low-without-pain", "warning", "stages[0].steps[1]", "low", "say why", "b")
EARLY = Finding("JK101", "no-persona", "warning", "personas", "nobody", "name one")
HINT = Finding("JK001", "unknown-allow", "info", "allow[0]", "unknown", "mend it")
REPORT = jk.Report([HINT, LATE, EARLY, ERROR], checked=11)


def test_the_gravest_come_first_and_then_the_codes():
    assert list(REPORT) == [ERROR, EARLY, LATE, HINT]
    assert REPORT.first is ERROR
    assert jk.Report().first is None


def test_equals_stay_in_the_order_of_the_map():
    second = Finding("JK401", "low-without-pain", "warning", "stages[0].steps[9]", "low", "say why", "i")
    third = Finding("JK401", "low-without-pain", "warning", "stages[0].steps[10]", "low", "say why", "j")
    assert list(jk.Report([LATE, second, third])) == [LATE, second, third]


def test_it_is_a_sequence():
    assert len(REPORT) == 4
    assert REPORT[0] is ERROR
    assert REPORT[-1] is HINT
    assert REPORT[1:3] == jk.Report([EARLY, LATE])
    assert isinstance(REPORT[1:], jk.Report)
    assert LATE in REPORT
    assert REPORT.index(EARLY) == 1
    assert REPORT.count(HINT) == 1
    assert not jk.Report()


def test_it_is_told_apart_by_severity_rule_and_step():
    assert list(REPORT.errors) == [ERROR]
    assert list(REPORT.warnings) == [EARLY, LATE]
    assert list(REPORT.infos) == [HINT]
    assert {code: list(found) for code, found in REPORT.by_rule.items()}["JK401"] == [LATE]
    assert {step: list(found) for step, found in REPORT.by_step.items()} == {"a": [ERROR], "b": [LATE]}


def test_it_is_frozen_and_copied_equal():
    with pytest.raises(AttributeError, match="frozen"):
        REPORT.first = LATE
    with pytest.raises(AttributeError):
        ERROR.code = "x"
    for same in (copy.copy(REPORT), copy.deepcopy(REPORT), pickle.loads(pickle.dumps(REPORT))):
        assert same == REPORT
        assert hash(same) == hash(REPORT)
        assert same.checked == 11
    assert jk.Report([ERROR]) != REPORT
    assert REPORT != [ERROR]


@pytest.mark.parametrize(
    ("level", "count"),
    [("error", 1), ("warning", 3), ("info", 4)],
)
def test_raise_if_raises_for_that_level_and_graver(level, count):
    with pytest.raises(PoorMap) as caught:
        REPORT.raise_if(level)
    assert len(caught.value.report) == count
    assert "stages[0].steps[0]: error: stuck [JK303 no-way-out]" in str(caught.value)
    assert isinstance(caught.value, jk.JourneyError)
    assert pickle.loads(pickle.dumps(caught.value)).report == caught.value.report


def test_raise_if_is_silent_below_the_level():
    jk.Report([LATE]).raise_if("error")
    jk.Report([HINT]).raise_if("warning")
    with pytest.raises(jk.UnknownName, match="did you mean 'warning'"):
        REPORT.raise_if("warnings")


def test_the_verdict_is_one_line():
    assert REPORT.verdict == "1 error, 2 warnings, 1 info. Fix first: JK303 no-way-out at stages[0].steps[0]"
    assert jk.Report(checked=1).verdict == "no findings by 1 rule"
    assert jk.Report(checked=0).verdict == "no findings by 0 rules"
    everywhere = Finding("ACME001", "off", "info", "", "off", "mend")
    assert jk.Report([everywhere, everywhere]).verdict == "2 infos. Fix first: ACME001 off"


def test_the_text_has_each_finding_and_its_repair():
    assert str(REPORT).splitlines()[:2] == ["stages[0].steps[0]: error: stuck [JK303 no-way-out]", "    lead out"]
    assert str(REPORT).endswith(REPORT.verdict)
    assert repr(REPORT) == f"<Report: {REPORT.verdict}>"


def test_rows_and_columns_are_plain():
    columns = ["code", "name", "severity", "place", "message", "repair", "step"]
    assert [list(row) for row in REPORT.rows()] == [columns] * 4
    assert REPORT.rows()[1]["step"] is None
    assert REPORT.to_dict()["code"] == ["JK303", "JK101", "JK401", "JK001"]
    assert list(jk.Report().to_dict()) == columns, "an empty report keeps its columns"


def test_pandas_makes_a_row_of_each_finding():
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(REPORT)
    assert list(frame.columns)[:7] == list(REPORT.rows()[0])
    assert list(frame["code"]) == ["JK303", "JK101", "JK401", "JK001"]


def test_the_notebook_table_escapes_everything():
    evil = Finding("JK401", "low-without-pain", "warning", "<i>", "<script>alert(1)</script>", "a & b", "b")
    html = jk.Report([evil])._repr_html_()
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "a &amp; b" in html
    seen = Tags()
    seen.feed(html)
    assert seen.open == []
    assert seen.all >= {"table", "caption", "thead", "th", "tbody", "td"}


def test_an_empty_report_shows_its_verdict():
    assert jk.Report(checked=11)._repr_html_().count("no findings by 11 rules") == 1


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.all = [], set()

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.all.add(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
