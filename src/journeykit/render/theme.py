"""Colours by what they mean: blue is good, orange is bad, never green and red, and a second sign stands beside."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final

from journeykit.errors import UnknownName

__all__ = ["DARK", "FONT", "LIGHT", "THEMES", "Theme", "names", "palette", "tint"]

FONT: Final = (
    "Arial, 'Liberation Sans', 'Helvetica Neue', Helvetica, 'Noto Sans', 'Noto Sans CJK SC', 'PingFang SC', "
    "'Microsoft YaHei', 'Noto Color Emoji', 'Apple Color Emoji', 'Segoe UI Emoji', sans-serif"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Six-digit hex colours. Every text colour meets WCAG AA on every background it is used on."""

    paper: str
    ink: str
    muted: str
    stage: str
    stage_line: str
    phase: str
    phase_bar: str
    card_line: str
    unknown: str
    very_bad: str
    bad: str
    mixed: str
    good: str
    very_good: str
    bad_mark: str
    mixed_mark: str
    good_mark: str
    forward: str
    back: str
    leave: str
    back_text: str
    leave_text: str
    on_mark: str
    success: str
    failure: str
    neutral: str
    moment: str
    head: str
    on_head: str
    lane: str
    lane_line: str
    zone_good: str
    zone_bad: str
    axis: str
    line_1: str
    line_2: str
    line_3: str
    line_4: str
    pain: str
    pain_mark: str
    gain: str
    gain_mark: str
    idea: str
    idea_mark: str
    wait: str
    fade: str
    fade_line: str


LIGHT: Final = Theme(
    paper="#ffffff",
    ink="#16202e",
    muted="#4d596a",
    stage="#f4f6fa",
    stage_line="#d3dae6",
    phase="#36547f",
    phase_bar="#e2e9f4",
    card_line="#7d899d",
    unknown="#ffffff",
    very_bad="#fcd4ad",
    bad="#fde8d2",
    mixed="#ffffff",
    good="#dcebfb",
    very_good="#b7d7f7",
    bad_mark="#9a3d00",
    mixed_mark="#5f6b7c",
    good_mark="#0a55a2",
    forward="#55617a",
    back="#6a3fb5",
    leave="#c05000",
    back_text="#5b33a3",
    leave_text="#a84300",
    on_mark="#ffffff",
    success="#dcebfb",
    failure="#fde8d2",
    neutral="#eceff4",
    moment="#7a5a00",
    head="#22405f",
    on_head="#ffffff",
    lane="#f5f7fb",
    lane_line="#d3dae6",
    zone_good="#e3f0fa",
    zone_bad="#fcebdf",
    axis="#8792a5",
    line_1="#0068b3",
    line_2="#8a3d7a",
    line_3="#9a3d00",
    line_4="#36546b",
    pain="#fdece0",
    pain_mark="#a84300",
    gain="#e5f1fc",
    gain_mark="#0a55a2",
    idea="#e6f2ee",
    idea_mark="#00624a",
    wait="#eceff4",
    fade="#667284",
    fade_line="#a9b3c2",
)

DARK: Final = Theme(
    paper="#11161f",
    ink="#eef2f8",
    muted="#b3bfd0",
    stage="#19202c",
    stage_line="#364256",
    phase="#9dbdea",
    phase_bar="#243046",
    card_line="#6f7f98",
    unknown="#232c3a",
    very_bad="#5c3412",
    bad="#45301f",
    mixed="#232c3a",
    good="#1f3653",
    very_good="#1c4676",
    bad_mark="#ffb27a",
    mixed_mark="#c3ccd9",
    good_mark="#8fc4ff",
    forward="#9aa9c0",
    back="#c3a6ff",
    leave="#ff9d57",
    back_text="#cdb6ff",
    leave_text="#ffb27a",
    on_mark="#11161f",
    success="#1f3653",
    failure="#45301f",
    neutral="#2a3341",
    moment="#ffd978",
    head="#2f5a86",
    on_head="#ffffff",
    lane="#171d28",
    lane_line="#364256",
    zone_good="#14283b",
    zone_bad="#37251a",
    axis="#7f8da3",
    line_1="#5bb4f0",
    line_2="#dd9ad0",
    line_3="#ffb27a",
    line_4="#a9c3d6",
    pain="#3a2416",
    pain_mark="#ffb27a",
    gain="#152a41",
    gain_mark="#8fc4ff",
    idea="#12302a",
    idea_mark="#5fd6b0",
    wait="#2a3341",
    fade="#95a2b5",
    fade_line="#56627a",
)

THEMES: Final = ("auto", "light", "dark")


def palette(name: str) -> tuple[Theme, Theme | None]:
    """The literal colours of a theme, and those that take over on a dark screen (None where nothing does).

    >>> palette("auto") == (LIGHT, DARK), palette("dark") == (DARK, None)
    (True, True)
    >>> palette("drak")
    Traceback (most recent call last):
    journeykit.errors.UnknownName: unknown theme 'drak': did you mean 'dark'?
    """
    if name not in THEMES:
        raise UnknownName("theme", name, THEMES)
    return {"auto": (LIGHT, DARK), "light": (LIGHT, None), "dark": (DARK, None)}[name]


def tint(emotion: float | None) -> str:
    """The colour of a card by the feeling it leaves.

    >>> [tint(each) for each in (None, -2, -0.5, 0, 0.2, 1.5)]
    ['unknown', 'very_bad', 'bad', 'mixed', 'mixed', 'very_good']
    """
    if emotion is None:
        return "unknown"
    if abs(emotion) < 0.25:  # a hair's breadth is no feeling
        return "mixed"
    strong = abs(emotion) >= 1.5  # halfway between the whole numbers
    if emotion < 0:
        return "very_bad" if strong else "bad"
    return "very_good" if strong else "good"


def names() -> tuple[str, ...]:
    """Every colour's name.

    >>> "ink" in names()
    True
    """
    return tuple(field.name for field in fields(Theme))
