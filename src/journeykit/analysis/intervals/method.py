"""What intervals are asked for, and what one is."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import numpy as np
from scipy.special import ndtri

from journeykit.errors import UnknownName

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeykit.analysis.chain import Floats
    from journeykit.model import JourneyMap

__all__ = ["FEW", "Interval", "Method", "MethodName", "listed", "method_of"]

MethodName: TypeAlias = Literal["delta", "sampling"]
FEW: Final = 500
"""On maps of so many steps intervals cost little: they are given without being asked for, and for every step."""


@dataclass(frozen=True)
class Interval:
    """A figure with how sure it is.

    Attributes:
        what: "goal", the id of an outcome, "end" (of a map without outcomes), "drop_off", or the figure asked for.
        value: that of the map.
        low, high: the interval, within what is possible: 0..1 for probabilities.
        error: the standard error.

    >>> Interval("goal", .36, .27, .45, .048).what
    'goal'
    """

    what: str
    value: float
    low: float
    high: float
    error: float


@dataclass(frozen=True)
class Method:
    """How intervals are computed: by which method, at what level; and for sampling with n draws, a seed and a prior.

    `asked` says whether somebody named the method: then nothing counted is an error.
    """

    name: MethodName
    level: float = 0.95
    n: int = 2000
    seed: int = 0
    prior: float = 0.5
    asked: bool = True

    @property
    def z(self) -> float:
        """How many standard errors a normal interval has to each side."""
        return float(ndtri((1 + self.level) / 2))

    def around(self, values: Floats, errors: Floats, beside: Floats) -> tuple[Floats, Floats]:
        """The ends of normal intervals: f numbers each. `beside` is the square of what else widens them."""
        half = np.sqrt((self.z * errors) ** 2 + beside)
        return values - half, values + half

    def among(self, drawn: Floats) -> tuple[Floats, Floats, Floats]:
        """The quantiles at both ends, and the standard deviation, of figures drawn n times: n by f; f numbers each."""
        low, high = np.quantile(drawn, [(1 - self.level) / 2, (1 + self.level) / 2], axis=0)
        return low, high, drawn.std(axis=0, ddof=1)

    def words(self, grounds: str) -> str:
        """What must be said of the intervals.

        >>> Method("delta").words("counts")
        'intervals of 95 % by the delta method, from counts'
        """
        how = "the delta method" if self.name == "delta" else f"sampling ({self.n} draws)"
        return f"intervals of {100 * self.level:.4g} % by {how}, from {grounds}"


def method_of(
    journey: JourneyMap, method: MethodName | None, *, level: float, n: int, seed: int, prior: float
) -> Method | None:
    """The method asked for. None asks for the delta method where it costs little: on maps of up to 500 steps of which
    something was counted; and for nothing elsewhere.

    Raises UnknownName for another method, ValueError for impossible numbers.
    """
    if method not in (None, "delta", "sampling"):
        raise UnknownName("method", str(method), ["delta", "sampling"])
    if isinstance(n, bool) or not isinstance(n, int) or n < 2:
        raise ValueError(f"n, how many samples are drawn, is a whole number of at least 2, not {n!r}")
    if isinstance(seed, bool) or not isinstance(seed, int) or seed < 0:
        raise ValueError(f"the seed is a whole number of at least 0, not {seed!r}")
    if not 0 < level < 1:
        raise ValueError(f"the level of an interval lies between 0 and 1, like .95: {level!r}")
    if not (isfinite(prior) and prior > 0):
        raise ValueError(f"the prior is a number above 0, like .5 (Jeffreys) or 1 (uniform): {prior!r}")
    if method is None:
        few = len(journey.steps) <= FEW
        if not (few and any(move.count is not None or move.prior for move in journey.transitions)):
            return None
    return Method(method or "delta", level, n, seed, prior, asked=method is not None)


def listed(names: Sequence[str], most: int = 8) -> str:
    """Names in one line, the first ones where there are many.

    >>> listed(["quote", "sign", "permit"], 2)
    'quote, sign and 1 more'
    """
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
