"""JK204: text that waits for the real one."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import JourneyMap
from journeykit.rules.facts import Facts
from journeykit.rules.rule import Hit, rule
from journeykit.rules.texts import step_at, written
from journeykit.rules.wording import quoted

__all__ = ["placeholder_text"]

_REFERENCES = frozenset({"id", "touchpoint", "action", "wait", "from", "to", "ref", "evidence", "personas"})
_LONGEST = 40  # a longer text may speak of such words


@rule("JK204", "placeholder-text", severity="warning", many="{count} texts wait for the real ones")
def placeholder_text(_: JourneyMap, facts: Facts) -> Iterator[Hit]:
    """A text is a placeholder: TBD, to do, lorem ipsum, question marks.

    Why:
        It was meant to be replaced, and a poster shows it as if it were meant. Only a text that consists of nothing
        else, or begins with lorem ipsum, is minded; each language has its list.

    Source:
        "Federal Plain Language Guidelines", plainlanguage.gov, 2011: say what readers need, and leave out what they do
        not.

    Bad:
        ```yaml
        stages:
          - id: choose
            steps:
              - touchpoint: quote
                thoughts: TBD
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
    waiting = {_bare(word) for word in facts.words["placeholder"]} - {""}
    ids = {place: step.id for place, step in facts.placed}
    for path, key, text in facts.texts:
        if key in _REFERENCES:
            continue
        if len(text) > _LONGEST and not text.lstrip().lower().startswith("lorem"):
            continue
        low = " ".join(text.lower().split())
        marks = bool(low) and not any(each.isalnum() for each in low) and set(low) <= set("?….")
        if (
            (marks and len(low) > 1)
            or (len(low) <= _LONGEST and _bare(low) in waiting)
            or low.startswith("lorem ipsum")
        ):
            place = written(path)
            step = step_at(place, ids)
            yield Hit(place, f"{quoted(text)} waits for the real text", "write it, or leave the field out", step)


def _bare(text: str) -> str:
    return text.lower().strip(" .:!?()[]<>-_*#…")
