"""Maps and scenes that the drawing tests share."""

from __future__ import annotations

import random
from itertools import pairwise

import journeykit as jk
from journeykit.render.scene import Edge, Node, Scene, StageBox

WORDS = [
    "sees",
    "the ad",
    "compares",
    "prices",
    "fills in",
    "form",
    "calls",
    "about",
    "delay",
    "waits",
    "for",
    "letter",
]
NASTY = [
    "<script>alert(1)</script>",
    "]]> & <b>bold</b>",
    "quotes \" and ' here",
    "ends in a backslash \\",
    "<b>a whole label</b>",
    "bell \x07 and null \x00 and \x1b[31m",
    "javascript:alert(1)",
    "{curly|record} \\N \\G %s",
    "lone \ud800 surrogate",
    "turned \u202earound",
    "&lt;entity&gt; &#x41;",
]


def solar() -> jk.JourneyMap:
    """The example of the design."""
    T, O = jk.Touchpoint, jk.Outcome  # noqa: N806, E741 - short names keep the map in view
    return jk.JourneyMap(
        "solar_roof",
        "Buying a solar roof",
        personas=[jk.Persona("anna", "Anna, 41, owns a terraced house")],
        state="current",
        stages=[
            jk.Stage(
                "dream",
                [
                    T("neighbour", "Sees the neighbour's panels", channel="word_of_mouth", emotion=2),
                    T("calculator", "Tries the savings calculator", channel="web", emotion=1),
                ],
                kind="before",
            ),
            jk.Stage(
                "choose",
                [
                    T("survey", "Has the roof surveyed", channel="home_visit", emotion=0, duration="2 hours"),
                    T("quote", "Receives the quote", channel="email", emotion=-1, moment_of_truth=True),
                ],
                kind="before",
            ),
            jk.Stage("buy", [T("sign", "Signs the contract", channel="home_visit", emotion=1)], kind="during"),
            jk.Stage(
                "live",
                [
                    jk.Wait("permit", "Waits for the permit", duration="14 weeks", emotion=-2),
                    T("install", "Sees it installed", channel="home_visit", emotion={"anna": 1.5}),
                    jk.Action("tell", "Tells the next neighbour", emotion=2),
                ],
                kind="after",
            ),
        ],
        outcomes=[
            O("lives", "Lives with solar", result="success"),
            O("gave_up", "Stays on grid power", result="failure"),
        ],
        flow=[
            jk.in_order,
            jk.Transition("quote", "calculator", probability=0.35, when="the quote is far above the calculator"),
            jk.Transition("quote", "gave_up", probability=0.2, when="pay-back over 9 years"),
        ],
    )


def languages() -> jk.JourneyMap:
    """Long German words, Chinese, Japanese, emoji, combining marks and Arabic, in cards, stages and labels."""
    T = jk.Touchpoint  # noqa: N806
    return jk.JourneyMap(
        "languages",
        "Die Donaudampfschifffahrtsgesellschaftskapitänsreise — 客户旅程 🚢",
        language="de",
        personas=[jk.Persona("zoe", "Zoë 🚲 陈")],
        stages=[
            jk.Stage(
                "choose",
                [
                    T("law", "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz lesen", emotion=-2),
                    T("flex", "Vergleicht Tarife & „Flex“-Optionen", channel="Bürgeramt-Selbstbedienungsterminal"),
                    jk.Wait("answer", "Wartet auf die Kraftfahrzeughaftpflichtversicherung", duration="14 weeks"),
                ],
                title="Überlegen & auswählen: Informationsbeschaffungsphase",
                kind="before",
                phase="Entscheidungsvorbereitung",
            ),
            jk.Stage(
                "buy",
                [
                    T("app", "客户在手机应用程序上比较不同的季票价格和灵活选项", channel="app", emotion=2),
                    T("machine", "在车站的自动售票机购买月票，然后收到确认短信。", channel="sms", emotion=0),
                    T("emoji", "📱👩🏽‍💻🇩🇪🚆🎫🎉 emoji everywhere 👨‍👩‍👧‍👦👍🏿", channel="chat", emotion=0.5),
                ],
                title="购买阶段 🎫",
                kind="during",
                phase="第二阶段",
            ),
            jk.Stage(
                "live",
                [
                    T("help", "يتصل العميل بخدمة الدعم لمعرفة سبب التأخير", channel="phone", emotion=-1.5),
                    T("marks", "Combining e\u0301a\u0300 n\u0303 a\u0323\u0308 marks"),
                    jk.Action("long", "とても長い日本語のタイトルがここにあります", emotion=2),
                ],
                title="المرحلة الثالثة",
                kind="after",
            ),
        ],
        outcomes=[
            jk.Outcome("happy", "Glücklicher Wiederholungskäufer 😀", result="success"),
            jk.Outcome("gone", "用户放弃了购买", result="failure", reason="zu teuer und viel zu kompliziert"),
            jk.Outcome("open", "لا شيء", result="neutral"),
        ],
        flow=[
            jk.in_order,
            jk.Transition("flex", "law", probability=0.2, when="Unterlagenvollständigkeitsprüfung fehlgeschlagen"),
            jk.Transition("machine", "gone", probability=0.3, when="价格太高，而且没有任何优惠"),
            jk.Transition("help", "app", probability=0.25, when="التأخير مستمر"),
            jk.Transition("marks", "marks", probability=0.1, when="🔁 noch einmal 🔁"),
            jk.Transition("law", "open", probability=0.1, when='<b>bold</b> & "quoted" \\'),
        ],
    )


def synthetic(count: int, per_stage: int, seed: int = 1) -> Scene:
    """A scene of so many steps with labelled edges, loops, skips, drop-offs and outcomes."""
    dice = random.Random(seed)
    stages, nodes, edges, drops = [], [], [], set()
    line: list[str] = []
    for stage in range(-(-count // per_stage)):
        kind = ("before", "during", "after")[stage % 3]
        stages.append(StageBox(id=f"s{stage}", title=" ".join(dice.sample(WORDS, 2)).capitalize(), kind=kind))
        for number in range(min(per_stage, count - stage * per_stage)):
            name = f"n{stage}_{number}"
            line.append(name)
            nodes.append(
                Node(
                    id=name,
                    kind=dice.choice(["touchpoint"] * 4 + ["wait", "action"]),
                    title=" ".join(dice.sample(WORDS, dice.randint(2, 5))).capitalize(),
                    stage=f"s{stage}",
                    channel=(channel := dice.choice(["web", "app", "phone", "store", "email"])),
                    channel_title=channel.capitalize(),
                    emotion=dice.choice([None, -2, -1, -0.5, 0, 1, 2]),
                    moment="moment of truth" if dice.random() < 0.1 else None,
                )
            )
    edges.append(Edge(source=".start", target=line[0], kind="entry"))
    for place, step in enumerate(line):
        onward = line[place + 1] if place + 1 < len(line) else "done"
        edges.append(Edge(source=step, target=onward, probability=dice.randint(50, 95) / 100, basis="stated"))
        if dice.random() < 0.15 and place > 4:
            back = line[place - dice.randint(1, 5)]
            edges.append(
                Edge(source=step, target=back, kind="back", probability=0.09, basis="stated", label="not sure")
            )
        if dice.random() < 0.1 and place < len(line) - 5:
            skip = line[place + dice.randint(2, 5)]
            edges.append(Edge(source=step, target=skip, probability=0.05, basis="stated", label="knows it already"))
        if dice.random() < 0.2:
            stage_id = f"s{step[1:].split('_')[0]}"
            drops.add(stage_id)
            edges.append(
                Edge(source=step, target=f"{stage_id}.drop_off", kind="drop_off", probability=0.1, basis="stated")
            )
    nodes += [Node(id=f"{stage}.drop_off", kind="drop_off", title="Drop-off", stage=stage) for stage in sorted(drops)]
    nodes += [
        Node(id=".start", kind="start", title="Start"),
        Node(id="done", kind="outcome", title="Rides on", result="success"),
    ]
    return Scene(
        id=f"m{count}", title=f"A map of {count}", stages=tuple(stages), nodes=tuple(nodes), edges=tuple(edges)
    )


def wild(seed: int) -> Scene:
    """Any graph at all: empty stages, many outcomes, dense edges, several entries."""
    dice = random.Random(seed)
    stages = [
        StageBox(id=f"s{i}", title="Stage " * dice.randint(1, 6), phase=dice.choice([None, "P", "A long phase " * 4]))
        for i in range(dice.randint(1, 9))
    ]
    steps = [f"{stage.id}_{i}" for stage in stages for i in range(dice.choice([0, 1, 2, 4, 9]))]
    nodes = [
        Node(
            id=step,
            kind=dice.choice(["touchpoint", "wait", "action"]),
            title="word " * dice.randint(1, 9),
            stage=step.split("_")[0],
            emotion=dice.choice([None, -2, 0, 1.5]),
        )
        for step in steps
    ]
    outcomes = [f"o{i}" for i in range(dice.randint(0, 4))]
    edges = []
    for source, target in pairwise(steps):
        if dice.random() < 0.8:
            edges.append(Edge(source=source, target=target, loose=dice.random() < 0.1))
    for _ in range(int(len(steps) * dice.random() * 1.2)):
        source, target = dice.choice(steps), dice.choice(steps + outcomes)
        behind = target in steps and steps.index(target) < steps.index(source)
        kind = "self" if source == target else "back" if behind else "forward"
        label = dice.choice([None, "some words " * dice.randint(1, 4)])
        edges.append(
            Edge(source=source, target=target, kind=kind, probability=dice.random(), basis="stated", label=label)
        )
    edges = list({(edge.source, edge.target): edge for edge in edges}.values())  # one move for each pair, as in a map
    if steps:
        nodes.append(Node(id=".start", kind="start", title="Start"))
        entries = dice.sample(steps, min(2, len(steps)))
        edges += [Edge(source=".start", target=step, kind="entry", probability=0.5, basis="stated") for step in entries]
    nodes += [Node(id=name, kind="outcome", title="Outcome", result="failure") for name in outcomes]
    return Scene(id="wild", title="Wild", stages=tuple(stages), nodes=tuple(nodes), edges=tuple(edges))
