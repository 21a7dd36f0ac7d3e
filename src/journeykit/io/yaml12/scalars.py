"""What an unquoted YAML 1.2 word means: the core schema of chapter 10.3.2, and nothing else.

Dates stay text (the model reads them where it wants one), and so do `yes`, `no`, `on`, `1_000` and `12:30`, which
YAML 1.1 turned into booleans, numbers and minutes.
"""

from __future__ import annotations

import re

__all__ = ["looks_special", "resolve"]

_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_STARTS = frozenset("~nNtTfF-+.0123456789")

# What some other reader, of YAML 1.1 above all, would not take for text: written in quotes, to be safe.
_OTHERS = re.compile(
    r"(?i:yes|no|on|off|true|false|null|~|<<|=|)|"
    r"[-+]?\.?[0-9][0-9_,.:eExXoObB+\-a-fA-F]*(?:[ tT][0-9:.+\-zZ ]*)?|[-+]?\.(?i:inf|nan)"
)


def resolve(text: str) -> object:
    """The value of a plain scalar: None, a bool, an int, a float, or the text itself.

    Raises ValueError for a whole number of more digits than Python converts.

    >>> [resolve(word) for word in ("no", "-1", ".35", "2026-05-04", "true", "~", "0o17")]
    ['no', -1, 0.35, '2026-05-04', True, None, 15]
    """
    if text and text[0] not in _STARTS:
        return text
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    if _INT.fullmatch(text):
        return int(text, 0) if text[:2] in {"0o", "0x"} else int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    odd = _odd(text)
    return text if odd is None else float(odd)


def _odd(text: str) -> str | None:
    """The names of the numbers that are none: `.inf`, `-.Inf`, `.NAN`."""
    sign, body = (text[0], text[1:]) if text[:1] in {"+", "-"} else ("", text)
    if body in {".inf", ".Inf", ".INF"}:
        return sign + "inf"
    return "nan" if not sign and body in {".nan", ".NaN", ".NAN"} else None


def looks_special(text: str) -> bool:
    """Whether a reader of YAML 1.1 or 1.2 might take this unquoted word for anything but text.

    >>> [looks_special(word) for word in ("no", "12:30", "2026-05-04", "web", "2 hours")]
    [True, True, True, False, False]
    """
    return _OTHERS.fullmatch(text) is not None
