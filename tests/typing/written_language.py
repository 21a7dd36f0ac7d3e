# pyright: strict, reportUnnecessaryTypeIgnoreComment=true
"""Read by mypy and pyright only: what people write must type-check, and what is wrong must not.

Each `type: ignore` is itself a test: both checkers complain of one that is not needed.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import assert_type

import journeykit as jk
from journeykit.graph import Moves, moves
from journeykit.model.frozen_map import FrozenMap
from journeykit.model.steps import Step

# positional arguments, shorthands and keywords, as in the README and the tutorial
talks = jk.Evidence("talks", "Interviews", kind="interview", n=12, date="2026-05-04", valid_for="12 months")
dated = jk.Evidence("log", date=date(2026, 5, 4), valid_for=timedelta(days=90))
anna = jk.Persona("anna", "Anna, 41", goals="a lower bill", evidence=[talks], share="60 %", roles=["user", "buyer"])
ben = jk.Persona("ben", when=jk.AllOf([jk.Condition("age", ">=", 30), jk.Not(jk.Condition("city", "is", "Ulm"))]))
quote = jk.Touchpoint(
    "quote",
    "Receives the quote",
    channel="email",
    emotion=-1,
    moment_of_truth=True,
    thoughts="Which of these is the real price?",
    needs={"anna": "one price", "ben": [jk.Need("trust", importance=5)]},
    pains=[
        jk.PainPoint("no two quotes compare", severity=4, opportunities="a one-page quote"),
        "nobody calls back",
    ],
    personas=[anna, "ben"],
    entry=True,
    drop_off=".1 %",
    duration="2 hours",
    evidence="talks",
    links=["https://example.org", jk.Link("Study", "https://example.org/study")],
)
calculator = jk.Touchpoint("calculator", emotion={"anna": 1.5}, feelings={"anna": ["hopeful"]}, ownership="external")
permit = jk.Wait("permit", duration=timedelta(weeks=14), promise=jk.Duration("12 weeks"))
tell = jk.Action("tell", "Tells the neighbour", frontstage=["fitters", jk.Process("van", fail_point=True)])
lives = jk.Outcome("lives", result="success")
gave_up = jk.Outcome("gave_up", "Stays on grid power", result="failure", alternative="nothing")

# chains and qualified moves
assert_type(quote >> calculator, jk.Flow)
assert_type(quote >> calculator >> permit >> lives, jk.Flow)
assert_type("quote" >> calculator, jk.Flow)
assert_type(quote >> "calculator", jk.Flow)
assert_type((quote >> calculator) >> (calculator >> permit), jk.Flow)
assert_type(quote.to(gave_up, probability=0.2, when="too dear", personas=[anna]), jk.Flow)
assert_type(quote.to({gave_up: 0.2, "calculator": "35 %"}), jk.Flow)
quote.to(gave_up, "20 %")

solar = jk.JourneyMap(
    "solar",
    "Buying a solar roof",
    personas=[anna, ben],
    scope=jk.Scope(trigger="the yearly bill", timeframe="18 months"),
    stages=[jk.Stage("choose", [quote, calculator, "survey"], kind="before"), jk.Stage("live", [permit, tell])],
    outcomes=[lives, gave_up],
    flow=[
        jk.in_order,
        "quote >> survey",
        quote.to(gave_up, probability=0.2),
        jk.Transition("permit", "gave_up", count=4),
    ],
    evidence=[talks],
)
jk.JourneyMap(title="A first map", stages=[jk.Stage("before", ["see", "ask"]), jk.Stage("after", ["buy", "use"])])

# what comes back
assert_type(solar.steps, tuple[Step, ...])
assert_type(solar.step("quote").emotion_of(anna), float | None)
assert_type(solar.step("quote").emotion, float | FrozenMap[float] | None)
assert_type(solar.step("quote").needs_of("anna"), tuple[jk.Need, ...])
assert_type(solar.stage_of("quote"), jk.Stage)
assert_type(solar.transitions, tuple[jk.Transition, ...])
assert_type(solar.replace_step("quote", emotion=-2), jk.JourneyMap)
assert_type(solar.add_step(jk.Wait("pause"), after="quote").remove_step("pause"), jk.JourneyMap)
assert_type(quote.replace(title="Gets the quote"), jk.Touchpoint)
assert_type(permit.duration, jk.Duration | None)
assert_type(solar.evidence, tuple[jk.Evidence, ...])
assert_type(moves(solar, "anna"), Moves)
assert_type(jk.load("solar.journey.yaml"), jk.JourneyMap)
assert_type(jk.loads(b"{}", "json"), jk.JourneyMap)
assert_type(jk.dumps(solar, "yaml"), str)
assert_type(jk.check(solar, ignore=["JK101"]), jk.Report)
assert_type(jk.check(solar).errors, jk.Report)
assert_type(jk.check(solar)[0], jk.Finding)
assert_type(jk.draw(solar, "flow", theme="dark"), jk.Drawing)
assert_type(jk.draw(solar).svg, str)
assert_type(jk.metrics.nps([9, 10, None]), jk.Measurement)
assert_type(jk.metrics.csat({5: 3, 4: 1}, method="mean").metric(target=4), jk.Metric)

# what must not pass
jk.Touchpoint()  # type: ignore[call-arg]
jk.Touchpoint("quote", chanel="web")  # type: ignore[call-arg]
jk.Touchpoint("quote", emotion="good")  # type: ignore[arg-type]
jk.Touchpoint("quote", ownership="ours")  # type: ignore[arg-type]
jk.Action("tell", channel="web")  # type: ignore[call-arg]
jk.Outcome("lives", result="great")  # type: ignore[arg-type]
jk.Transition("quote")  # type: ignore[call-arg]
jk.metrics.csat([4], method="top")  # type: ignore[arg-type]
jk.metrics.conversion(3, 9)  # type: ignore[call-arg]
quote >> 3  # type: ignore[operator]
quote.id = "other"  # type: ignore[misc]
nothing = jk.no_such_name  # type: ignore[attr-defined]
