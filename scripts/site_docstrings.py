"""Docstring examples on the site: each doctest becomes a fenced block, as Markdown knows no `>>>`."""

from __future__ import annotations

import re
from typing import Any

import griffe

_EXAMPLE = re.compile(r"(?m)^>>> .*(?:\n(?!\n).*)*")


def fenced(text: str) -> str:
    """The text with each doctest, which ends at an empty line, inside a fence of Python."""
    return _EXAMPLE.sub(lambda found: f"```python\n{found[0]}\n```", text)


class Doctests(griffe.Extension):
    """Rewrites every docstring before it is parsed."""

    def on_instance(self, *, obj: griffe.Object, **_: Any) -> None:
        """Called by griffe for each object it has read."""
        if obj.docstring is not None:
            obj.docstring.value = fenced(obj.docstring.value)
