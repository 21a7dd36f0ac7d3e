"""Many maps for the proofs of the poster: odd ones, long ones, and options to draw them with; the same every time."""

from __future__ import annotations

from functools import cache
from random import Random

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import journeykit as jk
from journeykit.testing import maps, texts

LANES = (None, None, "all", "all", ("emotion", "pains", "gains", "metrics", "steps"))
# Scripts that a server has fonts for: what a browser draws for others has the width of an empty box.
_PROSE = """
Vergleicht Tarife Kraftfahrzeughaftpflichtversicherung the customer waits for an answer
https://shop.example/orders/17 compares prices online und dann 比较不同的季票价格 أسعار التذاكر מחיר הכרטיס
👩🏽\u200d💻 🇩🇪 e\u0301a\u0300 チケットの価格を比較する 표를구매합니다 цена билета günstig
& <b>bold</b> "quoted" ]]> half-hearted well—known 14 weeks, 35 % (perhaps) no.
"""
_WORDS = _PROSE.split()


@cache
def odd(count: int) -> tuple[jk.JourneyMap, ...]:
    """So many maps of the testing package, in all alphabets: as odd as a valid map can be, of a dozen steps at most."""
    found: list[jk.JourneyMap] = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.one_of(maps(steps=6, details=6), maps(steps=12, details=3), maps(flow="any", steps=8, details=4)))
    def collect(journey: jk.JourneyMap) -> None:
        found.append(journey)

    collect()
    return tuple(found[:count])


@cache
def _odd_texts() -> tuple[str, ...]:
    found: list[str] = []

    @settings(max_examples=300, derandomize=True, database=None, deadline=None, phases=[Phase.generate])
    @given(texts())
    def collect(text: str) -> None:
        found.append(text)

    collect()
    return tuple(found)


class _Writer:
    """Makes maps of any length from words of all scripts."""

    def __init__(self, seed: int) -> None:
        self.dice = Random(seed)
        self.people = [f"p{index}" for index in range(self.dice.choice((0, 1, 2, 2, 3, 4)))]

    def text(self, most: int = 8) -> str:
        """A phrase; one in ten is a single odd text."""
        if self.dice.random() < 0.1:
            return self.dice.choice(_odd_texts())
        return " ".join(self.dice.choices(_WORDS, k=self.dice.randint(1, most)))

    def some(self, most: int = 2, words: int = 12) -> list[str]:
        return [self.text(words) for _ in range(self.dice.randint(0, most))]

    def maybe(self, value, chance: float = 0.5):
        return value if self.dice.random() < chance else None

    def who(self) -> list[str]:
        return self.dice.sample(self.people, self.dice.randint(0, len(self.people))) if self.people else []

    def per_persona(self, make):
        if self.people and self.dice.random() < 0.6:
            return {who: make() for who in self.who()} or None
        return self.maybe(make(), 0.7)

    def step(self, name: str, bare: bool) -> jk.Step:
        dice = self.dice
        kind = dice.choice((jk.Touchpoint, jk.Touchpoint, jk.Touchpoint, jk.Action, jk.Wait))
        fields: dict = {} if bare else self.said()
        if kind is jk.Touchpoint:
            fields["channel"] = self.maybe(dice.choice(("web", "app", "phone", "store", "email", self.text(3))), 0.8)
        fields["duration"] = self.maybe(dice.choice(("3 min", "2 hours", "5 days", "14 weeks", "20 min")))
        fields["drop_off"] = self.maybe(0.1, 0.2)
        fields["drop_off_reason"] = self.maybe(self.text(), 0.2)
        return kind(
            name, self.maybe(self.text(), 0.95), **{key: value for key, value in fields.items() if value is not None}
        )

    def said(self) -> dict:
        dice = self.dice
        return {
            "emotion": self.per_persona(lambda: dice.choice((-2, -1.5, -1, 0, 0.5, 1, 2))),
            "intensity": self.per_persona(lambda: dice.randint(1, 5)),
            "feelings": self.some(1, 3),
            "thoughts": self.some(),
            "doing": self.maybe(self.text(20)),
            "needs": self.some(),
            "quotes": [jk.Quote(text) for text in self.some(1)],
            "pains": [
                jk.PainPoint(
                    text, severity=self.maybe(dice.randint(1, 5)), personas=self.who(), barrier=dice.random() < 0.2
                )
                for text in self.some(3)
            ],
            "gains": self.some(1),
            "opportunities": [
                jk.Opportunity(text, customer_value=self.maybe(dice.randint(1, 5)), effort=self.maybe(2))
                for text in self.some(2)
            ],
            "expectations": [jk.Expectation(text, met=dice.choice(("met", "missed", None))) for text in self.some(1)],
            "metrics": [jk.Metric(f"m{index}", value=index * 7.5, target=9) for index in range(dice.randint(0, 1))],
            "moment_of_truth": self.maybe(dice.choice((True, "ZMOT")), 0.15),
            "owners": self.some(1, 4),
            "backstage": self.some(1),
            "support": self.some(1),
            "links": [jk.Link("Details of " + self.text(4), "https://shop.example/a?b=1&c=2")]
            * dice.choice((0, 0, 0, 1, 2)),
            "evidence": dice.choice(([], [], ["talks"], ["talks", "log"])),
        }

    def journey(self, count: int) -> jk.JourneyMap:
        dice = self.dice
        bare = dice.random() < 0.1
        names = [f"s{index}" for index in range(count)]
        cuts = sorted(dice.sample(range(1, count), min(count - 1, dice.randint(0, max(count // 4, 1)))))
        stages = [
            jk.Stage(
                f"g{index}",
                [self.step(name, bare) for name in names[start:end]],
                title=self.text(6),
                kind=self.maybe(dice.choice(("before", "during", "after"))),
                phase=self.maybe(dice.choice(("Phase", self.text(5)))),
                order=dice.choice(("line", "line", "line", "any", "parallel")),
                questions=self.some(2),
            )
            for index, (start, end) in enumerate(zip([0, *cuts], [*cuts, count], strict=True))
        ]
        ends = [f"e{index}" for index in range(dice.randint(0, 4))]
        flow: list = [jk.in_order] if dice.random() < 0.8 else []
        pairs = {(dice.choice(names), dice.choice([*names, *ends])) for _ in range(int(count * dice.random()))}
        for source, target in sorted(pairs):
            flow.append(jk.Transition(source, target, probability=self.maybe(0.02, 0.7), when=self.maybe(self.text(6))))
        return jk.JourneyMap(
            "long",
            self.text(14),
            language=self.maybe(dice.choice(("de", "en", "ar", "zh")), 0.7),
            purpose=self.maybe(self.text(30)),
            scope=jk.Scope(trigger=self.text(), goal=self.text(30)),
            evidence=[jk.Evidence("talks", kind="interview", n=12), jk.Evidence("log", kind="analytics")],
            personas=[
                jk.Persona(
                    who,
                    self.text(5),
                    summary=self.maybe(self.text(30)),
                    goals=self.some(3),
                    quotes=self.some(1, 20),
                )
                for who in self.people
            ],
            stages=stages,
            outcomes=[
                jk.Outcome(end, self.text(), result=dice.choice(("success", "failure", "neutral")), reason=self.text())
                for end in ends
            ],
            flow=flow,
        )


def long(seed: int, count: int | None = None) -> jk.JourneyMap:
    """A map of `count` steps, else of 1 to 80, short ones more often than long ones."""
    writer = _Writer(seed)
    return writer.journey(count or max(1, round(80 * writer.dice.random() ** 2)))


def options(journey: jk.JourneyMap, seed: int) -> dict:
    """How to draw a map: anything that the poster, or now and then the blueprint, takes."""
    dice = Random(seed)
    people = [each.id for each in journey.personas]
    return {
        "view": dice.choice(("poster", "poster", "poster", "poster", "blueprint")),
        "lanes": dice.choice(LANES),
        "width": dice.choice((None, None, 700, 1200)),
        "scale": dice.choice((None, None, "time")),
        "overlay": dice.choice((None, None, "evidence")),
        "theme": dice.choice(("auto", "auto", "light", "dark", "print")),
        "personas": dice.sample(people, 1) if people and dice.random() < 0.25 else [],
    }
