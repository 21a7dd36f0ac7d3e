"""What a result says of a step, below what its card says: words with their figure, and a bar as long as the share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from journeykit.render.brush import Brush
from journeykit.render.scene import Said
from journeykit.render.svg import number
from journeykit.render.text import wrap

__all__ = ["Over", "over_art", "overs"]

SIZE: Final = 12.0
_STEP: Final = SIZE * 1.36
_ABOVE: Final = 9.0  # px between the card's own words and these
_BAR: Final = 9.0  # px that a bar takes below its words
_COLOURS: Final = {"plain": "forward", "good": "good_mark", "bad": "bad_mark"}


@dataclass(frozen=True, slots=True)
class Over:
    """Wrapped words with what is drawn below them."""

    lines: tuple[str, ...]
    share: float | None
    tone: str

    @property
    def height(self) -> float:
        """Words and bar."""
        return len(self.lines) * _STEP + (_BAR if self.share is not None else 2.0)


def overs(said: Sequence[Said], room: float) -> tuple[tuple[Over, ...], float]:
    """What is said of a step in so much room, and how high it is in all.

    >>> overs([Said(text="25 % are lost here", share=0.25, tone="bad")], 180)[0][0].lines
    ('25 % are lost here',)
    >>> overs([], 180)
    ((), 0.0)
    """
    made = tuple(Over(wrap(each.text, room, SIZE, bold=True, lines=4), each.share, each.tone) for each in said)
    return made, _ABOVE + sum(each.height for each in made) if made else 0.0


def over_art(brush: Brush, made: Sequence[Over], place: tuple[float, float], room: float) -> Iterator[str]:
    """The words and bars, their upper left corner at a place, below a thin line."""
    x, y = place
    if made:
        line = f'd="M{number(x)} {number(y + 3)}h{number(room)}" stroke-width="1" stroke-dasharray="1 4"'
        yield brush.write("path", line, fill="none", stroke="card_line")
    y += _ABOVE
    for each in made:
        for at, words in enumerate(each.lines):
            text: dict[str, str | float | None] = {
                "x": x, "y": y + SIZE * 0.95 + at * _STEP, "font-size": SIZE, "font-weight": "bold",
            }  # fmt: skip
            yield brush.make("text", text, fill="ink", text=words)
        if each.share is not None:
            top = y + len(each.lines) * _STEP + 1
            rail = f'x="{number(x)}" y="{number(top)}" height="4"'
            yield brush.write("rect", f'{rail} width="{number(room)}"', fill="paper")
            long = room * min(max(each.share, 0.0), 1.0)
            yield brush.write("rect", f'{rail} width="{number(long)}"', fill=_COLOURS[each.tone])
        y += each.height
