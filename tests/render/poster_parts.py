"""A small map, and the parts of its poster as the tests speak of them."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import journeykit as jk

SVG = "{http://www.w3.org/2000/svg}"
T = jk.Touchpoint


def shop(**fields) -> jk.JourneyMap:
    """Two people who meet different things on the way to a pair of shoes."""
    said: dict = {
        "evidence": [jk.Evidence("talks", kind="interview"), jk.Evidence("log", kind="analytics")],
        "personas": [jk.Persona("anna", "Anna"), jk.Persona("ben", "Ben")],
        "stages": [
            jk.Stage(
                "find",
                [
                    T(
                        "search", "Searches for shoes", channel="search", emotion={"anna": 1, "ben": -1},
                        thoughts="which fit?",
                        pains=[
                            jk.PainPoint("slow", severity=2), jk.PainPoint("no filter", severity=5),
                            jk.PainPoint("small print", severity=3.5, personas="ben"), "unrated",
                        ],
                        evidence=["talks", "log"],
                    ),
                    T("size", "Looks for the size", personas="ben", emotion=0, pains="unclear", evidence="talks"),
                ],
                title="Finding", kind="before",
            ),
            jk.Stage(
                "buy",
                [
                    T(
                        "pay", "Pays", channel="web", emotion=2, moment_of_truth=True,
                        opportunities=[
                            jk.Opportunity("small one", customer_value=5, business_value=5, effort=5),
                            jk.Opportunity("large one", customer_value=4, business_value=4, effort=1),
                        ],
                    ),
                    jk.Wait("parcel", "Waits for the parcel", duration="3 days"),
                ],
                title="Buying", kind="during",
            ),
        ],
        "outcomes": [jk.Outcome("wears", "Wears them", result="success"), jk.Outcome("back", "Sends them back")],
        "flow": [jk.in_order],
    }  # fmt: skip
    return jk.JourneyMap("shoes", "Buying shoes", **said | fields)


def tree(journey, view="poster", **options) -> ET.Element:
    return ET.fromstring(jk.draw(journey, view, **options).svg)


def groups(root, name, **data):
    """The groups of a class, in the order of the drawing, whose data says so."""
    return [
        each
        for each in root.iter(f"{SVG}g")
        if name in each.get("class", "").split()
        and all(each.get(f"data-{key}") == value for key, value in data.items())
    ]


def words(group) -> str:
    return " ".join("".join(text.itertext()) for text in group.iter(f"{SVG}text"))


def lanes(root):
    return [each.get("data-lane") for each in groups(root, "jk-lane")]


def items(root, lane, step=None):
    found = groups(root, "jk-lane", lane=lane)
    cells = [cell for each in found for cell in groups(each, "jk-cell", **({"step": step} if step else {}))]
    return [words(item) for cell in cells for item in groups(cell, "jk-item")]


def box(group):
    rect = group.find(f"{SVG}rect")
    return {name: float(rect.get(name)) for name in ("x", "y", "width", "height")}
