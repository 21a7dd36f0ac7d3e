"""Buying a solar roof: a whole map in Python. Run it: it prints what is poor about the map and draws its poster."""

import journeykit as jk

talks = jk.Evidence("talks", "Interviews with home owners", kind="interview", n=12, date="2026-05-04")
anna = jk.Persona("anna", "Anna, 41, owns a terraced house", goals=["a lower bill"], evidence=[talks])

neighbour = jk.Touchpoint(
    "neighbour", "Sees the neighbour's panels", channel="word_of_mouth", emotion=2, ownership="external"
)
calculator = jk.Touchpoint("calculator", "Tries the savings calculator", channel="web", emotion=1, feelings="hopeful")
survey = jk.Touchpoint("survey", "Has the roof surveyed", channel="home_visit", emotion=0, duration="2 hours")

template = jk.Solution("quote template", effects=[jk.Effect("quote", "gave_up", probability=0.12)])
one_page = jk.Opportunity("a one-page quote", customer_value=4, effort=2, owner="Sales", solutions=[template])
quote = jk.Touchpoint(
    "quote",
    "Receives the quote",
    channel="email",
    emotion=-1,
    moment_of_truth=True,
    thoughts="Which of these is the real price?",
    pains=[jk.PainPoint("no two quotes compare", severity=4, opportunities=[one_page])],
)
sign = jk.Touchpoint("sign", "Signs the contract", channel="home_visit", emotion=1)
permit = jk.Wait("permit", "Waits for the permit", duration="14 weeks", emotion=-2, pains=["no news"])
install = jk.Touchpoint(
    "install",
    "Sees it installed",
    channel="home_visit",
    emotion={"anna": 1.5},
    frontstage=["fitters"],
    backstage=["crew planning"],
    support=["warehouse"],
)
tell = jk.Action("tell", "Tells the next neighbour", emotion=2)

lives = jk.Outcome("lives", "Lives with solar", result="success")
gave_up = jk.Outcome("gave_up", "Stays on grid power", result="failure")

solar = jk.JourneyMap(
    "solar_roof",
    "Buying a solar roof",
    personas=[anna],
    state="current",
    evidence=[talks],
    scope=jk.Scope(trigger="the yearly bill", end="a year after the switch-on", timeframe="18 months"),
    stages=[
        jk.Stage("dream", [neighbour, calculator], kind="before"),
        jk.Stage("choose", [survey, quote], kind="before"),
        jk.Stage("buy", [sign], kind="during"),
        jk.Stage("live", [permit, install, tell], kind="after"),
    ],
    outcomes=[lives, gave_up],
    flow=[
        jk.in_order,  # the line through the stages, to the success
        quote.to(calculator, probability=0.35, when="the quote is far above the calculator"),
        quote.to(gave_up, probability=0.20, when="pay-back over 9 years"),
    ],
)

if __name__ == "__main__":
    print(jk.check(solar))
    print("drawn:", jk.draw(solar).save("solar_roof.svg"))
