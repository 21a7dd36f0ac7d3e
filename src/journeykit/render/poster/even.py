"""Lines of about one length, where plain filling would leave a word or a sign alone on the last one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from journeykit.render.text import clean, width, wrap

__all__ = ["even"]

_ALONE: Final = 0.36  # of the room: a last line that is shorter looks like a mistake
_JAPANESE: Final = re.compile("[\u3041-\u30ff]")
_ENDS: Final = "\u3001\u3002\uff0c\uff1f\uff01\u300d\u300f\uff09\u30fb\u2026 "  # marks that end a phrase
_PHRASES: Final = re.compile(f"(?<=[\u3041-\u309f])(?=[^\u3041-\u309f\u30fc{_ENDS}])|(?<=[{_ENDS}])(?=[^{_ENDS}])")


@lru_cache(maxsize=8_192)  # a pain or a source is often said at several steps
def even(
    text: str, room: float, size: float, *, bold: bool = False, lines: int = 40, language: str | None = None
) -> tuple[str, ...]:
    """The text in as many lines as it needs, none wider than the room, the last one not much shorter than the rest.

    Japanese, which may break at each sign, breaks after a particle or an ending where that takes no more lines.

    >>> even("148 pages for eleven models", 130, 13)
    ('148 pages for', 'eleven models')
    >>> even("地元の食堂で夕食をとる", 140, 13)
    ('地元の食堂で', '夕食をとる')
    """
    found = wrap(text, room, size, bold=bold, lines=lines, language=language)
    count = len(found)
    if count < 2 or count >= lines:
        return found
    last = width(found[-1], size, bold=bold)
    japanese = not text.isascii() and _JAPANESE.search(text)
    if last >= _ALONE * room and not japanese:
        return found
    mean = (sum(width(line, size, bold=bold) for line in found[:-1]) + last) / count
    if japanese:
        for narrower in (mean * 1.1, mean * 1.3, room):
            phrased = _phrased(text, min(narrower, room), size, bold=bold)
            if phrased and len(phrased) <= count:
                return phrased
    if last >= _ALONE * room:
        return found
    for narrower in (mean * 1.1, mean * 1.3, mean * 1.6):
        tried = wrap(text, min(narrower, room), size, bold=bold, lines=lines, language=language)
        better = width(tried[-1], size, bold=bold) > last and _parted(tried) <= _parted(found)
        if len(tried) == count and better:
            return tried
    return found


def _parted(lines: tuple[str, ...]) -> int:
    """How many pieces without a space there are: one more for each word that goes on in the next line."""
    return sum(len(line.split()) for line in lines)


def _phrased(text: str, room: float, size: float, *, bold: bool) -> tuple[str, ...]:
    """The text broken between its phrases only, as far as its scripts tell them; nothing where one is too long."""
    made: list[str] = []
    for phrase in _PHRASES.split(clean(text)):
        longer = made[-1] + phrase if made else phrase
        if made and width(longer.strip(), size, bold=bold) <= room:
            made[-1] = longer
        elif width(phrase.strip(), size, bold=bold) <= room:
            made.append(phrase)
        else:
            return ()
    return tuple(line.strip() for line in made)
