"""English sentences from a map's own words: what a title is, and how it goes on with somebody as its subject."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from journeykit.analysis.stories.verbs import ALSO_NOUNS, AUXILIARY, BARE, listing

__all__ = ["Phrase", "capital", "listed", "phrase", "plain", "quoted", "sentence", "several", "stop"]

_LONGEST: Final = 200  # characters of a text that a story repeats
_ENDS: Final = (".", "!", "?", "…", "。", "\uff01", "\uff1f")  # the last two are those of Chinese and Japanese
_OPEN, _CLOSE = "\u2018", "\u2019"  # single quotes
_FOLLOWS: Final = listing(
    "a an the his her their its this that these those it them him each every all both some any no one two three four "
    "five six seven eight nine ten himself herself themselves"
)
_BEGINS: Final = listing(
    "a an the this that these those his her their its my our your no nobody everybody somebody everyone someone "
    "nothing everything something it they he she we you one two three four five six seven eight nine ten some all both "
    "each every there"
)
_ARTICLES: Final = listing("a an the this that these those his her their its my our your no each every")
_LINKS: Final = frozenset(("and", "or", "of", "&", "/", "per", "+", "vs"))
_THINGS: Final = listing(
    "answers comments costs files forms messages notes offers orders questions quotes rates requests returns reviews "
    "updates"
)
_NO_DOING: Final = listing(
    "king ring sing thing wing spring string evening morning nothing something everything anything wedding ceiling "
    "during sibling according"
)
_AGREE: Final = re.compile(r"\b(and|or|but|then) (\w+)")


@dataclass(frozen=True)
class Phrase:
    """A title, ready for a sentence.

    Attributes:
        kind: `verb` (`receives the quote`: wants a subject), `clause` (`the card fails`: has one), `doing` (`leaving
            home`: a noun), or `name` (anything else, told in quotes).
        text: its words in one line, the first letter small where the sentence wants it so, without a full stop.
    """

    kind: Literal["verb", "clause", "doing", "name"]
    text: str

    @property
    def named(self) -> str:
        """The title as a noun: in quotes, unless it is one."""
        return self.text if self.kind == "doing" else quoted(self.text)


def phrase(text: str, *, english: bool = True, names: Sequence[str] = ()) -> Phrase:
    """What a title is, by its first words. Only forms that are surely English verbs count; `names` may be subjects.

    >>> phrase("Receives the quote"), phrase("The card fails"), phrase("Orders")
    (Phrase(kind='verb', text='receives the quote'), Phrase(kind='clause', text='the card fails'), Phrase(kind='name', text='Orders'))
    """  # noqa: E501 - a result cannot be wrapped
    said = _shortened(plain(text))
    said = said[:-1] if said.endswith(".") and not said.endswith("..") else said
    words = [word.strip(",;:!?“”\"'()").lower() for word in said.split()]
    if not english or not words or not words[0]:
        return Phrase("name", said)
    if _is_verb(words):
        return Phrase("verb", _small(said))
    subject = next((name for name in names if said.startswith(f"{name} ")), None)
    if subject and _is_verb(words[len(subject.split()) :]):
        return Phrase("clause", said)
    if words[0] in _BEGINS and any(_acts(words, index) for index in range(1, len(words))):
        return Phrase("clause", _small(said))
    if words[0].endswith("ing") and words[0] not in _NO_DOING:
        return Phrase("doing", _small(said))
    return Phrase("name", said)


def _small(said: str) -> str:
    """With a small letter first, unless it is `I` or all of the first word is large."""
    first = said.split(maxsplit=1)[0]
    return said if first.startswith("I'") or (first.isupper() and first != "A") else said[0].lower() + said[1:]


def _is_verb(words: Sequence[str]) -> bool:
    """Whether these words are what somebody does: `receives the quote`."""
    if not words:
        return False
    first, second = words[0], words[1] if len(words) > 1 else ""
    if first in AUXILIARY or (first in BARE and first not in ALSO_NOUNS):
        return True
    if first in ALSO_NOUNS:
        return bool(second) and second not in _LINKS and not (first in _THINGS and second in {"for", "in", "by"})
    return first.endswith("s") and not first.endswith(("ss", "us", "'s", f"{_CLOSE}s")) and second in _FOLLOWS


def _acts(words: Sequence[str], index: int) -> bool:
    """Whether the word there is the verb of a clause that began before it."""
    word = words[index]
    if word in {"is", "are", "was", "were", "has", "have", "does", "do", "did", "had"} or word in AUXILIARY:
        return True
    if word not in BARE or words[index - 1] in _ARTICLES:
        return False
    return word not in ALSO_NOUNS or index + 1 < len(words)


def several(text: str) -> str:
    """What one person does, said of several.

    >>> several("opens the box and smells it")
    'open the box and smell it'
    """
    first, _, rest = text.partition(" ")
    said = f"{BARE.get(first, first[:-1] if first not in AUXILIARY and first.endswith('s') else first)} {rest}".strip()
    return _AGREE.sub(_agreed, said)


def _agreed(found: re.Match[str]) -> str:
    verb = found[2]
    return f"{found[1]} {verb if verb in ALSO_NOUNS else BARE.get(verb, verb)}"


def plain(text: str) -> str:
    """The text in one line, without characters that steer a terminal."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"


def quoted(text: str) -> str:
    r"""In quotes; quotes inside become single ones.

    >>> quoted("Waits"), quoted('Says "no"') == "“Says \u2018no\u2019”"
    ('“Waits”', True)
    """
    said = _shortened(plain(text))
    if said.startswith("“") and said.endswith("”") and said.count("“") == 1:
        return said
    said = re.sub(r'"([^"]*)"', rf"{_OPEN}\1{_CLOSE}", said).replace("“", _OPEN).replace("”", _CLOSE)
    return f"“{said}”"


def sentence(text: str) -> str:
    """With a capital first and a full stop last."""
    return stop(capital(_shortened(plain(text))))


def stop(text: str) -> str:
    """With a full stop, unless it ends as sentences do, inside quotes too."""
    return text if text.rstrip(f"”{_CLOSE})").endswith(_ENDS) else f"{text}."


def capital(text: str) -> str:
    """With a capital first."""
    return text[:1].upper() + text[1:]


def listed(texts: Sequence[str], last: str = "and") -> str:
    """One after the other, parted by commas, or by semicolons where there are commas inside.

    >>> listed(["a bike", "air", "speed"]), listed(["now, or never", "soon"])
    ('a bike, air and speed', 'now, or never; and soon')
    """
    if len(texts) < 2:
        return "".join(texts)
    if any("," in text or ";" in text for text in texts):
        return f"{'; '.join(texts[:-1])}; {last} {texts[-1]}"
    return f"{', '.join(texts[:-1])} {last} {texts[-1]}"
