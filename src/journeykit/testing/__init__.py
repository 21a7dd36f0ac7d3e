"""For tests: hypothesis strategies for every noun and for whole maps however odd, and what authors of rules assert.

Needs the extra `test`: pip install 'journeykit[test]'.

>>> from hypothesis import given
>>> from journeykit.testing import maps
>>> @given(maps())
... def every_map_is_equal_to_its_copy(journey):
...     assert journey.replace() == journey
>>> every_map_is_equal_to_its_copy()
"""

from __future__ import annotations

from journeykit.errors import MissingExtra

try:
    import hypothesis  # noqa: F401 - said here once, in words that help, for all modules of this folder
except ImportError as absent:
    raise MissingExtra("Strategies for tests", "hypothesis", "test") from absent

from journeykit.testing.harness import assert_explained, assert_fires, assert_silent
from journeykit.testing.maps import maps
from journeykit.testing.nouns import (
    evidence,
    metrics,
    outcomes,
    pain_points,
    personas,
    scopes,
    stages,
    steps,
    transitions,
    values,
)
from journeykit.testing.numbers import durations
from journeykit.testing.texts import ALPHABETS, ids, texts

__all__ = [
    "ALPHABETS",
    "assert_explained",
    "assert_fires",
    "assert_silent",
    "durations",
    "evidence",
    "ids",
    "maps",
    "metrics",
    "outcomes",
    "pain_points",
    "personas",
    "scopes",
    "stages",
    "steps",
    "texts",
    "transitions",
    "values",
]
