"""Customer journey maps as code.

A map is a value: written in Python or YAML, checked, and drawn.

>>> import journeykit as jk
>>> shop = jk.JourneyMap("shop", stages=[jk.Stage("buy", ["basket", "pay"])], outcomes=[jk.Outcome("bought")])
>>> [step.label for step in shop.steps]
['Basket', 'Pay']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from journeykit._version import __version__
from journeykit.errors import (
    EngineError,
    EventLogError,
    EventLogWarning,
    Fault,
    FormatError,
    JourneyError,
    MetricError,
    MissingExtra,
    PictureError,
    TrapError,
    UnknownName,
    extra_named,
)
from journeykit.model import (
    Action,
    AllOf,
    AnyOf,
    Channel,
    Condition,
    Duration,
    Effect,
    Evidence,
    Expectation,
    Flow,
    Gain,
    JourneyMap,
    Link,
    Metric,
    MomentOfTruth,
    Need,
    Not,
    Opportunity,
    Outcome,
    PainPoint,
    Persona,
    Process,
    Quote,
    Relation,
    Scope,
    Solution,
    Stage,
    Touchpoint,
    Transition,
    Wait,
    channel,
    channels,
    in_order,
)

if TYPE_CHECKING:
    from journeykit import metrics
    from journeykit.analysis.apply import apply
    from journeykit.analysis.change import change
    from journeykit.analysis.chokepoints import chokepoints
    from journeykit.analysis.compare import Comparison, compare
    from journeykit.analysis.experience import Experience, experience
    from journeykit.analysis.levers import levers
    from journeykit.analysis.loops import loops
    from journeykit.analysis.outcomes import Outcomes, outcomes
    from journeykit.analysis.paths import Path, paths
    from journeykit.analysis.removal import removal
    from journeykit.analysis.research_next import Question, research_next
    from journeykit.analysis.roadmap import Plan, roadmap
    from journeykit.analysis.simplify import simplify
    from journeykit.analysis.simulate import simulate
    from journeykit.analysis.simulation import Simulation
    from journeykit.analysis.tell import Story, tell
    from journeykit.analysis.uncertainty import Interval, uncertainty
    from journeykit.events import EventLog
    from journeykit.events.attribute import attribute
    from journeykit.events.attribution.credit import Credit
    from journeykit.events.calibrate import Calibration, calibration
    from journeykit.events.conform import Conformance, conform
    from journeykit.events.discover import discover, discovery
    from journeykit.events.fit import fit, fit_report
    from journeykit.events.locate import Located, locate
    from journeykit.events.personas import persona_of
    from journeykit.graph.digraph import to_networkx
    from journeykit.io import Imported, Loss, LossWarning, dumps, import_map, load, loads, losses, save
    from journeykit.metrics import Measurement
    from journeykit.model.schema import schema
    from journeykit.render import Drawing, Theme, draw
    from journeykit.rules import Finding, PoorMap, Report, check
    from journeykit.starters import Suggestion, Template, suggest_templates, template, templates

__all__ = [
    "Action",
    "AllOf",
    "AnyOf",
    "Calibration",
    "Channel",
    "Comparison",
    "Condition",
    "Conformance",
    "Credit",
    "Drawing",
    "Duration",
    "Effect",
    "EngineError",
    "EventLog",
    "EventLogError",
    "EventLogWarning",
    "Evidence",
    "Expectation",
    "Experience",
    "Fault",
    "Finding",
    "Flow",
    "FormatError",
    "Gain",
    "Imported",
    "Interval",
    "JourneyError",
    "JourneyMap",
    "Link",
    "Located",
    "Loss",
    "LossWarning",
    "Measurement",
    "Metric",
    "MetricError",
    "MissingExtra",
    "MomentOfTruth",
    "Need",
    "Not",
    "Opportunity",
    "Outcome",
    "Outcomes",
    "PainPoint",
    "Path",
    "Persona",
    "PictureError",
    "Plan",
    "PoorMap",
    "Process",
    "Question",
    "Quote",
    "Relation",
    "Report",
    "Scope",
    "Simulation",
    "Solution",
    "Stage",
    "Story",
    "Suggestion",
    "Template",
    "Theme",
    "Touchpoint",
    "Transition",
    "TrapError",
    "UnknownName",
    "Wait",
    "__version__",
    "apply",
    "attribute",
    "calibration",
    "change",
    "channel",
    "channels",
    "check",
    "chokepoints",
    "compare",
    "conform",
    "discover",
    "discovery",
    "draw",
    "dumps",
    "experience",
    "fit",
    "fit_report",
    "import_map",
    "in_order",
    "levers",
    "load",
    "loads",
    "locate",
    "loops",
    "losses",
    "metrics",
    "outcomes",
    "paths",
    "persona_of",
    "removal",
    "research_next",
    "roadmap",
    "save",
    "schema",
    "simplify",
    "simulate",
    "suggest_templates",
    "tell",
    "template",
    "templates",
    "to_networkx",
    "uncertainty",
]

_LAZY = {
    "Comparison": "journeykit.analysis.compare",
    "Credit": "journeykit.events.attribution.credit",
    "Drawing": "journeykit.render",
    "EventLog": "journeykit.events",
    "Experience": "journeykit.analysis.experience",
    "Finding": "journeykit.rules",
    "Imported": "journeykit.io",
    "Interval": "journeykit.analysis.uncertainty",
    "Loss": "journeykit.io",
    "LossWarning": "journeykit.io",
    "Measurement": "journeykit.metrics",
    "Outcomes": "journeykit.analysis.outcomes",
    "Path": "journeykit.analysis.paths",
    "Plan": "journeykit.analysis.roadmap",
    "PoorMap": "journeykit.rules",
    "Question": "journeykit.analysis.research_next",
    "Report": "journeykit.rules",
    "Simulation": "journeykit.analysis.simulation",
    "Story": "journeykit.analysis.tell",
    "Suggestion": "journeykit.starters",
    "Template": "journeykit.starters",
    "apply": "journeykit.analysis.apply",
    "change": "journeykit.analysis.change",
    "check": "journeykit.rules",
    "chokepoints": "journeykit.analysis.chokepoints",
    "compare": "journeykit.analysis.compare",
    "Theme": "journeykit.render",
    "draw": "journeykit.render",
    "dumps": "journeykit.io",
    "experience": "journeykit.analysis.experience",
    "import_map": "journeykit.io",
    "levers": "journeykit.analysis.levers",
    "load": "journeykit.io",
    "loads": "journeykit.io",
    "loops": "journeykit.analysis.loops",
    "losses": "journeykit.io",
    "metrics": "journeykit.metrics",
    "outcomes": "journeykit.analysis.outcomes",
    "paths": "journeykit.analysis.paths",
    "removal": "journeykit.analysis.removal",
    "research_next": "journeykit.analysis.research_next",
    "roadmap": "journeykit.analysis.roadmap",
    "save": "journeykit.io",
    "schema": "journeykit.model.schema",
    "simplify": "journeykit.analysis.simplify",
    "simulate": "journeykit.analysis.simulate",
    "suggest_templates": "journeykit.starters",
    "tell": "journeykit.analysis.tell",
    "template": "journeykit.starters",
    "templates": "journeykit.starters",
    "to_networkx": "journeykit.graph.digraph",
    "uncertainty": "journeykit.analysis.uncertainty",
    "Calibration": "journeykit.events.calibrate",
    "Conformance": "journeykit.events.conform",
    "Located": "journeykit.events.locate",
    "attribute": "journeykit.events.attribute",
    "calibration": "journeykit.events.calibrate",
    "conform": "journeykit.events.conform",
    "discover": "journeykit.events.discover",
    "discovery": "journeykit.events.discover",
    "fit": "journeykit.events.fit",
    "fit_report": "journeykit.events.fit",
    "locate": "journeykit.events.locate",
    "persona_of": "journeykit.events.personas",
}

if not TYPE_CHECKING:  # a checker must see the names above, not this

    def __getattr__(name: str) -> Any:
        """Load a verb at first use."""
        if name not in _LAZY:
            from journeykit.near import unknown

            message = unknown("name in journeykit:", name, __all__)
            raise AttributeError(message, name=name, obj=__import__(__name__))
        with extra_named():
            module = import_module(_LAZY[name])
        value = module if module.__name__ == f"{__name__}.{name}" else getattr(module, name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    """Only the public names."""
    return sorted(__all__)
