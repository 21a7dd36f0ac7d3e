"""What a map is: frozen values, and nothing that draws, checks, reads or writes."""

from __future__ import annotations

from journeykit.model.base import Value
from journeykit.model.channels import Channel, channel, channels
from journeykit.model.claims import Claim, evidence_level
from journeykit.model.conditions import AllOf, AnyOf, Condition, Not
from journeykit.model.durations import Duration
from journeykit.model.evidence import Evidence, Link
from journeykit.model.flow import Flow, InOrder, Transition, in_order
from journeykit.model.frozen_map import FrozenMap
from journeykit.model.journey import JourneyMap
from journeykit.model.metric import Metric
from journeykit.model.moments import MomentOfTruth
from journeykit.model.needs import Expectation, Need, Quote
from journeykit.model.opportunities import Effect, Opportunity, Solution
from journeykit.model.outcome import Outcome
from journeykit.model.pains import Gain, PainPoint
from journeykit.model.persona import Persona, Relation
from journeykit.model.process import Process
from journeykit.model.scope import Scope
from journeykit.model.stage import Stage
from journeykit.model.steps import Action, Step, Touchpoint, Wait

__all__ = [
    "Action",
    "AllOf",
    "AnyOf",
    "Channel",
    "Claim",
    "Condition",
    "Duration",
    "Effect",
    "Evidence",
    "Expectation",
    "Flow",
    "FrozenMap",
    "Gain",
    "InOrder",
    "JourneyMap",
    "Link",
    "Metric",
    "MomentOfTruth",
    "Need",
    "Not",
    "Opportunity",
    "Outcome",
    "PainPoint",
    "Persona",
    "Process",
    "Quote",
    "Relation",
    "Scope",
    "Solution",
    "Stage",
    "Step",
    "Touchpoint",
    "Transition",
    "Value",
    "Wait",
    "channel",
    "channels",
    "evidence_level",
    "in_order",
]
