"""The web journeys of DEFRA's notation as JourneyMaps, and back."""

from __future__ import annotations

import journeykit as jk


def to_map(name, tree):
    """Pages are touchpoints on the web in the order of the file; `next` adds a branch, `module` names another map."""
    pages = {key: key.replace("-", "_") for key in tree}
    steps, flow = [], [jk.in_order]
    for key, page in tree.items():
        after = page.get("next", {})
        steps.append(
            jk.Touchpoint(
                pages[key],
                page.get("options", {}).get("title"),
                channel="web",
                events=key,
                links=jk.Link(page["path"], page["path"]),
                content=page.get("route", ()),
                journey=page["module"].replace("-", "_") if "module" in page else None,
                questions=after.get("query", ()),
            ),
        )
        for answer, target in after.get("when", {}).items():
            flow.append(steps[-1].to(pages[target], when=f"{after['query']} is {answer}"))
    return jk.JourneyMap(name, stages=[jk.Stage("pages", steps)], flow=flow)


def to_tree(journey):
    names = {step.id: step.events[0] for step in journey.steps}
    tree = {}
    for step in journey.steps:
        page = {"path": step.links[0].url}
        if step.content:
            (page["route"],) = step.content
        if step.journey:
            page["module"] = step.journey
        if step.title:
            page["options"] = {"title": step.title}
        if step.questions:
            (query,) = step.questions
            answers = [move for move in journey.transitions if move.source == step.id and move.when]
            when = {move.when.removeprefix(f"{query} is "): names[move.target] for move in answers}
            page["next"] = {"query": query, "when": when}
        tree[names[step.id]] = page
    return tree
