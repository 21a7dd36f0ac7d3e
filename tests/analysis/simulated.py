"""Maps whose customers are simulated."""

from __future__ import annotations

import journeykit as jk

ANNA, BEN = jk.Persona("anna", share=0.75), jk.Persona("ben", share=0.25)
COLUMNS = [
    "case", "customer", "persona", "step", "activity", "title", "timestamp", "order", "channel", "emotion", "score",
    "value", "ended",
]  # fmt: skip
SOLAR = jk.JourneyMap(
    personas=[ANNA, BEN],
    stages=[
        jk.Stage(
            "choose",
            [
                jk.Touchpoint("ads", "An advertisement", entry=0.4, channel="ads", emotion={"anna": 1, "ben": -1}),
                jk.Touchpoint("web", entry=0.6, channel="web", drop_off=0.2, duration="10 min", events=["page", "p2"]),
                jk.Touchpoint("quote", channel="email", emotion=-1, duration="2 days", value=5),
            ],
        ),
        jk.Stage("buy", [jk.Touchpoint("sign", emotion=2), jk.Wait("permit", duration="14 weeks", emotion=-2)]),
    ],
    outcomes=[
        jk.Outcome("lives", result="success", events=["live", "on"], value=1000, emotion=2),
        jk.Outcome("gave_up", result="failure"),
    ],
    flow=[
        "in order",
        jk.Transition("quote", "web", probability=0.35, after="1 day"),
        jk.Transition("quote", "gave_up", probability=0.2),
        jk.Transition("permit", "permit", probability=0.1),
        jk.Transition("web", "gave_up", probability=0.3, personas=["ben"]),
    ],
)


def line(*steps, **fields):
    return jk.JourneyMap(stages=[jk.Stage("buy", list(steps))], **fields)
