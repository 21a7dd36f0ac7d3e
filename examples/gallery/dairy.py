"""B2B: five people of a dairy buy one maintenance system. An illustration: people and numbers are invented."""

import journeykit as jk

talks = jk.Evidence("talks", "Talks with buyers, won and lost", kind="interview", n=11, date="2026-03-27")
crm = jk.Evidence("crm", "Deals of two years", kind="analytics", n=186, date="2026-04-30")
visits = jk.Evidence("visits", "Two days in three plants", kind="observation", n=3, date="2026-02-19")
sales_day = jk.Evidence("sales_day", "Day with the sales team", kind="workshop", n=14, date="2026-01-15")

petra = jk.Persona(
    "petra",
    "Petra, head of maintenance",
    summary="Knows each pump by its sound, and keeps the plan on a whiteboard.",
    goals=["no stop on the night shift", "hours instead of paper"],
    quotes="If the filler stops, forty thousand litres get warm.",
    roles=["initiator", "user"],
    evidence=[talks, visits],
)
okan = jk.Persona(
    "okan",
    "Okan, head of IT",
    summary="Four people, ninety systems.",
    goals="one system less, not one more",
    quotes="Who gets up at three when it fails?",
    roles=["gatekeeper", "influencer"],
    evidence=talks,
)
silke = jk.Persona(
    "silke",
    "Silke, finance director",
    summary="Signs what pays back in three years.",
    goals="a number that she can defend before the farmers",
    quotes="Show me one plant like ours that saved money.",
    roles="decider",
    evidence=talks,
)
ravi = jk.Persona(
    "ravi",
    "Ravi, purchasing",
    goals="three comparable offers",
    quotes="I negotiate last, and I am asked last.",
    roles="buyer",
    evidence=[talks, crm],
)
jo = jk.Persona(
    "jo",
    "Jo, fitter on the late shift",
    goals="hands free, gloves on",
    quotes="I am not typing with that on.",
    roles="user",
    evidence=visits,
)

fewer_no = jk.Effect("committee", "postponed", probability=0.15)
sheet = jk.Solution("a sheet to fill in on the first visit", due="2026-09-15", effects=fewer_no)
calculator = jk.Opportunity(
    "a calculator for the cost of a stop", kind="fix", customer_value=5, business_value=4, effort=2, solutions=sheet
)
security_file = jk.Opportunity(
    "an open security file", kind="remove", customer_value=4, business_value=4, effort=2, status="done"
)
short_demos = jk.Opportunity(
    "ten minutes for finance, a demo on site for fitters", kind="fix", customer_value=4, business_value=3, effort=1
)
open_doors = jk.Opportunity(
    "a circle of plants that open their doors", kind="retain", customer_value=5, business_value=5, effort=3
)
two_pages = jk.Opportunity(
    "two pages that Petra can hand on", kind="fix", customer_value=3, business_value=4, effort=1, owner="Sales"
)
no_number = jk.PainPoint(
    "nobody can say what a standstill costs",
    "no_number",
    severity=5,
    cause="costs are booked by month, stops by shift",
    personas=[petra, silke],
    evidence=[talks, visits],
    opportunities=calculator,
)

stop = jk.Action(
    "stop",
    "The filler stands still for six hours",
    emotion={"petra": -2, "jo": -1.5, "silke": -1},
    intensity={"petra": 5, "jo": 4, "silke": 2},
    feelings={"petra": "cornered", "jo": "blamed"},
    thoughts={"petra": "I said it in March.", "silke": "What did that cost us?"},
    personas=[petra, jo, silke],
    pains=[no_number, jk.PainPoint("gets the blame for an old pump", severity=3, personas=jo)],
    evidence=[visits, talks],
)
fair = jk.Touchpoint(
    "fair",
    "Sees three systems at the trade fair",
    channel="event",
    ownership="external",
    personas=[petra, jo],
    emotion={"petra": 1, "jo": 0.5},
    intensity=3,
    feelings={"petra": "curious"},
    thoughts={"petra": "That one speaks my language.", "jo": "Try it with gloves."},
    moment_of_truth=jk.MomentOfTruth("ZMOT", "who is not met here is not asked for an offer"),
    gains=jk.Gain("a fitter explains it, not a salesman", severity=4),
)
paper = jk.Action(
    "paper",
    "Writes two pages for the board",
    personas=petra,
    emotion=-0.5,
    intensity=3,
    effort=4,
    duration="3 days",
    thoughts="I repair machines. I do not write business cases.",
    questions="Who else has to agree?",
    pains=no_number,
)
it_check = jk.Touchpoint(
    "it_check",
    "Sends 140 questions on security",
    channel="email",
    ownership="customer",
    personas=okan,
    emotion=-1,
    intensity=3,
    duration="3 weeks",
    feelings="suspicious",
    thoughts="A cloud in America?",
    objections="no single sign-on",
    pains=jk.PainPoint("answers come from a salesman", severity=4, barrier=True, opportunities=security_file),
    evidence=[talks, crm],
)
demo = jk.Touchpoint(
    "demo",
    "Watches the demo with everybody",
    channel="video_call",
    ownership="brand",
    emotion={"petra": 0.5, "okan": -0.5, "silke": -1, "ravi": 0, "jo": -1},
    intensity={"petra": 4, "silke": 2, "jo": 3},
    feelings={"silke": "bored", "jo": "left out"},
    thoughts={"silke": "Forty slides. No number.", "jo": "That is an office. We have steam."},
    expectations={"jo": jk.Expectation("to see it beside a machine", met="missed")},
    duration="90 min",
    pains=jk.PainPoint("one demo for five people with five questions", severity=4, opportunities=short_demos),
    owners="Pre-sales",
)
reference = jk.Touchpoint(
    "reference",
    "Walks through a plant that has it",
    channel="in_person",
    ownership="partner",
    personas=[petra, silke, jo],
    emotion={"petra": 1.5, "silke": 1, "jo": 1.5},
    intensity=4,
    feelings={"silke": "convinced"},
    thoughts={"silke": "Nine months. He showed me the booking.", "jo": "They wear gloves too."},
    moment_of_truth="a plant like theirs counts more than any slide",
    gains=jk.Gain("a fitter says how it is", severity=5, opportunities=open_doors),
    evidence=[talks, crm],
)
offers = jk.Touchpoint(
    "offers",
    "Compares three offers",
    channel="letter",
    ownership="customer",
    personas=[ravi, silke],
    emotion={"ravi": -1, "silke": -0.5},
    intensity={"ravi": 4},
    duration="2 weeks",
    thoughts={"ravi": "Per user, per plant, per machine. Thank you."},
    pains=jk.PainPoint("three price models that cannot be compared", severity=3, personas=ravi),
    metrics=jk.Metric("won", "Offers won", value=27, unit="%", n=186, target=35, direction="up"),
)
committee = jk.Wait(
    "committee",
    "Waits for the investment committee",
    duration="11 weeks",
    promise="4 weeks",
    emotion={"petra": -1.5, "ravi": -0.5, "okan": 0, "silke": 0, "jo": -1},
    intensity={"petra": 3},
    feelings={"petra": "powerless"},
    thoughts={"petra": "If it stops again, I shall not be sorry."},
    expectations={"petra": jk.Expectation("a yes before the summer peak", met="missed")},
    pains=jk.PainPoint("the champion hears nothing for weeks", severity=4, personas=petra, opportunities=two_pages),
)
haggle = jk.Touchpoint(
    "haggle",
    "Negotiates the contract",
    channel="in_person",
    ownership="brand",
    personas=[ravi, silke],
    emotion={"ravi": 1, "silke": 0.5},
    intensity=3,
    duration="3 weeks",
    feelings={"ravi": "in his element"},
    thoughts={"ravi": "Three years, and the fourth for free."},
    owners=["Sales", "Legal"],
)
rollout = jk.Touchpoint(
    "rollout",
    "Puts signs on 640 machines",
    channel="in_person",
    ownership="brand",
    personas=[petra, jo, okan],
    emotion={"petra": 0.5, "jo": -1, "okan": 0.5},
    intensity={"jo": 4},
    duration="6 weeks",
    thoughts={"jo": "My machine has three names."},
    pains=jk.PainPoint("machines have other names in each list", severity=3, personas=[petra, jo]),
    owners="Customer success",
)
first_night = jk.Touchpoint(
    "first_night",
    "Reports a leak by voice, at three in the morning",
    channel="app",
    ownership="brand",
    personas=[jo, petra],
    emotion={"jo": 2, "petra": 2},
    intensity={"jo": 5, "petra": 4},
    feelings={"jo": "proud", "petra": "relieved"},
    thoughts={"jo": "It understood me, in all that noise.", "petra": "I slept."},
    moment_of_truth=jk.MomentOfTruth("SMOT", "the first fault at night decides whether fitters use it"),
    gains="a photo instead of a form",
    evidence=[visits, talks],
    metrics=jk.Metric("voice", "Faults reported from the floor", value=58, unit="%", n=940, target=80, direction="up"),
)
review = jk.Touchpoint(
    "review",
    "Shows the first year to the board",
    channel="in_person",
    ownership="customer",
    personas=[petra, silke],
    emotion={"petra": 1.5, "silke": 1.5},
    intensity=3,
    thoughts={"silke": "Eleven stops fewer. That I can defend."},
    moment_of_truth="UMOT",
    evidence=sales_day,
)

signed = jk.Outcome("signed", "A second plant follows", result="success", emotion=1.5, value=84000, brings=0.8)
postponed = jk.Outcome("postponed", "Next year, perhaps", result="neutral", reason="the budget went into a boiler")
whiteboard = jk.Outcome("whiteboard", "Back to the whiteboard", result="failure", alternative="nothing")
other = jk.Outcome("other", "Buys from the other one", result="failure", alternative="competitor")

notice = jk.Stage("notice", [stop, fair], kind="before", phase="One wants it", title="Feel the need")
convince = jk.Stage(
    "convince",
    [paper, it_check, demo, reference],
    kind="before",
    phase="Five must want it",
    title="Win the others",
    order="any",
)
decide = jk.Stage(
    "decide", [offers, committee, haggle], kind="during", phase="Five must want it", title="Decide", owners="Sales"
)
weekly = jk.Metric("weekly", "Fitters who use it each week", value=62, unit="%", n=210, target=85, direction="up")
use = jk.Stage(
    "use", [rollout, first_night, review], kind="after", phase="All use it", title="Make it work", metrics=weekly
)

dairy = jk.JourneyMap(
    "dairy",
    "Five people buy one maintenance system",
    language="en",
    state="current",
    maturity="research",
    cast="together",
    reviewed="2026-05-11",
    purpose="where a sale is lost that Petra had already won",
    note="An illustration, not research. The dairy, its people and all numbers are invented.",
    owners="Sales",
    scope=jk.Scope(
        trigger="the third long stop in a summer",
        end="the first year is shown to the board",
        timeframe="20 months",
        goal="no stop on the night shift",
        exclusions="companies with more than ten plants",
        market="b2b",
    ),
    personas=[petra, okan, silke, ravi, jo],
    evidence=[talks, crm, visits, sales_day],
    stages=[notice, convince, decide, use],
    outcomes=[signed, postponed, other, whiteboard],
    flow=[
        jk.in_order,
        it_check.to(whiteboard, probability=0.14, when="data may not leave the plant"),
        demo.to(paper, probability=0.3, when="the board asks for numbers"),
        demo.to(offers, probability=0.25, when="no plant nearby to visit"),
        offers.to(demo, probability=0.2, when="a fourth supplier turns up"),
        offers.to(other, probability=0.18, when="theirs is cheaper per user"),
        committee.to(postponed, probability=0.26, when="the budget is gone"),
        committee.to(paper, probability=0.12, when="the committee wants other numbers"),
        haggle.to(other, probability=0.06),
        rollout.to(whiteboard, probability=0.05, when="the list of machines never gets done"),
    ],
    metrics=jk.Metric("cycle", "From first talk to signature", value=9.5, unit="months", target=7, direction="down"),
)
