"""Signs drawn as paths on a square of 16: no font has to have them, so they look the same everywhere."""

from __future__ import annotations

from typing import Final

__all__ = ["face", "icon", "star"]

_CIRCLE: Final = "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0 -12z"
_PERSON: Final = "M8 2.2a2.8 2.8 0 1 0 0 5.6a2.8 2.8 0 1 0 0 -5.6zM2.8 14c0-3.4 2.3-4.8 5.2-4.8s5.2 1.4 5.2 4.8"
_PHONE: Final = "M4.6 2.2l2 3-1.3 1.6c.8 1.8 2.1 3.1 3.9 3.9l1.6-1.3 3 2-.6 2.2c-6 .6-11.4-4.8-10.8-10.8z"
_BUBBLE: Final = "M2 3h12v8h-6.5l-3.3 2.8v-2.8h-2.2z"
_ENVELOPE: Final = "M1.8 3.5h12.4v9h-12.4zM1.8 4l6.2 5 6.2-5"
_BAG: Final = "M2.4 6.5h11.2v7h-11.2zM2.4 6.5l1.2-4h8.8l1.2 4M6.4 13.5v-4h3.2v4"
_BOX: Final = "M2 5l6-3 6 3v6.5l-6 3-6-3zM2 5l6 3 6-3M8 8v6.5"

_ICONS: Final = {
    "web": _CIRCLE + "M2 8h12M8 2c-4.2 3.6-4.2 8.4 0 12M8 2c4.2 3.6 4.2 8.4 0 12",
    "app": "M4.5 1.5h7v13h-7zM7 12.5h2",
    "in_app": "M4.5 1.5h7v13h-7zM6.5 5h3M6.5 7.5h3M7 12.5h2",
    "email": _ENVELOPE,
    "letter": "M3 2h7l3 3v9h-10zM10 2v3h3M5.5 8h5M5.5 11h5",
    "phone": _PHONE,
    "sms": _BUBBLE + "M5 7h.1M8 7h.1M11 7h.1",
    "chat": _BUBBLE + "M4.8 5.8h6.4M4.8 8.2h4",
    "social": "M4 6a2 2 0 1 0 0 4a2 2 0 1 0 0-4zM12 2a2 2 0 1 0 0 4a2 2 0 1 0 0-4zM12 10a2 2 0 1 0 0 4a2 2 0 1 0 0-4z"
    "M5.8 7.1l4.4-2.2M5.8 8.9l4.4 2.2",
    "forum": "M1.5 2.5h9v6h-5l-2.2 2v-2h-1.8zM12.5 6h2v6h-1.5v2l-2.2-2h-4.3",
    "word_of_mouth": "M1.5 2.5h9v6h-5l-2.2 2v-2h-1.8zM12.5 6h2v6h-1.5v2l-2.2-2h-4.3",
    "search": "M6.8 2a4.8 4.8 0 1 0 0 9.6a4.8 4.8 0 1 0 0-9.6zM10.4 10.4l4 4",
    "ads": "M2 6.2v3.6l2.5.2 7.5 3.5v-11l-7.5 3.5zM4.5 10l1 4h2M14 6.5v3",
    "store": _BAG,
    "in_person": _PERSON,
    "home_visit": "M1.8 8l6.2-5.5 6.2 5.5M3.5 7v7h9v-7M6.5 14v-4h3v4",
    "parcel": _BOX,
    "event": "M2.2 3.5h11.6v10.5h-11.6zM2.2 6.8h11.6M5.2 1.8v3M10.8 1.8v3",
    "partner": "M6.8 9.2l2.4-2.4M7.5 4.8l1.8-1.8c2.4-2 5.7 1.3 3.7 3.7l-1.8 1.8"
    "M8.5 11.2l-1.8 1.8c-2.4 2-5.7-1.3-3.7-3.7l1.8-1.8",
    "wait": _CIRCLE + "M8 4.5v3.8l2.6 1.6",
    "action": _PERSON,
    "drop_off": "M9.5 2h-6.5v12h6.5M6.5 8h7.5M11.3 5.2l2.8 2.8-2.8 2.8",
    "success": "M3 8.6l3.4 3.6 6.8-8",
    "failure": "M3.8 3.8l8.4 8.4M12.2 3.8l-8.4 8.4",
    "neutral": "M3 8h10",
}
_OTHER: Final = "M8 4.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0-7z"


def icon(name: str) -> str:
    """The path of a channel's or an outcome's sign; a ring for a name of one's own.

    >>> icon("success")
    'M3 8.6l3.4 3.6 6.8-8'
    """
    return _ICONS.get(name, _OTHER)


def face(emotion: float) -> str:
    """A face's eyes and mouth: the corners of the mouth rise and fall with the feeling.

    >>> face(0).endswith("Q8 10.6 11.2 10.6")
    True
    """
    bend = max(-2.0, min(2.0, emotion))
    corner, middle = 10.6 - 0.7 * bend, 10.6 + 1.5 * bend
    return f"M5.6 6.2v.9M10.4 6.2v.9M4.8 {corner:.4g}Q8 {middle:.4g} 11.2 {corner:.4g}"


def star() -> str:
    """A star of five points."""
    return "M8 1.5l1.9 4.2 4.6.5-3.4 3.1.9 4.5-4-2.3-4 2.3.9-4.5-3.4-3.1 4.6-.5z"
