"""Find a JVM for Spark, and install one where the system lets us.

No wheel brings one: the runtimes on PyPI lack the module jdk.incubator.vector, without which Spark 4 does not start.
The tests import `find_java` from here too.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from _apt import apt_install

OLDEST = 17  # what Spark 4 needs
_PACKAGES = tuple(f"openjdk-{version}-jre-headless" for version in (17, 21, 25))


def have_java() -> bool:
    """Install a JVM on Debian and Ubuntu where there is none; says why Spark's tests will skip without one."""
    if not find_java() and not os.environ.get("JAVA_HOME"):
        apt_install(_available)
    if find_java():
        return True
    print(
        f"No Java {OLDEST} or later, so Spark's tests skip (and fail where CI is set): "
        "install one, or name its folder in JAVA_HOME.",
        flush=True,
    )
    return False


def find_java() -> str | None:
    """The program that Spark will start, if it is new enough: JAVA_HOME's, else the first one on PATH."""
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=str(Path(home) / "bin") if home else None)
    if java is None:
        return None
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(\d+)', told)
    return java if version and int(version[1]) >= OLDEST else None


def _available() -> list[str]:
    """The first of the packages that this system's release has."""
    for package in _PACKAGES:
        shown = subprocess.run(["apt-cache", "policy", package], capture_output=True, text=True, check=False).stdout
        if "Candidate:" in shown and "Candidate: (none)" not in shown:
            return [package]
    return []
