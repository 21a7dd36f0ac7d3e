"""The analysts' sketches that lie beside the event logs, as JourneyMaps and back."""

from __future__ import annotations

import re

import journeykit as jk

STEP_KEYS = {
    "channel",
    "actor",
    "expected",
    "start",
    "expected_within",
    "goal",
    "promise",
    "end",
    "satisfaction",
    "scale",
}
MAP_KEYS = ("case", "customer", "use_lifecycle", "segments", "loops_expected")
ENDS = ("goal", "failure", "lost")


def slug(name):
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")


def listed(value):
    return value if isinstance(value, list) else [value]


def tagged(tree, keys):
    """What the language has no word for, as `key: value`."""
    return [f"{key}: {tree[key]}" for key in keys if key in tree]


def untagged(tags):
    values = {"True": True, "False": False}
    pairs = (tag.partition(": ") for tag in tags)
    return {key: values.get(text, text) for key, _, text in pairs}


def to_map(tree):
    assert tree.keys() <= {"journey", "personas", "stages", "touchpoints", "edges", *MAP_KEYS, *ENDS}
    details = tree.get("touchpoints", {})
    ends = {name: key for key in ENDS for name in listed(tree.get(key, []))}
    stages = [
        jk.Stage(
            stage["id"],
            [_step(name, details.get(name, {}), ends.get(name)) for name in stage["touchpoints"]],
            tags=tagged(stage, ("channel", "value")),
        )
        for stage in tree["stages"]
    ]
    personas = [
        jk.Persona(
            each["id"], when=jk.AllOf([jk.Condition(column, "is", value) for column, value in each["when"].items()])
        )
        for each in tree.get("personas", [])
    ]
    flow = [jk.Transition(slug(source), slug(target)) for source, target in tree["edges"]] if "edges" in tree else None
    tags = tagged(tree, MAP_KEYS) + [f"{key}: one" for key in ENDS if isinstance(tree.get(key), str)]
    return jk.JourneyMap(slug(tree["journey"]), tree["journey"], personas=personas, stages=stages, flow=flow, tags=tags)


def _step(name, details, end):
    assert details.keys() <= STEP_KEYS
    goal = end == "goal" or details.get("goal", False)
    return jk.Touchpoint(
        slug(name),
        name,
        events=name,
        channel=details.get("channel"),
        provider=details.get("actor"),
        entry=details.get("start", False),
        goal=goal,
        promise=details.get("expected_within"),
        tags=tagged(details, ("expected", "promise", "end", "satisfaction", "scale")) + ([f"as: {end}"] if end else []),
    )


def to_tree(journey):
    """What a map was made of, read from the map alone."""
    said = untagged(journey.tags)
    tree = {"journey": journey.title, **{key: said[key] for key in MAP_KEYS if key in said}}
    if journey.personas:
        tree["personas"] = [
            {"id": each.id, "when": {rule.column: rule.value[0] for rule in each.when.all}} for each in journey.personas
        ]
    tree["stages"] = [
        {"id": stage.id, "touchpoints": [step.title for step in stage.steps], **untagged(stage.tags)}
        for stage in journey.stages
    ]
    details = {step.title: found for step in journey.steps if (found := _details(step))}
    if details:
        tree["touchpoints"] = details
    if journey.flow is not None:
        titles = {step.id: step.title for step in journey.steps}
        tree["edges"] = [[titles[move.source], titles[move.target]] for move in journey.flow]
    for key in ENDS:
        names = [step.title for step in journey.steps if f"as: {key}" in step.tags]
        if names:
            tree[key] = names[0] if key in said else names
    return tree


def _details(step):
    found = untagged(tag for tag in step.tags if not tag.startswith("as: "))
    if "scale" in found:
        found["scale"] = [int(number) for number in re.findall(r"\d+", found["scale"])]
    if step.channel is not None:
        found["channel"] = step.channel
    if step.provider is not None:
        found["actor"] = step.provider
    if step.entry:
        found["start"] = True
    if step.goal and not any(tag.startswith("as: ") for tag in step.tags):
        found["goal"] = True
    if step.promise is not None:
        found["expected_within"] = f"{step.promise.exact_seconds / 86_400:g}d"
    return found
