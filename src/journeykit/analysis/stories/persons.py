"""What a story calls people: the name, what comes with it, and whether it is one or several."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from journeykit.analysis.stories.english import phrase, plain, several
from journeykit.analysis.stories.verbs import listing
from journeykit.model import Persona

__all__ = ["NOBODY", "Person", "person_of"]

_ROLES: Final = listing(
    "admin applicant buyer candidate caregiver carer citizen client commuter consumer customer developer driver "
    "employee engineer guest household learner manager member newcomer nurse owner parent passenger patient "
    "prospect reader resident shopper student subscriber teacher tenant tourist traveler traveller user visitor"
)
# a name, and after a comma, colon or dash, or in brackets, what else is known; with the signs of Chinese and Japanese
_NAMED: Final = re.compile(
    r"(?P<name>[^,(:\u2013\u2014、\uff0c\uff08]+?)\s*"
    r"(?:(?:[,:\u2013\u2014、\uff0c]|\s-\s)\s*(?P<more>.+)|[(\uff08](?P<inside>[^()\uff08\uff09]+)[)\uff09]$)"
)


@dataclass(frozen=True)
class Person:
    """Somebody in a story.

    Attributes:
        name: inside a sentence: `Anna`, `the customer`, `the Okafors`.
        more: what stands in brackets at the first mention; may be empty.
        plural: whether verbs are those of several.
    """

    name: str
    more: str = ""
    plural: bool = False

    @property
    def introduced(self) -> str:
        """The name, with what the map says beside it."""
        return f"{self.name} ({self.more})" if self.more else self.name

    def does(self, said: str) -> str:
        """The person as the subject of what one person does.

        >>> Person("Anna").does("feels cold"), Person("the Okafors", plural=True).does("feels cold")
        ('Anna feels cold', 'the Okafors feel cold')
        """
        return f"{self.name} {several(said) if self.plural else said}"


NOBODY: Final = Person("the customer")
"""Whose journey it is where the map names nobody."""


def person_of(persona: Persona | None) -> Person:
    """The person that a story tells of, from the persona's label.

    >>> first, other = Persona("anna", "Anna, 41, owns a house"), Persona("b", "First-time buyer")
    >>> person_of(first).introduced, person_of(other).name
    ('Anna (41, owns a house)', 'the first-time buyer')
    """
    if persona is None:
        return NOBODY
    label = plain(persona.label) or persona.id
    found = _NAMED.match(label)
    name, more = (found["name"], found["more"] or found["inside"]) if found else (label, "")
    parts = name.split()
    if parts[0] == "The" and len(parts) > 1:
        return Person(f"the {' '.join(parts[1:])}", more, plural=parts[-1].endswith("s"))
    role = all(word.islower() for word in parts[1:]) and (len(parts) > 1 or parts[0].lower() in _ROLES)
    if role and name.isascii() and phrase(name).kind == "name" and "and" not in parts:
        return Person(f"the {name[0].lower()}{name[1:]}", more)
    return Person(name, more, plural=" and " in name or " & " in name)
