"""Cells of CSV that no spreadsheet takes for formulas."""

from __future__ import annotations

import re

__all__ = ["guarded", "unguarded"]

# A program that splits at another separator than ours begins a cell, and perhaps a formula, behind each of these.
# The wide characters are what an Asian keyboard writes, and what some programs take for the narrow ones.
_START = re.compile(r"(\A|[;,\t\n|\"])(?='*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])")
_GUARDED = re.compile(r"(\A|[;,\t\n|\"])'(?='*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20])")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")


def guarded(text: str) -> str:
    r"""The text with an apostrophe before whatever could begin a formula; numbers stay.

    >>> guarded("=1+1"), guarded("-1.5"), guarded("'=1"), guarded("a;=cmd()")
    ("'=1+1", '-1.5', "''=1", "a;'=cmd()")
    """
    return text if _NUMBER.fullmatch(text) else _START.sub(r"\1'", text)


def unguarded(text: str) -> str:
    """The text as it was before `guarded`.

    >>> unguarded(guarded("'=1")), unguarded("it's"), unguarded("'-1.5")
    ("'=1", "it's", '-1.5')
    """
    return _GUARDED.sub(r"\1", text)
