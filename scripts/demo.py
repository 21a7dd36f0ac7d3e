"""Set up journeykit, check the solar example and draw it: `python scripts/demo.py`.

Needs Python 3.11 and pip. The check prints the findings and what to fix first; error findings make it exit with 1.
"""

from __future__ import annotations

import subprocess
import sys

from _venv import ROOT, environment, install, program

EXAMPLE = "examples/solar_roof.journey.yaml"
PICTURE = "solar_roof.svg"


def journeykit(*arguments: str) -> int:
    """Run the command in the environment, from the root of the checkout, and give its exit code."""
    print(f"\n$ journeykit {' '.join(arguments)}", flush=True)
    return subprocess.run([program("journeykit"), *arguments], cwd=ROOT, env=environment(), check=False).returncode


def main() -> int:
    """Check, draw, and say where the picture is."""
    install("export")
    (ROOT / PICTURE).unlink(missing_ok=True)  # so that an old picture is not taken for a new one
    checked = journeykit("check", EXAMPLE)
    drawn = journeykit("draw", EXAMPLE, "-o", PICTURE)
    if checked > 1 or drawn or not (ROOT / PICTURE).exists():
        print("\nThe demo failed; what the command said stands above.", file=sys.stderr)
        return 1
    print(f"\nThe picture: {ROOT / PICTURE}\nOpen it in a browser.")
    return checked


if __name__ == "__main__":
    sys.exit(main())
