"""The characters that YAML does not allow, and those that only YAML 1.1 takes for the end of a line."""

from __future__ import annotations

import re

from journeykit.io.text import Text, refuse

__all__ = ["check", "paired", "shields"]

_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OTHER_BREAKS = "\x85\u2028\u2029"  # line ends for YAML 1.1 and for ruamel's scanner, plain characters for YAML 1.2
_PRIVATE = range(0xE000, 0xF900)


def check(text: Text) -> None:
    """Raise FormatError where a character stands that YAML does not allow."""
    found = _FORBIDDEN.search(text.raw)
    if found is not None:
        code = ord(found.group())
        mend = f"delete it, or write \\x{code:02x} inside double quotes" if code < 0x100 else "delete it"
        message = f"the character U+{code:04X} cannot stand in YAML: {mend}"
        refuse(message, "character", text.position(found.start()))


def shields(raw: str) -> tuple[dict[int, str], dict[int, str]]:
    """Two tables for `str.translate`: from the other line ends to characters that do not occur, and back."""
    others = [each for each in _OTHER_BREAKS if each in raw]
    if not others:
        return {}, {}
    free = (chr(code) for code in _PRIVATE if chr(code) not in raw)
    there = dict(zip(map(ord, others), free, strict=False))
    return there, {ord(stand_in): chr(code) for code, stand_in in there.items()}


def paired(text: str) -> tuple[str, bool]:
    """Text whose escapes may hold halves of characters, as JSON writes them; and whether none is left over."""
    if text.isascii() or not any("\ud800" <= each <= "\udfff" for each in text):
        return text, True
    try:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le"), True
    except UnicodeDecodeError:
        return text.encode("utf-16-le", "replace").decode("utf-16-le"), False
