"""The published map of veterans' lives as a JourneyMap, and back: what comes back equals what went in."""

from __future__ import annotations

import re
from itertools import pairwise

import journeykit as jk

NOT_A_SEQUENCE = "Living Civilian Life"  # so says the source's README of the stages in this phase


def named(text, taken):
    """An id made of a title, unique among those taken."""
    base = re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")[:56].strip("_")
    made, number = base, 1
    while made in taken:
        number += 1
        made = f"{base}_{number}"
    taken.add(made)
    return made


def to_map(tree):
    taken = set()
    stages, flow, exits = [], [], {}
    for phase in tree["phases"]:
        for stage in phase["stages"]:
            steps = [_step(moment, taken) for moment in stage["moments"]]
            made = jk.Stage(
                named(stage["name"], set()),
                steps,
                title=stage["name"],
                phase=phase["name"],
                order="any",
            )
            if "exit_event" in stage:
                exits[made.id] = stage["exit_event"]
            flow += [a >> b for a, b in pairwise(steps)]
            stages.append(made)
    return jk.JourneyMap(
        "veterans",
        tree["map"],
        owners=tree["owner"],
        stages=stages,
        flow=[*flow, *_between(stages, exits)],
        tags=[f"at any time: {event}" for event in tree["any_time_events"]],
        note=f"The stages of the phase '{NOT_A_SEQUENCE}' are not a sequence.",
    )


def _step(moment, taken):
    moment = {"name": moment} if isinstance(moment, str) else moment
    services = [jk.Link(name) for name in moment.get("services", [])]
    truth = jk.MomentOfTruth(why=moment.get("why")) if moment.get("mtm") else None
    noun = jk.Touchpoint if services else jk.Action  # a moment without a service is lived alone
    return noun(named(moment["name"], taken), moment["name"], links=services, moment_of_truth=truth)


def _between(stages, exits):
    """From stage to stage; the phase without a sequence is entered anywhere, and left from anywhere."""
    groups = []
    for stage in stages:
        if groups and stage.phase == NOT_A_SEQUENCE == groups[-1][0].phase:
            groups[-1].append(stage)
        else:
            groups.append([stage])
    for before, after in pairwise(groups):
        for one in before:
            for other in after:
                yield one.steps[-1].to(other.steps[0], when=exits.get(one.id))
    last = stages[-1]
    if last.id in exits:
        raise AssertionError("an exit event of the last stage has no transition to stand on")


def to_tree(journey):
    phases = []
    for stage in journey.stages:
        if not phases or phases[-1]["name"] != stage.phase:
            phases.append({"name": stage.phase, "stages": []})
        back = {"name": stage.label, "moments": [_moment(step) for step in stage.steps]}
        event = {move.when for move in journey.transitions if move.source == stage.steps[-1].id} - {None}
        if event:
            (back["exit_event"],) = event
        phases[-1]["stages"].append(back)
    (owner,) = journey.owners
    return {
        "map": journey.label,
        "owner": owner,
        "phases": phases,
        "any_time_events": [tag.removeprefix("at any time: ") for tag in journey.tags],
    }


def _moment(step):
    back = {"name": step.label}
    if step.moment_of_truth:
        back["mtm"] = True
        if step.moment_of_truth.why:
            back["why"] = step.moment_of_truth.why
    if step.links:
        back["services"] = [link.text for link in step.links]
    return back["name"] if len(back) == 1 else back
