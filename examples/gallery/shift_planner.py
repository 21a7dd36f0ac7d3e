"""SaaS: the first two weeks with a shift planner. An illustration: people and numbers are invented."""

import journeykit as jk

product = jk.Evidence("product", "Events in the product", kind="analytics", n=5120, date="2026-06-30")
calls = jk.Evidence("calls", "Calls with new accounts", kind="interview", n=13, date="2026-05-22")
tests = jk.Evidence("tests", "Tests with a paper plan on the table", kind="usability_test", n=7, date="2026-06-11")
retro = jk.Evidence("retro", "Retrospective of the team", kind="workshop", n=8, date="2026-06-04")

dana = jk.Persona(
    "dana",
    "Dana, 38, runs one café",
    summary="Plans eleven people on a sheet of paper, on Sunday evening.",
    goals=["the plan is done before the film starts", "nobody forgets a shift"],
    quotes="I tried it between two cappuccinos.",
    preferred_channels=["app", "chat"],
    share=0.7,
    evidence=[calls, tests],
)
theo = jk.Persona(
    "theo",
    "Theo, 45, plans nine branches",
    summary="Has a spreadsheet with 14 tabs, and a works council.",
    goals="hours that match the payroll",
    quotes="If the import works, I stay.",
    preferred_channels=["web", "email"],
    share=0.3,
    evidence=calls,
)

advice = jk.Touchpoint(
    "advice",
    "Hears of it from another café",
    channel="word_of_mouth",
    ownership="external",
    emotion=1,
    intensity=2,
    moment_of_truth="ZMOT",
    thoughts={"dana": "She was done in ten minutes?"},
    evidence=calls,
)
landing = jk.Touchpoint(
    "landing",
    "Looks at prices",
    channel="web",
    ownership="brand",
    emotion={"dana": 0.5, "theo": -0.5},
    intensity=2,
    duration="4 min",
    thoughts={"dana": "Nine euros. Fine.", "theo": "“Contact us.” I knew it."},
    pains=jk.PainPoint("no price for more than one branch", severity=3, personas=theo),
    events="pricing_viewed",
    drop_off=0.31,
    drop_off_reason="only looking",
)
sign_up = jk.Touchpoint(
    "sign_up",
    "Signs up",
    channel="web",
    ownership="brand",
    emotion=0.5,
    intensity=2,
    duration="2 min",
    events="account_created",
    gains="no credit card",
    metrics=jk.Metric("signs_up", "Sign up after the prices", value=22, unit="%", n=5120, target=25, direction="up"),
)
empty = jk.Touchpoint(
    "empty",
    "Sees an empty plan",
    channel="in_app",
    ownership="brand",
    emotion={"dana": -1.5, "theo": -1},
    intensity={"dana": 3, "theo": 2},
    duration="3 min",
    feelings={"dana": "lost", "theo": "impatient"},
    thoughts={"dana": "And where do I write Mia?", "theo": "Import? Import. Import!"},
    expectations={"dana": jk.Expectation("to start with her plan of last week", met="missed")},
    pains=jk.PainPoint(
        "a blank page with nineteen buttons",
        severity=5,
        cause="the product starts where its makers are",
        opportunities=jk.Opportunity(
            "start from the plan they have",
            kind="fix",
            customer_value=5,
            business_value=5,
            effort=3,
            owner="Team Start",
            status="in_progress",
            solutions=jk.Solution(
                "photograph the paper plan",
                status="in_progress",
                owner="Team Start",
                due="2026-09-30",
                effects=[jk.Effect("empty", emotion=1.5), jk.Effect("empty", drop_off=0.06)],
            ),
        ),
    ),
    drop_off=0.24,
    drop_off_reason="closes the tab, and means to come back",
    moment_of_truth="the first three minutes decide about the account",
    metrics=jk.Metric("first_shift", "Enters a first shift", value=58, unit="%", n=1126, target=80, direction="up"),
    events="plan_opened",
    evidence=[product, tests],
)
people = jk.Touchpoint(
    "people",
    "Types in eleven people",
    channel="in_app",
    ownership="brand",
    personas=dana,
    emotion=-0.5,
    intensity=2,
    duration="25 min",
    effort=4,
    thoughts="I know their birthdays, not their e-mail addresses.",
    pains=jk.PainPoint(
        "needs an address for everybody",
        severity=4,
        barrier=True,
        opportunities=jk.Opportunity(
            "names first, addresses later",
            kind="remove",
            customer_value=4,
            business_value=3,
            effort=1,
            owner="Team Start",
            status="planned",
        ),
    ),
    events="member_added",
    evidence=[product, tests],
)
importing = jk.Touchpoint(
    "importing",
    "Imports the spreadsheet",
    channel="in_app",
    ownership="brand",
    personas=theo,
    emotion=-2,
    intensity=4,
    duration="2 hours",
    feelings="let down",
    thoughts="Row 214: unknown value. Which?",
    pains=jk.PainPoint(
        "an error names a row, and no reason",
        severity=5,
        opportunities=jk.Opportunity(
            "show the line and what to write there",
            kind="fix",
            customer_value=5,
            business_value=4,
            effort=2,
            owner="Team Data",
        ),
    ),
    moment_of_truth=jk.MomentOfTruth(why="if the import works, he stays"),
    failed_events="import_failed",
    events="import_done",
    evidence=[product, calls],
)
help_ = jk.Touchpoint(
    "ask",
    "Asks in the chat",
    channel="chat",
    ownership="brand",
    demand="failure",
    emotion={"dana": 1, "theo": 0.5},
    intensity=3,
    duration="14 min",
    feelings={"dana": "surprised"},
    thoughts={"dana": "A person! On a Sunday!", "theo": "She sees my file. Good."},
    expectations=jk.Expectation("an answer on Monday", met="exceeded"),
    gains=jk.Gain("someone answers in two minutes", severity=4),
    cost_to_serve=6.5,
    owners="Support",
)
first_plan = jk.Touchpoint(
    "first_plan",
    "Drags the first week together",
    channel="in_app",
    ownership="brand",
    emotion={"dana": 1.5, "theo": 1},
    intensity={"dana": 4, "theo": 3},
    duration="18 min",
    feelings={"dana": "in the flow"},
    thoughts={"dana": "It sees that Mia is on holiday!"},
    gains="conflicts show at once",
    events="plan_saved",
    evidence=[product, tests],
)
publish = jk.Touchpoint(
    "publish",
    "Publishes the plan",
    channel="app",
    ownership="brand",
    emotion={"dana": 2, "theo": 1.5},
    intensity=5,
    feelings="relieved",
    thoughts={"dana": "Done. The film has not even started."},
    moment_of_truth=jk.MomentOfTruth("SMOT", "the first plan that reaches the team"),
    goal=True,
    events="plan_published",
    metrics=jk.Metric("activated", "Publish within two weeks", value=34, unit="%", n=1126, target=50, direction="up"),
    evidence=[product, calls],
)
team = jk.Touchpoint(
    "team",
    "The team opens it, or does not",
    channel="sms",
    ownership="brand",
    initiator="provider",
    emotion={"dana": -0.5, "theo": 0},
    intensity=3,
    thoughts={"dana": "Four still ask me what their shift is."},
    pains=jk.PainPoint("the team must install an app", severity=3),
    evidence=retro,
)
trial_end = jk.Wait(
    "trial", "The trial runs on", duration="9 days", emotion={"dana": 0, "theo": -0.5}, intensity=1, evidence=retro
)
pay = jk.Touchpoint(
    "pay",
    "Chooses a tariff",
    channel="email",
    ownership="brand",
    initiator="provider",
    emotion={"dana": 0.5, "theo": -1},
    intensity=2,
    thoughts={"theo": "Twelve users too many for this tariff."},
    pains=jk.PainPoint("the tariff jumps at ten people", severity=3, personas=theo),
    owners="Sales",
    metrics=jk.Metric("converts", "Pay after the trial", value=19, unit="%", n=1126, target=28, direction="up"),
    evidence=[product, calls],
)

planning = jk.Outcome("planning", "Plans every week with it", result="success", emotion=1.5, value=420, brings=0.2)
paper = jk.Outcome("paper", "Back to paper", result="failure", alternative="self", reason="too much typing")
rival = jk.Outcome("rival", "Takes another tool", result="failure", alternative="competitor")
later = jk.Outcome("later", "Stays on the free tariff", result="neutral", value=0)

today = jk.JourneyMap(
    "shift_planner",
    "The first two weeks with a shift planner",
    language="en",
    state="current",
    maturity="research",
    reviewed="2026-07-06",
    purpose="what to build in the next quarter",
    note="An illustration, not research. Product, people and numbers are invented.",
    owners="Team Start",
    scope=jk.Scope(
        trigger="the third double shift in a month",
        end="the first bill, or the end of the trial",
        timeframe="16 days",
        goal="a plan that the team knows",
        market="b2b",
        offer="software",
        price="low",
        sales="direct",
    ),
    personas=[dana, theo],
    evidence=[product, calls, tests, retro],
    stages=[
        jk.Stage("discover", [advice, landing], kind="before", title="Discover", owners="Marketing"),
        jk.Stage(
            "start",
            [sign_up, empty],
            kind="during",
            title="Start",
            goal="see it with their own people",
            owners="Team Start",
        ),
        jk.Stage("fill", [people, importing, help_], kind="during", title="Fill it", goal="everybody is in"),
        jk.Stage("plan", [first_plan, publish, team], kind="during", title="First plan", goal="the first week stands"),
        jk.Stage("stay", [trial_end, pay], kind="after", title="Stay", goal="no work with the bill"),
    ],
    outcomes=[planning, later, rival, paper],
    flow=[
        jk.in_order,
        people.to(first_plan, probability=0.6, when="all names are in"),
        people.to(paper, probability=0.15, when="the addresses are missing"),
        importing.to(importing, probability=0.35, when="row 214 again"),
        importing.to(rival, probability=0.2, when="the third try fails"),
        help_.to(importing, probability=0.25, when="the file is mended", personas=theo),
        team.to(people, probability=0.18, when="a new colleague", personas=dana),
        trial_end.to(later, probability=0.3),
        pay.to(later, probability=0.22, when="fewer than five people"),
        pay.to(rival, probability=0.12, personas=theo, when="the tariff jumps"),
    ],
    metrics=jk.Metric("hours", "Time to the first plan", value=31, unit="hours", n=383, target=2, direction="down"),
)
