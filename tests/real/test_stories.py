"""The stories of the gallery's customers read as English: nothing empty, doubled or broken."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

import journeykit as jk
from real.test_gallery import MAPS

BROKEN = re.compile(r"  | [,.;:!?]|,,|\.\.(?!\.)|[,;:]\.|\bNone\b|\{|\}|“”|\(\)|^[a-z]|[.!?] [a-z]", re.MULTILINE)


@pytest.fixture(params=MAPS.values(), ids=MAPS)
def journey(request):
    return request.param


@pytest.mark.parametrize("kind", ["typical", "lucky", "unlucky"])
def test_a_story_is_whole_and_bounded(journey, kind):
    english = (journey.language or "en").startswith("en")
    for seed in range(5):
        story = jk.tell(journey, seed, kind)
        assert 200 < len(story) < 12_000
        words = re.sub(r"“[^”]*”", "“…”", story)  # people think as they like
        if english:
            assert not BROKEN.search(words), BROKEN.search(words)
        assert "\n\n\n" not in story
        for one, other in pairwise(re.split(r"(?<=[.!?”]) ", story)):
            assert one != other, "nothing is said twice running"
        assert story.split("\n\n")[-1].count(" go exactly this way") == 1


def test_seeds_tell_the_same_in_other_words():
    told = {jk.tell(MAPS["running_shoes"], seed, persona="lina") for seed in range(10)}
    assert len({story.steps for story in told}) == 1
    assert len(told) == 10
