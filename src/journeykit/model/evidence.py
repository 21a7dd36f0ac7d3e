"""Evidence, links, and the base of the nouns that can carry them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, ClassVar, Final, TypeAlias, TypedDict, Unpack

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from journeykit.model.base import Value, Written, humanised
from journeykit.model.durations import Duration
from journeykit.model.fields import Count, Day, Id, Many, Text
from journeykit.model.refs import Pooled

__all__ = ["DOUBTED", "Documented", "DocumentedFields", "Evidence", "Link", "Named"]

DurationLike: TypeAlias = "Duration | timedelta | str"

_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.\-]*):")
_SAFE = ("http", "https", "mailto")


def _safe_address(url: str) -> str:
    match = _SCHEME.match(url)
    if match and match[1].lower() not in _SAFE:
        message = "a link leads to http, https, mailto or a file beside the map, not to '{scheme}:'"
        raise PydanticCustomError("unsafe_link", message, {"scheme": match[1][:40]})
    return url


class Link(Value, frozen=True):
    """Something to read on: a text, an address, or both.

    >>> Link("Price study", "https://example.org/study").href
    'https://example.org/study'
    >>> Link("https://example.org").href, Link("Home Loan").href
    ('https://example.org', None)
    """

    positional: ClassVar[Mapping[str, str]] = {"text": "str", "url": "str | None"}

    text: Text = Field(description="What the link is called; an address is its own text.")
    url: Annotated[Text, AfterValidator(_safe_address)] | None = Field(
        default=None,
        description="http(s), mailto, or a path beside the map.",
    )

    if TYPE_CHECKING:

        def __init__(self, text: str, url: str | None = None) -> None: ...

    @property
    def href(self) -> str | None:
        """The address that may stand in a drawing: http, https or mailto, else None."""
        for address in (self.url, self.text):
            match = _SCHEME.match(address) if address else None
            if address and match and match[1].lower() in _SAFE and not re.search(r"[\s<>\"]", address.strip()):
                return address.strip()
        return None


def _link(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


class Named(Value, frozen=True):
    """A noun with an id and perhaps a title."""

    positional: ClassVar[Mapping[str, str]] = {"id": "str", "title": "str | None"}

    id: Id = Field(description="The name in files and code: lower-case letters, digits and _, starting with a letter.")
    title: Text | None = Field(default=None, description="The name for people; without one the id is shown.")

    @property
    def label(self) -> str:
        """The title, or the humanised id where there is none."""
        return humanised(self.id) if self.title is None else self.title


DOUBTED: Final = "chances in doubt"
"""The tag of a log from which a map has chances that do not give how the log's own cases ended."""


class EvidenceFields(TypedDict, total=False):
    """The keyword arguments of Evidence, beside id and title."""

    kind: str | None
    n: int | None
    date: str | date | None
    valid_for: DurationLike | None
    tags: str | Sequence[str]
    links: Link | str | Sequence[Link | str]
    note: str | None


class Evidence(Named, frozen=True):
    """A source behind a claim: what kind of research, how many people, when.

    >>> Evidence("talks", "Interviews with home owners", kind="interview", n=12, date="2026-05-04").date
    datetime.date(2026, 5, 4)
    """

    written: ClassVar[Written] = EvidenceFields

    kind: Text | None = Field(
        default=None,
        description="interview, survey, observation, diary, usability_test, walkthrough, analytics, support, review, "
        "workshop, expert, desk_research, assumption, or a kind of your own.",
        examples=["interview", "survey", "analytics", "assumption"],
    )
    n: Count | None = Field(default=None, description="How many people, answers or cases.")
    date: Day | None = Field(default=None, description="When it was gathered, like 2026-05-04.")
    valid_for: Duration | None = Field(default=None, description="How long it can be relied on, like '12 months'.")
    tags: Many[Text] = Field(default=(), description="Words to find it by.")
    links: Many[Annotated[Link, BeforeValidator(_link, json_schema_input_type=str | Link)]] = Field(
        default=(),
        description="Where to read on.",
    )
    note: Text | None = Field(default=None, description="Anything else.")

    if TYPE_CHECKING:

        def __init__(self, id: str, title: str | None = None, **fields: Unpack[EvidenceFields]) -> None: ...


class DocumentedFields(TypedDict, total=False):
    """What most nouns take: sources, words to find it by, links, a note."""

    evidence: Evidence | str | Sequence[Evidence | str]
    tags: str | Sequence[str]
    links: Link | str | Sequence[Link | str]
    note: str | None


class Documented(Value, frozen=True):
    """A noun that can name its sources."""

    evidence: Many[Pooled[Evidence]] = Field(default=(), description="Sources, by their ids in the map's evidence.")
    tags: Many[Text] = Field(default=(), description="Words to find it by.")
    links: Many[Annotated[Link, BeforeValidator(_link, json_schema_input_type=str | Link)]] = Field(
        default=(),
        description="Where to read on.",
    )
    note: Text | None = Field(default=None, description="Anything else.")
