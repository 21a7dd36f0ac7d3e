"""Near names: what a person most likely meant by a name that does not exist."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches
from functools import lru_cache
from itertools import islice

__all__ = ["near", "unknown"]

_MOST = 1_000  # names compared: beyond it the search would cost more than the hint is worth
_LONGEST = 40  # characters compared of each


def near(name: object, known: Iterable[str]) -> str | None:
    """The nearest of `known`, or None where nothing is near.

    >>> near("chanel", ["channel", "chapter"])
    'channel'
    >>> near("zzz", ["channel"]) is None
    True
    """
    if not isinstance(name, str) or not name:
        return None
    return _nearest(name[:_LONGEST], tuple(islice(known, _MOST)))


@lru_cache(maxsize=256)  # the same slip of the pen stands in a file a thousand times
def _nearest(wanted: str, names: tuple[str, ...]) -> str | None:
    folded = {each.lower(): each for each in reversed(names)}
    alike = wanted.lower().replace("-", "_").replace(" ", "_")
    if alike in folded:
        return folded[alike]
    begun = {each[:_LONGEST]: each for each in reversed(folded)}
    close = get_close_matches(alike, begun, n=1, cutoff=0.6)
    return folded[begun[close[0]]] if close else None


def unknown(what: str, name: object, known: Collection[str] = ()) -> str:
    """The sentence for an unknown name: the near one, or the ones there are.

    >>> unknown("view", "flo", ["flow", "poster"])
    "unknown view 'flo': did you mean 'flow'?"
    >>> unknown("theme", "x", ["light", "dark"])
    "unknown theme 'x': there are 'dark', 'light'"
    """
    shown = repr(name)
    if len(shown) > _LONGEST + 20:
        shown = shown[: _LONGEST + 20] + "…"
    head = f"unknown {what} {shown}"
    guess = near(name, known)
    if guess is not None:
        return f"{head}: did you mean {guess!r}?"
    if not known:
        return head
    some = sorted(known)[:8]
    more = "" if len(known) <= len(some) else f" and {len(known) - len(some)} more"
    return f"{head}: there {'is' if len(known) == 1 else 'are'} {', '.join(map(repr, some))}{more}"
