"""What CJML calls things, and what we call them."""

from __future__ import annotations

from functools import cache
from typing import Final

from journeykit.model.channels import channel, channels

__all__ = ["EVERYONE", "SOMEBODY", "WAIT", "channel_id", "channel_name", "emotion_of", "rating_of"]

EVERYONE: Final = "all-customers"
"""The end user of a touchpoint that is no single persona's; no id of ours has a hyphen."""

SOMEBODY: Final = "unnamed-provider"
"""The service provider of a touchpoint that names none."""

WAIT: Final = "wait"
"""The category of an action that is a wait: CJML knows no waits."""

_OTHERS: Final = {  # what CJML's symbols and other tools write
    "call": "phone",
    "call center": "phone",
    "callcenter": "phone",
    "direct message": "chat",
    "e mail": "email",
    "face 2 face": "in_person",
    "face to face": "in_person",
    "in app": "in_app",
    "internet": "web",
    "live chat": "chat",
    "mail": "letter",
    "mobile": "phone",
    "mobile app": "app",
    "paper": "letter",
    "phone call": "phone",
    "post": "letter",
    "shop": "store",
    "telephone": "phone",
    "text message": "sms",
    "webpage": "web",
    "web page": "web",
    "website": "web",
    "web site": "web",
}


def channel_name(id: str) -> str:
    """What CJML's channelName says of a channel.

    >>> channel_name("email"), channel_name("carrier pigeon")
    ('E-mail', 'carrier pigeon')
    """
    return channels()[id].label if id in channels() else id


@cache
def _named() -> dict[str, str]:
    return (
        _OTHERS
        | {_plain(channel(each).label): each for each in channels()}
        | {_plain(each): each for each in channels()}
    )


def _plain(name: str) -> str:
    return " ".join(name.lower().replace("-", " ").replace("_", " ").split())


def channel_id(name: str) -> str:
    """The channel that a name means: one of the catalogue where there is one, else the name itself.

    >>> channel_id("Face-to-face"), channel_id("E-mail"), channel_id("Fax")
    ('in_person', 'email', 'Fax')
    """
    return _named().get(_plain(name), name)


def rating_of(emotion: float) -> int:
    """The experience rating, 1 (very dissatisfied) to 5 (very satisfied), of an emotion of -2 to +2; halves go up.

    >>> [rating_of(each) for each in (-2, -0.5, 0, 1.2, 2)]
    [1, 3, 3, 4, 5]
    """
    return int(emotion + 3.5)


def emotion_of(rating: str) -> float | None:
    """The emotion of a rating; None for what is no number from 1 to 5.

    >>> emotion_of("5"), emotion_of("2.5"), emotion_of("very satisfied")
    (2.0, -0.5, None)
    """
    try:
        value = float(rating)
    except ValueError:
        return None
    return value - 3 if 1 <= value <= 5 else None
