"""What a rule's docstring says, for people and for tests."""

from __future__ import annotations

import inspect
import re
import textwrap
from dataclasses import dataclass

__all__ = ["Example", "Explanation", "explanation"]

_SECTION = re.compile(r"^(Why|Source|Bad|Good):[ \t]*$", re.MULTILINE)
_FENCED = re.compile(r"^( *)```(\w+)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Example:
    """A map that shows a rule at work, as source in a language: `yaml`, `json` or `python`.

    Python source has `jk` for the package and leaves the map in the name `journey`.

    >>> Example("yaml", "stages: [{id: buy, steps: [pay]}]").language
    'yaml'
    """

    language: str
    source: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A rule's reasons: what is wrong, why it matters, who says so, and maps that the rule minds and does not mind.

    >>> from journeykit.rules import rules
    >>> told = rules()["JK302"].explanation
    >>> told.summary, len(told.bad), told.bad[0].language
    ('A step leads nowhere, and is no end.', 1, 'yaml')
    """

    summary: str
    why: str
    source: str
    bad: tuple[Example, ...]
    good: tuple[Example, ...]


def explanation(docstring: str) -> Explanation:
    r"""A docstring taken apart: a summary, then the sections Why, Source, Bad and Good, indented.

    >>> explanation("No end.\n\nWhy:\n    It matters.\n\nBad:\n    ```yaml\n    id: a\n    ```\n").bad
    (Example(language='yaml', source='id: a\n'),)
    """
    summary, *rest = _SECTION.split(inspect.cleandoc(docstring))
    parts = {name: textwrap.dedent(body.strip("\n")).strip() for name, body in zip(rest[::2], rest[1::2], strict=True)}
    return Explanation(
        summary=" ".join(summary.split()),
        why=parts.get("Why", ""),
        source=parts.get("Source", ""),
        bad=_examples(parts.get("Bad", "")),
        good=_examples(parts.get("Good", "")),
    )


def _examples(text: str) -> tuple[Example, ...]:
    return tuple(Example(match[2], textwrap.dedent(match[3])) for match in _FENCED.finditer(text))
