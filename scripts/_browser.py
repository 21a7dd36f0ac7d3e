"""Find a Chromium, and install it and fonts for what the tests draw where the system lets us.

The tests import `find_chromium` from here too.
"""

from __future__ import annotations

import os
import shutil
import subprocess

from _apt import apt_install

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FONTS = {  # Debian's package: what fontconfig must find
    "fonts-liberation": "Liberation Sans",  # has Arial's widths, which drawings are measured with
    "fonts-noto-cjk": ":lang=zh-cn",
    "fonts-noto-color-emoji": ":charset=1f600",
}


def have_browser() -> bool:
    """Install what is missing on Debian and Ubuntu; says why browser tests will skip where there is no Chromium."""
    missing = _missing()
    if missing and not os.environ.get("JOURNEYKIT_CHROMIUM"):
        apt_install(lambda: missing)
    if find_chromium():
        return True
    print(
        "No Chromium, so the browser tests skip (and fail where CI is set): "
        "install it, or name its program in JOURNEYKIT_CHROMIUM.",
        flush=True,
    )
    return False


def find_chromium() -> str | None:
    """The browser that JOURNEYKIT_CHROMIUM names, else the first one on PATH."""
    named = os.environ.get("JOURNEYKIT_CHROMIUM")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, _NAMES)), None)


def _missing() -> list[str]:
    packages = [] if find_chromium() else ["chromium"]
    if not shutil.which("fc-list"):
        return [*packages, "fontconfig", *_FONTS]
    for package, pattern in _FONTS.items():
        found = subprocess.run(["fc-list", pattern], capture_output=True, text=True, check=False)
        if not found.stdout.strip():
            packages.append(package)
    return packages
