"""The map that says what was fitted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from journeykit.events.fitting.group import Group, everyone
from journeykit.events.fitting.scoring import Scale, score_metric
from journeykit.events.fitting.times import times
from journeykit.graph.filling import fill
from journeykit.model.claims import general
from journeykit.model.flow import InOrder, Transition, in_order
from journeykit.model.frozen_map import FrozenMap
from journeykit.model.scored import SCORE, emotion_of_score, score_of
from journeykit.model.transitions import implicit_ends, walkers

if TYPE_CHECKING:
    from journeykit.model import Duration, Evidence, JourneyMap, Outcome, Persona, Stage
    from journeykit.model.steps import Step

__all__ = ["FIT", "Source", "written"]

FIT = "fitted by journeykit"
"""The tag of evidence that a fit adds: the next fit puts its own in its place."""
_WORDS = ("moment_of_truth", "intensity", "thoughts", "feelings", "needs", "expectations", "objections", "quotes")
_HELD = ("pains", "gains")


@dataclass(frozen=True)
class Source:
    """Where the numbers come from.

    Attributes:
        evidence: the log.
        period: its time, in words.
        scale: of its scores; None where emotions stay as they are.
        smoothing: what each entry is given beside the cases that begin there.
    """

    evidence: Evidence
    period: str
    scale: Scale | None
    smoothing: float


def written(journey: JourneyMap, groups: Sequence[Group], source: Source) -> JourneyMap:
    """The map with what was fitted for all customers (one group without persona), or for each persona.

    What was not seen stays as it is.
    """
    lasting = _times(journey, groups)
    stages = tuple(_stage(journey, stage, groups, lasting, source) for stage in journey.stages)
    changes: dict[str, Any] = {
        "stages": stages,
        "outcomes": tuple(_outcome(each, groups, source) for each in journey.outcomes),
    }
    if any(group.fitted for group in groups):
        changes["flow"] = tuple(_flow(journey, groups, lasting, source))
    if groups[0].persona is not None:
        changes["personas"] = _personas(journey, groups, source)
    used = {each for each in journey.evidence if FIT not in each.tags}
    changes["evidence"] = tuple(each for each in journey.evidence if each in used)
    return journey.replace(**changes)


_Lasting = dict[str, tuple["Duration | None", list[dict[str, "Duration | None"]]]]


def _times(journey: JourneyMap, groups: Sequence[Group]) -> _Lasting:
    """Each step's duration, and for each group how long after it each next step begins."""
    stated = {move.source for move in journey.transitions if move.after is not None}
    found: _Lasting = {}
    for step in journey.steps:
        said = step.id in stated
        gaps = []
        for group in groups:
            here = group.fitted.get(step.id)
            targets = [each.transition.target for each in here.shares] if here else []
            pairs = {target: (step.id, target) for target in targets}
            gaps.append({target: group.seen.gaps[pair] for target, pair in pairs.items() if pair in group.seen.gaps})
        if any(gaps):
            found[step.id] = _shared_time(step, gaps, groups, said=said)
    return found


def _shared_time(
    step: Step, gaps: Sequence[dict[str, float]], groups: Sequence[Group], *, said: bool
) -> tuple[Duration | None, list[dict[str, Duration | None]]]:
    """One duration for all personas, and for each their own times between the steps."""
    stays = [group.seen.stays.get(step.id) if each else None for each, group in zip(gaps, groups, strict=True)]
    known = [(each, stay) for each, stay in zip(gaps, stays, strict=True) if each and stay is not None]
    if len(known) > 1 and step.kind == "wait" and not said:
        said = len({stay for _, stay in known}) > 1  # they wait for different times: between the steps, then
    shortest = min((min(each.values()) for each, _ in known), default=0.0)
    own, _ = times(step, {"": shortest}, known[0][1] if known else None, said=said)
    fixed = step.replace(duration=own)
    return own, [times(fixed, each, stay, said=said)[1] for each, stay in zip(gaps, stays, strict=True)]


def _stage(journey: JourneyMap, stage: Stage, groups: Sequence[Group], lasting: _Lasting, source: Source) -> Stage:
    starts = {step.id: sum(group.seen.starts.get(step.id, 0) for group in groups) for step in journey.steps}
    begun = sum(starts[step.id] for step in journey.steps if step.entry is not None)
    steps = []
    for step in stage.steps:
        changes = _step(step, groups, source)
        if step.id in lasting:
            changes["duration"] = lasting[step.id][0]
        if step.entry is not None and begun:
            changes["entry"] = (starts[step.id] + source.smoothing) or None
        if changes:
            changes["evidence"] = _behind(step, stage, source)
        steps.append(step.replace(**changes))
    return stage.replace(steps=tuple(steps))


def _step(step: Step, groups: Sequence[Group], source: Source) -> dict[str, Any]:
    found = everyone(groups, step.id)
    changes: dict[str, Any] = {}
    if found:
        changes["count"] = sum(each.n for each in found)
        # of personas, what their moves leave is drop-off
        share = found[0].drop_off if groups[0].persona is None else None
        changes["drop_off"] = share if share or step.drop_off is not None else None
    return changes | _felt(step, groups, source)


def _felt(place: Step | Outcome, groups: Sequence[Group], source: Source) -> dict[str, Any]:
    """Emotion and the metric that it rests on, from scores."""
    if source.scale is None:
        return {}
    scores = [(group, group.seen.scores[place.id]) for group in groups if place.id in group.seen.scores]
    if not scores:
        return {}
    others = tuple(each for each in place.metrics if not each.id.startswith(SCORE))
    if groups[0].persona is None:
        ((_, score),) = scores
        if isinstance(place.emotion, FrozenMap):
            return {}
        metric = score_metric(score, source.scale, source.period, source.evidence)
        return {"emotion": emotion_of_score(score.mean, *source.scale), "metrics": (*others, metric)}
    metrics = tuple(
        score_metric(score, source.scale, source.period, source.evidence).replace(
            id=score_of(group.persona.id), title=f"Mean score in the log, {group.persona.label}"
        )
        for group, score in scores
        if group.persona
    )
    felt = {group.persona.id: emotion_of_score(score.mean, *source.scale) for group, score in scores if group.persona}
    if place.kind == "outcome":  # which holds one emotion: the mean over all who came there
        total = sum(score.n for _, score in scores)
        mean = sum(score.mean * score.n for _, score in scores) / total
        return {"emotion": emotion_of_score(mean, *source.scale), "metrics": (*others, *metrics)}
    kept = {one: at for one in _unscored(groups, felt) if (at := place.emotion_of(one)) is not None}
    return {"emotion": felt | kept, "metrics": (*others, *metrics)}


def _unscored(groups: Sequence[Group], felt: dict[str, float]) -> list[str]:
    return [group.persona.id for group in groups if group.persona and group.persona.id not in felt]


def _outcome(outcome: Outcome, groups: Sequence[Group], source: Source) -> Outcome:
    changes = _felt(outcome, groups, source)
    return outcome.replace(**changes, evidence=_with(outcome.evidence, source)) if changes else outcome


def _behind(step: Step, stage: Stage, source: Source) -> tuple[Evidence, ...]:
    """The log behind the step's numbers; not where it would stand behind what people are said to think, too."""
    if any(getattr(step, name) for name in _WORDS) or any(
        not each.evidence for name in _HELD for each in getattr(step, name)
    ):
        return step.evidence
    return _with(step.evidence or stage.evidence, source)


def _with(evidence: Sequence[Evidence], source: Source) -> tuple[Evidence, ...]:
    return (*(each for each in evidence if FIT not in each.tags), source.evidence)


def _personas(journey: JourneyMap, groups: Sequence[Group], source: Source) -> tuple[Persona, ...]:
    """The personas with their shares of the cases."""
    cases = {group.persona.id: group.seen.cases for group in groups if group.persona}
    total = sum(cases.values())
    if not total or {each.id for each in walkers(journey)} != set(cases):
        return journey.personas  # of those without a rule nobody knows how many they are
    found = []
    for each in journey.personas:
        if each.id in cases:
            evidence = _with(each.evidence or general(journey), source)
            found.append(each.replace(share=cases[each.id] / total, evidence=evidence))
        else:
            found.append(each)
    return tuple(found)


def _flow(
    journey: JourneyMap, groups: Sequence[Group], lasting: _Lasting, source: Source
) -> Iterator[InOrder | Transition]:
    """The line first, if the map has it, then every move of which something is said."""
    line = journey.flow is None or any(isinstance(entry, InOrder) for entry in journey.flow)
    if line:
        yield in_order
    cast, as_written = walkers(journey), set(journey.flow or ())
    for move in journey.transitions:
        said = [
            _fitted_move(move, place, group, lasting, source)
            for place, group in enumerate(groups)
            if move.source in group.fitted and any(each.transition == move for each in group.fitted[move.source].shares)
        ]
        yield from said
        taken = {persona for each in said for persona in each.personas}
        if not said:
            if move in as_written or move.qualified:
                yield move
        elif taken:
            met = journey.step(move.source)
            who = move.personas or tuple(each.id for each in cast if met.met_by(each))
            yield from _rest(journey, move, [each for each in who if each not in taken])


def _fitted_move(move: Transition, place: int, group: Group, lasting: _Lasting, source: Source) -> Transition:
    share = next(each for each in group.fitted[move.source].shares if each.transition == move)
    changes: dict[str, Any] = {
        "count": share.count,
        "probability": share.probability,
        "prior": share.prior or None,
        "evidence": _with(move.evidence, source),
    }
    between = lasting[move.source][1][place] if move.source in lasting else {}
    if move.target in between:
        changes["after"] = between[move.target]
    if group.persona is not None:
        changes["personas"] = (group.persona.id,)
    return move.replace(**changes)


def _rest(journey: JourneyMap, move: Transition, who: Sequence[str]) -> Iterator[Transition]:
    """The move for the personas of whom nothing was seen at its source: as the map has it."""
    step = journey.step(move.source)
    if not who:
        return
    if step.drop_off is None:
        yield move.replace(personas=tuple(who))
        return
    for each in who:  # the step's drop-off is no longer stated: their shares have to be
        persona = journey.persona(each)
        mine = [
            one for one in journey.transitions if one.source == step.id and (not one.personas or each in one.personas)
        ]
        known = {one.id for one in journey.steps if one.met_by(persona)} | {one.id for one in journey.outcomes}
        filled = fill(step, mine, known, ends=step.id in implicit_ends(journey, persona))
        share = next((share for one, share, _ in filled.moves if one == move), None)
        yield move.replace(personas=(each,), **({} if share is None else {"probability": share}))
