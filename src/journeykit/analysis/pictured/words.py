"""Figures and names as pictures of results say them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

__all__ = ["MOST", "along", "counted", "notes", "part_of", "percent", "points", "rested", "sentence"]

MOST: Final = 20
"""Bars of one picture."""


def sentence(words: str) -> str:
    """The words with a capital and a stop.

    >>> sentence("rests on one guess"), sentence("is it the right column?"), sentence("time_decay: half within a week")
    ('Rests on one guess.', 'Is it the right column?', 'time_decay: half within a week.')
    """
    begin = words[:1] if "_" in words.partition(" ")[0] else words[:1].upper()  # a name stays what it is
    return begin + words[1:] if words.endswith("?") else begin + words[1:].rstrip(".") + "."


def notes(about: Iterable[str], *more: str) -> tuple[str, ...]:
    """What must be known of figures, as sentences; more first, where it says anything.

    >>> notes(["rests on one guess"], "", "the first two of 30")
    ('The first two of 30.', 'Rests on one guess.')
    """
    return tuple(map(sentence, (*(each for each in more if each), *about)))


def counted(count: int, what: str) -> str:
    """How many there are.

    >>> counted(1, "case"), counted(2994, "case")
    ('1 case', '2,994 cases')
    """
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def part_of(shown: int, there: int) -> str:
    """The note on what a picture leaves out, where it does.

    >>> part_of(20, 4366), part_of(4, 4)
    ('the first 20 of 4,366', '')
    """
    return f"the first {shown:,} of {there:,}" if shown < there else ""


def rested(about: Iterable[str]) -> list[str]:
    """What shares rest on and assume, without what is said of times and of intervals.

    >>> rested(["rests on assumed shares at quote", "assumes no memory", "times leave out quote"])
    ['rests on assumed shares at quote', 'assumes no memory']
    """
    return [each for each in about if each.startswith(("rests on", "assumes", "without memory", "mixes"))]


def percent(share: float) -> str:
    r"""A share of 0..1 with a decimal where it has one.

    >>> percent(0.35), percent(1 / 3), percent(0.00004), percent(0.99996)
    ('35\xa0%', '33.3\xa0%', '<0.1\xa0%', '>99.9\xa0%')
    """
    if 0 < share < 0.0005:
        return "<0.1\u00a0%"
    if 0.9995 <= share < 1 - 1e-9:  # nearly all are not all
        return ">99.9\u00a0%"
    return f"{100 * share:.1f}".removesuffix(".0") + "\u00a0%"


def points(gain: float) -> str:
    r"""A change of a probability in points of a hundred, with its sign.

    >>> points(0.0213), points(-0.5), points(0)
    ('+2.13\xa0points', '\u221250\xa0points', '0\xa0points')
    """
    size = f"{abs(100 * gain):.2f}".rstrip("0").rstrip(".")
    sign = "" if size == "0" else "+" if gain > 0 else "\u2212"
    return f"{sign}{size}\u00a0points"


def along(steps: Sequence[str], titles: Mapping[str, str], most: int = 5) -> str:
    r"""Steps in a row by their titles; of many the first ones.

    >>> along(["quote", "sign"], {"quote": "The quote"}).split(" \u203a ")
    ['The quote', 'sign']
    >>> along(list("abcdefgh"), {}).split(" \u203a ")
    ['a', 'b', 'c', 'd', 'e', 'and 3 more']
    """
    named = [titles.get(step, step) for step in steps[: most if len(steps) > most + 1 else None]]
    more = [f"and {len(steps) - len(named)} more"] if len(named) < len(steps) else []
    return " \u203a ".join([*named, *more])
