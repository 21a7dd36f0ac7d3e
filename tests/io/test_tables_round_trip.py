"""A map that went through a table is the map without what the list of losses names, and with what it says instead."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

import journeykit as jk
from journeykit.io import format_named, loads_with_losses
from journeykit.io.loss import without
from journeykit.io.writing import losses
from journeykit.model.document import document
from journeykit.testing import maps

MANY = settings(max_examples=1_000, suppress_health_check=list(HealthCheck))


def left(journey, format, **options):
    """The map that the losses promise.

    The tree without the losses is read by the model, so that `{"text": "slow"}` and `"slow"` are the same pain, and
    chains and their moves the same flow.
    """
    return jk.JourneyMap.model_validate(without(document(journey), losses(journey, format, **options)))


@MANY
@given(maps())
def test_csv_loses_what_it_says(journey):
    assert loads_with_losses(jk.dumps(journey, "csv"), "csv").journey == left(journey, "csv")


def through_excel(journey, **options):
    workbook = format_named("excel").write(journey, **options)
    return loads_with_losses(workbook, "excel", **options).journey


@MANY
@given(maps())
def test_excel_loses_what_it_says(journey):
    assert through_excel(journey) == left(journey, "excel")
