"""The catalogue of channels."""

from __future__ import annotations

import journeykit as jk
from journeykit.render.flow.icons import icon


def test_every_channel_of_the_catalogue_has_a_kind_and_a_sign_of_its_own():
    own = icon("carrier_pigeon")
    for name, channel in jk.channels().items():
        assert channel.id == name
        assert channel.kind in ("digital", "physical", "human")
        assert icon(name) != own, name


def test_the_catalogue_is_what_the_schema_and_the_docs_promise():
    promised = jk.Touchpoint.model_fields["channel"].description
    assert promised is not None
    for name in jk.channels():
        assert name in promised


def test_a_channel_of_ones_own_is_welcome():
    assert jk.channel("carrier_pigeon") == jk.Channel("carrier_pigeon")
    assert jk.Touchpoint("ask", channel="carrier_pigeon").channel == "carrier_pigeon"
