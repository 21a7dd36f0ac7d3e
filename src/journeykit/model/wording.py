"""Words for messages: what everyday language calls our fields, how a text becomes an id, which article a noun takes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from unicodedata import normalize

__all__ = ["MEANT", "as_id", "with_article"]

MEANT: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(("name", "label", "heading"), "title")
    | dict.fromkeys(("touchpoints", "moments", "actions", "tasks"), "steps")
    | dict.fromkeys(("edges", "transitions", "next", "links_to"), "flow")
    | dict.fromkeys(("description", "comment", "notes"), "note")
    | dict.fromkeys(("pain_points", "painpoints", "frictions"), "pains")
    | {
        "sentiment": "emotion",
        "score": "emotion",
        "mood": "emotion",
        "said": "quotes",
        "url": "links",
        "sources": "evidence",
        "phases": "stages",
        "since": "date",
    },
)
"""What other tools and everyday words call our fields."""

_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d"}
)


def as_id(text: str, otherwise: str = "first_step") -> str:
    """An id made of a text, as a proposal.

    >>> as_id("Büro öffnen"), as_id("Café au lait"), as_id("太阳")
    ('buero_oeffnen', 'cafe_au_lait', 'first_step')
    """
    plain = normalize("NFKD", text.lower().translate(_LETTERS)).encode("ascii", "ignore").decode()
    made = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:64].strip("_")
    return made if re.match(r"[a-z]", made) else otherwise


def with_article(noun: str) -> str:
    """A noun with its article.

    >>> with_article("Action"), with_article("Stage")
    ('an Action', 'a Stage')
    """
    return f"{'an' if noun[:1] in 'AEIOU' else 'a'} {noun}"
