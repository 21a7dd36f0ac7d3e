"""How wide a text is, and where its lines break, without asking a browser.

Latin, Greek, Cyrillic and punctuation have the advances of Arial (as the metric-compatible Liberation Sans states
them); ideographs and full-width forms are one em, emoji a little more, combining marks nothing, and other scripts take
an average on the generous side. Kerning, which only ever narrows a line, is left out.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import lru_cache
from importlib.resources import files

__all__ = ["clean", "clusters", "first_strong", "is_emoji", "is_wide", "width", "wrap"]

_JOINER, _ELLIPSIS = "\u200d", "…"
_EMOJI_EM = 1.29  # Noto Color Emoji is 1.17 to 1.27 em wide, Segoe and Apple's are narrower
_OTHER_EM = 0.72  # scripts without a table: fallback fonts differ, so rather too wide than over the edge
_ARABIC_EM = 0.62
_MOST = 2_000  # characters of one text that are looked at: nobody reads more on a card


_BREAKS = re.compile("[\\t-\\r\\x85\\u2028\\u2029]")
# C0 and C1 controls, lone surrogates, noncharacters, and the marks that turn the direction of what follows.
_FORBIDDEN = re.compile(
    "[\\x00-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ufdd0-\\ufdef\\ufffe\\uffff\\u202a-\\u202e\\u2066\\u2067"
    + "".join(chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_ISOLATED = re.compile(
    "(\u2068[^\u2068\u2069]*\u2069)|[\u2068\u2069]"
)  # a pair shuts its inside off; alone it turns the rest


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[int, int], dict[int, int], int]:
    """Advances by code point, regular and bold, and the units of one em."""
    raw = json.loads(files("journeykit.render").joinpath("advances.json").read_text(encoding="utf-8"))
    regular, bold = (
        {start + index: advance for start, run in raw[name] for index, advance in enumerate(run)}
        for name in ("regular", "bold")
    )
    return regular, bold, raw["unitsPerEm"]


def clean(text: str) -> str:
    r"""The text on one line, without control characters, lone surrogates and characters that XML forbids.

    >>> clean("a\x00b\n  c\ud800")
    'ab c'
    """
    words = _ISOLATED.sub(r"\1", _FORBIDDEN.sub("", _BREAKS.sub(" ", text[:_MOST]))).split(" ")
    return " ".join(word for word in words if word)


def first_strong(text: str) -> str | None:
    """The direction that a text has by its first letter with one: `ltr`, `rtl`, or None; what is isolated has no say.

    >>> first_strong("1. abc"), first_strong("(\u0623\u0628) abc"), first_strong("42!")
    ('ltr', 'rtl', None)
    """
    for char in _ISOLATED.sub("", text):
        kind = unicodedata.bidirectional(char)
        if kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return None


def is_emoji(cluster: str) -> bool:
    """Whether a cluster is a picture.

    >>> [is_emoji(each) for each in ("a", "😀", "☀️", "字")]
    [False, True, True, False]
    """
    return 0x1F000 <= ord(cluster[0]) <= 0x1FAFF or cluster[0] in _PICTURES or "\ufe0f" in cluster


def is_wide(cluster: str) -> bool:
    """Whether a cluster takes a full em: ideographs, kana, Hangul, full-width forms."""
    return unicodedata.east_asian_width(cluster[0]) in "WF"


# Characters below the emoji planes that are pictures without a selector.
_PICTURES = frozenset(
    "⌚⌛⏩⏪⏫⏬⏭⏮⏯⏰⏱⏲⏳◽◾☔☕♈♉♊♋♌♍♎♏♐♑♒♓♿⚓⚡⚪⚫⚽⚾⛄⛅⛎⛔⛪⛲⛳⛵⛺⛽"
    "✅✊✋✨❌❎❓❔❕❗\u2795\u2796➗➰➿⬛⬜⭐⭕"
)


def _extends(char: str) -> bool:
    """Whether the character belongs to the one before: marks, selectors, skin tones, tags and joiners."""
    code = ord(char)
    return (
        unicodedata.category(char) in ("Mn", "Me", "Cf", "Mc")
        or 0xFE00 <= code <= 0xFE0F
        or 0x1F3FB <= code <= 0x1F3FF
        or 0xE0020 <= code <= 0xE007F
    )


def clusters(text: str) -> list[str]:
    r"""What a reader sees as one character each: a base with its marks, a joined emoji, a flag.

    >>> [len(each) for each in clusters("e\u0301\U0001f469\u200d\U0001f4bba")]
    [2, 3, 1]
    """
    found: list[str] = []
    for char in text:
        last = found[-1] if found else ""
        flag = 0x1F1E6 <= ord(char) <= 0x1F1FF
        joins = bool(last) and char != "\u2068" and (_extends(char) or last.endswith(_JOINER))
        pairs = flag and len(last) == 1 and 0x1F1E6 <= ord(last) <= 0x1F1FF
        if joins or pairs:
            found[-1] = last + char
        else:
            found.append(char)
    return found


@lru_cache(maxsize=8_192)
def _cluster_em(cluster: str, *, bold: bool) -> float:
    """The width of one cluster in em."""
    base = cluster[0]
    code = ord(base)
    if is_emoji(cluster):
        return _EMOJI_EM
    regular, heavy, units = _tables()
    advance = (heavy if bold else regular).get(code)
    if advance is not None:
        return advance / units
    category = unicodedata.category(base)
    if category in ("Mn", "Me", "Cf"):
        return 0.0
    if is_wide(cluster):
        return 1.0
    arabic = unicodedata.bidirectional(base) in ("AL", "R")
    return (_ARABIC_EM if arabic else _OTHER_EM) * (1.08 if bold else 1.0)


def width(text: str, size: float, *, bold: bool = False) -> float:
    r"""The width of one line in the unit of `size`.

    >>> round(width("Hello", 10), 2), width("你好", 10), width("e\u0301", 10) == width("e", 10)
    (22.79, 20.0, True)
    """
    return sum(_cluster_em(each, bold=bold) for each in clusters(text)) * size


def _breaks_alone(cluster: str) -> bool:
    """Whether a line may break on either side: ideographs, kana and emoji."""
    return is_wide(cluster) or is_emoji(cluster)


_NO_START = frozenset("、。，．・：；？！）」』】〉》〕”’…ー％%)]}!,.:;?»")  # noqa: RUF001 - never at the start of a line


def _pieces(text: str) -> list[str]:
    """The text in pieces between which a line may break; a piece keeps the spaces that follow it."""
    found: list[str] = []
    open_piece = False
    for cluster in clusters(text):
        if not found:
            found.append(cluster)
        elif cluster == " " or cluster in _NO_START:
            found[-1] += cluster
        elif found[-1].endswith(" ") or _breaks_alone(cluster) or not open_piece:
            found.append(cluster)
        else:
            found[-1] += cluster
        open_piece = not (_breaks_alone(cluster) or cluster in "-–—/")  # noqa: RUF001 - dashes of all lengths
    return found


def _chop(piece: str, room: float, size: float, *, bold: bool) -> list[str]:
    """A word that is wider than a line, cut with hyphens, never leaving fewer than three letters."""
    parts: list[str] = []
    rest = clusters(piece)
    while rest and width("".join(rest).rstrip(), size, bold=bold) > room:
        fit = 1
        while fit < len(rest) and width("".join(rest[: fit + 1]) + "-", size, bold=bold) <= room:
            fit += 1
        if 3 < len(rest) - fit + 3 < 6 and fit > 6:  # a tail of one or two letters reads badly
            fit -= 3
        mark = "-" if rest[fit - 1].isalpha() and fit < len(rest) and rest[fit].isalpha() else ""
        parts.append("".join(rest[:fit]) + mark)
        rest = rest[fit:]
    if rest:
        parts.append("".join(rest))
    return parts


@lru_cache(maxsize=16_384)  # plans are tried with the same labels again and again
def wrap(text: str, room: float, size: float, *, bold: bool = False, lines: int = 4) -> tuple[str, ...]:
    """The text in at most `lines` lines no wider than `room`; what does not fit ends in an ellipsis.

    Lines break at spaces, after hyphens and slashes, and beside ideographs; a longer word is cut with a hyphen.

    >>> wrap("Sees the neighbour's panels", 90, 13)
    ('Sees the', "neighbour's", 'panels')
    >>> wrap("Donaudampfschifffahrt", 80, 13)
    ('Donaudampf-', 'schifffahrt')
    """
    text = clean(text)
    whole = _pieces(text)
    # What should stay together breaks at its no-break spaces before a word of it is cut.
    loose = [
        part
        for piece in whole
        for part in (
            _pieces(piece.replace("\u00a0", " ")) if width(piece.rstrip(), size, bold=bold) > room else [piece]
        )
    ]
    tokens = [
        part
        for piece in loose
        for part in (_chop(piece, room, size, bold=bold) if width(piece.rstrip(), size, bold=bold) > room else [piece])
    ]
    found: list[str] = []
    for token in tokens:
        if found and width((found[-1] + token).rstrip(), size, bold=bold) <= room:
            found[-1] += token
        else:
            found.append(token)
    shown = [line.strip() for line in found]
    if first_strong(text) == "rtl":  # a line keeps the direction of its text
        shown = [line if first_strong(line) == "rtl" else "\u200f" + line for line in shown]
    if len(shown) <= lines:
        return tuple(shown)
    last = clusters(shown[lines - 1])
    while last and width("".join(last).rstrip() + _ELLIPSIS, size, bold=bold) > room:
        last.pop()
    return (*shown[: lines - 1], "".join(last).rstrip(" -") + _ELLIPSIS)
