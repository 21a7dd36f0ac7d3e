"""What a column of a table is: its heading, the field of the map that stands in it, and what else it may be called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from journeykit.io.tables.kinds import Ids, Kind, Text, Texts
from journeykit.io.tables.worded import Links

__all__ = ["Column", "common", "heading_key", "named"]


@dataclass(frozen=True, slots=True, eq=False)  # one object each: compared and hashed as such
class Column:
    """One column: its heading, the field, what its cells hold, and whose field it is."""

    name: str
    field: str
    kind: Kind
    noun: str = "step"
    also: tuple[str, ...] = ()
    by_persona: bool = False
    explained: str = ""


def heading_key(heading: str) -> str:
    r"""A heading for comparing: without what stands in brackets, in lower case, words joined by `_`.

    >>> heading_key("Pain points (max. 3)"), heading_key("Stage/Phase"), heading_key("Maßnahme")
    ('pain_points', 'stage_phase', 'massnahme')
    """
    bare = re.sub(r"[(\[{].*", "", heading, flags=re.DOTALL) or heading
    return re.sub(r"[^\w]+", "_", bare.casefold()).strip("_")


def named(*columns: Column) -> Mapping[str, Column]:
    """Columns by their headings."""
    return MappingProxyType({each.name: each for each in columns})


def common(noun: str, before: str = "") -> Iterable[Column]:
    """What most nouns have last."""
    also = () if before else ("sources", "source", "quellen", "quelle", "belege")
    yield Column(f"{before}evidence", "evidence", Ids("evidence"), noun, also)
    yield Column(f"{before}tags", "tags", Texts(lines=False), noun, () if before else ("labels", "schlagworte"))
    yield Column(f"{before}links", "links", Links(), noun, () if before else ("link", "url"))
    yield Column(
        f"{before}note", "note", Text(), noun, () if before else ("notes", "comment", "comments", "notiz", "bemerkung")
    )
