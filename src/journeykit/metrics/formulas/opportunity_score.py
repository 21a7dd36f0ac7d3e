"""Opportunity score of a need."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from journeykit.errors import MetricError
from journeykit.metrics.amounts import share
from journeykit.metrics.answers import Numbers, Scale
from journeykit.metrics.bootstrap import percentile, words
from journeykit.metrics.means import between, checked_level, checked_scale
from journeykit.metrics.measurement import Measurement
from journeykit.metrics.paired import asked
from journeykit.metrics.registry import Formula

__all__ = ["FORMULA", "opportunity_score"]

_ALIKE: Final = "every resample of these answers has the same score, so that a bootstrap interval would say nothing"


def opportunity_score(
    importance: Numbers | float,
    satisfaction: Numbers | float,
    *,
    scale: tuple[int, int] = (1, 5),
    paired: bool | None = None,
    level: float | None = 0.95,
    seed: int = 0,
) -> Measurement:
    """How large an opportunity a need is: 10 · (importance + max(importance - satisfaction, 0)), from 0 to 20.

    Both are shares of people who gave one of the two best answers. Anthony W. Ulwick, "Turn Customer Input into
    Innovation", Harvard Business Review 80 (1), 2002, 91-97, and What Customers Want, McGraw-Hill 2005, ch. 3: over 15
    is an extreme opportunity, 12 to 15 a good one, 10 to 12 worth a look. A need that is served better than it
    matters loses nothing, so the score alone does not show over-served ones: see `importance_satisfaction_gap`.

    The interval is a percentile bootstrap over people, since the maximum leaves no formula. It is rough below some
    thirty people, and where importance and satisfaction are nearly alike. Where all answer alike there is none.

    Args:
        importance: whole answers on the scale, counts by answer, or the share itself, from 0 to 1.
        satisfaction: the same.
        scale: the lowest and the highest answer.
        paired: whether each row of both is one person; None takes columns as paired, and counts as different people.
        level: of the interval; None for none. Shares have none.
        seed: of the bootstrap.

    Raises:
        MetricError: for answers off the scale, for none, for columns of different lengths, for a share with answers.

    The score in figures as the method is taught (what 90 % find important and 30 % are satisfied with scores 15, what
    90 % and 90 % do scores 9), and an example of our own:

    >>> from journeykit.metrics import opportunity_score
    >>> opportunity_score(.9, .3).value, opportunity_score(.9, .9).value
    (15.0, 9.0)
    >>> print(opportunity_score([5, 5, 4, 5, 3, 4, 5, 2], [1, 2, 4, 2, 3, 5, 1, 4]))
    Opportunity score 11.2 points (5 to 17.5 at 95 %, n = 8; top-2-box, scale 1 to 5, same people)
    """
    if not isinstance(importance, Iterable) or not isinstance(satisfaction, Iterable):
        return _of_shares(importance, satisfaction)
    low, high = checked_scale(scale, "opportunity_score")
    wanted = checked_level(level)
    both = asked(importance, satisfaction, "opportunity_score", Scale(low, high), paired)
    sizes = both.importance.n, both.satisfaction.n
    tops = both.importance.among(high - 1), both.satisfaction.among(high - 1)
    ends = None
    if wanted is not None and both.pairs:
        kinds = ((True, True), (True, False), (False, True), (False, False))
        often = [sum(many for a, b, many in both.pairs if (a >= high - 1, b >= high - 1) == kind) for kind in kinds]
        ends = percentile([often], lambda each: _score(each[:, 0] + each[:, 1], each[:, 0] + each[:, 2]), wanted, seed)
    elif wanted is not None:
        samples = [(top, n - top) for top, n in zip(tops, sizes, strict=True)]
        ends = percentile(samples, lambda first, second: _score(first[:, 0], second[:, 0]), wanted, seed)
    notes = both.notes if wanted is None or ends is not None else (*both.notes, _ALIKE)
    return Measurement(
        name="opportunity_score",
        title=FORMULA.title,
        value=float(_score(tops[0] / sizes[0], tops[1] / sizes[1])),
        unit="points",
        method=f"top-2-box, scale {low} to {high}, {'same' if both.pairs else 'different'} people",
        n=both.n,
        notes=notes,
        **between(ends, wanted, words(seed)),
    )


def _of_shares(importance: Any, satisfaction: Any) -> Measurement:
    if isinstance(importance, Iterable) or isinstance(satisfaction, Iterable):
        raise MetricError("opportunity_score takes answers on both, or the share of both")
    advice = ": give the answers of all, or the shares of people who gave one of the two best"
    first = share(importance, "opportunity_score", "importance", "csat", advice).value
    second = share(satisfaction, "opportunity_score", "satisfaction", "csat", advice).value
    return Measurement(
        name="opportunity_score",
        title=FORMULA.title,
        value=float(_score(first, second)),
        unit="points",
        method="shares as given",
    )


def _score(importance: Any, satisfaction: Any) -> Any:
    """Of shares, or of arrays of them."""
    gap = importance - satisfaction
    return 10 * (importance + gap * (gap > 0))


FORMULA: Final = Formula(
    "opportunity_score",
    "Opportunity score",
    opportunity_score,
    "10 (importance + max(importance - satisfaction, 0)), top-2-box shares",
)
