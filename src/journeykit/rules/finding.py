"""One thing that is poor about a map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from journeykit.rules.fix import Fix

__all__ = ["COLUMNS", "SEVERITIES", "Finding", "Severity"]

COLUMNS = ("code", "name", "severity", "place", "message", "repair", "step")

Severity: TypeAlias = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""From the gravest. With an error the map cannot be analysed; a warning is a fault of the map; an info is a hint."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule minds: where, what is wrong, and how to mend it.

    `place` is written as in files (`stages[1].steps[0]`); `step` is the id of the step it is about, None where it is
    about no single step. Where a rule minds many places, one finding stands for them: `also` has the other places, and
    `steps` the steps of all. `fixes` has the repairs that have one safe answer.

    >>> found = Finding("JK302", "dead-end", "warning", "stages[0].steps[1]", "'pay' leads nowhere", "say where", "pay")
    >>> print(found)
    stages[0].steps[1]: warning: 'pay' leads nowhere [JK302 dead-end]
        say where
    """

    code: str
    name: str
    severity: Severity
    place: str
    message: str
    repair: str
    step: str | None = None
    also: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    fixes: tuple[Fix, ...] = ()

    @property
    def count(self) -> int:
        """How many places it stands for."""
        return 1 + len(self.also)

    @property
    def every_step(self) -> tuple[str, ...]:
        """The ids of all steps that it is about."""
        return self.steps or (() if self.step is None else (self.step,))

    def to_dict(self) -> dict[str, str | None]:
        """The finding as plain data: code, name, severity, place, message, repair, step."""
        return {name: getattr(self, name) for name in COLUMNS}

    def __str__(self) -> str:
        head = ": ".join(part for part in (self.place, self.severity, self.message) if part)
        return f"{head} [{self.code} {self.name}]\n    {self.repair}"
