"""Net promoter score."""

from __future__ import annotations

from typing import Final, Literal

from journeykit.errors import MetricError, UnknownName
from journeykit.metrics.answers import Numbers, Scale, answers, count, missing_note
from journeykit.metrics.intervals import MULTINOMIAL, difference
from journeykit.metrics.means import between, checked_level
from journeykit.metrics.measurement import Measurement
from journeykit.metrics.registry import Formula

__all__ = ["FORMULA", "nps"]

_METHODS: Final = {"multinomial": MULTINOMIAL, "adjusted-wald": "adjusted Wald"}
_ADDED: Final = 0.75  # promoters, and as many detractors; and twice as many passives


def nps(
    scores: Numbers | None = None,
    *,
    promoters: int | None = None,
    passives: int | None = None,
    detractors: int | None = None,
    interval: Literal["multinomial", "adjusted-wald"] = "multinomial",
    level: float | None = 0.95,
) -> Measurement:
    """The net promoter score: the percentage of promoters less that of detractors, in points from -100 to 100.

    "How likely is it that you would recommend us to a friend or colleague?", from 0 to 10. Promoters say 9 or 10,
    detractors 0 to 6; passives (7 and 8) count in n alone. Frederick F. Reichheld, "The One Number You Need to Grow",
    Harvard Business Review 81 (12), 2003, 46-54.

    The interval: the variance of promoters less detractors in a multinomial sample is (p + d - (p - d)²) / n, and the
    score is taken as normal (`multinomial`). Brendan Rocks ("Interval Estimation for the Net Promoter Score", The
    American Statistician 70 (4), 2016, 365-372) finds it too narrow in small samples, and `adjusted-wald` better: the
    same for 3/4 promoter, 1 1/2 passives and 3/4 detractor more than were asked. The score stays as it is.

    Args:
        scores: answers from 0 to 10, or counts by answer.
        promoters: their number, where the answers are not at hand; with `passives` and `detractors`.
        passives: as above.
        detractors: as above.
        interval: "multinomial" or "adjusted-wald".
        level: of the interval; None for none.

    Raises:
        MetricError: for scores off the scale, for none, and where both scores and groups are given.
        UnknownName: for another kind of interval.

    Reichheld's scale, with figures as they are reported by it (a company of 30 % promoters and 20 % detractors scores
    +10; DELA, Annual report 2018, glossary):

    >>> from journeykit.metrics import nps
    >>> print(nps(promoters=30, passives=50, detractors=20))
    Net promoter score 10 points (-3.7 to 23.7 at 95 %, n = 100; 0-10 scale)
    >>> nps([10, 9, 9, 8, 7, 7, 6, 3, None]).value, nps({10: 3, 8: 2, 0: 2}, level=None).n
    (12.5, 7)
    """
    if interval not in _METHODS:
        raise UnknownName("interval", interval, tuple(_METHODS))
    groups = {"promoters": promoters, "passives": passives, "detractors": detractors}
    missing = 0
    if scores is None:
        more, less, n = _counted(groups)
    elif any(each is not None for each in groups.values()):
        raise MetricError("nps takes scores, or promoters, passives and detractors, and not both")
    else:
        found = answers(scores, "nps", Scale(0, 10))
        more, less, n, missing = found.among(9), found.among(0, 6), found.n, found.missing
    wanted = checked_level(level)
    ends = None
    if wanted is not None:
        add = _ADDED if interval == "adjusted-wald" else 0.0
        ends = difference((more + add) / (n + 4 * add), (less + add) / (n + 4 * add), n + 4 * add, wanted)
    notes = missing_note(missing)
    if wanted is not None and ends is None:
        notes = (*notes, "all answers are in one group, so that their variance is 0: see interval='adjusted-wald'")
    return Measurement(
        name="nps",
        title=FORMULA.title,
        value=100 * (more - less) / n,
        unit="points",
        method="0-10 scale",
        n=n,
        direction="up",
        notes=notes,
        **between(ends, wanted, _METHODS[interval], 100),
    )


def _counted(groups: dict[str, int | None]) -> tuple[int, int, int]:
    lacking = [name for name, many in groups.items() if many is None]
    if lacking:
        raise MetricError(f"nps takes scores, or promoters, passives and detractors: {' and '.join(lacking)} missing")
    more, passive, less = (count(many, "nps", name) for name, many in groups.items())
    if not more + passive + less:
        raise MetricError("nps needs at least one answer, and there is none")
    return more, less, more + passive + less


FORMULA: Final = Formula("nps", "Net promoter score", nps, "% promoters (9-10) less % detractors (0-6)", column=True)
