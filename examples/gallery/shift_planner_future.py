"""SaaS: the shift planner after two quarters, made by edits from the map of today. People and numbers are invented."""

from pathlib import Path
from runpy import run_path

import journeykit as jk

planner = run_path(str(Path(__file__).with_name("shift_planner.py")))
today, theo, dana, retro = (planner[name] for name in ("today", "theo", "dana", "retro"))

# The opportunities of today are solved, one step has gone, and nobody goes back to paper.
photo = today.step("empty").replace(
    id="photo",
    title="Photographs the paper plan",
    emotion={"dana": 1.5, "theo": 0},
    feelings={"dana": "amazed", "theo": "not for him"},
    thoughts={"dana": "It even reads my handwriting.", "theo": "I have no paper."},
    expectations=(),
    pains=jk.PainPoint("no plan on paper where there is a spreadsheet", severity=2, personas=theo),
    gains=jk.Gain("her own people after one minute", severity=5, personas=dana),
    drop_off=0.06,
    drop_off_reason="the light was poor",
    metrics=jk.Metric("first_shift", "Enters a first shift", target=80, unit="%", direction="up"),
    evidence=retro,
)
tomorrow = (
    today.replace_step("empty", **{name: getattr(photo, name) for name in type(photo).model_fields})
    .remove_step("people")
    .replace_step(
        "importing",
        emotion=0.5,
        feelings="in control",
        duration="15 min",
        pains=(),
        evidence=retro,
        thoughts="It shows the line, and what to write there.",
    )
    .replace_step("publish", emotion={"dana": 2, "theo": 2}, evidence=retro)
    .replace_step("team", emotion=1, pains=(), thoughts={"dana": "They read it without an app."}, evidence=retro)
    .replace_step("pay", emotion={"dana": 1, "theo": 0.5}, pains=(), thoughts=(), evidence=retro)
    .replace(
        id="shift_planner_future",
        title="The first plan before the film starts",
        state="future",
        maturity="sketch",
        baseline="shift_planner",
        outcomes=[each for each in today.outcomes if each.id != "paper"],
        flow=[
            jk.in_order,
            jk.Transition("importing", "rival", probability=0.05, when="the payroll is out of reach"),
            jk.Transition("ask", "importing", probability=0.1, when="the file is mended", personas=theo),
            jk.Transition("trial", "later", probability=0.2),
            jk.Transition("pay", "later", probability=0.2, when="fewer than five people"),
            jk.Transition("pay", "rival", probability=0.05, personas=theo, when="another chain's price"),
        ],
    )
)
