"""Install Debian's packages where the system lets us: as root, or where sudo asks for no password."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable


def apt_install(wanted: Callable[[], list[str]]) -> None:
    """Have these packages; `wanted` is asked once apt's lists are fresh. Anywhere else nothing happens."""
    if not shutil.which("apt-get"):
        return
    prefix: list[str] = []
    if os.geteuid():
        prefix = ["sudo", "-n"]
        if not shutil.which("sudo") or subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode:
            return
    if not _apt_get(prefix, "update"):
        return
    packages = wanted()
    if packages:
        print(f"Installing {', '.join(packages)} …", flush=True)
        _apt_get(prefix, "install", "-y", "--no-install-recommends", *packages)


def _apt_get(prefix: list[str], *command: str) -> bool:
    done = subprocess.run(
        [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", *command],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        print(f"apt-get {command[0]} failed:\n{done.stderr.strip()}", flush=True)
    return not done.returncode
