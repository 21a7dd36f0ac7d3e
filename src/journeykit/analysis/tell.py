"""One customer's story in words."""

from __future__ import annotations

from heapq import heappop, heappush
from html import escape
from math import log, nan
from typing import Final, Literal, TypeAlias, get_args

import numpy as np

from journeykit.analysis.chain import DROP_OFF, END
from journeykit.analysis.ends.walk import Walker, cast_of, resting
from journeykit.analysis.sampling.emotions import emotion_at
from journeykit.analysis.sampling.table import Table, drawn
from journeykit.analysis.stories.odds import closing, walk_probability
from journeykit.analysis.stories.teller import told
from journeykit.errors import TrapError, UnknownName
from journeykit.model import JourneyMap, Persona

__all__ = ["Kind", "Story", "tell"]

Kind: TypeAlias = Literal["typical", "lucky", "unlucky"]

_SAMPLED: Final = 200
_FOUND: Final = {
    "typical": "No journey on this map is more probable.",
    "lucky": f"This is the best of {_SAMPLED} journeys sampled from the map with seed {{seed}}.",
    "unlucky": f"This is the worst of {_SAMPLED} journeys sampled from the map with seed {{seed}}.",
}
_RANK: Final = {"success": 1.0, "neutral": 0.0, "failure": -1.0}


class Story(str):
    """A story, which is its text.

    Attributes:
        steps: ids of the steps in the order in which they are met.
        ended: the id of the outcome, `.drop_off`, or `.end` on maps without outcomes.
        persona: the id of whose story it is; None where it is nobody's in particular.
        probability: how likely exactly these steps and this end are for whose story it is, 0..1.
        kind: `typical`, `lucky` or `unlucky`.
        about: what the reader must know: where shares were assumed.

    >>> from journeykit.model import Stage
    >>> story = tell(JourneyMap(stages=[Stage("buy", ["basket", "pay"])]))
    >>> story.steps, story.ended, story.persona, len(story.text) == len(story)
    (('basket', 'pay'), '.end', None, True)
    """

    __slots__ = ("about", "ended", "kind", "persona", "probability", "steps")

    steps: tuple[str, ...]
    ended: str
    persona: str | None
    probability: float
    kind: Kind
    about: tuple[str, ...]

    @property
    def text(self) -> str:
        """The story as a plain str."""
        return "".join(self)

    def _repr_html_(self) -> str:
        """For notebooks: its paragraphs."""
        return "".join(f"<p>{escape(each)}</p>" for each in self.split("\n\n"))


def tell(journey: JourneyMap, seed: int = 0, kind: Kind = "typical", persona: Persona | str | None = None) -> Story:
    """The story of one customer in English sentences, made of the map's own words; paragraphs for stages.

    Whose story it is, is drawn by the shares of the personas, unless one is named. A `typical` story is the most
    probable walk of that persona from an entry to an end (of equal ones that with fewer steps, then the earlier in
    stage order); `lucky` and `unlucky` are the best and the worst experience among 200 walks sampled from the map as a
    Markov chain without memory. Experience is peak-end (Kahneman et al. 1993): the mean of the strongest emotion (on a
    tie the negative one) and the last known; ties go by the mean emotion, then by the result of the outcome, then to
    the shorter walk. Where no emotion is known, result and length alone decide. The same seed tells the same story.

    Titles that begin with an English verb in the third person (`Receives the quote`) are told with their subject, all
    others, and those in other languages, in quotes; the sentences around them are English on every map. What comes
    again is told in short, and of more than 40 passages the middle is passed over. The last paragraph says how the
    story was found, and how probable exactly this walk and such an end are.

    Raises UnknownName for an unknown persona or kind, TrapError for a part that nobody leaves, ValueError for a seed
    that is no whole number of at least 0, and for a map on which nobody begins.

    >>> from journeykit.model import Outcome, Stage, Touchpoint
    >>> shop = JourneyMap(stages=[Stage("buy", [Touchpoint("pay", "Pays the bill", channel="web", emotion=-1)])],
    ...                   outcomes=[Outcome("paid", "Owns a bicycle", result="success")])
    >>> print(tell(shop))
    This is the story of a customer.
    <BLANKLINE>
    It begins on the web: the customer pays the bill, which is a nuisance.
    <BLANKLINE>
    And so it ends well: the customer owns a bicycle.
    <BLANKLINE>
    No journey on this map is more probable. All customers go exactly this way.
    """
    if kind not in get_args(Kind):
        raise UnknownName("kind of story", kind, get_args(Kind))
    if isinstance(seed, bool) or not isinstance(seed, int | np.integer) or seed < 0:
        raise ValueError(f"seed is a whole number of at least 0, not {seed!r}")
    rng = np.random.default_rng(int(seed))
    cast = cast_of(journey, persona)
    walker = cast[int(drawn(np.array([each.weight for each in cast]), 1, rng)[0])]
    if not walker.chain.entry.any():
        raise ValueError("no journey begins: the map has no step that these customers meet")
    steps, ended = _likeliest(walker) if kind == "typical" else _extreme(journey, walker, rng, best=kind == "lucky")
    found = _FOUND[kind].format(seed=int(seed))
    if persona is None and walker.persona and len(cast) > 1:
        found = f"{found} Whose story it is was drawn by share."
    last = closing(walker, steps, ended, found)
    story = Story(f"{told(journey, walker, rng, steps, ended)}\n\n{last}")
    story.steps, story.ended, story.kind = steps, ended, kind
    story.probability = walk_probability(walker, steps, ended)
    story.persona = walker.persona.id if walker.persona else None
    story.about = resting([walker])
    return story


def _likeliest(walker: Walker) -> tuple[tuple[str, ...], str]:
    """The most probable walk: the shortest, with -log p as the length of a move (Dijkstra 1959)."""
    Table(walker.chain)  # raises TrapError
    chain = walker.chain
    size, nodes = len(chain.steps), (*chain.steps, *chain.ends)
    near: dict[int, list[tuple[int, float]]] = {}
    ends = zip(chain.leaver.tolist(), (chain.end + size).tolist(), chain.leaving.tolist(), strict=True)
    moves = zip(chain.source.tolist(), chain.target.tolist(), chain.probability.tolist(), strict=True)
    for source, target, share in (*moves, *ends):
        if share > 0:
            near.setdefault(source, []).append((target, -log(share)))
    # length, then number of steps, then the steps themselves through where each was reached from
    open_ = [(-log(share), 1, index, -1) for index, share in enumerate(chain.entry.tolist()) if share > 0]
    open_.sort()
    before: dict[int, int] = {}
    while open_:
        length, count, node, source = heappop(open_)
        if node in before:
            continue
        before[node] = source
        if node >= size:
            walk = [node]
            while before[walk[-1]] >= 0:
                walk.append(before[walk[-1]])
            return tuple(nodes[each] for each in walk[:0:-1]), nodes[node]
        for target, more in near.get(node, ()):
            if target not in before:
                heappush(open_, (length + more, count + 1, target, node))
    raise TrapError(chain.steps)  # pragma: no cover - Table would have raised it


def _extreme(
    journey: JourneyMap, walker: Walker, rng: np.random.Generator, *, best: bool
) -> tuple[tuple[str, ...], str]:
    """The best or the worst of the sampled walks."""
    chain = walker.chain
    walks = Table(walker.chain).walks(_SAMPLED, rng)
    felt = [emotion_at(journey.step(step), walker.persona) for step in chain.steps]
    outcomes = {outcome.id: outcome for outcome in journey.outcomes}
    found = []
    last = np.cumsum(walks.lengths)
    for number, (stop, length) in enumerate(zip(last.tolist(), walks.lengths.tolist(), strict=True)):
        states, end = walks.states[stop - length : stop].tolist(), chain.ends[walks.ends[number]]
        outcome = outcomes.get(end)
        emotions = [felt[state] for state in states] + [nan if outcome is None else emotion_at(outcome, None)]
        result = _RANK[outcome.result] if outcome else {DROP_OFF: -1.0, END: 0.0}[end]
        peak_end, mean = _experience(emotions)
        found.append(((peak_end, mean, result, -length if best else length), states, end))
    _, states, end = (max if best else min)(found, key=lambda one: one[0])
    return tuple(chain.steps[state] for state in states), end


def _experience(emotions: list[float]) -> tuple[float, float]:
    """Peak-end and mean, 0 where nothing is known."""
    known = [each for each in emotions if each == each]  # noqa: PLR0124 - NaN is not equal to itself
    if not known:
        return 0.0, 0.0
    strongest = max(known, key=lambda each: (abs(each), -each))
    return (strongest + known[-1]) / 2, sum(known) / len(known)
