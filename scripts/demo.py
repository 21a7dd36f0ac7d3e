"""Set up journeykit, check the solar example and draw it: `python scripts/demo.py`.

Needs Python 3.11 and pip. Exits with 1 where a step fails or the example has error findings.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from _venv import ROOT, environment, install, program

EXAMPLE = "examples/solar_roof.journey.yaml"
PICTURE = "solar_roof.svg"
_SEVERITIES = ("error", "warning", "info")


def journeykit(*arguments: str, capture: bool = False) -> subprocess.CompletedProcess[str]:
    """Run the command in the environment, from the root of the checkout."""
    command = [program("journeykit"), *arguments]
    if not capture:
        print(f"\n$ journeykit {' '.join(arguments)}", flush=True)
    return subprocess.run(command, cwd=ROOT, env=environment(), capture_output=capture, encoding="utf-8", check=False)


def first_to_fix(report: str) -> str:
    """The gravest finding of a JSON report, with its repair; the report's own order decides among equals."""
    findings = json.loads(report)["findings"]
    if not findings:
        return "nothing: the map has no findings"
    worst = min(findings, key=lambda finding: _SEVERITIES.index(finding["severity"]))
    return f"{worst['place']}: {worst['message']}\n  {worst['repair']}"


def main() -> int:
    """Check, draw and say what to fix first."""
    install("export")
    checked = journeykit("check", EXAMPLE)
    drawn = journeykit("draw", EXAMPLE, "-o", PICTURE)
    if checked.returncode > 1 or drawn.returncode or not Path(ROOT, PICTURE).exists():
        print("\nThe demo failed; what the command said stands above.", file=sys.stderr)
        return 1
    report = journeykit("check", EXAMPLE, "--format", "json", capture=True)
    print(f"\nFix first: {first_to_fix(report.stdout)}")
    print(f"The picture: {Path(ROOT, PICTURE)}")
    return checked.returncode


if __name__ == "__main__":
    sys.exit(main())
