"""What is written as a Mermaid journey comes back, less exactly what the list of losses says."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

import journeykit as jk
from journeykit.io import loads_with_losses
from journeykit.io.loss import without
from journeykit.model.document import document
from journeykit.testing import maps

SCALES = st.sampled_from(["1..5", "0..10", "5..1", "-2..2"])


@given(maps(), SCALES, st.integers(0, 3))
@settings(max_examples=1_000)
def test_a_map_comes_back_less_what_the_losses_say(journey, scores, decimals):
    options = {"scores": scores, "decimals": decimals}
    read = loads_with_losses(jk.dumps(journey, "mermaid", **options), "mermaid", scores=scores)
    assert document(read.journey) == without(document(journey), jk.losses(journey, "mermaid", **options))


@given(maps())
@settings(max_examples=300)
def test_what_came_back_once_comes_back_whole(journey):
    once = loads_with_losses(jk.dumps(journey, "mermaid"), "mermaid").journey
    again = loads_with_losses(jk.dumps(once, "mermaid"), "mermaid").journey
    assert document(again) == document(once)
    assert jk.dumps(again, "mermaid") == jk.dumps(once, "mermaid")
