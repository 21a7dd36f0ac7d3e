"""Mermaid's texts: `#58;` for a character that its grammar would break on, `<br/>` for a line break."""

from __future__ import annotations

import re
from html import unescape

__all__ = ["SPACE", "SPACES", "decoded", "escaped", "escaped_line", "one_line", "unbroken"]

SPACES = "\t\n\v\f\r \xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200B)))
"""What JavaScript's `trim` takes off, which is not what Python's `strip` does."""

SPACE = f"[{re.escape(SPACES)}]"
"""One of them, in a pattern: what Python's `\\s` matches is not the same either."""

_ENTITY = re.compile(r"#(\w+);", re.ASCII)
_BREAK = re.compile(r"<\s{0,9}/?\s{0,9}br\s{0,9}/?\s{0,9}>", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n|\r|\n")
_KEYWORD = re.compile(r"(journey|title|section|acctitle|accdescr)(?![a-z0-9_])", re.IGNORECASE | re.ASCII)
_BROKEN_BY = frozenset("#:;<[\N{FULLWIDTH COLON}")
# Mermaid itself puts these in the place of `#` and `;` while it parses
_ITS_OWN = frozenset("ﬂ¶")
_MOST_DIGITS = 7  # of the largest code point


def decoded(text: str) -> str:
    """The text with its entities as characters; what is none stays.

    >>> decoded("Buy #35;1#58; tea #amp; #x; #1"), decoded("#128512; #9999999999;")
    ('Buy #1: tea & #x; #1', '😀 �')
    """
    return _ENTITY.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    name = match.group(1)
    if not name.isdigit():
        found = unescape(f"&{name};")
        return match.group() if found.endswith(";") else found
    number = int(name) if len(name) <= _MOST_DIGITS else 0
    if number == 0 or number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
        return "\N{REPLACEMENT CHARACTER}"
    if 0x80 <= number <= 0x9F:  # HTML reads these as Windows-1252
        return bytes([number]).decode("cp1252", "replace")
    return chr(number)


def unbroken(text: str) -> str:
    """The text of a name in one line, its entities as characters.

    >>> unbroken("  Make<br/>the <BR> tea#32;")
    'Make the tea '
    """
    parts = [part.strip(SPACES) for part in _BREAK.split(text)]
    return " ".join(decoded(part) for part in parts if part)


def one_line(text: str) -> str:
    r"""What `unbroken` makes of a text that was escaped.

    >>> one_line("Make\n\ntea "), one_line(" tea")
    ('Make tea ', ' tea')
    """
    return " ".join(part for part in _LINE_END.split(text) if part)


def escaped(text: str, also: str = "", *, colons: bool = False) -> str:
    r"""The text so that Mermaid shows it as it is, and reads nothing else into it.

    Args:
        text: a name; its line breaks become `<br/>`.
        also: characters that its place breaks on as well.
        colons: whether a colon with a space behind it may stand.

    >>> escaped("Pay; #1: <b>\nnow"), escaped("Journey ends"), escaped("Solar: a roof", colons=True)
    ('Pay#59; #35;1#58; #60;b><br/>now', '#74;ourney ends', 'Solar: a roof')
    """
    parts = [part for part in _LINE_END.split(text) if part]
    return "<br/>".join(escaped_line(part, also, colons=colons) for part in parts)


def escaped_line(text: str, also: str = "", *, colons: bool = False) -> str:
    """As `escaped`, for a text without line breaks."""
    keyword = _KEYWORD.match(text) is not None
    inner = len(text.lstrip(SPACES)), len(text.rstrip(SPACES))
    first, last = len(text) - inner[0], inner[1]
    made = []
    for index, char in enumerate(text):
        at_the_end = index < first or index >= last or (index == first and (keyword or char == "%"))
        percent = char == "%" and "%" in (text[index - 1 : index], text[index + 1 : index + 2])
        stands = colons and char == ":" and index > 0 and text[index + 1 : index + 2] == " "
        broken = (char in _BROKEN_BY and not stands) or char in _ITS_OWN or char in also
        made.append(f"#{ord(char)};" if at_the_end or percent or broken else char)
    return "".join(made)
