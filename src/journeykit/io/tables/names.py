"""The names that cells use for other parts of the map: ids, or titles as people write them."""

from __future__ import annotations

import re

from journeykit.io.made_ids import MadeIds
from journeykit.io.tables.grid import CellError
from journeykit.io.tables.texts import folded
from journeykit.near import near, unknown

__all__ = ["Directory", "Names", "is_id"]

_ID = re.compile(r"[a-z][a-z0-9_]{0,63}")


def is_id(text: str) -> bool:
    """Whether a text is an id as it stands."""
    return _ID.fullmatch(text) is not None


class Directory:
    r"""The personas, sources, or steps and outcomes of a table, by id and by title.

    An `open` one takes in a name that it does not know, since nothing but its use declares it.

    >>> people = Directory("persona", open=True)
    >>> people.require("Anna Müller"), people.find("anna  m\xfcller"), people.declared["anna_mueller"]
    ('anna_mueller', 'anna_mueller', 'Anna Müller')
    """

    def __init__(self, noun: str, *, open: bool = False) -> None:
        self.noun = noun
        self.open = open
        self.declared: dict[str, str | None] = {}
        self.places: dict[str, str] = {}  # where an id was given first
        self._titles: dict[str, str] = {}
        self._made = MadeIds(noun.replace(" ", "_"))

    def reserve(self, identifier: str) -> None:
        """Keep an id from being made for another name."""
        if identifier not in self.declared:
            self._made.of(identifier)
            self.declared[identifier] = None

    def add(self, name: str, title: str | None = None, identifier: str | None = None) -> str:
        """Take in a name, and give its id: the one given, the name itself, or one made of it."""
        made = identifier if identifier is not None else self._made.of(name)
        self.declared[made] = title
        for each in (name, title):
            if each:
                self._titles.setdefault(folded(each), made)
        return made

    def find(self, name: str) -> str | None:
        """The id of an id or a title; None for an unknown one."""
        return name if name in self.declared else self._titles.get(folded(name))

    def require(self, name: str) -> str:
        """The id of a name. Raises CellError for an unknown one of a closed directory."""
        found = self.find(name)
        if found is not None:
            return found
        if self.open:
            return self.add(name, None if is_id(name) else name)
        raise CellError(unknown(self.noun, name, [*self.declared, *self._titles]), code="unknown_id")

    def near(self, name: str) -> str | None:
        """The nearest known name."""
        return near(name, [*self.declared, *self._titles])


class Names(dict[str, Directory]):
    """The directories of a table: `persona`, `evidence`, `step` (with the outcomes)."""

    def __missing__(self, noun: str) -> Directory:
        self[noun] = Directory(noun, open=True)
        return self[noun]
