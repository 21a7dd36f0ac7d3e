"""A roof that is bought, with times, feelings and a way back."""

from __future__ import annotations

import journeykit as jk

SOLAR = jk.JourneyMap(
    "solar",
    stages=[
        jk.Stage("decide", [jk.Touchpoint("quote", emotion=-1, duration="2 days"), jk.Action("think", emotion=0.5)]),
        jk.Stage("build", [jk.Wait("permit", duration="14 weeks", emotion=-2), jk.Touchpoint("install")]),
    ],
    outcomes=[
        jk.Outcome("owner", "Lives with solar", result="success", emotion=2),
        jk.Outcome("gave_up", result="failure"),
    ],
    flow=[
        jk.Transition("quote", "think", probability=0.5),
        jk.Transition("think", "quote", probability=0.4),
        jk.Transition("think", "gave_up", probability=0.3),
        jk.Transition("quote", "permit", probability=0.4, after="1 day"),
        jk.Transition("permit", "install", probability=0.9),
        jk.Transition("install", "owner"),
    ],
)
