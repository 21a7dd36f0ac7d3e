"""The content-security-policy of a page: what is in the file runs, nothing else, and nothing is fetched."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from typing import Final

__all__ = ["policy"]

_STYLE: Final = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL)


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def policy(style: str, script: str, svg: str) -> str:
    """The policy that lets this one style, this one script and the styles inside the drawing in.

    >>> policy("a{}", "1", "<svg></svg>").split("; ")[0]
    "default-src 'none'"
    """
    # inside SVG a style is ordinary text to the parser, so it is what its escapes mean that is hashed
    styles = [style, *(unescape(each) for each in _STYLE.findall(svg))]
    allowed = " ".join(dict.fromkeys(_hash(each) for each in styles))
    return (
        f"default-src 'none'; img-src data:; style-src {allowed}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
