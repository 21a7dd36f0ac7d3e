"""Numbers in texts: which signs part thousands and fractions, the same on every engine."""

from __future__ import annotations

import re
from typing import Final

import narwhals as nw

__all__ = ["hint", "plain"]

_BLANK: Final = "[ \t\r\n]*"
_THOUSANDS: Final = "[+-]?[1-9][0-9]{0,2}"  # 0.500 has none: its zero says that a fraction follows
_POINT: Final = f"^{_BLANK}{_THOUSANDS}(?:(?:,[0-9]{{3}})+[.][0-9]+|(?:,[0-9]{{3}}){{2,}}){_BLANK}$"
"""One comma before three digits may as well be a decimal one, and is no number without a point or a second comma."""
_COMMA: Final = (
    f"^{_BLANK}(?:{_THOUSANDS}(?:[.][0-9]{{3}})+(?:,[0-9]+)?|[+-]?[0-9]*,[0-9]*(?:[eE][+-]?[0-9]+)?){_BLANK}$"
)
_EITHER: Final = f"{_BLANK}{_THOUSANDS},[0-9]{{3}}{_BLANK}"


def plain(text: nw.Expr, *, comma: bool) -> nw.Expr:
    """Texts as every engine reads numbers: without thousands separators, and with a point before the fraction.

    Null for texts whose commas, or with `comma` whose points, stand where such a sign has no place.
    """
    if comma:
        found = nw.when(text.str.contains(_COMMA)).then(
            text.str.replace_all(".", "", literal=True).str.replace_all(",", ".", literal=True)
        )
        return nw.when(text.str.contains("[.,]")).then(found).otherwise(text)
    # one within the other: the pattern is looked for only where there is a comma at all
    found = nw.when(text.str.contains(_POINT)).then(text.str.replace_all(",", "", literal=True))
    return nw.when(text.str.contains(",", literal=True)).then(found).otherwise(text)


def hint(text: str, *, comma: bool) -> str:
    """What would read a text that is no number: the other decimal sign, or to take away what is around it; else "".

    >>> hint("12,50", comma=False), hint("1,234", comma=False)
    ("decimal=',' reads it as 12.5", "are those thousands? decimal=',' reads it as 1.234")
    >>> hint("12,50 €", comma=True), hint("12,50 €", comma=False), hint("1,234,5", comma=False)
    ("'€' is in the way", "'€' is in the way, and decimal=',' is needed", '')
    """
    other = "." if comma else ","
    found = _read(text, comma=not comma)
    if found is not None:
        doubt = "are those thousands? " if not comma and re.fullmatch(_EITHER, text) else ""
        return f"{doubt}decimal={other!r} reads it as {found}"
    bare = re.sub("^[^0-9.,+-]+|[^0-9.,]+$", "", text)
    around = text.replace(bare, " ", 1).strip() if bare else ""
    if not around or len(around) > 12:
        return ""
    if _read(bare, comma=comma) is not None:
        return f"{around!r} is in the way"
    return f"{around!r} is in the way, and decimal={other!r} is needed" if _read(bare, comma=not comma) else ""


def _read(text: str, *, comma: bool) -> float | None:
    """As `plain` and an engine read it, told of one text."""
    if comma and re.search("[.,]", text):
        if not re.search(_COMMA, text):
            return None
        text = text.replace(".", "").replace(",", ".")
    elif "," in text:
        if not re.search(_POINT, text):
            return None
        text = text.replace(",", "")
    try:
        found = float(text.strip(" \t\r\n")) if text.isascii() and "_" not in text else None
    except ValueError:
        return None
    return found if found is not None and abs(found) < float("inf") else None
