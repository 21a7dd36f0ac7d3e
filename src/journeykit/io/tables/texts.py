"""Texts in cells: what a cell can hold, and several texts in one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from journeykit.io.safe_xml import xml_text

__all__ = ["Item", "folded", "items", "joined", "quoted", "tidy"]

_BULLET = re.compile(r"[-\u2013\u2014\u2022*\xb7\u25aa\u25e6]\s+")
_QUOTED = re.compile(r'"((?:[^"]|"")*)"[ \t]*([^;\n]*)')
_PLAIN = re.compile(r"[^;\n]*")
_NEEDS_QUOTES = re.compile(r'[;\n]|\A"|\A[-\u2013\u2014\u2022*\xb7\u25aa\u25e6](?:\s|\Z)|\A\Z')


def tidy(text: str) -> str:
    r"""The text as a cell holds it: without the space around it, line ends as `\n`, U+FFFD for control characters.

    >>> tidy(" two\r\nlines \x00 ")
    'two\nlines �'
    """
    if text.isprintable():  # nearly every cell: nothing in it that could not stand there
        return text.strip()
    return xml_text(text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def folded(text: str) -> str:
    """The text for comparing names: upper and lower case and spaces do not count."""
    return " ".join(text.casefold().split())


@dataclass(frozen=True, slots=True)
class Item:
    """One text of a cell; `tail` is what stands behind a quoted one."""

    text: str
    quoted: bool = False
    tail: str = ""


def quoted(text: str, *, always: bool = False) -> str:
    r"""The text in double quotes where a list would misread it.

    >>> quoted("no news"), quoted("slow; dear")
    ('no news', '"slow; dear"')
    """
    return '"' + text.replace('"', '""') + '"' if always or _NEEDS_QUOTES.search(text) else text


def joined(texts: Iterable[str], *, lines: bool = True) -> str:
    """Several texts in one cell, each ready for it, on lines of their own or behind each other."""
    return ("\n" if lines else "; ").join(texts)


def items(text: str) -> Iterator[Item]:
    """The texts of a cell: lines, or parts between semicolons; what stands in double quotes is one text.

    A dash or a bullet before a text is not part of it, and empty ones do not count unless they are quoted.

    >>> [each.text for each in items('- no news; too dear')]
    ['no news', 'too dear']
    >>> list(items('"slow; dear" [severity 4]'))
    [Item(text='slow; dear', quoted=True, tail='[severity 4]')]
    """
    at = 0
    while at < len(text):
        if text[at].isspace() or text[at] == ";":
            at += 1
            continue
        match = _QUOTED.match(text, at) if text[at] == '"' else None
        if match is not None and (not match[2].strip() or match[2][0] in "[<"):
            yield Item(match[1].replace('""', '"'), quoted=True, tail=match[2].strip())
            at = match.end()
            continue
        bullet = _BULLET.match(text, at)
        if bullet is not None and "\n" not in bullet[0]:
            at = bullet.end()
            continue
        plain = _PLAIN.match(text, at)
        found = plain[0] if plain is not None else ""
        yield Item(found.strip())
        at += len(found)
