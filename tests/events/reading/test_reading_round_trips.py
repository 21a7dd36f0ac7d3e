"""What is written by others' writers comes back as it was, whatever the texts hold."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from xml.sax.saxutils import quoteattr

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from journeykit.events.reading import explaining, read

CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12) | st.sampled_from(
    ["NA", "null", "007", "1e5", "NaN", "true", '"', '""', "'", ",", ";", "#", "\\", "\\N", " x ", "a\nb", "a\r\nb"]
)
TABLES = st.integers(1, 4).flatmap(lambda width: st.lists(st.tuples(CELLS, *[CELLS] * width), min_size=1, max_size=20))
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def back(path):
    """The rows that are read, without their numbers."""
    with duckdb.connect(config={"threads": 2}) as connection, explaining():
        return [row[:-1] for row in read(path, connection).relation.order("jk_row").fetchall()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("trips")


@settings(max_examples=200)
@given(rows=TABLES, separator=st.sampled_from(",;\t|"), end=st.sampled_from(["\n", "\r\n"]), packed=st.booleans())
@example(rows=[("a\rb", "c")], separator=",", end="\n", packed=False)
@example(rows=[("\\", '"\\"'), ("x", "y")], separator=";", end="\r\n", packed=True)
def test_csv(folder, rows, separator, end, packed):
    text = io.StringIO()
    # the module leaves a lone CR unquoted, which ends a line for everybody else
    loose = any("\r" in cell for row in rows for cell in row)
    quoting = csv.QUOTE_ALL if loose else csv.QUOTE_MINIMAL
    writer = csv.writer(text, delimiter=separator, lineterminator=end, quoting=quoting)
    writer.writerow([f"column {place}" for place in range(len(rows[0]))])
    writer.writerows(rows)
    data = text.getvalue().encode()
    path = folder / ("log.csv.gz" if packed else "log.csv")
    path.write_bytes(gzip.compress(data) if packed else data)
    assert back(path) == [tuple(cell or None for cell in row) for row in rows]


@settings(max_examples=200)
@given(rows=TABLES, lines=st.booleans(), plain=st.booleans())
def test_json(folder, rows, lines, plain):
    texts = [
        json.dumps({f"column {place}": cell for place, cell in enumerate(row)}, ensure_ascii=not plain) for row in rows
    ]
    path = folder / "log.json"
    path.write_text("\n".join(texts) if lines else f"[{','.join(texts)}]", encoding="utf-8", newline="")
    assert back(path) == rows


@settings(max_examples=200)
@given(rows=TABLES)
def test_xes(folder, rows):
    rows = [tuple(NO_XML.sub("", cell) for cell in row) for row in rows]
    traces = []
    for name, *cells in rows:
        event = "".join(f'<string key="c{place}" value={attribute(cell)}/>' for place, cell in enumerate(cells))
        traces.append(f'<trace><string key="concept:name" value={attribute(name)}/><event>{event}</event></trace>')
    path = folder / "log.xes"
    path.write_text(f"<log>{''.join(traces)}</log>", encoding="utf-8", newline="")
    assert back(path) == rows


def attribute(text):
    """A value with its white space kept, as XML asks for it."""
    return quoteattr(text, {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


@settings(max_examples=200)
@given(rows=TABLES)
def test_rows(rows):
    with duckdb.connect() as connection:
        found = read([{f"c{place}": cell for place, cell in enumerate(row)} for row in rows], connection).relation
        assert [row[:-1] for row in found.fetchall()] == rows
