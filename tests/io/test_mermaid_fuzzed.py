"""Any text is a map or a FormatError, soon."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import journeykit as jk
from journeykit.io import loads_with_losses
from journeykit.io.mermaid.words import SPACES
from journeykit.testing import texts

GOOD = """---
title: My day
config:
  theme: dark
---
%%{init: {"theme": "dark"}}%%
journey
    title My working day
    accTitle: Work
    accDescr {
      A day
      of work
    }
    section Go to work
      Make tea: 5: Me
      %% [PAIN POINT] too early
      Go upstairs [WAIT] (bored): 3: Me, Cat
    section Go home
      Sit down #35;1: 5: Me # at last
"""
MARKDOWN = f"# A page\n\n```mermaid\n{GOOD}```\n\n> ~~~ mermaid\n> journey\n>   A: 5: Me\n> ~~~\n"
PIECES = [
    *"{}[],:#&*!|>'\"%@`?-=~<\\\n\t\r \x00\x85\u2028\ufeffé😀;\uff1a",
    *(
        ": ",
        " #",
        "%%",
        "%%{",
        "}%%",
        "---\n",
        "```\n",
        "```mermaid\n",
        ":::",
        "~~~",
        "> ",
        "journey\n",
        "title ",
        "section ",
    ),
    *(
        "accDescr {",
        "accDescr: ",
        "accTitle: ",
        "[WAIT]",
        "[PAIN]",
        "(x)",
        "#35;",
        "#0;",
        "#99999999;",
        "#amp;",
        "<br/>",
        "-->",
    ),
    *("5", "1e999", "-0", "0x5", "NaN", "Infinity", "9" * 400, ": 5: Me\n", ": : Me\n", "%% score unknown\n", "&#x0;"),
]


def said(error):
    """A refusal says what, where and how to mend it."""
    assert error.faults
    assert all(fault.message and fault.code for fault in error.faults)
    assert 0 < len(str(error)) < 50_000


def survive(text, **options):
    """Read a text; whether it was a map, which is then written and read again."""
    start = time.process_time()
    try:
        found = loads_with_losses(text, "mermaid", **options)
    except jk.FormatError as error:
        said(error)
        return False
    finally:
        assert time.process_time() - start < 20, text[:200]
    most = text.count("\n") + text.count("\r") + 1
    assert all(1 <= loss.line <= most and loss.message and loss.code for loss in found.losses)
    if len(text) > 100_000:  # escaped it may be larger than what is read
        return True
    again = loads_with_losses(jk.dumps(found.journey, "mermaid"), "mermaid").journey
    pairs = zip(found.journey.steps, again.steps, strict=True)
    assert all(before.label == after.label for before, after in pairs if before.label.strip(SPACES))
    return True


def damaged(text, dice):
    for _ in range(dice.randint(1, 8)):
        at = dice.randrange(len(text) + 1)
        end = min(len(text), at + dice.choice((0, 0, 1, 5, 50)))
        put = dice.choice((dice.choice(PIECES), text[at:end] * 2, ""))
        text = text[:at] + put + text[end:]
    return text


@pytest.mark.parametrize("seed", range(3))
def test_damaged_documents(seed):
    dice = random.Random(seed)
    done = [survive(damaged(dice.choice((GOOD, MARKDOWN)), dice), block=dice.choice((None, 1))) for _ in range(400)]
    assert 100 < sum(done) < 400


@given(texts() | st.lists(st.sampled_from(PIECES)).map("".join), st.booleans())
@settings(max_examples=2_000)
def test_any_text(text, begun):
    survive("journey\n" * begun + text)


@pytest.mark.parametrize(
    "text",
    [
        "journey\n" + "a: 5: Me\n" * 6_000,
        "journey\n" + "a" * 250_000,
        "journey\n" + ":" * 250_000,
        "journey\n" + "a:" * 150_000,
        "journey\nA: 5: " + "x," * 50_000,
        "journey\n" + "#" * 250_000,
        "journey\nA" + " #" * 150_000 + ": 5",
        "journey\nA" + "[" * 250_000 + ": 5",
        "journey\nA [PAIN]" + " [PAIN]" * 100_000 + ": 5",
        "journey\nA [PAIN]" + "(x" * 150_000 + ": 5",
        "journey\n" + "%%{" * 250_000,
        "%%{" * 100_000 + "\n" + "}%%" * 100_000,
        "journey\n" + "%%{a\n" * 60_000,
        "journey\naccDescr {" + "{\n" * 150_000,
        "journey\n" + "accDescr {\n" * 30_000,
        "journey\nA;" * 30_000,
        "journey\n" + ";" * 250_000,
        "journey\n" + "a: 5;" * 130_000,
        "journey\ntitle " + "<br" * 250_000,
        "journey\ntitle " + "< " * 150_000,
        "journey\n" + "%% [PAIN] x\n" * 30_000,
        "---\n" * 60_000,
        "---\n" + "a: [" * 60_000 + "\n---\njourney\nA: 5",
        "---\na: &a [" + "*a," * 100_000 + "]\n---\njourney\nA: 5",
        "```mermaid\n" * 30_000,
        "```mermaid\njourney\nA: 5\n```\n" * 30_000,
        "> " * 150_000 + "```mermaid",
        "`" * 250_000,
        "`" * 150_000 + "mermaid\njourney\nA: 5",
        " " * 250_000 + "journey",
        "\n" * 250_000 + "journey",
        "journey\nA: 4" + " /" * 150_000,
        "journey\nA: " + "9" * 250_000,
        "journey\n" + "#1" * 150_000 + ": 5",
        "journey\n" + "A #1;" * 150_000 + ": 5",
    ],
    ids=lambda text: repr(text[:24]) + str(len(text)),
)
def test_large_and_deep_texts_take_bounded_time(text):
    survive(text)
