"""JK207: a text of white space."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from journeykit.model import JourneyMap
from journeykit.rules.facts import Facts
from journeykit.rules.fix import Fix
from journeykit.rules.rule import Hit, rule
from journeykit.rules.texts import EXACT, Path, step_at, written

__all__ = ["blank_text"]

_NEEDED = {"text", "moment_of_truth"}  # without a text there is no pain, and without its reason a moment still is one


def _blanks(part: Any, path: Path = None, key: str = "") -> Iterator[tuple[Path, str]]:
    """The places of blank parts with the key they stand under: the outermost, so that nothing empty is left."""
    items: list[tuple[str | int, str, Any]] = []
    if isinstance(part, list):
        items = [(index, key, item) for index, item in enumerate(part)]
    elif isinstance(part, dict):
        items = [
            (name, name, value)
            for name, value in part.items()
            if name not in EXACT and not (name == "when" and isinstance(value, dict))
        ]
    for at, name, item in items:
        if _blank(item):
            yield (path, at), name
        else:
            yield from _blanks(item, (path, at), name)


def _blank(part: Any) -> bool:
    """Whether a part is a blank text, or holds nothing but blank ones."""
    if isinstance(part, str):
        return not part.strip()
    if isinstance(part, dict):
        part = list(part.values())
    return isinstance(part, list) and bool(part) and all(map(_blank, part))


@rule("JK207", "blank-text", severity="info", profile="research", many="{count} texts are blank")
def blank_text(_: JourneyMap, facts: Facts) -> Iterator[Hit]:
    """A text consists of nothing but white space, or of nothing at all.

    Why:
        On the poster it is an empty line or a card without words, and a count takes it for a thought, a pain or a
        title. A title that is taken out is shown as the id. What a shared or worked-out value says cannot be taken out,
        as its text is what it is known by; there somebody has to write it.

    Source:
        eslint-plugin-yml, rules no-empty-mapping-value and no-empty-sequence-entry: a key is given a value, or left
        out.

    Bad:
        ```yaml
        stages:
          - id: choose
            steps:
              - touchpoint: quote
                thoughts: "  "
        ```

    Good:
        ```yaml
        stages:
          - id: choose
            steps:
              - touchpoint: quote
                thoughts: Which of these is the real price?
        ```
    """
    if not any(not text.strip() for _, _, text in facts.texts):
        return
    steps = {place: step.id for place, step in facts.placed}
    for path, key in _blanks(facts.tree):
        place = written(path)
        message = f"the text under `{key}` is blank"
        step = step_at(place, steps)
        if key in _NEEDED:
            yield Hit(place, message, "write what it says", step)
        else:
            yield Hit(place, message, "take it out", step, Fix(place, "remove"))
