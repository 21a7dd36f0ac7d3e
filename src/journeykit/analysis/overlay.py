"""What results lay over a drawing: plain values, so that drawings need to know nothing of where they come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol, runtime_checkable

__all__ = ["Laid", "Mark", "Overlay"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing said of a step: words with their figure, a share of 0..1 that is drawn as a bar, and whether it hurts.

    `sign` is what stands before it, where that is not the usual one of its tone.

    >>> Mark("1.5 visits", share=0.75).tone
    'plain'
    """

    text: str
    share: float | None = None
    tone: Literal["plain", "good", "bad"] = "plain"
    sign: Literal["", "again", "goal", "idea", "leave", "low", "question"] = ""


@dataclass(frozen=True, slots=True)
class Overlay:
    """What is said of steps: `title` names it, `hint` says what the figures are, `notes` what they rest on.

    >>> found = Overlay("Visits", {"quote": (Mark("1.5 visits", share=.75),)})
    >>> found.steps["quote"][0].text
    '1.5 visits'
    """

    title: str
    steps: Mapping[str, tuple[Mark, ...]]
    hint: str = ""
    notes: tuple[str, ...] = ()


@runtime_checkable
class Laid(Protocol):
    """A result that can be laid over a drawing."""

    def overlay(self) -> Overlay:
        """What it says of each step."""
        ...
