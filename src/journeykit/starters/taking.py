"""Take a template, or see which there are."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

from journeykit.analysis.rows import Rows
from journeykit.errors import JourneyError
from journeykit.model import JourneyMap
from journeykit.starters.record import Template, map_of, record
from journeykit.starters.shelf import texts

__all__ = ["template", "templates"]


def template(name: str) -> JourneyMap:
    """The map of a template, to look at or to change.

    Whatever it says of feelings and shares is an assumption: typical, invented, and to be replaced by what you find.
    `journeykit new FILE --template NAME` writes it as a file, with its comments.

    Raises:
        UnknownName: for a name that no template has, with the near one.

    >>> start = template("insurance_claim")
    >>> [stage.label for stage in start.stages]
    ['Has the damage', 'Reports it', 'Waits for the decision', 'Gets it repaired', 'Moves on']
    >>> mine = start.replace(id="storm", title="Claiming for a storm")
    >>> mine.replace_step("report", channel="phone").step("report").channel
    'phone'
    """
    return map_of(name)


def templates(*names: str) -> Rows[Template]:
    """What is told of templates: of all, in the order of their names, or of those that you name, in your order.

    A sequence, a table in a notebook, columns for a data frame. Where all are asked for, a file of another package that
    is no map is left out with a warning.

    Raises:
        UnknownName: for a name that no template has, with the near one.

    >>> [each.name for each in templates() if each.personas > 2]
    ['b2b_buying_group']
    >>> templates("aida")[0].questions[1].question
    'What do they see first?'
    """
    return Rows(Template, map(record, names) if names else _records())


def _records() -> Iterator[Template]:
    for name in texts():
        try:
            yield record(name)
        except JourneyError as error:
            warnings.warn(f"the template {name!r} is no map: {error}", stacklevel=3)
