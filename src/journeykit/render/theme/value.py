"""A theme: a frozen set of colours by what they mean, and a font."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, Final, NamedTuple, Self

from journeykit.near import unknown
from journeykit.render.theme.measure import ratio
from journeykit.render.theme.pairs import MARK_CONTRAST, MARKS, TEXT_CONTRAST, TEXTS

__all__ = ["FONT", "Contrast", "Theme", "names"]

FONT: Final = (
    "Arial, 'Liberation Sans', 'Helvetica Neue', Helvetica, 'Noto Sans', 'Noto Sans CJK SC', 'PingFang SC', "
    "'Microsoft YaHei', sans-serif"  # no emoji font: one in the list makes Inkscape forget the others
)
_COLOUR: Final = re.compile("#[0-9a-fA-F]{6}", re.ASCII)
_SHORT: Final = re.compile("#[0-9a-fA-F]{3}", re.ASCII)
_WORD = "-?[A-Za-z_][A-Za-z0-9_-]*"
_FAMILY = f"'[^'\"<>&;{{}}\\\\\\x00-\\x1f\\x7f]+'|\"[^'\"<>&;{{}}\\\\\\x00-\\x1f\\x7f]+\"|{_WORD}(?: {_WORD})*"
_STACK: Final = re.compile(f"(?:(?:{_FAMILY}), ?)*(?:sans-serif|serif|monospace|system-ui|cursive|fantasy)")
_LONGEST = 500


class Contrast(NamedTuple):
    """A colour on its ground: the contrast it has, and the one that WCAG AA asks for (4.5 for texts, 3 for marks)."""

    colour: str
    ground: str
    ratio: float
    needed: float

    @property
    def enough(self) -> bool:
        """Whether it has what it needs."""
        return self.ratio >= self.needed


@dataclass(frozen=True, kw_only=True, repr=False)
class Theme:
    """Colours in six-digit hex and a stack of fonts; by itself the light theme.

    Change some with `replace`, or name them in a subclass. Every other colour stays.

    Raises:
        ValueError: for colours and fonts that are none, all of them at once.

    >>> LIGHT = Theme()
    >>> LIGHT.replace(head="#5a0a5a")
    Theme(head='#5a0a5a')
    >>> class Acme(Theme):
    ...     head = "#5a0a5a"
    >>> Acme().head, Acme().ink == LIGHT.ink
    ('#5a0a5a', True)
    >>> LIGHT.replace(head="#fff", haed="purple")
    Traceback (most recent call last):
    ValueError: 2 faults in Theme
      haed: unknown colour 'haed': did you mean 'head'?
      head: '#fff' is no colour: write '#ffffff'
    """

    font: str = FONT
    # the sheet, its texts, and the stages of the flow
    paper: str = "#ffffff"
    ink: str = "#16202e"
    muted: str = "#4d596a"
    stage: str = "#f4f6fa"
    stage_line: str = "#d3dae6"
    phase: str = "#36547f"
    phase_bar: str = "#e2e9f4"
    card_line: str = "#7d899d"
    # cards by the feeling they leave, and the faces and figures on them
    unknown: str = "#ffffff"
    very_bad: str = "#fcd4ad"
    bad: str = "#fde8d2"
    mixed: str = "#ffffff"
    good: str = "#dcebfb"
    very_good: str = "#b7d7f7"
    bad_mark: str = "#9a3d00"
    mixed_mark: str = "#5f6b7c"
    good_mark: str = "#0a55a2"
    # moves, and the words on them
    forward: str = "#55617a"
    back: str = "#6a3fb5"
    leave: str = "#c05000"
    back_text: str = "#5b33a3"
    leave_text: str = "#a84300"
    on_mark: str = "#ffffff"
    # outcomes, moments of truth
    success: str = "#dcebfb"
    failure: str = "#fde8d2"
    neutral: str = "#eceff4"
    moment: str = "#7a5a00"
    # the poster: heads of stages, lanes, the emotion curve, bars and points, and lines by persona
    head: str = "#22405f"
    on_head: str = "#ffffff"
    lane: str = "#f5f7fb"
    lane_line: str = "#d3dae6"
    zone_good: str = "#e3f0fa"
    zone_bad: str = "#fcebdf"
    axis: str = "#7d889c"
    bar: str = "#22405f"
    line_1: str = "#0c67ce"
    line_2: str = "#672262"
    line_3: str = "#876202"
    line_4: str = "#11191f"
    # items of the poster, waits, and claims without a source under the overlay
    pain: str = "#fdece0"
    pain_mark: str = "#a84300"
    gain: str = "#e5f1fc"
    gain_mark: str = "#0a55a2"
    idea: str = "#e6f2ee"
    idea_mark: str = "#00624a"
    wait: str = "#eceff4"
    fade: str = "#5e6a7c"
    fade_line: str = "#a9b3c2"

    def __init_subclass__(cls, **options: Any) -> None:
        """Take colours that a class body names as the defaults of the subclass."""
        super().__init_subclass__(**options)
        known = ("font", *names())
        own = {name: value for name, value in vars(cls).items() if not name.startswith("_")}
        strange = [name for name, value in own.items() if isinstance(value, str) and name not in known]
        _refuse(cls, [(name, unknown("colour", name, known)) for name in strange])
        cls.__annotations__ = dict.fromkeys((name for name in own if name in known), "str")
        dataclass(frozen=True, kw_only=True, repr=False)(cls)
        for name in ("__setattr__", "__delattr__"):  # the parent's freeze it too, and let a decorator add its own
            delattr(cls, name)

    def __post_init__(self) -> None:
        _refuse(type(self), [fault for name, value in vars(self).items() for fault in _faults(name, value)])
        for name in names():  # one way to write a colour, so that equal themes are equal
            object.__setattr__(self, name, getattr(self, name).lower())

    def __repr__(self) -> str:
        """What differs from the light theme."""
        changed = (f"{name}={value!r}" for name, value in vars(self).items() if value != getattr(Theme, name))
        return f"{type(self).__name__}({', '.join(changed)})"

    def replace(self, **changes: str) -> Self:
        """The theme with some colours, or the font, changed. Raises ValueError for all that is wrong with them."""
        known = ("font", *names())
        strange = [(name, unknown("colour", name, known)) for name in changes if name not in known]
        if strange:
            wrong = [fault for name, value in changes.items() if name in known for fault in _faults(name, value)]
            _refuse(type(self), strange + wrong)
        return type(self)(**{**vars(self), **changes})

    def contrast(self) -> tuple[Contrast, ...]:
        """Every text and mark on every ground that drawings put it on, the poorest first.

        >>> Theme().contrast()[0].enough
        True
        >>> poor = [row for row in Theme(muted="#8899aa").contrast() if not row.enough]
        >>> poor[0]
        Contrast(colour='muted', ground='very_good', ratio=1.95, needed=4.5)
        """
        rows = [
            Contrast(colour, ground, round(ratio(getattr(self, colour), getattr(self, ground)) - 0.005, 2), needed)
            for table, needed in ((TEXTS, TEXT_CONTRAST), (MARKS, MARK_CONTRAST))
            for ground, colours in table.items()
            for colour in colours
        ]
        return tuple(sorted(rows, key=lambda row: (row.ratio / row.needed, row.colour, row.ground)))


@cache
def names() -> tuple[str, ...]:
    """Every colour's name.

    >>> "ink" in names(), "font" in names()
    (True, False)
    """
    return tuple(field.name for field in fields(Theme) if field.name != "font")


def _faults(name: str, value: object) -> list[tuple[str, str]]:
    """What is wrong with one field, as its name and words."""
    shown = repr(value)[:60]
    if name == "font":
        if isinstance(value, str) and len(value) <= _LONGEST and _STACK.fullmatch(value):
            return []
        return [(name, f"{shown} is no stack of fonts: write \"'Acme Sans', Arial, sans-serif\", a general one last")]
    if not isinstance(value, str):
        return [(name, f"{shown} is no colour: write six hex digits as text, such as '#22405f'")]
    if _COLOUR.fullmatch(value):
        return []
    if _SHORT.fullmatch(value):
        return [(name, f"{shown} is no colour: write '#{''.join(2 * digit for digit in value[1:])}'")]
    return [(name, f"{shown} is no colour: write six hex digits, such as '#22405f'")]


def _refuse(theme: type[Theme], faults: list[tuple[str, str]]) -> None:
    """Raise one ValueError with all faults, if there are any."""
    if faults:
        head = f"{len(faults)} fault{'s' if len(faults) > 1 else ''} in {theme.__name__}"
        raise ValueError("\n".join([head, *(f"  {name}: {words}" for name, words in faults)]))
