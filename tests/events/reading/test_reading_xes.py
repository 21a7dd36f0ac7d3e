from __future__ import annotations

import csv
import gzip
import re
import tracemalloc
from xml.sax.saxutils import quoteattr

import pytest

from journeykit.events.reading import explaining, read
from journeykit.events.reading.growing import BATCH

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1.0" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <global scope="event"><string key="concept:name" value="unset"/></global>
  <classifier name="Activity" keys="concept:name"/>
  <string key="source" value="hand"/>
"""
LOG = (
    HEAD
    + """  <trace>
    <string key="concept:name" value="007"/>
    <int key="amount" value="5000"/>
    <event>
      <string key="concept:name" value="visit &amp; look"/>
      <date key="time:timestamp" value="2011-10-01T00:38:44.546+02:00"/>
      <boolean key="ok" value="true"/>
    </event>
    <event>
      <date key="time:timestamp" value="2011-10-01T00:38:45Z"/>
      <string key="concept:name" value="buy"/>
      <float key="score" value="4.5"/>
    </event>
  </trace>
  <trace>
    <event><string key="concept:name" value="leave"/><id key="ref" value="x1"/></event>
  </trace>
  <trace><string key="concept:name" value="nobody"/></trace>
</log>
"""
)


def log_of(*traces: str) -> str:
    return f"<log>{''.join(f'<trace>{trace}</trace>' for trace in traces)}</log>"


def event(kind="string", key="concept:name", value="a", inside=""):
    return f"<event><{kind} key={quoteattr(key)} value={quoteattr(value)}>{inside}</{kind}></event>"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("log.xes", LOG),
        ("log.xes.gz", gzip.compress(LOG.encode())),
        ("log", LOG),
        ("log.xml", LOG),
        ("log.xes", "\ufeff" + LOG),
        ("log.xes", LOG.replace("UTF-8", "UTF-16").encode("utf-16")),
        ("log.xes", LOG.replace("<log ", "<x:log ").replace("</log>", "</x:log>").replace("xmlns=", "xmlns:x=")),
    ],
)
def test_events_bear_the_attributes_of_their_trace(connection, written, name, content):
    found = read(written(name, content), connection)
    told = dict(zip(found.relation.columns, map(str, found.relation.types), strict=True))
    assert told == {
        "case:concept:name": "VARCHAR",
        "case:amount": "BIGINT",
        "concept:name": "VARCHAR",
        "time:timestamp": "TIMESTAMP WITH TIME ZONE",
        "ok": "BOOLEAN",
        "score": "DOUBLE",
        "ref": "VARCHAR",
        "jk_row": "BIGINT",
    }
    asked = '"case:concept:name", "case:amount", "concept:name", epoch_us("time:timestamp"), ok, score, ref, jk_row'
    assert found.relation.project(asked).fetchall() == [
        ("007", 5000, "visit & look", 1317422324546000, True, None, None, 0),
        ("007", 5000, "buy", 1317429525000000, None, 4.5, None, 1),
        ("#2", None, "leave", None, None, None, "x1", 2),
    ]
    assert found.notes == (
        "traces without concept:name are called by their number, such as '#1': 1",
        "traces without events are no cases: 1",
    )


def test_nested_attributes_and_lists_are_left_out_and_said(connection, written):
    inside = '<string key="inner" value="1"><int key="deeper" value="2"/></string>'
    lists = '<list key="many"><values><int key="x" value="1"/></values></list><container key="box"/>'
    content = log_of(event(inside=inside).replace("</event>", lists + "</event>")).replace("<log>", f"<log>{event()}")
    found = read(written("log.xes", content), connection)
    assert found.relation.columns == ["case:concept:name", "concept:name", "jk_row"]
    assert len(found.relation.fetchall()) == 1
    assert re.match(
        r"nested attributes and lists are left out: ('\w+' \(1\), ){3}'\w+' \(1\) and 1 more", found.notes[0]
    )
    assert found.notes[1] == "events outside of any trace are left out: 1"


@pytest.mark.parametrize(
    ("kind", "values", "expected"),
    [
        ("int", ["1", "x"], ["1", "x"]),
        ("int", ["1", "99999999999999999999"], ["1", "99999999999999999999"]),
        ("float", ["1.5", "oops"], ["1.5", "oops"]),
        ("boolean", ["true", "perhaps"], ["true", "perhaps"]),
        ("boolean", ["TRUE", "False"], [True, False]),
        ("date", ["2026-02-28T00:00:00Z", "2026-02-31T00:00:00Z"], ["2026-02-28T00:00:00Z", "2026-02-31T00:00:00Z"]),
        ("date", ["2026-02-28T00:00:00", "soon"], ["2026-02-28T00:00:00", "soon"]),
        ("date", ["2026-02-28T00:00:00", "2026-02-28T00:00:00Z"], ["2026-02-28T00:00:00", "2026-02-28T00:00:00Z"]),
    ],
)
def test_a_value_that_is_not_what_it_claims_makes_the_column_text(rows, written, kind, values, expected):
    events = "".join(event(kind, "k", value) for value in values)
    assert [row[1] for row in rows(written("log.xes", log_of(events)))] == expected


def test_years_far_away_are_read(connection, written):
    events = "".join(event("date", "t", f"{year}-01-01T00:00:00Z") for year in ("1600", "9999"))
    found = read(written("log.xes", log_of(events)), connection).relation
    assert found.aggregate("min(year(t)), max(year(t))").fetchall() == [(1600, 9999)]


def test_hostile_and_colliding_names(connection, written):
    hostile = "a\"b'; DROP TABLE x; --\N{GRINNING FACE}" + "x" * 10_000
    content = log_of(
        '<string key="concept:name" value="1"/><string key="A" value="2"/>'
        + event(key=hostile)
        + event(key="case:concept:name", value="3")
        + event(key="CASE:A", value="4")
    )
    found = read(written("log.xes", content), connection)
    assert found.relation.columns == [
        "case:concept:name",
        "case:A",
        hostile,
        "event:case:concept:name",
        "CASE:A_1",
        "jk_row",
    ]
    assert [row[1:5] for row in found.relation.fetchall()] == [
        ("2", "a", None, None),
        ("2", None, "3", None),
        ("2", None, None, "4"),
    ]
    assert "differ in capitals alone: it is read as 'CASE:A_1'" in found.notes[0]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            '<!DOCTYPE log [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><log>&b;</log>',
            "line 1: a document type or an entity is not read",
        ),
        ('<!DOCTYPE log [<!ENTITY a SYSTEM "file:///etc/passwd">]><log>&a;</log>', "document type or an entity"),
        ('<!DOCTYPE log SYSTEM "http://localhost/x.dtd"><log/>', "document type or an entity"),
        (LOG[: len(LOG) // 2], "this is no well-formed XML: .*: it is cut off"),
        (LOG.replace("</trace>", "</trac>", 1), r"line 20, column 5: this is no well-formed XML: mismatched tag"),
        (LOG.encode().replace(b"007", b"\xff"), "line 8, column .*no well-formed XML"),
        (gzip.compress(LOG.encode() * 5)[:-60], "cut off"),
        ("<svg/>", "line 1: this is no XES: it begins with <svg>, and not with <log>"),
        (HEAD + "</log>", "holds no events inside of traces"),
        ("<log>" + "<string key='x' value='1'>" * 150, "elements stand more than 100 deep"),
        ('<?xml version="1.0" encoding="nonsense"?><log/>', "unknown encoding"),
        ("", "is empty"),
    ],
)
def test_what_is_no_xes_is_refused_with_its_place(faults, written, content, told):
    assert re.search(told, faults(written("log.xes", content)), re.DOTALL)


def test_ids_as_names_of_attributes_are_refused(faults, written):
    events = "".join(event(key=f"id{number}") for number in range(2_100))
    assert "there are more than 2,000 names of columns" in faults(written("log.xes", log_of(events)))


def test_a_long_trace_is_not_held_and_its_late_attributes_are_refused(rows, faults, written):
    many = event() * (3 * BATCH)
    early = '<string key="concept:name" value="one"/>'
    found = rows(written("log.xes", log_of(early + many, early.replace("one", "two") + event())))
    assert len(found) == 3 * BATCH + 1
    assert {row[0] for row in found[:-1]} == {"one"}
    assert found[-1][0] == "two"
    assert "must stand before its events" in faults(written("late.xes", log_of(many + early)))


def test_traces_of_one_name_are_said(connection, written):
    name = '<string key="concept:name" value="twin"/>'
    found = read(written("log.xes", log_of(name + event(), name + event(), name)), connection)
    assert found.notes[-1] == "traces of one name count as one case: 2 traces have 1 names"


def test_progress_is_told(connection, written):
    told = []
    path = written("log.xes.gz", gzip.compress(log_of(event() * 50_000).encode()))
    read(path, connection, progress=lambda what, share: told.append((what, share)))
    assert {what for what, _ in told} == {"reading log.xes.gz"}
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_several_files_go_one_after_the_other(rows, written, tmp_path):
    written("b.xes", log_of(event(value="b")))
    written("a.xes", log_of(event(value="a") + event("int", "n", "5")))
    assert rows(tmp_path / "*.xes") == [("#1", "a", None), ("#1", None, 5), ("#1", "b", None)]


def test_memory_does_not_grow_with_the_file(connection, tmp_path):
    peaks = []
    trace = '<trace><string key="concept:name" value="x"/>' + event(value="visit" * 20) * 20 + "</trace>"
    for traces in (2_000, 6_000):
        path = tmp_path / f"{traces}.xes"
        path.write_text("<log>" + trace * traces + "</log>", encoding="utf-8")
        tracemalloc.start()
        read(path, connection)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.2 * peaks[0], "three times the events take more of Python's memory"


@pytest.fixture(scope="module")
def loans(shared_data, tmp_path_factory):
    """The rows of a published log, and the XES that holds them."""
    with gzip.open(shared_data / "bpic2012_loans" / "events.csv.gz", "rt", encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    traces: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        traces.setdefault(row["customer_id"], []).append(row)
    path = tmp_path_factory.mktemp("xes") / "loans.xes.gz"
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=1) as stream:
        stream.write(HEAD)
        for name, events in traces.items():
            stream.write(f'<trace><string key="concept:name" value={quoteattr(name)}/>')
            stream.write(f'<float key="AMOUNT_REQ" value="{events[0]["amount_requested"]}"/>')
            for each in events:
                resource = f'<string key="org:resource" value="{each["resource"]}"/>' if each["resource"] else ""
                stream.write(
                    f'<event>{resource}<date key="time:timestamp" value="{each["timestamp"].replace(" ", "T")}"/>'
                    f'<string key="concept:name" value={quoteattr(each["activity"])}/>'
                    f'<string key="lifecycle:transition" value="{each["lifecycle"]}"/></event>'
                )
            stream.write("</trace>\n")
        stream.write("</log>")
    return shared_data / "bpic2012_loans" / "events.csv.gz", path


def test_a_real_log_says_the_same_as_its_csv(connection, loans):
    plain, xes = (read(path, connection) for path in loans)
    assert xes.notes == ()
    columns = {
        "customer_id": '"case:concept:name"',
        "activity": '"concept:name"',
        "lifecycle": '"lifecycle:transition"',
        "resource": '"org:resource"',
        "amount_requested": '"case:AMOUNT_REQ"',
        "timestamp": '"time:timestamp"',
    }
    from_csv = plain.relation.project(
        "customer_id, activity, lifecycle, resource, amount_requested::DOUBLE, epoch_us(timestamp::TIMESTAMPTZ)"
    )
    from_xes = xes.relation.project(
        ", ".join(f"{name}" if key != "timestamp" else f"epoch_us({name})" for key, name in columns.items())
    )
    with explaining():
        assert from_xes.aggregate("count(*)").fetchall() == [(262_200,)]
        assert sorted(map(str, from_xes.fetchall())) == sorted(map(str, from_csv.fetchall()))
    missing = xes.relation.aggregate('count(*) - count("org:resource"), count(DISTINCT "case:concept:name")')
    assert missing.fetchall() == [(18_010, 13_087)]
