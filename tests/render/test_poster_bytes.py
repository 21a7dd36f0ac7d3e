"""The poster as a file: it needs nothing, is the same for the same map, and grows as the map does."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import journeykit as jk
from render.poster_maps import long
from render.poster_parts import T, groups, shop, tree


def test_it_needs_nothing_from_elsewhere():
    svg = jk.draw(shop(), lanes="all", overlay="evidence").svg
    assert not re.search(r"<script|<foreignObject|url\(|@import|\son\w+=", svg)
    assert set(re.findall(r'(?<!href=")https?://[^"<\s]+', svg)) == {
        "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink", "http://www.inkscape.org/namespaces/inkscape",
    }  # fmt: skip


WAYS = """
import hashlib, sys
import journeykit as jk
from render.poster_maps import long
for options in ({}, {"lanes": "all", "overlay": "evidence"}, {"width": 700, "scale": "time"}, {"view": "blueprint"}):
    print(hashlib.sha256(jk.draw(long(5, 14), **options).svg.encode()).hexdigest())
"""


@pytest.mark.parametrize("seed", ["1", "4242"])
def test_another_hash_seed_gives_the_same_bytes(seed):
    path = [str(Path(__file__).parents[1]), *filter(None, sys.path)]
    env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(path)}
    ran = subprocess.run([sys.executable, "-c", WAYS], env=env, capture_output=True, text=True, check=True)
    here: list[str] = []
    exec(  # the same lines in this process
        WAYS.replace("print(", "here.append("), {"here": here}
    )
    assert ran.stdout.split() == here
    assert len(set(here)) == 4


def test_the_same_map_gives_the_same_bytes():
    journey = long(8, 20)
    again = jk.loads(jk.dumps(journey, "yaml"), "yaml")
    assert jk.draw(journey, lanes="all").svg == jk.draw(again, lanes="all").svg == jk.draw(journey, lanes="all").svg
    assert jk.draw(journey).svg != jk.draw(journey, theme="dark").svg


def tiny() -> dict[str, tuple[jk.JourneyMap, dict]]:
    """Maps small enough that somebody reads what changed in their drawings."""
    back = [jk.in_order, jk.Transition("pay", "basket", probability=0.2, when="wrong size")]
    pair = [jk.Stage("buy", [T("basket", "Fills the basket", channel="web", emotion=1), T("pay", "Pays", emotion=-1)])]
    pains = [jk.PainPoint("has to phone twice", severity=4, personas="anna")]
    served = T("call", "Calls", channel="phone", pains=pains, backstage="looks it up", emotion={"anna": -2})
    return {
        "step": (jk.JourneyMap("one", "One step", stages=[jk.Stage("only", ["step"])]), {}),
        "loop": (jk.JourneyMap("loop", "A loop", stages=pair, flow=back), {"theme": "light"}),
        "blueprint": (
            jk.JourneyMap("call", "A call", personas=[jk.Persona("anna", "Anna")], stages=[jk.Stage("ask", [served])]),
            {"view": "blueprint", "lanes": ["steps", "emotion", "pains", "backstage"], "overlay": "evidence"},
        ),
    }


@pytest.mark.parametrize("name", tiny())
def test_tiny_posters_look_as_they_did(name, request):
    journey, options = tiny()[name]
    svg = jk.draw(journey, **options).svg
    scope = re.search(r'id="(jk\w+)"', svg)[1]  # comes from all that is known of the map, drawn or not
    text = svg.replace(scope, "jk0").replace("><", ">\n<")
    path = Path(__file__).parent / "golden" / f"poster_{name}.svg"
    if request.config.option.update_snapshots:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8"), f"look at {path.name}, and renew it with --snapshot-update"


# growth


def even(count: int) -> jk.JourneyMap:
    """A map of so many steps that all have as much to say."""
    steps = [
        T(
            f"s{index}", f"Does the thing number {index}", channel="web", emotion=index % 5 - 2,
            pains=[jk.PainPoint("takes far too long", severity=3)], thoughts="how much longer will this take?",
        )
        for index in range(count)
    ]  # fmt: skip
    stages = [jk.Stage(f"g{start}", steps[start : start + 10]) for start in range(0, count, 10)]
    loops = [jk.Transition(f"s{index + 4}", f"s{index}", when="not yet") for index in range(0, count - 5, 10)]
    return jk.JourneyMap("even", stages=stages, flow=[jk.in_order, *loops])


@pytest.mark.parametrize("options", [{"lanes": "all"}, {"width": 1200}, {"scale": "time"}], ids=str)
def test_the_drawing_grows_with_the_steps(options):
    sizes = [jk.draw(even(count), **options).svg.count("<") for count in (50, 100, 200)]
    assert (sizes[2] - sizes[1]) / (sizes[1] - sizes[0]) == pytest.approx(2, rel=0.05)


def test_the_work_grows_with_the_steps():
    def calls(count: int) -> int:
        journey, found = even(count), 0

        def tick(_frame, event, _arg):
            nonlocal found
            found += event == "call"

        sys.setprofile(tick)
        try:
            _ = jk.draw(journey, lanes="all").svg
        finally:
            sys.setprofile(None)
        return found

    calls(50)  # what is learnt once
    few, more, many = calls(50), calls(100), calls(200)
    assert more / few < 2.3
    assert many / more < 2.3


@pytest.mark.parametrize("count", [1, 2, 3, 7, 30, 120, 300])
def test_any_number_of_steps_is_drawn(count):
    root = tree(long(count, count), lanes="all")
    assert [each.get("data-step") for each in groups(root, "jk-step")] == [f"s{index}" for index in range(count)]
