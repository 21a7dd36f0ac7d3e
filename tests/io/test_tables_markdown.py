"""Markdown tables: one line per step, and no text that breaks out of its cell."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from markdown_it import MarkdownIt  # rich brings it

import journeykit as jk
from journeykit.io.tables.markdown_text import escaped
from journeykit.testing import maps

PARSER = MarkdownIt("commonmark").enable("table")
NASTY = [
    "a|b",
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "*b* `c` ~~d~~",
    "\\|",
    "two\nlines",
    "![i](x)",
    "&lt;",
]


def cells(text):
    """The rows of the one table in a text, as a parser of CommonMark sees them."""
    rows, row = [], None
    for token in PARSER.parse(text):
        if token.type == "tr_open":
            row = []
            rows.append(row)
        elif token.type == "inline" and row is not None:
            row.append(token)
        elif token.type == "tr_close":
            row = None
    return rows


def said(token):
    """The text that a reader sees in a cell, where nothing but text and line breaks may be."""
    parts = []
    for child in token.children:
        assert child.type == "text" or child.content == "<br>", (child.type, child.content)
        parts.append("\n" if child.content == "<br>" else child.content)
    return "".join(parts)


@pytest.mark.parametrize("text", NASTY)
def test_a_text_is_seen_as_it_is(text):
    journey = jk.JourneyMap(title=text, stages=[jk.Stage("s", [jk.Touchpoint("t", text, thoughts=[text, "b"])])])
    written = jk.dumps(journey, "markdown")
    heading, line = cells(written)
    assert [said(each) for each in heading] == ["Stage", "Step", "Thoughts"]
    assert [said(each) for each in line] == ["S", text, f"{text}\nb"]
    assert "<script" not in PARSER.render(written)
    assert 'href="javascript' not in PARSER.render(written)


@settings(max_examples=300, suppress_health_check=list(HealthCheck))
@given(maps())
def test_every_map_is_one_table_with_a_line_for_each_step_and_outcome(journey):
    rows = cells(jk.dumps(journey, "markdown"))
    expected = len(journey.steps) + len(journey.outcomes)
    assert len(rows) == (expected + 1 if expected else 0)
    assert len({len(row) for row in rows}) <= 1


def test_titles_channels_moves_and_brackets():
    quote = jk.Touchpoint(
        "quote", channel="word_of_mouth", pains=[jk.PainPoint("slow", severity=4)], needs={"anna": "a price"}
    )
    journey = jk.JourneyMap(
        title="A roof",
        personas=[jk.Persona("anna")],
        stages=[jk.Stage("choose", [quote, jk.Wait("wait", emotion=-1.5)])],
        outcomes=[jk.Outcome("gone", "Gone", result="failure")],
        flow=["quote >> wait", quote.to("gone", probability=0.2, when="dear; or slow")],
    )
    assert (
        jk.dumps(journey, "markdown")
        == """\
# A roof

| Stage | Step | Type | Channel | Emotion | Needs (Anna) | Pains | Next |
| --- | --- | --- | --- | --- | --- | --- | --- |
| Choose | Quote | touchpoint | Word of mouth |  | a price | slow (severity 4) | Wait<br>Gone 20 %, if dear; or slow |
| Choose | Wait | wait |  | -1.5 |  |  |  |
|  | Gone | failure |  |  |  |  |  |
"""
    )
    assert [each.place for each in jk.losses(journey, "markdown") if each.code != "ids"] == ["personas"]


def test_links_lead_only_to_the_web():
    links = [jk.Link("Study", "https://example.org/a?b=c&d"), jk.Link("[x", "notes/a.md"), "https://example.org"]
    journey = jk.JourneyMap(stages=[jk.Stage("s", [jk.Touchpoint("t", links=links)])])
    line = jk.dumps(journey, "markdown").splitlines()[-1]
    assert line == ("| S | T | [Study](https://example.org/a?b=c&amp;d)<br>\\[x notes/a.md<br>https://example.org |")


def test_a_mermaid_journey_in_a_file_is_read(tmp_path):
    text = "# Hello\n\n```mermaid\njourney\n  section Buy\n    Pays: 5: Me\n```\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    read = jk.import_map(tmp_path / "a.md").journey
    assert [step.label for step in read.steps] == ["Pays"]


def test_nothing_but_a_title():
    assert jk.dumps(jk.JourneyMap(title="A # #"), "markdown") == "# A # \\#\n"
    assert not re.search(r"\n", escaped("a\n\n b").replace("<br>", ""))
