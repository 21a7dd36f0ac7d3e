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

__all__ = ["HYPHEN", "is_identifier", "syllables", "ways_apart"]

HYPHEN = "-"
_WORDS = re.compile(r"[^\W\d_]+")
_SHORTEST = 5  # letters of a word that is hyphenated at all
_LONGEST_TAG = 35  # characters of a language tag that is looked at
_PARTED = re.compile(r"(?:_|\w\d|\d\w|[a-z][A-Z])|[@=\\]|://")  # as ids, names in code and addresses are


def is_identifier(word: str) -> bool:
    """Whether a word is a name of a machine, in which a hyphen would be taken for a part of it.

    >>> [is_identifier(each) for each in ("A_SUBMITTED", "order2pay", "SUBMITTED", "paidByCard", "Feedback", "(E-)")]
    [True, True, True, True, False, False]
    """
    capitals = sum(each.isupper() for each in word)
    lower = sum(each.islower() for each in word)
    return (capitals > 1 and not lower) or (bool(capitals or lower) and _PARTED.search(word) is not None)


@lru_cache(maxsize=32)
def _dictionary(language: str, least: int) -> Pyphen | None:
    """The patterns of a language tag, those of its language where its region has none; None where there are none."""
    import pyphen  # reads a folder when it is imported, and most texts have no word that is too long

    known = pyphen.language_fallback(language[:_LONGEST_TAG])
    return pyphen.Pyphen(lang=known, left=2, right=least) if known else None


@lru_cache(maxsize=4_096)
def syllables(text: str, language: str, least: int = 3) -> tuple[str, ...]:
    """The text in the parts between which it may be hyphenated in a language, given as a tag such as `de` or `en-GB`.

    Where there is no dictionary of the language it is one part. Hyphenations that change letters are left out. `least`
    is how many letters of a word the next line has to take.

    >>> syllables("Versicherungsnehmer", "de"), syllables("insurance", "tlh")
    (('Ver', 'si', 'che', 'rungs', 'neh', 'mer'), ('insurance',))
    """
    patterns = _dictionary(language, least)
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


@lru_cache(maxsize=4_096)
def ways_apart(text: str, language: str | None) -> tuple[tuple[str, ...], ...]:
    """The ways to hyphenate a text, the one that reads best first; the later one has shorter parts.

    Where its language is not known, or has no dictionary, a text is taken for English.

    >>> ways_apart("Feedback", None), ways_apart("insurance", "tlh"), ways_apart("Fragebogen", "de")
    ((('Feed', 'back'),), (('in', 'sur', 'ance'),), (('Fra', 'ge', 'bo', 'gen'),))
    >>> ways_apart("quickly", "en-US")
    (('quickly',), ('quick', 'ly'))
    """
    known = language if language and _dictionary(language, 3) else "en"
    return tuple(dict.fromkeys(syllables(text, known, least) for least in (3, 2)))
