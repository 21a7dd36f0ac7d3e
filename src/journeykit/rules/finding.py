"""One thing that is poor about a map."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Literal, TypeAlias

__all__ = ["SEVERITIES", "Finding", "Severity"]

Severity: TypeAlias = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""From the gravest. With an error the map cannot be analysed; a warning is a fault of the map; an info is a hint."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule minds: where, what is wrong, and how to mend it.

    `place` is written as in files (`stages[1].steps[0]`); `step` is the id of the step it is about, None where it is
    about no single step.

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

    def to_dict(self) -> dict[str, str | None]:
        """The finding as plain data, by field."""
        return asdict(self)

    def __str__(self) -> str:
        head = ": ".join(part for part in (self.place, self.severity, self.message) if part)
        return f"{head} [{self.code} {self.name}]\n    {self.repair}"
