"""JK205: one channel under two names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from journeykit.model import JourneyMap, Touchpoint, channels
from journeykit.rules.facts import Facts
from journeykit.rules.rule import Hit, rule
from journeykit.rules.twins import folded, twins
from journeykit.rules.wording import quoted

__all__ = ["channel_twins"]

_ALIKE = 0.79  # of 1: two swapped letters of five, or one more than there should be
_LONGEST = 40


@rule("JK205", "channel-twins", severity="warning", profile="research", many="{count} channels go by two names")
def channel_twins(_: JourneyMap, facts: Facts) -> Iterator[Hit]:
    """A channel of one's own is spelt nearly like one of the catalogue, or like another of one's own.

    Why:
        `E-Mail` and `email` are two channels for every count, every icon and every analysis of channels. The
        catalogue's names come with an icon and are known to be digital, physical or human.

    Source:
        "Federal Plain Language Guidelines", plainlanguage.gov, 2011: use the same term for the same thing.

    Bad:
        ```yaml
        stages:
          - id: choose
            steps:
              - touchpoint: quote
                channel: E-Mail
        ```

    Good:
        ```yaml
        stages:
          - id: choose
            steps:
              - touchpoint: quote
                channel: email
        ```
    """
    known = {folded(each.id): each.id for each in channels().values()}
    known |= {folded(each.label): each.id for each in channels().values()}
    own: dict[str, tuple[str, str]] = {}
    for place, step in facts.placed:
        if isinstance(step, Touchpoint) and step.channel is not None and step.channel not in channels():
            own.setdefault(step.channel, (place, step.id))
    for name, (place, step_id) in own.items():
        meant = known.get(folded(name)) or _slip(name, known)
        if meant:
            message = f"the channel {quoted(name)} looks like {quoted(meant)} of the catalogue under another name"
            yield Hit(f"{place}.channel", message, f"write `channel: {meant}`", step_id)
    for first, second in twins([name for name in own if folded(name) not in known and not _slip(name, known)]):
        place, step_id = own[second]
        message = f"the channels {quoted(first)} and {quoted(second)} look like one with two names"
        yield Hit(f"{place}.channel", message, "write both alike", step_id)


def _slip(name: str, known: Mapping[str, str]) -> str | None:
    """The channel of the catalogue that a name is, but for a letter or two.

    >>> _slip("emial", {"email": "email", "web": "web"}), _slip("Kiosk", {"email": "email"})
    ('email', None)
    """
    close = get_close_matches(folded(name)[:_LONGEST], known, n=1, cutoff=_ALIKE)
    return known[close[0]] if close else None
