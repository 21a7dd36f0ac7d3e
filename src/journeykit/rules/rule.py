"""What a rule is: a function over a map, with a code, a name, a severity, and its reasons in its docstring."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeykit.errors import UnknownName
from journeykit.rules.explanation import Explanation, explanation
from journeykit.rules.finding import SEVERITIES, Finding, Severity

if TYPE_CHECKING:
    from journeykit.model import JourneyMap

__all__ = ["Hit", "Rule", "rule"]

_CODE = re.compile(r"[A-Z]{2,8}[0-9]{3}")
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that a rule minds; with the rule's code, name and severity it becomes a Finding.

    Attributes:
        place: where, as in files: `stages[1].steps[0]`; empty for the whole map.
        message: what is wrong, in a sentence without a full stop.
        repair: what to write instead, in a sentence without a full stop.
        step: the id of the step it is about, if it is about one; that step's `allow` can silence it.

    >>> Hit("personas", "the map names no persona", "name one under `personas`").step is None
    True
    """

    place: str
    message: str
    repair: str
    step: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule. Raises ValueError for a code, name or severity that is none.

    Called with a map it yields its hits; `findings` gives them as findings.

    >>> from journeykit.model import JourneyMap
    >>> from journeykit.rules import rules
    >>> [found.message for found in rules()["JK101"].findings(JourneyMap(title="First"))]
    ['the map names no persona']
    """

    code: str
    name: str
    severity: Severity
    function: Callable[[JourneyMap], Iterable[Hit]]

    def __post_init__(self) -> None:
        if not _CODE.fullmatch(self.code):
            raise ValueError(
                f"a rule's code is two to eight capitals and three digits, like 'JK302', not {self.code!r}"
            )
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"a rule's name is small words joined by '-', like 'dead-end', not {self.name!r}")
        if self.severity not in SEVERITIES:
            raise ValueError(str(UnknownName("severity", self.severity, SEVERITIES)))

    def __call__(self, journey: JourneyMap) -> Iterator[Hit]:
        """What the rule minds, in the order of the map."""
        return iter(self.function(journey))

    def findings(self, journey: JourneyMap) -> tuple[Finding, ...]:
        """What the rule finds, in the order of the map; what the map allows is among it."""
        return tuple(
            Finding(self.code, self.name, self.severity, hit.place, hit.message, hit.repair, hit.step)
            for hit in self(journey)
        )

    @property
    def explanation(self) -> Explanation:
        """What its docstring says: summary, why, source, and examples of bad and good maps."""
        return explanation(self.function.__doc__ or "")

    @property
    def origin(self) -> str:
        """The module and function that it comes from."""
        return f"{self.function.__module__}.{self.function.__qualname__}"


def rule(code: str, name: str, *, severity: Severity) -> Callable[[Callable[[JourneyMap], Iterable[Hit]]], Rule]:
    """Make a rule of a function from a map to hits.

    Args:
        code: two to eight capitals and three digits; JK codes are journeykit's own.
        name: the fault in small words joined by `-`; it reads well after "allow".
        severity: `error` where the map cannot be analysed, `warning` for a fault of the map, `info` for a hint.

    >>> from journeykit.model import JourneyMap
    >>> @rule("ACME001", "no-owner", severity="info")
    ... def no_owner(journey):
    ...     if not journey.owners:
    ...         yield Hit("owners", "nobody answers for the map", "name somebody under `owners`")
    >>> [hit.message for hit in no_owner(JourneyMap())]
    ['nobody answers for the map']
    """
    return lambda function: Rule(code, name, severity, function)
