"""A measurement becomes a Metric of a map, a stage, a step, and the poster shows it against its target."""

from __future__ import annotations

import re

import pytest

import journeykit as jk
from journeykit import metrics

NPS = metrics.nps({10: 120, 9: 91, 8: 80, 7: 49, 3: 80})


def words_of(drawing: jk.Drawing) -> str:
    """What a poster says, without its layout: lines of one text are joined by spaces."""
    text = re.sub(r"<[^>]+>", " ", drawing.svg).replace("\u00a0", " ").replace("\u202f", "")
    return " ".join(text.split())


def shop(kpi: jk.Metric) -> jk.JourneyMap:
    stage = jk.Stage("buy", [jk.Touchpoint("pay", metrics=[kpi])])
    return jk.JourneyMap("shop", stages=[stage])


def test_a_measurement_becomes_a_metric():
    kpi = NPS.metric(target=40, period="2026-Q1", benchmark=20, source="survey")
    assert (kpi.id, kpi.title, kpi.value, kpi.unit) == ("nps", "Net promoter score", NPS.value, "points")
    assert (kpi.n, kpi.interval, kpi.target, kpi.direction) == (420, NPS.interval, 40, "up")
    assert (kpi.method, kpi.period, kpi.benchmark, kpi.source) == ("0-10 scale", "2026-Q1", 20, "survey")
    assert kpi.note == "95 % interval: multinomial variance"


def test_what_is_counted_over_time_says_so_in_its_unit():
    assert metrics.churn(30, 1000, per="month").metric().unit == "% per month"
    assert metrics.churn(30, 1000).metric().unit == "%"
    assert metrics.arpu(10, 10, per="week").metric().unit == "per week"
    assert metrics.ces([5, 6]).metric().unit is None


def test_an_interval_of_another_level_is_no_metric_interval_but_a_note():
    kpi = metrics.nps({10: 5, 0: 3}, level=0.9).metric()
    assert kpi.interval is None
    assert kpi.note is not None
    assert kpi.note.startswith("90 % interval -31.3 to 81.3: multinomial")


def test_what_is_better_is_told_by_the_metric_unless_said():
    assert metrics.churn(30, 1000).metric().direction == "down"
    assert metrics.ces([1, 2], version="1.0").metric().direction == "down"
    assert NPS.metric(direction="down").direction == "down"


def test_a_metric_stands_on_a_map_a_stage_and_a_step_and_travels():
    kpi = NPS.metric(target=40, evidence=[jk.Evidence("survey", kind="survey", n=420)])
    stage = jk.Stage("buy", ["pay"], metrics=[kpi])
    journey = jk.JourneyMap("shop", stages=[stage], metrics=[kpi])
    journey = journey.replace_step("pay", metrics=[kpi])
    assert journey.evidence[0].id == "survey"
    assert jk.loads(jk.dumps(journey, "yaml"), "yaml") == journey
    assert journey.step("pay").metrics == journey.stages[0].metrics == journey.metrics == (kpi,)


@pytest.mark.parametrize(
    ("target", "direction", "mark"),
    [(40, "up", "missed"), (30, "up", "met"), (40, "down", "met"), (30, "down", "missed")],
)
def test_the_poster_shows_value_target_and_interval(target, direction, mark):
    drawing = jk.draw(shop(NPS.metric(target=target, direction=direction)), lanes=["steps", "metrics"])
    said = words_of(drawing)
    assert "Net promoter score: 31.2 points" in said
    assert f"target {target} points" in said
    assert "23.8 to 38.6 at 95 %" in said
    assert "n = 420" in said
    assert said.split()[-1] == mark, "the legend explains the one sign that is used"


def test_the_head_of_a_poster_shows_the_metrics_of_the_whole_map():
    journey = jk.JourneyMap("shop", stages=[jk.Stage("buy", ["pay"])], metrics=[NPS.metric(target=40)])
    said = words_of(jk.draw(journey))
    assert "Net promoter score: 31.2 points (target 40 points, missed, 23.8 to 38.6 at 95 %)" in said


def test_a_metric_without_a_value_shows_its_target_alone():
    journey = shop(jk.Metric("nps", "NPS", target=40, unit="points"))
    said = words_of(jk.draw(journey, lanes=["steps", "metrics"]))
    assert "NPS target 40 points" in said


@pytest.mark.parametrize(
    ("found", "direction"),
    [
        (NPS, "up"),
        (metrics.csat([4, 5]), "up"),
        (metrics.ces([6, 7]), "up"),
        (metrics.ces([1, 2], version="1.0"), "down"),
        (metrics.churn(1, 9), "down"),
        (metrics.retention(8, 9), "up"),
        (metrics.conversion(1, 9, per="user"), "up"),
        (metrics.arpu(100, 9), "up"),
        (metrics.clv(9, margin=0.5, churn=0.1), "up"),
        (metrics.clv_gupta_lehmann(9, retention=0.9, discount=0.1), "up"),
        (metrics.clv_yearly(9, years=2), "up"),
        (metrics.importance_satisfaction_gap([5, 4], [1, 3]), "down"),
        (metrics.peak_end([1, -1]), "up"),
        (metrics.opportunity_score(0.9, 0.3), None),  # a need is not better for being an opportunity, nor worse
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_which_way_is_better(found, direction):
    assert found.direction == direction
    assert found.metric(target=1).direction == direction
