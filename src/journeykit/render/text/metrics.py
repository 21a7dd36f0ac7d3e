"""How wide a text is, without asking a browser.

Latin, Greek, Cyrillic and punctuation have the advances of Arial (as the metric-compatible Liberation Sans states
them); ideographs and full-width forms are one em, emoji a little more, combining marks nothing. Other scripts take an
average of their letters in Noto Sans and a margin, because readers' fonts differ and a line must rather be too short
than over the edge. Kerning, which only ever narrows a line, is left out.
"""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_right
from functools import cache
from importlib.resources import files

from journeykit.render.text.letters import clusters, is_emoji, is_wide

__all__ = ["EM", "advance", "is_lettered", "width", "word_advances"]

EM = 2048  # units of one em: widths are added up as whole numbers, so that they are the same in any order
_EMOJI_EM = 1.29  # Noto Color Emoji is 1.17 to 1.27 em wide, Segoe and Apple's are narrower
_RIGHT_TO_LEFT_EM = 0.62
_BOLD = 1.08
_MOST_WORDS = 20_000  # whose advance is kept
# From this code point on: the width in em of a letter, and of a vowel sign that takes room of its own.
_SCRIPTS = (
    (0x0000, 0.72, 0.45),
    (0x0900, 0.64, 0.32),  # Devanagari
    (0x0980, 0.66, 0.42),  # Bengali
    (0x0A00, 0.70, 0.42),  # Gurmukhi, Gujarati, Oriya
    (0x0B80, 0.95, 0.72),  # Tamil
    (0x0C00, 0.80, 0.50),  # Telugu, Kannada
    (0x0D00, 0.95, 0.72),  # Malayalam, Sinhala
    (0x0E00, 0.61, 0.45),  # Thai
    (0x0E80, 0.64, 0.45),  # Lao
    (0x0F00, 0.72, 0.45),  # Tibetan
    (0x1000, 1.05, 0.60),  # Myanmar
    (0x10A0, 0.72, 0.45),  # Georgian and all that follow
    (0x2100, 0.90, 0.45),  # arrows, mathematics, stars, ticks: as in DejaVu Sans
    (0x2C00, 0.72, 0.45),
)
_WIDE_SIGNS = {"\u260e": 1.25, "\u260f": 1.25}  # telephones
_STARTS = [start for start, _, _ in _SCRIPTS]
_JOINED = re.compile("[\u200d\ufe0f\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")


class _Advances(dict[str, int]):
    """The advance of each character in units: those of the table, and what is worked out for others when first met."""

    def __init__(self, table: dict[str, int], factor: float) -> None:
        super().__init__(table)
        self._factor = factor

    def __missing__(self, char: str) -> int:
        self[char] = found = round(self._em(char) * EM)
        return found

    def _em(self, char: str) -> float:
        category = unicodedata.category(char)
        if is_emoji(char):
            return _EMOJI_EM
        if char in _WIDE_SIGNS:
            return _WIDE_SIGNS[char]
        if category in ("Mn", "Me", "Cf") or "\u1160" <= char <= "\u11ff":
            return 0.0
        if is_wide(char):
            return 1.0
        if unicodedata.bidirectional(char) in ("AL", "R"):
            return _RIGHT_TO_LEFT_EM * self._factor
        _, letter, vowel = _SCRIPTS[bisect_right(_STARTS, ord(char)) - 1]
        return (vowel if category == "Mc" else letter) * self._factor


class _Words(dict[str, int]):
    """The advance of each word of Latin text: the same few make up most of what people write."""

    def __init__(self, advances: _Advances) -> None:
        super().__init__()
        self._advances = advances

    def __missing__(self, word: str) -> int:
        if len(self) > _MOST_WORDS:
            self.clear()
        self[word] = found = sum(map(self._advances.__getitem__, word))
        return found


@cache
def _words(*, bold: bool) -> _Words:
    return _Words(_advances(bold=bold))


@cache
def _table(*, bold: bool) -> dict[str, int]:
    """The characters of Arial and its kin, with their advances."""
    raw = json.loads(files("journeykit.render").joinpath("advances.json").read_text(encoding="utf-8"))
    if raw["unitsPerEm"] != EM:
        raise ValueError(f"advances.json counts {raw['unitsPerEm']} units to the em, not {EM}")
    runs = raw["bold" if bold else "regular"]
    return {chr(start + index): advance for start, run in runs for index, advance in enumerate(run)}


@cache
def _advances(*, bold: bool) -> _Advances:
    table = dict(_table(bold=bold))
    # A mark over a letter takes no room, whatever its own width; nor does a soft hyphen, until a line ends there.
    table |= {char: 0 for char in table if unicodedata.category(char) in ("Mn", "Me", "Cf")}
    return _Advances(table, _BOLD if bold else 1.0)


def is_lettered(cluster: str) -> bool:
    """Whether Arial and its kin have a cluster, marks aside; else it is written in another font.

    >>> is_lettered("é"), is_lettered("→"), is_lettered("☎"), is_lettered("ท")
    (True, True, False, False)
    """
    table = _table(bold=False)
    return all(char in table or unicodedata.category(char) in ("Mn", "Me", "Cf", "Cc") for char in cluster)


def advance(text: str, *, bold: bool = False) -> int:
    r"""The width of one line in units, of which an em has 2048.

    >>> advance("Hello"), advance("你好") / 2048, advance("e\u0301") == advance("e")
    (4667, 2.0, True)
    """
    table = _advances(bold=bold)
    if text.isascii() or not _JOINED.search(text):
        return sum(map(table.__getitem__, text))
    return sum(table["😀"] if is_emoji(each) else sum(map(table.__getitem__, each)) for each in clusters(text))


def word_advances(words: list[str], *, bold: bool = False) -> list[int]:
    """The advances of words that hold no joined characters, such as emoji do.

    >>> word_advances(["Hello", "Hel", "lo"])
    [4667, 3073, 1594]
    """
    return list(map(_words(bold=bold).__getitem__, words))


def width(text: str, size: float, *, bold: bool = False) -> float:
    r"""The width of one line in the unit of `size`.

    >>> round(width("Hello", 10), 2), width("你好", 10), width("e\u0301", 10) == width("e", 10)
    (22.79, 20.0, True)
    """
    return advance(text, bold=bold) * size / EM
