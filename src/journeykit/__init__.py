"""Customer journey maps as code."""

from __future__ import annotations

from journeykit._version import __version__

__all__ = ["__version__"]
