"""Which metrics there are: one file in `formulas` each, and those that other packages bring."""

from __future__ import annotations

import importlib
import pkgutil
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from types import MappingProxyType
from typing import Final

from journeykit.errors import UnknownName
from journeykit.metrics.measurement import Measurement

__all__ = ["GROUP", "Formula", "formula_named", "formulas"]

GROUP: Final = "journeykit.metrics"


@dataclass(frozen=True, slots=True)
class Formula:
    """One metric: a file in `journeykit.metrics.formulas` with a `FORMULA`, or an entry point that names one.

    Attributes:
        name: what people type, and the name of its function: `journeykit.metrics.nps`.
        title: for people.
        function: takes numbers, gives a Measurement.
        formula: in a line.
        column: whether one column of answers is all it takes, so that the command can read it from a file.
        converts: for a figure that is counted over time: a value, and how many of its lengths of time make the new
            one, to the new value.

    >>> from journeykit.metrics import Formula, Measurement
    >>> def smiles(faces):
    ...     return Measurement(name="smiles", title="Smiles", value=sum(faces), unit="", method="counted")
    >>> Formula("smiles", "Smiles", smiles, "how many smile").function([1, 0, 1]).value
    2
    """

    name: str
    title: str
    function: Callable[..., Measurement]
    formula: str
    column: bool = False
    converts: Callable[[float, float], float] | None = None


@cache
def formulas() -> Mapping[str, Formula]:
    """Every metric by name: the built-in ones first, then other packages'.

    An entry point that does not load is left out with a warning; one cannot replace a built-in metric.

    >>> list(formulas())[:4]
    ['arpu', 'ces', 'churn', 'clv']
    """
    package = importlib.import_module("journeykit.metrics.formulas")
    names = sorted(each.name for each in pkgutil.iter_modules(package.__path__, f"{package.__name__}."))
    known: dict[str, Formula] = {}
    for name in names:
        found: Formula = importlib.import_module(name).FORMULA
        known[found.name] = found
    for point in entry_points(group=GROUP):
        try:
            brought = point.load()
        except Exception as error:  # noqa: BLE001 - somebody else's module may fail in any way, and ours must go on
            warnings.warn(f"the metric {point.name!r} of {point.value!r} does not load: {error}", stacklevel=2)
            continue
        if isinstance(brought, Formula):
            known.setdefault(brought.name, brought)
        else:
            warnings.warn(f"the metric {point.name!r} of {point.value!r} is no Formula", stacklevel=2)
    return MappingProxyType(known)


def formula_named(name: str) -> Formula:
    """The metric with that name. Raises UnknownName, with the near one.

    >>> formula_named("nps").title
    'Net promoter score'
    """
    found = formulas().get(name)
    if found is None:
        raise UnknownName("metric", name, sorted(formulas()))
    return found
