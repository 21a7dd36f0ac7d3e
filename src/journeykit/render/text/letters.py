"""What a reader sees as one character, and what kind of character it is."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["SIMPLE", "breaks_alone", "clusters", "is_emoji", "is_wide"]

_JOINER, _ISOLATE = "\u200d", "\u2068"
# Latin, Greek, Cyrillic and their punctuation: each code point is a character of its own, none breaks alone.
SIMPLE = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff"
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2116\u2122]*"
)
# Characters below the emoji planes that are pictures without a selector.
_PICTURES = frozenset(
    "⌚⌛⏩⏪⏫⏬⏭⏮⏯⏰⏱⏲⏳◽◾☔☕♈♉♊♋♌♍♎♏♐♑♒♓♿⚓⚡⚪⚫⚽⚾⛄⛅⛎⛔⛪⛲⛳⛵⛺⛽"
    "✅✊✋✨❌❎❓❔❕❗\u2795\u2796➗➰➿⬛⬜⭐⭕"
)
# Signs under or inside which the next consonant is written: Indic viramas, and their kin in Khmer and Myanmar.
_VIRAMAS = frozenset("\u094d\u09cd\u0acd\u0b4d\u0c4d\u0ccd\u0d4d\u17d2\u1039")
_EXTENDS, _LETTER, _FLAG, _FORMAT = 1, 2, 4, 8


def is_emoji(cluster: str) -> bool:
    """Whether a cluster is a picture.

    >>> [is_emoji(each) for each in ("a", "😀", "☀️", "字")]
    [False, True, True, False]
    """
    return 0x1F000 <= ord(cluster[0]) <= 0x1FAFF or cluster[0] in _PICTURES or "\ufe0f" in cluster


def is_wide(cluster: str) -> bool:
    """Whether a cluster takes a full em: ideographs, kana, Hangul, full-width forms."""
    return unicodedata.east_asian_width(cluster[0]) in "WF"


def breaks_alone(cluster: str) -> bool:
    """Whether a line may break on either side: ideographs, kana, Hangul and emoji."""
    return cluster[0] > "\u1000" and (is_wide(cluster) or is_emoji(cluster))


class _Roles(dict[str, int]):
    """How a character joins the one before it; looked up once for each character."""

    def __missing__(self, char: str) -> int:
        code, category = ord(char), unicodedata.category(char)
        extends = (
            category in ("Mn", "Me", "Cf", "Mc")
            or 0xFE00 <= code <= 0xFE0F
            or 0x1F3FB <= code <= 0x1F3FF
            or 0xE0020 <= code <= 0xE007F
            or 0x1160 <= code <= 0x11FF  # vowels and finals of a Korean syllable written in parts
            or char in "\u0e33\u0eb3"  # Thai and Lao AM stands over its consonant
        )
        role = self[char] = (
            (_EXTENDS if extends and char != _ISOLATE else 0)
            | (_LETTER if category == "Lo" else 0)
            | (_FLAG if 0x1F1E6 <= code <= 0x1F1FF else 0)
            | (_FORMAT if category == "Cf" else 0)
        )
        return role


_ROLES = _Roles()


def clusters(text: str) -> list[str]:
    r"""What a reader sees as one character each: a base with its marks, a joined emoji, a flag.

    >>> [len(each) for each in clusters("e\u0301\U0001f469\u200d\U0001f4bba")]
    [2, 3, 1]
    """
    if SIMPLE.fullmatch(text):
        return list(text)
    found: list[str] = []
    last = ""
    for char in text:
        role = _ROLES[char]
        if last and (
            (role & _EXTENDS and not (role & _FORMAT and last == " "))  # a mark of direction leaves a space a space
            or last[-1] == _JOINER
            or (role & _LETTER and last[-1] in _VIRAMAS)
            or (role & _FLAG and len(last) == 1 and _ROLES[last] & _FLAG)
        ):
            found[-1] = last = last + char
        else:
            found.append(char)
            last = char
    return found
