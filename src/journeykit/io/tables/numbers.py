"""Numbers as people type them into cells: decimal points or commas, percent, yes and no."""

from __future__ import annotations

import re
from decimal import Decimal

from journeykit.io.tables.grid import CellError
from journeykit.io.tables.texts import folded

__all__ = ["flag", "number", "number_text", "share", "share_text"]

_NUMBER = re.compile(r"([+-]?)(\d[\d.,'\u2019\u00a0\u202f ]*)((?:[eE][+-]?\d{1,3})?)")
_THOUSANDS = re.compile(r"\d{1,3}([.,'\u2019\u00a0\u202f ])\d{3}(?:\1\d{3})*")
_PERCENT = re.compile(r"(.*?)\s*(%|percent|prozent)", re.IGNORECASE)
_LONGEST = 400
_YES = frozenset(("yes", "y", "x", "true", "1", "ja", "wahr", "\u2713", "\u2714", "\u2611", "oui", "s\xed", "si"))
_NO = frozenset(("no", "n", "false", "0", "nein", "falsch", "-", "\u2013", "\u2014", "non", "\u2717", "\u2718"))


def number_text(value: float) -> str:
    """A number that `number` reads back exactly."""
    return str(value) if isinstance(value, int) else repr(value)


def _decimal(text: str) -> Decimal:
    plain = text.strip().replace("\u2212", "-")  # the minus sign of typographers
    match = _NUMBER.fullmatch(plain) if len(plain) <= _LONGEST else None
    if match is None:
        raise CellError(f"{_short(text)} is no number: write it like 3, 1.5 or 1,5", code="number")
    sign, digits, power = match[1], match[2].strip(), match[3]
    if _THOUSANDS.fullmatch(digits) and not digits.startswith("0"):
        whole = re.sub(r"\D", "", digits)
        message = f"{_short(text)} may be {whole} or have three decimals: write {whole}, or fewer decimals"
        if digits.count(separator := re.sub(r"\d", "", digits)[:1]) == 1 and separator == "." and "," not in digits:
            return Decimal(sign + digits + power)  # a point is the decimal point of every programme's export
        raise CellError(message, code="number")
    marks = [mark for mark in digits if not mark.isdigit()]
    if marks:
        last = marks[-1]
        if last not in ".," or digits.count(last) > 1:
            raise CellError(f"{_short(text)} is no number: write it without marks between thousands", code="number")
        whole, _, part = digits.rpartition(last)
        digits = f"{re.sub(r'[^0-9]', '', whole)}.{part}"
    if not re.fullmatch(r"\d+\.?\d*", digits):
        raise CellError(f"{_short(text)} is no number: write it like 3, 1.5 or 1,5", code="number")
    return Decimal(sign + digits + power)


def number(text: str) -> int | float:
    """The number in a cell; whole ones as int. Raises CellError.

    >>> number("-1,5"), number("1.234,5"), number("\u22122"), number("1e3")
    (-1.5, 1234.5, -2, 1000.0)
    >>> number("1,234")
    Traceback (most recent call last):
        ...
    journeykit.io.tables.grid.CellError: '1,234' may be 1234 or have three decimals: write 1234, or fewer decimals
    """
    value = _decimal(text)
    if re.fullmatch(r"[+\-\u2212]?\d+", text.strip()) and len(text) <= 20:
        return int(value)
    return float(value)


def share(text: str) -> int | float:
    """A share of 1, also in percent: `12 %`, `0.12`, `12,5%`. Raises CellError.

    >>> share("7 %"), share("0,07"), share("12.5 Prozent")
    (0.07, 0.07, 0.125)
    """
    match = _PERCENT.fullmatch(text.strip())
    if match is None:
        value = number(text)
        if value > 1:
            raise CellError(f"{_short(text)} is over 1: a share is written like {text.strip()} % or 0.12", code="share")
        return value
    return float(_decimal(match[1]).scaleb(-2))


def share_text(value: float) -> str:
    """A share in percent that `share` reads back exactly.

    >>> share_text(0.07), share_text(1), share(share_text(1 / 3)) == 1 / 3
    ('7 %', '100 %', True)
    """
    percent = Decimal(repr(value)).scaleb(2)
    whole = percent == percent.to_integral_value()
    return f"{int(percent) if whole else percent} %"


def flag(text: str) -> bool:
    """Yes or no. Raises CellError.

    >>> flag("Yes"), flag("x"), flag("nein")
    (True, True, False)
    """
    said = folded(text)
    if said in _YES or said in _NO:
        return said in _YES
    raise CellError(f"{_short(text)} is neither yes nor no", code="flag")


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:60] + "\u2026")
