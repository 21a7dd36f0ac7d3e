"""What is told of a template: for whom it is, where it comes from, how large it is, what it asks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from journeykit.analysis.rows import Rows
from journeykit.io import loads
from journeykit.model import JourneyMap, Touchpoint
from journeykit.starters.shelf import text_of

__all__ = ["Asked", "Template", "map_of", "record"]

_USUAL = re.compile(r"^Usual channels: (.+?)\.?$", re.MULTILINE)


@dataclass(frozen=True)
class Asked:
    """A question that a mapper should answer at a step, from talks with customers or from data.

    >>> from journeykit.starters import templates
    >>> aida = templates("aida")[0]
    >>> aida.questions[0].step, aida.questions[1].question
    ('glance', 'What do they see first?')
    """

    stage: str
    step: str
    question: str


@dataclass(frozen=True)
class Template:
    """A map to start from, and what is told of it.

    Attributes:
        name: what `template` takes: the name of its file.
        title: the map's title.
        for_whom: who should start from it, in a sentence or two.
        source: the texts that its stages and facts rest on.
        stages: how many.
        steps: how many.
        personas: how many.

    >>> from journeykit.starters import templates
    >>> aida = templates("aida")[0]
    >>> aida.stages, aida.map.stages[0].label, aida.channels["attention"][:2]
    (4, 'Notices it', ('ads', 'social'))
    """

    name: str
    title: str
    for_whom: str
    source: str
    stages: int
    steps: int
    personas: int

    @property
    def map(self) -> JourneyMap:
        """The map."""
        return map_of(self.name)

    @property
    def text(self) -> str:
        """The file's text, with its comments."""
        return text_of(self.name)

    @property
    def questions(self) -> Rows[Asked]:
        """What a mapper should answer at each step: the lines of the steps' notes that end with a question mark."""
        asked = (
            Asked(stage.id, step.id, line)
            for stage in self.map.stages
            for step in stage.steps
            for line in (step.note or "").splitlines()
            if line.endswith("?")
        )
        return Rows(Asked, asked)

    @property
    def channels(self) -> Mapping[str, tuple[str, ...]]:
        """The usual channels of each stage, by its id: those that its note names, and those of its steps."""
        found: dict[str, tuple[str, ...]] = {}
        for stage in self.map.stages:
            named = _USUAL.search(stage.note or "")
            usual = [] if named is None else re.split(r",\s*", named[1])
            own = [step.channel for step in stage.steps if isinstance(step, Touchpoint) and step.channel]
            found[stage.id] = tuple(dict.fromkeys([*usual, *own]))
        return MappingProxyType(found)


@cache
def map_of(name: str) -> JourneyMap:
    """The map of a template. Raises UnknownName; FormatError for a file of another package that is no map.

    >>> map_of("aida").id
    'aida'
    """
    return loads(text_of(name), "yaml")


def record(name: str) -> Template:
    """What is told of a template. Raises as `map_of`.

    >>> record("aida").title
    'AIDA: attention, interest, desire, action'
    """
    made = map_of(name)
    return Template(
        name,
        made.label,
        " ".join((made.note or "").split()),
        "; ".join(link.text for link in made.links),
        len(made.stages),
        len(made.steps),
        len(made.personas),
    )
