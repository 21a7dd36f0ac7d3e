"""Set up journeykit, check two example maps and draw their posters: `python scripts/demo.py`.

Needs Python 3.11 and pip. The check prints the findings and what to fix first; error findings make it exit with 1.
"""

from __future__ import annotations

import subprocess
import sys

from _venv import ROOT, environment, install, program

EXAMPLES = ("solar_roof", "broadband")  # a finished map, and a draft in which the check finds work


def journeykit(*arguments: str) -> int:
    """Run the command in the environment, from the root of the checkout, and give its exit code."""
    print(f"\n$ journeykit {' '.join(arguments)}", flush=True)
    return subprocess.run([program("journeykit"), *arguments], cwd=ROOT, env=environment(), check=False).returncode


def main() -> int:
    """Check, draw, and say where the pictures are."""
    install("export")
    (ROOT / "out").mkdir(exist_ok=True)
    worst = 0
    for name in EXAMPLES:
        example, picture = f"examples/{name}.journey.yaml", f"out/{name}.svg"
        (ROOT / picture).unlink(missing_ok=True)  # so that an old picture is not taken for a new one
        checked = journeykit("check", example)
        drawn = journeykit("draw", example, "-o", picture)
        if checked > 1 or drawn or not (ROOT / picture).exists():
            print("\nThe demo failed; what the command said stands above.", file=sys.stderr)
            return 1
        worst = max(worst, checked)
    print(f"\nThe posters are in {ROOT / 'out'}: open them in a browser.")
    return worst


if __name__ == "__main__":
    sys.exit(main())
