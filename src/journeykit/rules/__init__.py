"""What is poor about a map: `check`, and what a rule must be.

A rule is one file in a folder here, found by walking: a function with `@rule(code, name, severity=…)` that takes a map
and yields a `Hit` for everything it minds. Other packages bring theirs by an entry point of the group
`journeykit.rules`, which names a module (or a package) with such functions.
"""

from __future__ import annotations

from journeykit.rules.check_map import check
from journeykit.rules.config import Config, config_of
from journeykit.rules.config_file import has_config, read_config
from journeykit.rules.explanation import Example, Explanation
from journeykit.rules.facts import Facts
from journeykit.rules.finding import SEVERITIES, Finding, Severity
from journeykit.rules.fix import Fix
from journeykit.rules.registry import TwinRules, matching, rule_called, rules
from journeykit.rules.report import PoorMap, Report
from journeykit.rules.rule import PROFILES, Hit, Rule, rule

__all__ = [
    "PROFILES",
    "SEVERITIES",
    "Config",
    "Example",
    "Explanation",
    "Facts",
    "Finding",
    "Fix",
    "Hit",
    "PoorMap",
    "Report",
    "Rule",
    "Severity",
    "TwinRules",
    "check",
    "config_of",
    "has_config",
    "matching",
    "read_config",
    "rule",
    "rule_called",
    "rules",
]
