"""Python source that a person would keep, and that gives an equal map when executed."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import journeykit as jk
from journeykit.errors import FormatError
from journeykit.io import dumps, loads
from journeykit.io.dsl.layout import Call, Items, Pairs, Plain, laid_out, literal
from journeykit.io.dsl.names import Names


def test_the_source_reads_as_designed():
    talks = jk.Evidence("talks", "Interviews", n=12, date="2026-05-04")
    anna = jk.Persona("anna", "Anna", evidence=[talks])
    quote = jk.Touchpoint("quote", "Receives the quote", emotion={"anna": 1.5}, pains=["slow"])
    sign = jk.Wait("sign", duration="14 weeks", moment_of_truth=True)
    gave_up = jk.Outcome("gave_up", result="failure")
    journey = jk.JourneyMap(
        "solar",
        "Buying a solar roof",
        personas=[anna],
        stages=[jk.Stage("one", [quote, sign], kind="before"), jk.Stage("two")],
        outcomes=[gave_up],
        flow=[jk.in_order, quote.to(gave_up, 0.35, when="too dear"), "sign >> quote >> sign"],
    )
    assert (
        dumps(journey, "python")
        == """\
import journeykit as jk

talks = jk.Evidence("talks", "Interviews", n=12, date="2026-05-04")

anna = jk.Persona("anna", "Anna", evidence=[talks])

quote = jk.Touchpoint("quote", "Receives the quote", emotion={"anna": 1.5}, pains=["slow"])
sign = jk.Wait("sign", moment_of_truth=True, duration="14 weeks")

gave_up = jk.Outcome("gave_up", result="failure")

solar = jk.JourneyMap(
    "solar",
    "Buying a solar roof",
    evidence=[talks],
    personas=[anna],
    stages=[
        jk.Stage("one", [quote, sign], kind="before"),
        jk.Stage("two"),
    ],
    outcomes=[gave_up],
    flow=[
        jk.in_order,
        quote.to(gave_up, probability=0.35, when="too dear"),
        sign >> quote >> sign,
    ],
)
"""
    )


def test_values_shared_by_id_are_written_once(full):
    source = dumps(full, "python")
    assert source.count("no two quotes compare") == 1
    assert source.count("a one-page quote") == 1
    assert source.count('"crew planning"') == 1
    names = [node.targets[0].id for node in ast.parse(source).body[1:]]
    assert len(names) == len(set(names))
    assert names.index("clear") < names.index("pain") < names.index("quote")
    # a step has the first choice of a name, and none is a word of Python or the module itself
    assert {"quote", "quote_map", "import_step", "jk_step", "list_evidence", "class_persona"} <= set(names)


def test_the_flow_stays_short_enough_to_read():
    steps = [f"quite_a_long_name_{n}" for n in range(30)]
    source = dumps(jk.JourneyMap(stages=[jk.Stage("one", steps)], flow=[" >> ".join(steps)]), "python")
    assert max(map(len, source.splitlines())) <= 100
    assert source.count(">>") == 29


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("plain", '"plain"'),
        ("it's", '"it\'s"'),
        ('say "yes"', "'say \"yes\"'"),
        ('it\'s "so"', "'it\\'s \"so\"'"),
        ("\"it's\" o'clock", '"\\"it\'s\\" o\'clock"'),
        ("a\nb\t\\", '"a\\nb\\t\\\\"'),
        ("\x1b\u2028\u202e", '"\\x1b\\u2028\\u202e"'),
        ("Grüße 😀", '"Grüße 😀"'),
        ("", '""'),
    ],
)
def test_literals(text, source):
    assert literal(text) == source
    assert ast.literal_eval(source) == text


def test_layout_breaks_what_does_not_fit():
    long = [Plain(literal("word " * 6)) for _ in range(4)]
    call = Call(
        "jk.Stage", [Plain('"one"'), Items(long)], [("emotion", Pairs([("anna", Items([]))])), ("n", Plain("1"))]
    )
    assert (
        laid_out("x = ", call)
        == """\
x = jk.Stage(
    "one",
    [
        "word word word word word word ",
        "word word word word word word ",
        "word word word word word word ",
        "word word word word word word ",
    ],
    emotion={"anna": []},
    n=1,
)"""
    )


def test_layout_counts_columns_and_not_characters():
    assert "\n" not in laid_out("", Call("f", [Plain(literal("é" * 90))], []))
    assert "\n" in laid_out("", Call("f", [Plain(literal("北" * 50))], []))
    assert "\n" not in laid_out("", Call("f", [Plain(literal("e\u0301" * 90))], []))


def test_names_are_given_once():
    names = Names()
    assert [names.give("list", "step"), names.give("list", "step"), names.give("list", "step")] == [
        "list_step",
        "list_step_2",
        "list_step_3",
    ]


def test_source_is_never_read(tmp_path):
    for text in ("import os", b"import os"):
        with pytest.raises(FormatError, match="never read, because reading it would execute it"):
            loads(text, "python")
    file = tmp_path / "evil.py"
    file.write_text("raise SystemExit", encoding="utf-8")
    with pytest.raises(FormatError) as caught:
        jk.load(file)
    assert caught.value.faults[0].file == str(file)


def test_a_formatter_leaves_the_source_as_it_is(full, sparse, tmp_path):
    ruff = shutil.which("ruff", path=str(Path(sys.executable).parent)) or shutil.which("ruff")
    if ruff is None:
        pytest.skip("ruff is not installed: the layout is not compared with a formatter's")
    for number, journey in enumerate([full, *sparse]):
        file = tmp_path / f"map_{number}.py"
        file.write_text(dumps(journey, "python"), encoding="utf-8")
    run = subprocess.run(
        [ruff, "format", "--isolated", "--no-cache", "--line-length", "100", "--diff", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout
