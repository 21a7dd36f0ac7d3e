"""Lists of words that rules look for, one file of `wordlists` for each language; a map states its language.

A file is TOML with these lists: `inside` (words by which a company calls its own process), `placeholder` (texts that
wait for real ones), `support` (words for a place where people ask for help), `verb_endings` and `verbs` (how verbs
look, and some that look like none).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

__all__ = ["Words", "languages", "words_of"]

_FOLDER = Path(__file__).with_name("wordlists")


@dataclass(frozen=True)
class Words:
    """The lists of one language.

    >>> words_of("en", {}).has("inside", "Lead qualification")
    'lead'
    """

    language: str
    lists: Mapping[str, tuple[str, ...]]

    def __getitem__(self, name: str) -> tuple[str, ...]:
        """A list by its name; empty where the language has none."""
        return self.lists.get(name, ())

    def has(self, name: str, text: str) -> str | None:
        """The first word of a list that stands in a text as a whole word, in any case; None where there is none.

        Scripts without spaces between words are searched within.
        """
        low = " ".join(text.lower().split())
        any_of, words = _patterns(self[name])
        if any_of is None or not any_of.search(low):
            return None
        return next(word for word, pattern in words if pattern.search(low))


@lru_cache(maxsize=64)
def _patterns(words: tuple[str, ...]) -> tuple[re.Pattern[str] | None, tuple[tuple[str, re.Pattern[str]], ...]]:
    """One pattern for all words of a list, and one for each; the many texts without any are done with the first."""
    each = [(word, rf"(?<!\w){re.escape(word.lower())}(?!\w)" if _spaced(word) else re.escape(word)) for word in words]
    found = tuple((word, re.compile(pattern)) for word, pattern in each)
    return re.compile("|".join(pattern for _, pattern in each)) if each else None, found


def _spaced(word: str) -> bool:
    """Whether a script puts spaces between words: all but those of East Asia."""
    return not re.search("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", word)


def languages() -> list[str]:
    """The languages that come along, as BCP 47 tags.

    >>> languages()
    ['de', 'en', 'es', 'fr', 'zh']
    """
    return sorted(path.stem for path in _FOLDER.glob("*.toml"))


@cache
def _shipped(language: str) -> Mapping[str, tuple[str, ...]]:
    with (_FOLDER / f"{language}.toml").open("rb") as stream:
        return {name: tuple(words) for name, words in tomllib.load(stream).items()}


def words_of(language: str | None, own: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Words:
    """The lists of a language, `de-AT` as `de`; English where a map states none. A language without lists has none.

    `own` are the lists of whoever checks, by language; they add to those that come along.

    >>> words_of("de-AT", {"de": {"inside": ("Tunnel",)}})["inside"][-1]
    'Tunnel'
    """
    name = (language or "en").partition("-")[0].lower()
    lists = dict(_shipped(name)) if name in languages() else {}
    for each, words in own.get(name, {}).items():
        lists[each] = (*lists.get(each, ()), *words)
    return Words(name, lists)
