"""What people write into the names of tasks because Mermaid has no place for it: `[PAIN POINT]`, `[MOT]`, `[WAIT]`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from journeykit.io.mermaid.diagram import Task
from journeykit.io.mermaid.words import SPACES, unbroken

__all__ = ["MARKS", "apply", "marked"]

_WORDS = {
    "pains": ("pain point", "pain points", "painpoint", "pain", "friction"),
    "gains": ("gain", "delight"),
    "opportunities": ("opportunity", "opportunities"),
    "moment_of_truth": ("moment of truth", "mot", "zmot", "fmot", "smot", "umot", "tmot", "amot"),
    "wait": ("wait", "waiting"),
}
MARKS: Mapping[str, str] = MappingProxyType({word: field for field, words in _WORDS.items() for word in words})
"""The words that are understood in square brackets, in capitals or not, and the field of a step that each means."""

_TYPES = {"zmot", "fmot", "smot", "umot", "tmot", "amot"}
_MARK = re.compile(
    r"\[[ \t]{0,3}("
    + "|".join(sorted((each.replace(" ", "[ _-]") for each in MARKS), key=len, reverse=True))
    + r")[ \t]{0,3}:?\]",
    re.IGNORECASE,
)
_FEELING = re.compile(r"\(\s{0,3}([^\W\d_]+(?:[ -][^\W\d_]+){0,2})\s{0,3}\)$")
_AROUND = SPACES + "-\N{EN DASH}\N{EM DASH}:,|"


def marked(text: str) -> bool:
    """Whether a text has such a mark.

    >>> marked("[Pain Point] no news"), marked("[x] no news")
    (True, False)
    """
    return _MARK.search(text) is not None


def apply(task: Task, text: str, *, named: bool) -> None:
    """Give a task what the marks in a text say: in its own name, or in a comment on it.

    The words behind a mark, up to the next one, are what it speaks of; the task's name where there are none. Behind a
    marked name, one to three words in brackets are how it feels.

    >>> task = Task("")
    >>> apply(task, "Waits for the permit [PAIN POINT] no news (anxious) [MOT]", named=True)
    >>> task.name, task.fields
    ('Waits for the permit', {'pains': ['no news'], 'moment_of_truth': True, 'feelings': ['anxious']})
    """
    first, *rest = _MARK.split(text)
    pairs = [
        (kind.lower().replace("-", " ").replace("_", " "), words)
        for kind, words in zip(rest[::2], rest[1::2], strict=True)
    ]
    feelings: list[str] = []
    said = []
    for kind, words in pairs:
        words = words.strip(_AROUND)  # noqa: PLW2901 - only its edges
        found = _FEELING.search(words) if named else None
        if found:
            feelings.append(found.group(1))
            words = words[: found.start()].strip(_AROUND)  # noqa: PLW2901 - without the feeling
        said.append((kind, unbroken(words)))
    if named:
        task.name = unbroken(first.strip(_AROUND)) or next((words for _, words in said if words), "")
    for kind, words in said:
        _give(task, kind, "" if words == task.name else words)
    if feelings:
        task.fields["feelings"] = feelings


def _give(task: Task, kind: str, words: str) -> None:
    field = MARKS[kind]
    if field == "wait":
        task.wait = True
    elif field == "moment_of_truth":
        type_ = kind.upper() if kind in _TYPES else None
        tree = {name: value for name, value in (("type", type_), ("why", words)) if value}
        task.fields[field] = tree if words else type_ or True
    else:
        listed = task.fields.setdefault(field, [])
        text = words or task.name
        if isinstance(listed, list) and text and text not in listed:
            listed.append(text)
