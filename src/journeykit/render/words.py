"""Names, lists, lengths of time and shares as a reader sees them, with no line break inside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from journeykit.model.base import humanised
from journeykit.model.channels import channel as _catalogued
from journeykit.render.text import clusters, first_strong

if TYPE_CHECKING:
    from journeykit.model import Duration, Persona

__all__ = [
    "COMMA",
    "apart",
    "channel_words",
    "duration_words",
    "figure",
    "isolated",
    "listed",
    "only",
    "percent",
    "quoted",
    "short_names",
    "unbroken",
]

COMMA: Final = re.compile("[,;\uff0c\u060c\u3001\u104a\u055d\u1363\uff1b\u061b]")  # commas and semicolons of any script
_UP_TO: Final = re.compile("[,;\uff0c\u060c\u3001\u061b(\uff08]| [\u2013\u2014] ")
_SHORT: Final = 24  # characters of a name on a card
_QUOTES: Final = {
    **dict.fromkeys(("de", "cs", "sk", "sl", "bg", "is", "lt"), "\u201e\u201c"),
    **dict.fromkeys(("pl", "ro", "hu", "hr", "nl"), "\u201e\u201d"),
    **dict.fromkeys(("fr", "es", "it", "pt", "ru", "uk", "el", "no", "nb", "nn", "ar", "fa"), "\u00ab\u00bb"),
    **dict.fromkeys(("sv", "fi"), "\u201d\u201d"),
    **dict.fromkeys(("ja", "zh"), "\u300c\u300d"),
}
_OPENING: Final = tuple('"\u201c\u201d\u201e\u00ab\u2018\u300c\u300e')
_UNITS: Final = (
    (" hours", " h"), (" hour", " h"), (" minutes", " min"), (" minute", " min"), (" seconds", " s"), (" second", " s"),
)  # fmt: skip


def unbroken(text: str) -> str:
    r"""The text with no-break spaces.

    >>> unbroken("4 h")
    '4\xa0h'
    """
    return text.replace(" ", "\u00a0")


def figure(value: float) -> str:
    r"""A number as it is printed: at most two decimals, thousands with a comma.

    >>> figure(4.0), figure(0.125), figure(-1250.5)
    ('4', '0.12', '\u22121,250.5')
    """
    digits = f"{abs(value):,.2f}".rstrip("0").rstrip(".")
    return ("\u2212" if value < 0 and digits != "0" else "") + digits


def channel_words(channel: str) -> str:
    """A channel by name.

    >>> channel_words("in_person"), channel_words("fax_machine")
    ('In person', 'Fax machine')
    """
    return _catalogued(channel).label


def quoted(text: str, language: str | None = None) -> str:
    """A text between the quotation marks of its language; one that brings its own keeps them.

    >>> quoted("Which one?"), quoted("Welcher?", "de-AT"), quoted("«Lequel ?»", "fr")
    ('“Which one?”', '„Welcher?“', '«Lequel ?»')
    """
    if text[:1] in _OPENING:
        return text
    begin, end = tuple(_QUOTES.get((language or "").lower().split("-")[0], "\u201c\u201d"))
    space = "\u00a0" if begin == "\u00ab" and (language or "").lower().startswith("fr") else ""
    return f"{begin}{space}{text}{space}{end}"


def percent(share: float) -> str:
    r"""A share of 0..1 as it is printed: a decimal only where there is no whole number.

    >>> [percent(each) for each in (0.35, 1 / 3, 0.004, 0.0004, 0.9999)]
    ['35\xa0%', '33.3\xa0%', '0.4\xa0%', '<0.1\xa0%', '>99.9\xa0%']
    """
    per_cent = share * 100
    if 0 < per_cent < 0.1 or 99.9 < per_cent < 100 - 1e-7:  # nearly nobody is not nobody
        return ("<0.1" if per_cent < 1 else ">99.9") + "\u00a0%"
    whole = abs(per_cent - round(per_cent)) < 0.05
    return (f"{per_cent:.0f}" if whole else f"{per_cent:.1f}") + "\u00a0%"


def duration_words(length: Duration) -> str:
    r"""A length of time with short units.

    >>> from journeykit.model import Duration
    >>> duration_words(Duration("4 hours 30 min"))
    '4\xa0h\xa030\xa0min'
    """
    text = str(length)
    for long, short in _UNITS:
        text = text.replace(long, short)
    return unbroken(text)


def short_names(personas: Sequence[Persona]) -> dict[str, str]:
    """A name for each persona's id that fits on a card: what stands before the first comma, bracket or dash.

    Where two would be the same, the whole title or the id tells them apart.

    >>> from journeykit.model import Persona
    >>> short_names([Persona("p1", "Sofia, 31, buys her first flat"), Persona("family_b")])
    {'p1': 'Sofia', 'family_b': 'Family b'}
    """
    found: dict[str, str] = {each.id: _short(each) for each in personas}
    for other in (_whole, lambda each: humanised(each.id), lambda each: each.id):
        often = Counter(found.values())
        found |= {each.id: other(each) for each in personas if often[found[each.id]] > 1}
    return found


def _short(persona: Persona) -> str:
    label = persona.label.strip()
    return _cut(_UP_TO.split(label, maxsplit=1)[0].strip() or label)


def _whole(persona: Persona) -> str:
    return _cut(persona.label.strip(), _SHORT + 12)


def _cut(name: str, most: int = _SHORT) -> str:
    letters = clusters(name)
    return name if len(letters) <= most else "".join(letters[: most - 1]).rstrip() + "…"


def listed(names: Sequence[str]) -> str:
    r"""Names with "and" before the last.

    >>> listed(["Ines", "Karl", "Sales rep"])
    'Ines, Karl and\xa0Sales\xa0rep'
    """
    each = [unbroken(name) for name in names]
    if len(each) < 2:
        return "".join(each)
    comma = apart(each)
    return f"{comma.join(each[:-1])}{'; ' if comma == '; ' and len(each) > 2 else ' '}and\u00a0{each[-1]}"


def only(names: Sequence[str]) -> str:
    r"""That nobody else does it.

    >>> only(["Ben", "Carla"])
    'only\xa0Ben and\xa0Carla'
    """
    return f"only\u00a0{listed(names)}"


def apart(labels: Iterable[str]) -> str:
    """What stands between labels: a semicolon where one of them holds a comma of any script.

    >>> apart(["Mira, 29", "Otto"]), apart(["Mira", "Otto"])
    ('; ', ', ')
    """
    return "; " if any(COMMA.search(each) for each in labels) else ", "


def isolated(name: str) -> str:
    """The name so that its direction leaves its neighbours alone, where it runs from right to left."""
    return f"\u2068{name}\u2069" if first_strong(name) == "rtl" else name
