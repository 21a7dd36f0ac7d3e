"""What rules share: the steps of a map with their places, and texts and numbers as messages show them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeykit.model import JourneyMap, Step

__all__ = ["listed", "percent", "placed", "places", "quoted"]

_MOST = 4
_LONGEST = 60


def placed(journey: JourneyMap) -> Iterator[tuple[str, Step]]:
    """Every step with its place, in stage order.

    >>> from journeykit.model import JourneyMap, Stage
    >>> [place for place, step in placed(JourneyMap(stages=[Stage("buy", ["basket", "pay"])]))]
    ['stages[0].steps[0]', 'stages[0].steps[1]']
    """
    for s, stage in enumerate(journey.stages):
        for t, step in enumerate(stage.steps):
            yield f"stages[{s}].steps[{t}]", step


def places(journey: JourneyMap) -> dict[str, str]:
    """The place of every step by its id."""
    return {step.id: place for place, step in placed(journey)}


def quoted(text: str) -> str:
    r"""A text of the map in a message: on one line, in quotes, cut where it is long, control characters escaped.

    >>> quoted("two\nlines \x1b[31m")
    "'two lines \\x1b[31m'"
    """
    line = " ".join(text.split())
    return repr(line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…")


def listed(names: Sequence[str]) -> str:
    """Some names in a sentence, the first four of many.

    >>> listed(["a"]), listed(["a", "b"]), listed(list("abcdef"))
    ("'a'", "'a' and 'b'", "'a', 'b', 'c', 'd' and 2 more")
    """
    shown = [quoted(each) for each in names[:_MOST]]
    if len(names) > _MOST:
        return f"{', '.join(shown)} and {len(names) - _MOST} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


def percent(share: float) -> str:
    """A share as people say it.

    >>> percent(.4), percent(.125), percent(.0004), percent(.9999)
    ('40 %', '12.5 %', 'under 0.1 %', 'over 99.9 %')
    """
    if 0 < share < 0.001:
        return "under 0.1 %"
    if 0.999 < share < 1:
        return "over 99.9 %"
    return f"{round(share * 100, 1):g} %"
