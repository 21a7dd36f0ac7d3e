"""Subscription: a year with the vegetable box, and another one. An illustration: people and numbers are invented."""

import journeykit as jk

orders = jk.Evidence("orders", "Orders and pauses of two years", kind="analytics", n=9350, date="2026-05-31")
doors = jk.Evidence("doors", "Talks at the door", kind="interview", n=15, date="2026-04-18")
leavers = jk.Evidence("leavers", "Survey among those who left", kind="survey", n=231, date="2026-03-10")
hunch = jk.Evidence("hunch", "Hunch of the farm shop", kind="assumption")

okafors = jk.Persona(
    "okafors",
    "The Okafors, four people, one kitchen",
    summary="Cook every evening, and argue about celeriac.",
    goals=["vegetables that the children eat", "fewer trips to the shop"],
    quotes="On Thursdays the box decides what we cook.",
    share=0.55,
    evidence=[orders, doors],
)
niels = jk.Persona(
    "niels",
    "Niels, 31, lives alone",
    summary="Travels every second week, and hates to throw food away.",
    goals="eat well without waste",
    quotes="I have learned eleven recipes for cabbage.",
    frustrations="four kilos at once",
    share=0.45,
    evidence=[orders, leavers],
)

half_a_box = jk.Opportunity(
    "half a box, every second week",
    kind="upsell",
    customer_value=4,
    business_value=3,
    effort=3,
    owner="Farm",
    status="planned",
    solutions=jk.Solution("share a box with a neighbour", effects=jk.Effect("choose", drop_off=0.1)),
)
swap = jk.Opportunity(
    "swap two things until Monday",
    kind="retain",
    customer_value=5,
    business_value=5,
    effort=2,
    owner="Web shop",
    status="in_progress",
    solutions=jk.Solution(
        "a swap list in the Monday e-mail", owner="Web shop", effects=jk.Effect("glut", "cancel", probability=0.15)
    ),
)
ask = jk.Opportunity("ask, with a sum of the year", kind="retain", customer_value=5, business_value=4, effort=1)

stall = jk.Touchpoint(
    "stall",
    "Tastes a carrot at the market stall",
    channel="event",
    ownership="brand",
    entry=2,
    emotion={"okafors": 1.5, "niels": 1},
    intensity=3,
    feelings="delighted",
    thoughts={"okafors": "The little one asked for more. Of a carrot."},
    gains=jk.Gain("the farmer herself stands there", severity=4),
    evidence=[doors, orders],
)
post = jk.Touchpoint(
    "post",
    "Sees a friend's box in a post",
    channel="social",
    ownership="customer",
    entry=1,
    emotion={"okafors": 0.5, "niels": 1},
    intensity=2,
    thoughts={"niels": "What is that? Romanesco?"},
    evidence=hunch,
)
choose = jk.Touchpoint(
    "choose",
    "Chooses a size",
    channel="web",
    ownership="brand",
    emotion={"okafors": 0.5, "niels": -1},
    intensity=2,
    duration="8 min",
    thoughts={"niels": "“Small” is for two to three."},
    pains=jk.PainPoint("no box for one", severity=4, personas=niels, opportunities=half_a_box),
    drop_off=0.19,
    drop_off_reason="too much for one person",
    evidence=[orders, leavers],
)
first_box = jk.Touchpoint(
    "first_box",
    "Opens the first box",
    channel="parcel",
    ownership="brand",
    emotion={"okafors": 2, "niels": 1.5},
    intensity=4,
    feelings="like a birthday",
    thoughts={"okafors": "It smells of earth.", "niels": "Twelve beetroots."},
    moment_of_truth=jk.MomentOfTruth("SMOT", "the smell when the lid comes off"),
    physical_evidence=["wooden box", "a card from the farmer"],
    frontstage="driver with the bicycle",
    backstage=jk.Process("packing from four in the morning", owner="Farm", kind="human"),
    support=jk.Process("harvest plan", "harvest", system="spreadsheet", owner="Farm"),
    evidence=[doors, orders],
)
weekly = jk.Touchpoint(
    "weekly",
    "Cooks what the box brings",
    channel="parcel",
    ownership="brand",
    emotion={"okafors": 1, "niels": 0.5},
    intensity=2,
    duration="4 weeks",
    value=24,
    drop_off=0.1,
    drop_off_reason="moves to another town",
    thoughts={"okafors": "Soup on Thursday, as always.", "niels": "Cabbage. Again."},
    needs=jk.Need("know on Monday what comes on Thursday", importance=4, satisfaction=2),
    pains=jk.PainPoint(
        "the same five things from January to March", severity=3, personas=niels, cause="that is what grows"
    ),
    physical_evidence="a recipe card",
    frontstage="driver",
    backstage="packing",
    support=jk.Process("route plan", system="route planner", fail_point=True),
    metrics=jk.Metric("eaten", "Households that eat it all", value=48, unit="%", n=410, target=65, direction="up"),
    evidence=[orders, doors],
)
glut = jk.Action(
    "glut",
    "Throws away the third celeriac",
    emotion={"okafors": -1, "niels": -2},
    intensity={"niels": 4},
    feelings={"niels": "guilty"},
    thoughts={"niels": "I pay for compost."},
    pains=jk.PainPoint("waste gives a bad conscience", severity=5, opportunities=swap),
    evidence=[leavers, doors],
)
pause = jk.Touchpoint(
    "pause",
    "Pauses for the holidays",
    channel="app",
    ownership="brand",
    emotion={"okafors": 1, "niels": 1},
    intensity=1,
    duration="1 min",
    thoughts={"niels": "Two taps. Others make me call."},
    expectations=jk.Expectation("to be talked out of it", met="exceeded"),
    gains=jk.Gain("a pause without a reason", severity=4),
    frontstage="pause button",
    backstage="the order is taken off the list",
    support=jk.Process("subscriptions", "subs", system="shop system", owner="Web shop"),
)
away = jk.Wait("away", "Is on holiday", duration="3 weeks", emotion=0.5, intensity=1, evidence=hunch)
harvest = jk.Touchpoint(
    "harvest",
    "Digs potatoes at the harvest day",
    channel="event",
    ownership="brand",
    personas=okafors,
    emotion=2,
    intensity=5,
    duration="1 day",
    feelings="muddy, happy",
    thoughts="So that is where the box comes from.",
    gains=jk.Gain(
        "the children know their farmer",
        severity=5,
        opportunities=jk.Opportunity(
            "a harvest day in each quarter", kind="retain", customer_value=4, business_value=4, effort=3, owner="Farm"
        ),
    ),
    moment_of_truth="who has dug once rarely leaves",
    evidence=[doors, orders],
)
letter = jk.Touchpoint(
    "letter",
    "Reads what the next year costs",
    channel="email",
    ownership="brand",
    initiator="provider",
    emotion={"okafors": -0.5, "niels": -1},
    intensity=3,
    thoughts={"okafors": "Two euros more. Well.", "niels": "Automatically renewed? Since when?"},
    expectations={"niels": jk.Expectation("to be asked", met="missed")},
    pains=jk.PainPoint("renews by itself in small print", severity=4, opportunities=ask),
    moment_of_truth=jk.MomentOfTruth(why="once a year the whole box is weighed against its price"),
    backstage="prices are set",
    support=jk.Process("billing", system="accounts", owner="Accounts"),
    metrics=jk.Metric(
        "renewal",
        "Households that renew",
        value=64,
        unit="%",
        n=2210,
        interval=(62, 66),
        target=72,
    ),
    evidence=[orders, leavers],
)
stay = jk.Touchpoint(
    "renew",
    "Takes another year",
    channel="web",
    ownership="brand",
    emotion={"okafors": 1.5, "niels": 0.5},
    intensity=2,
    value=120,
    thoughts={"okafors": "What else would Thursday be?"},
    evidence=orders,
)
cancel = jk.Touchpoint(
    "cancel",
    "Cancels",
    channel="phone",
    ownership="brand",
    emotion={"okafors": -1, "niels": -0.5},
    intensity=3,
    duration="9 min",
    thoughts={"niels": "She was kind. That made it harder."},
    pains=jk.PainPoint("must call, between nine and eleven", severity=3),
    demand="value",
    frontstage="the farm's office",
    support=jk.Process("subscriptions", "subs", system="shop system", owner="Web shop"),
    evidence=leavers,
)

settled = jk.Outcome("settled", "Tenth year, and no end", result="success", emotion=1.5, value=300, brings=0.7)
market = jk.Outcome("market", "Buys at the market again", result="neutral", alternative="self")
rival = jk.Outcome(
    "rival", "Takes the box with recipes", result="failure", alternative="competitor", reason="portions for one"
)

box = jk.JourneyMap(
    "vegetable_box",
    "A year with the vegetable box, and another one",
    language="en",
    state="current",
    maturity="research",
    reviewed="2026-06-15",
    purpose="what keeps a household after the first year",
    note="An illustration, not research. The farm, its customers and all numbers are invented.",
    owners="Farm",
    scope=jk.Scope(
        trigger="a carrot that tastes of carrot",
        end="the last box",
        timeframe="10 years",
        situation="a town of eighty thousand, one farm",
        goal="good food without thinking",
        market="b2c",
        offer="good",
        price="low",
        sales="direct",
    ),
    personas=[okafors, niels],
    evidence=[orders, doors, leavers, hunch],
    stages=[
        jk.Stage("meet", [stall, post, choose], kind="before", title="Get to know", goal="try it without a risk"),
        jk.Stage("begin", [first_box], kind="during", title="Begin", goal="a good first evening"),
        jk.Stage(
            "year",
            [weekly, glut, pause, away, harvest],
            kind="during",
            title="Through the year",
            order="any",
            duration="1 year",
            goal="cook from the box",
            owners="Farm",
        ),
        jk.Stage(
            "again",
            [letter, stay, cancel],
            kind="after",
            title="Another year?",
            goal="decide with a good feeling",
            owners="Web shop",
        ),
    ],
    outcomes=[settled, market, rival],
    flow=[
        "stall >> choose",
        "post >> choose",
        "choose >> first_box >> weekly",
        weekly.to({"glut": 0.3, "pause": 0.18}),
        "weekly >> letter",
        weekly.to("harvest", probability=0.12, when="a Saturday in September", personas=okafors),
        glut.to(weekly, probability=0.75, when="soup for the neighbours"),
        glut.to(cancel, probability=0.25, when="the third time in a month"),
        "pause >> away >> weekly",
        "harvest >> weekly",
        letter.to(stay, probability=0.64),
        letter.to(cancel, probability=0.36, when="the sum of the year looks large"),
        stay.to(weekly, probability=0.9, when="another year"),
        stay.to(settled, probability=0.1),
        cancel.to({"market": 0.55, "rival": 0.3}),
        cancel.to(weekly, probability=0.15, when="half a box, every second week"),
    ],
)
