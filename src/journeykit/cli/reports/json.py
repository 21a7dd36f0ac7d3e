"""For programs: one JSON object with all findings, all faults, and a verdict for each file."""

from __future__ import annotations

import json
from collections.abc import Sequence

from journeykit.cli.checked import Checked
from journeykit.cli.screen import write as print_document

__all__ = ["write"]


def write(checked: Sequence[Checked]) -> None:
    """Print the object; it is ASCII, so that any pipe carries it."""
    findings = [
        {
            "file": each.name,
            "line": spot.line,
            "column": spot.column,
            **spot.finding.to_dict(),
            "fixable": bool(spot.finding.fixes),
            "also": [
                {"place": place, "line": line, "column": column}
                for place, (line, column) in zip(spot.finding.also, spot.also, strict=True)
            ],
        }
        for each in checked
        for spot in each.spotted
    ]
    faults = [
        {
            "file": each.name,
            "line": fault.line,
            "column": fault.column,
            "place": fault.place,
            "code": fault.code,
            "message": fault.message,
        }
        for each in checked
        for fault in each.faults
    ]
    files = [{"file": each.name, "verdict": each.verdict} for each in checked]
    document = {"findings": findings, "faults": faults, "files": files}
    print_document(json.dumps(document, indent=2) + "\n")
