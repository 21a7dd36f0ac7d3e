"""A virtual environment in `.venv`, made once and kept until `pyproject.toml` or the interpreter changes.

The scripts beside this file import it and nothing else, so that Python 3.11 and pip are all they need.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
_PROGRAMS = VENV / ("Scripts" if os.name == "nt" else "bin")


def program(name: str) -> str:
    """The path of a program that the environment holds, such as `python` or `journeykit`."""
    return str(_PROGRAMS / (f"{name}.exe" if os.name == "nt" else name))


def environment() -> dict[str, str]:
    """The variables to run programs with: the environment's own come first, and text is UTF-8 everywhere."""
    rest = {key: value for key, value in os.environ.items() if key not in {"PYTHONHOME", "PYTHONPATH"}}
    path = os.pathsep.join([str(_PROGRAMS), rest.get("PATH", "")])
    own = {"VIRTUAL_ENV": str(VENV), "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"}
    return rest | {"PATH": path} | own


def install(*extras: str) -> None:
    """Have journeykit in the environment, editable and with these extras; does nothing where it already is."""
    if sys.version_info < (3, 11):  # noqa: UP036 - the script is started by whatever Python there is
        sys.exit(f"journeykit needs Python 3.11 or later; this is {sys.version.split()[0]}")
    wanted = ",".join(extras)
    stamp = VENV / f"journeykit-{'-'.join(extras)}.stamp"
    state = hashlib.sha256((ROOT / "pyproject.toml").read_bytes() + sys.version.encode()).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == state and Path(program("python")).exists():
        return
    print(f"Setting up {VENV.name} with journeykit[{wanted}] (once; a minute or two) …", flush=True)
    if not _usable():
        _run([sys.executable, "-m", "venv", "--clear", str(VENV)], "python -m venv")
    pip = [program("python"), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    _run([*pip, "--editable", f".[{wanted}]"], "pip install")
    stamp.write_text(state, encoding="utf-8")


def _usable() -> bool:
    """Whether an environment is there, whole, and of this very Python."""
    asked = [program("python"), "-c", "import pip, sys; print(sys.version)"]
    try:
        answer = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return False
    return answer.stdout.strip() == sys.version.strip()


def _run(command: list[str], what: str) -> None:
    if subprocess.run(command, cwd=ROOT, env=environment(), stdin=subprocess.DEVNULL, check=False).returncode:
        sys.exit(f"{what} failed; what it said stands above")
