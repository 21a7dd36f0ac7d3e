"""Maps on which something follows from every number: few steps, many moves, loops, several personas."""

from __future__ import annotations

from hypothesis import strategies as st

from journeykit.model import JourneyMap, Outcome, Persona, Stage, Touchpoint, Transition

ENDS = (Outcome("won", result="success", emotion=1), Outcome("lost", result="failure"), Outcome("other", emotion=-1))
CHANNELS = ("web", "phone", "store")
PARTS = st.lists(st.integers(0, 8), min_size=9, max_size=9)


@st.composite
def journeys(draw, personas: int = 2, steps: int = 5) -> JourneyMap:
    """A map whose steps have stated or silent moves to any step and outcome, and drop-off; nobody is trapped."""
    names = [f"s{number}" for number in range(draw(st.integers(1, steps)))]
    who = [Persona(f"p{number}") for number in range(draw(st.sampled_from([0, 0, personas])))]
    made, flow = [], []
    for name in names:
        fields = {
            "emotion": draw(st.none() | st.integers(-2, 2)),
            "duration": draw(st.none() | st.integers(1, 9).map(lambda days: f"{days} days")),
            "channel": draw(st.none() | st.sampled_from(CHANNELS)),
        }
        if len(who) > 1 and draw(st.integers(0, 3)) == 3:
            fields["personas"] = [draw(st.sampled_from([one.id for one in who]))]
        if draw(st.integers(0, 3)) == 3:
            fields["entry"] = draw(st.integers(1, 3))
        split = draw(st.booleans()) and who
        leads = draw(
            st.lists(st.sampled_from([*names, *(end.id for end in ENDS)]), min_size=0, max_size=4, unique=True)
        )
        for one in [who[0].id, who[1].id] if split and len(who) > 1 else [None]:
            parts = draw(PARTS)[: len(leads) + 1]
            total = sum(parts) + draw(st.integers(1, 3))  # somebody always leaves
            for target, part in zip(leads, parts, strict=False):
                more = {"after": "1 day"} if draw(st.integers(0, 3)) == 3 else {}
                flow.append(Transition(name, target, probability=part / total, personas=[one] if one else [], **more))
        if not split and draw(st.booleans()):
            fields["drop_off"] = draw(st.sampled_from([0.05, 0.1])) if not leads else 0.0
            if leads:
                share = sum(move.probability for move in flow if move.source == name)
                fields["drop_off"] = (1 - share) / 2
        silent = [target for target in ("won", "lost") if target not in leads]
        if fields.get("drop_off") and silent and draw(st.booleans()):
            flow.append(Transition(name, silent[0]))
        made.append(Touchpoint(name, **fields))
    return JourneyMap(personas=who, stages=[Stage("all", made)], outcomes=ENDS, flow=flow)
