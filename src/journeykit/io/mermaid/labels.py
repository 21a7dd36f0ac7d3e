"""Texts inside a flowchart's quotes, where Mermaid reads HTML, Markdown, icons and formulas."""

from __future__ import annotations

import re

from journeykit.io.mermaid.words import SPACE

__all__ = ["label"]

_LINE_END = re.compile(r"\r\n|\r|\n")
# what Mermaid, Markdown or HTML act upon, and what Mermaid itself puts in the place of `#` and `;` while it parses
# what Mermaid, Markdown or HTML act upon, and what Mermaid itself puts in the place of `#` and `;` while it parses
_ACTED_UPON = re.compile(
    r"""["#;<>&`*_~\\$|ﬂ¶\[\]]|%(?=%)|(?<=%)%|:(?=\S)|^[-+=.]|d(?=irection\s)|(?<=^\d)[.)]|(?<=^\d\d)[.)]"""
    rf"|^{SPACE}|(?<={SPACE}){SPACE}|{SPACE}$"
)


def label(text: str) -> str:
    r"""The text in quotes, so that Mermaid shows it as it is; line breaks are kept.

    >>> label('1. "Pay" <b>\nnow')
    '"1#46; #34;Pay#34; #60;b#62;<br/>now"'
    """
    text = text.replace("\0", "\N{REPLACEMENT CHARACTER}")  # no character of HTML
    lines = [_ACTED_UPON.sub(lambda found: f"#{ord(found.group())};", line) for line in _LINE_END.split(text)]
    return f'"{"<br/>".join(lines)}"'
