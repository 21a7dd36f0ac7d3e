"""Through which channel each step goes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from journeykit.render.lanes import Says
from journeykit.render.sheet import Item
from journeykit.render.words import channel_words

if TYPE_CHECKING:
    from journeykit.model import Step
    from journeykit.render.reader import Reader

__all__ = ["LANE"]


def at(step: Step, _reader: Reader) -> Iterator[Item]:
    """The channel with its sign, and who is on the other side."""
    channel = getattr(step, "channel", None)
    if channel:
        provider = getattr(step, "provider", None)
        yield Item(text=channel_words(channel), mark=f"channel:{channel}", note=f"by {provider}" if provider else "")


LANE: Final = Says(name="channels", title="Channels", rank=80, at=at)
