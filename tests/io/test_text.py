"""Bytes to characters, and characters to lines and columns."""

from __future__ import annotations

import codecs

import pytest

from journeykit.errors import FormatError
from journeykit.io import loads
from journeykit.io.text import Text, decode, refuse

GREETING = "title: Grüße 😀"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_every_byte_order_mark_is_read_and_left_out(mark, encoding):
    assert decode(mark + GREETING.encode(encoding), 1_000).raw == GREETING
    assert loads(mark + GREETING.encode(encoding), "yaml").title == "Grüße 😀"
    assert loads(mark + '{"title": "é"}'.encode(encoding), "json").title == "é"


def test_a_mark_in_a_text_is_left_out_too():
    assert loads("\ufefftitle: x", "yaml").title == "x"
    assert loads('\ufeff{"title": "x"}', "json").title == "x"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings_count_alike(ending):
    text = Text(ending.join(["one", "two", "three", ""]))
    at = text.raw.index("three")
    assert text.position(at) == (3, 1)
    assert text.position(at + 2) == (3, 3)
    assert [text.line(number) for number in range(6)] == ["", "one", "two", "three", "", ""]
    with pytest.raises(FormatError) as caught:
        loads(ending.join(["title: x", "titel: y"]), "yaml")
    assert (caught.value.faults[0].line, caught.value.faults[0].column) == (2, 1)
    assert caught.value.faults[0].source == "titel: y"


def test_a_wrong_byte_is_told_with_offset_line_and_column():
    with pytest.raises(FormatError) as caught:
        loads(b"journeykit: 1\ntitle: Gr\xfc\xdfe\n", "yaml")
    (fault,) = caught.value.faults
    assert (fault.line, fault.column, fault.code) == (2, 10, "encoding")
    assert "0xfc at offset 23 is no UTF-8" in fault.message
    assert "save the file as UTF-8" in fault.message
    assert fault.source == "title: Gr\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}e"


def test_a_wrong_byte_after_a_mark_counts_the_mark():
    with pytest.raises(FormatError, match="offset 5 "):
        decode(codecs.BOM_UTF8 + b"a:\xff", 100)


def test_a_cut_off_utf_16_document_is_a_fault():
    with pytest.raises(FormatError, match="UTF-16-LE: the file is damaged"):
        decode(codecs.BOM_UTF16_LE + b"a\x00b", 100)


@pytest.mark.parametrize("data", [b"x" * 101, "x" * 101, "ü" * 60])
def test_a_document_over_the_cap_is_refused(data):
    with pytest.raises(FormatError, match=r"larger than 0\.0001 MB") as caught:
        decode(data, 100)
    assert caught.value.faults[0].code == "too_large"


@pytest.mark.parametrize("data", [b"x" * 100, "x" * 100, "ü" * 50])
def test_a_document_at_the_cap_is_read(data):
    assert len(decode(data, 100).raw) >= 50


def test_a_shown_line_cannot_steer_a_terminal_and_has_a_bounded_length():
    assert Text("a\x1b[31m\u202eb").shown((1, 1)) == "a\N{REPLACEMENT CHARACTER}[31m\N{REPLACEMENT CHARACTER}b"
    assert Text("a\tb").shown((1, 1)) == "a\tb"
    assert Text("x" * 1_000).shown((1, 1)) == "x" * 400 + "…"
    assert Text("x" * 1_000).shown((1, 900)) is None


def test_refuse_names_the_place():
    with pytest.raises(FormatError) as caught:
        refuse("no", "why", (3, 4), "flow[0]")
    (fault,) = caught.value.faults
    assert (fault.place, fault.message, fault.code, fault.line, fault.column) == ("flow[0]", "no", "why", 3, 4)
