"""For code scanning: SARIF 2.1.0, the static analysis results interchange format (OASIS, 2020)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from journeykit._version import __version__
from journeykit.cli.checked import Checked
from journeykit.cli.screen import write as print_document
from journeykit.rules import Rule, rules

__all__ = ["write"]

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_NO_MAP = "no-map"


def write(checked: Sequence[Checked]) -> None:
    """Print one log with one run. What keeps a file from being a map is a result of the rule `no-map`."""
    known = list(rules().values())
    index = {each.code: position for position, each in enumerate(known)}
    results = []
    for each in checked:
        for spot in each.spotted:
            found = spot.finding
            message = f"{found.message}: {found.repair}"
            result = _result(found.code, index[found.code], _LEVELS[found.severity], message)
            results.append(result | _locations(each, spot.line, spot.column, found.place))
        for fault in each.faults:
            result = _result(_NO_MAP, len(known), "error", fault.message)
            results.append(result | _locations(each, fault.line, fault.column, fault.place))
    no_map = {"id": _NO_MAP, "shortDescription": {"text": "The file is no journey map."}}
    descriptors = [*map(_descriptor, known), no_map | {"defaultConfiguration": {"level": "error"}}]
    driver = {"name": "journeykit", "version": __version__, "rules": descriptors}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    print_document(json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n")


def _descriptor(rule: Rule) -> dict[str, Any]:
    told = rule.explanation
    descriptor: dict[str, Any] = {"id": rule.code, "name": rule.name}
    if told.summary:
        descriptor["shortDescription"] = {"text": told.summary}
    if told.why:
        descriptor["fullDescription"] = {"text": " ".join(told.why.split())}
        descriptor["help"] = {"text": f"{told.why}\n\nSource: {told.source}" if told.source else told.why}
    return descriptor | {"defaultConfiguration": {"level": _LEVELS[rule.severity]}}


def _result(code: str, index: int, level: str, message: str) -> dict[str, Any]:
    return {"ruleId": code, "ruleIndex": index, "level": level, "message": {"text": message}}


def _locations(checked: Checked, line: int | None, column: int | None, place: str) -> dict[str, Any]:
    """Where it is; a map on standard input has only places."""
    location: dict[str, Any] = {}
    if checked.file is not None:
        region = {"startLine": line or 1, "startColumn": column or 1}
        location["physicalLocation"] = {"artifactLocation": {"uri": _uri(checked.file)}, "region": region}
    if place:
        location["logicalLocations"] = [{"fullyQualifiedName": place}]
    return {"locations": [location]} if location else {}


def _uri(file: str) -> str:
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
