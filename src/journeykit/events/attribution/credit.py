"""What a channel is credited with, and how that looks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from journeykit.analysis.chart import Bar, Bars
from journeykit.analysis.chart_scale import scale
from journeykit.analysis.overlay import Mark, Overlay
from journeykit.analysis.pictured.words import MOST, notes, percent

if TYPE_CHECKING:
    from journeykit.analysis.rows import Rows

__all__ = ["Credit", "credit_bars", "credit_overlay"]

_TITLES: Final = MappingProxyType(
    {
        "markov": "Markov chain: removal effect",
        "shapley": "Shapley value",
        "first": "First touch",
        "last": "Last touch",
        "linear": "Linear: every touch alike",
        "position": "Position: first and last above all",
        "time_decay": "Time decay: late touches above all",
    }
)
_LEAST: Final = 5  # bars for each method


@dataclass(frozen=True, slots=True)
class Credit:
    """What one channel is credited with by one method.

    >>> Credit("email", "last", conversions=3.0, share=0.75).share
    0.75

    Attributes:
        channel: or the activity, or the value of the column that touches were told apart by; None: conversions before
            which there is no touch, which no channel is credited with.
        method: by which they were shared.
        conversions: how many it is credited with; those of a method, with the row of None, sum to all conversions.
        share: of all conversions.
        value: what it is credited with of their value; None where no value was asked for.
        low, high: an interval of about 95 % for `conversions` where it was sampled or asked for, else None.
        removal: by the Markov chain, the share of the conversions that would be lost without the channel; else None.
    """

    channel: str | None
    method: str
    conversions: float
    share: float
    value: float | None = None
    low: float | None = None
    high: float | None = None
    removal: float | None = None


def credit_bars(rows: Rows[Credit]) -> Bars:
    """A bar for each channel, as long as its share of the conversions, method by method."""
    methods = list(dict.fromkeys(row.method for row in rows))
    most = max(_LEAST, MOST // max(1, len(methods)))
    bars = tuple(bar for method in methods for bar in _bars(rows, method, most))
    most_of_one = max((sum(row.method == method for row in rows) for method in methods), default=0)
    ends = (end for bar in bars for end in (bar.low, bar.value, bar.high))
    sure = any(bar.low is not None for bar in bars)
    more = f"the first {most} of {most_of_one} of each method" if most_of_one > most else ""
    return Bars(
        "What each touch is worth",
        bars,
        subtitle="The share of all conversions that it is credited with.",
        notes=notes(rows.about, more),
        empty="There is nothing to share.",
        ticks=scale(ends, _share) if sure else (),
    )


def _bars(rows: Rows[Credit], method: str, most: int) -> Iterator[Bar]:
    found = [row for row in rows if row.method == method]
    of_all = next((row.share / row.conversions for row in found if row.conversions), 0.0)
    for row in [
        *[row for row in found if row.channel is not None][:most],
        *[row for row in found if row.channel is None],
    ]:
        yield Bar(
            "(no touch before)" if row.channel is None else row.channel,
            row.share,
            _share(row.share),
            note=_note(row),
            tone="plain" if row.share >= 0 else "bad",
            low=None if row.low is None else row.low * of_all,
            high=None if row.high is None else row.high * of_all,
            group=_TITLES[method],
        )


def _note(row: Credit) -> str:
    said = [f"{row.conversions:,.1f}".removesuffix(".0") + " conversions"]
    said += [] if row.removal is None else [f"removal effect {percent(row.removal)}"]
    return ", ".join(said)


def credit_overlay(step_of: Mapping[str, str], outcomes: Mapping[str, str], rows: Rows[Credit]) -> Overlay:
    """At each step of a map its share of the conversions, by the first method; activities of one step together.

    `outcomes` are the titles of those of the map: they are no steps and have no room for marks, so that what is
    credited to one is said below the drawing.
    """
    method = rows[0].method if rows else "markov"
    shares: dict[str, float] = {}
    for row in rows:
        step = step_of.get(row.channel or "")
        if row.method == method and step is not None:
            shares[step] = shares.get(step, 0.0) + row.share
    steps = {
        step: (Mark(f"{_share(share)} of the conversions", share=min(max(share, 0.0), 1.0), tone="good"),)
        for step, share in shares.items()
        if step not in outcomes
    }
    ends = (
        f"at {title}: {_share(shares[end])} of the conversions" for end, title in outcomes.items() if shares.get(end)
    )
    said = notes(rows.about, *ends)
    return Overlay("What it is worth", steps, hint=f"share of the conversions: {_TITLES[method]}", notes=said)


def _share(share: float) -> str:
    return percent(share) if share >= 0 else f"\u2212{percent(-share)}"
