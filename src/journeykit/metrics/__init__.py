"""The field's numbers: each with its method, how many answers it rests on, and an interval where one is standard.

>>> from journeykit import metrics
>>> print(metrics.nps({10: 120, 9: 91, 8: 80, 7: 49, 3: 80}))
Net promoter score 31.2 points (23.8 to 38.6 at 95 %, n = 420; 0-10 scale)
>>> sorted(metrics.formulas())[-3:]
['opportunity_score', 'peak_end', 'retention']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeykit.metrics.formulas.arpu import arpu
from journeykit.metrics.formulas.ces import ces
from journeykit.metrics.formulas.churn import churn
from journeykit.metrics.formulas.clv import clv
from journeykit.metrics.formulas.clv_gupta_lehmann import clv_gupta_lehmann
from journeykit.metrics.formulas.clv_yearly import clv_yearly
from journeykit.metrics.formulas.conversion import conversion
from journeykit.metrics.formulas.csat import csat
from journeykit.metrics.formulas.importance_satisfaction_gap import importance_satisfaction_gap
from journeykit.metrics.formulas.nps import nps
from journeykit.metrics.formulas.opportunity_score import opportunity_score
from journeykit.metrics.formulas.peak_end import peak_end
from journeykit.metrics.formulas.retention import retention
from journeykit.metrics.measurement import Measurement
from journeykit.metrics.registry import Formula, formula_named, formulas

__all__ = [
    "Formula",
    "Measurement",
    "arpu",
    "ces",
    "churn",
    "clv",
    "clv_gupta_lehmann",
    "clv_yearly",
    "conversion",
    "csat",
    "formula_named",
    "formulas",
    "importance_satisfaction_gap",
    "nps",
    "opportunity_score",
    "peak_end",
    "retention",
]

if not TYPE_CHECKING:  # a checker must see the names above, not this

    def __getattr__(name: str) -> Any:
        """The metrics that other packages bring, and a file of yours in `formulas`."""
        from journeykit.errors import UnknownName

        try:
            if not name.startswith("_"):
                return formula_named(name).function
        except UnknownName as unknown:
            raise AttributeError(str(unknown), name=name) from None
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}", name=name)
