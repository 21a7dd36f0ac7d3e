"""How sampled journeys ended, as bars with their sampling error."""

from __future__ import annotations

from collections import Counter
from math import sqrt
from typing import TYPE_CHECKING, Final

from journeykit.analysis.chain import DROP_OFF, END
from journeykit.analysis.chart import Bar, Bars
from journeykit.analysis.pictured.words import notes, percent

if TYPE_CHECKING:
    from journeykit.analysis.simulation import Simulation

__all__ = ["sampled_ends"]

_Z: Final = 1.959964  # of an interval of 95 %
_MOST: Final = 20


def sampled_ends(found: Simulation) -> Bars:
    """A bar for each way to end; whiskers are 95 % intervals of sampling (Wilson 1927)."""
    last = found["ended"] != ""
    named = zip(found["ended"][last].tolist(), found["step"][last].tolist(), found["title"][last].tolist(), strict=True)
    titles = {end: title for end, step, title in named if end == step}  # an outcome has a row of its own
    titles |= {DROP_OFF: "drop-off", END: "the end"}
    counts, total = Counter(found["ended"][last].tolist()), int(last.sum())
    bars = []
    for end, count in counts.most_common(_MOST):
        low, high = _wilson(count, total)
        words = f"{count:,} of {total:,} journeys"
        tone = "bad" if end == DROP_OFF else "plain"
        bars.append(
            Bar(titles.get(end, end), count / total, percent(count / total), words, tone, low=low, high=high)  # type: ignore[arg-type]  # a tone
        )
    note = "whiskers are 95 % intervals of sampling alone"
    return Bars("How sampled journeys ended", tuple(bars), notes=notes(found.about, note), empty="No journey ended.")


def _wilson(count: int, total: int) -> tuple[float, float]:
    """The ends of Wilson's interval of a share.

    >>> [round(each, 4) for each in _wilson(36, 100)]
    [0.2727, 0.4576]
    """
    share, square = count / total, _Z * _Z
    middle = (share + square / (2 * total)) / (1 + square / total)
    half = _Z / (1 + square / total) * sqrt(share * (1 - share) / total + square / (4 * total * total))
    return max(0.0, middle - half), min(1.0, middle + half)
