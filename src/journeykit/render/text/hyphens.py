"""Where a word of a language may be hyphenated."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from journeykit.render.text.letters import clusters

if TYPE_CHECKING:
    from pyphen import Pyphen

__all__ = ["HYPHEN", "hyphenates", "syllables"]

HYPHEN = "-"
_WORDS = re.compile(r"[^\W\d_]+")
_SHORTEST = 5  # letters of a word that is hyphenated at all
_LONGEST_TAG = 35  # characters of a language tag that is looked at
# Scripts that are cut without one: Hebrew, Arabic and their neighbours, Thai to Myanmar, Khmer, and all that is wide.
_WITHOUT = re.compile(
    "[\u0590-\u08ff\u0e00-\u109f\u1100-\u11ff\u1780-\u17ff\u1900-\u1cff\u2e80-\ud7ff\uf900-\ufdff\ufe70-\ufeff]"
)


def hyphenates(before: str, after: str) -> bool:
    """Whether a word that is cut between two clusters shows it with a hyphen.

    >>> hyphenates("a", "b"), hyphenates("a", "1"), hyphenates("ก", "ข")
    (True, False, False)
    """
    return before[0].isalpha() and after[0].isalpha() and not _WITHOUT.match(before) and not _WITHOUT.match(after)


@lru_cache(maxsize=32)
def _dictionary(language: str) -> Pyphen | None:
    """The patterns of a language tag, those of its language where its region has none; None where there are none."""
    import pyphen  # reads a folder when it is imported, and most texts have no word that is too long

    known = pyphen.language_fallback(language[:_LONGEST_TAG])
    return pyphen.Pyphen(lang=known, left=2, right=3) if known else None


@lru_cache(maxsize=4_096)
def syllables(text: str, language: str) -> tuple[str, ...]:
    """The text in the parts between which it may be hyphenated in a language, given as a tag such as `de` or `en-GB`.

    Where there is no dictionary of the language it is one part. Hyphenations that change letters are left out.

    >>> syllables("Versicherungsnehmer", "de"), syllables("insurance", "tlh")
    (('Ver', 'si', 'che', 'rungs', 'neh', 'mer'), ('insurance',))
    """
    patterns = _dictionary(language)
    if patterns is None:
        return (text,)
    each = clusters(text)
    # One character for each cluster, so that places in it are those of whole letters with their marks.
    letters = "".join(one if len(one := unicodedata.normalize("NFC", cluster)) == 1 else "\0" for cluster in each)
    cuts = [0]
    for word in _WORDS.finditer(letters):
        lower = word[0].lower()
        if len(lower) == len(word[0]) >= _SHORTEST:  # a small form of two letters would shift all places behind it
            cuts += [word.start() + place for place in patterns.positions(lower) if not place.data]
    return tuple("".join(each[start:end]) for start, end in pairwise([*cuts, len(each)]))
