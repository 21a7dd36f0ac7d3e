"""How much room each node takes, from its texts: a card knows its lines before anything is laid out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from journeykit.render.flow.over import Over, overs
from journeykit.render.scene import Node
from journeykit.render.text import width, wrap

__all__ = [
    "CARD",
    "DETAIL",
    "LABEL",
    "LABEL_STEP",
    "LEADING",
    "SECOND_FACE",
    "TITLE",
    "Card",
    "Pill",
    "card",
    "face_room",
    "feeling",
    "mood",
    "pill",
    "second_line",
]

CARD: Final = 208.0  # the width of every card, in px as all lengths here
TITLE: Final = 14.0  # font sizes: 14 px on a screen stay legible when the drawing is printed on A3
DETAIL: Final = 12.0
LABEL: Final = 12.0
LEADING: Final = 1.36  # fallback fonts for Arabic and ideographs are taller than Arial
LABEL_STEP: Final = 16.5
SECOND_FACE: Final = 14.0  # how far a second face stands out behind the first
_PAD: Final = 12.0
_FACE: Final = 52.0  # the face and its figure, at the right of the second line
_ICON: Final = 20.0
_END: Final = 24.0


@dataclass(frozen=True, slots=True)
class Card:
    """A node's size and its lines of text, wrapped to fit."""

    node: Node
    width: float
    height: float
    title: tuple[str, ...]
    detail: tuple[str, ...]
    overs: tuple[Over, ...] = ()
    over_height: float = 0.0


@dataclass(frozen=True, slots=True)
class Pill:
    """An edge's label: its lines, the first `figures` of them bold."""

    lines: tuple[str, ...]
    figures: int
    width: float
    height: float


def feeling(emotion: float) -> str:
    r"""An emotion as a figure with its sign, a real minus included.

    >>> feeling(-1) == "\N{MINUS SIGN}1", feeling(1.5), feeling(0)
    (True, '+1.5', '0')
    """
    digits = f"{abs(emotion) + 1e-9:.1f}".removesuffix(".0")  # a half goes up, as people round
    if digits == "0":
        return "0"
    return ("\u2212" if emotion < 0 else "+") + digits


def mood(node: Node) -> str:
    """What a card says of an emotion: the figure, or from the lowest to the highest where personas differ.

    >>> mood(Node(id="a", kind="touchpoint", title="Signs", emotion=0.5, emotions=(("Mira", 0.0), ("Otto", 1.0))))
    '0 to +1'
    """
    if node.emotion is None:
        return ""
    values = [value for _, value in node.emotions] or [node.emotion]
    return " to ".join(dict.fromkeys((feeling(min(values)), feeling(max(values)))))


def face_room(node: Node) -> float:
    """The width that the face, or the two of them, and the figure take on a card."""
    figure = 30 + width(mood(node), DETAIL, bold=True)
    return max(_FACE, figure) + (SECOND_FACE if node.torn else 0.0)


def second_line(node: Node) -> str:
    """What stands under a title: the channel by name, or what kind of step it is, and the detail.

    >>> second_line(Node(id="w", kind="wait", title="Waits", detail="14 weeks"))
    'Wait · 14 weeks'
    """
    kind = {"action": "Action", "wait": "Wait"}.get(node.kind)
    return " · ".join(part for part in (kind, node.channel_title, node.detail) if part)


def card(node: Node, language: str | None = None) -> Card:
    """Measures one node, whose words are of a language.

    >>> card(Node(id="a", kind="touchpoint", title="Signs", stage="s")).width
    208.0
    """
    if node.kind in ("start", "end"):
        return Card(node, _END, _END, (), ())
    if node.kind == "drop_off":
        lines = wrap(node.title, CARD - 70, DETAIL, bold=True, lines=2, language=language)
        room = max(width(line, DETAIL, bold=True) for line in lines)
        return Card(node, room + 50, 14 + len(lines) * DETAIL * LEADING, lines, ())
    room = CARD - 2 * _PAD
    if node.kind == "outcome":
        lines = wrap(node.title, room - 38, TITLE, bold=True, lines=4, language=language)
        below = wrap(node.detail or "", room - 38, DETAIL, lines=2, language=language)
    else:
        lines = wrap(node.title, room, TITLE, bold=True, lines=4, language=language)
        left = room - (face_room(node) if node.emotion is not None else 0) - _ICON
        # Lines break behind the dots rather than before them.
        below = wrap(second_line(node).replace(" · ", "\u00a0· "), left, DETAIL, lines=3, language=language)
    face = node.emotion is not None and node.kind != "outcome"
    bottom = max(len(below) * DETAIL * LEADING, 22.0 if face else 0.0)
    height = 2 * 10 + len(lines) * TITLE * LEADING + (5 + bottom if bottom else 0)
    said, high = overs(node.said, room)
    return Card(node, CARD, max(height, 46.0) + high, lines, below, said, high)


def pill(figure: str | None, label: str | None, *, room: float) -> Pill | None:
    """An edge's label in at most `room` px: the figure first, then up to three lines of words.

    >>> pill("35 %", "pay-back over 9 years", room=100).lines
    ('35 %', 'pay-back over 9', 'years')
    """
    words = wrap(label, room - 12, LABEL, lines=6) if label else ()
    figures = wrap(figure, room - 12, LABEL, bold=True, lines=3) if figure else ()
    lines = (*figures, *words)
    if not lines:
        return None
    across = max(width(line, LABEL, bold=index < len(figures)) for index, line in enumerate(lines))
    return Pill(lines, len(figures), across + 12, len(lines) * LABEL_STEP + 5)
