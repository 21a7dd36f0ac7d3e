"""Random and damaged documents: a map or a FormatError comes out, soon, and nothing else."""

from __future__ import annotations

import random
import time

import pytest

from journeykit.errors import FormatError
from journeykit.io import dumps, loads

PIECES = [
    *"{}[],:#&*!|>'\"%@`?-=~<\\\n\t\r \x00\x07\x85\u2028\ufeff\ud83d😀é",
    *(
        "- ",
        ": ",
        " #",
        "? ",
        "<<: ",
        "*a",
        "&a ",
        "!!x ",
        "---\n",
        "...\n",
        "%YAML 1.1\n",
        ">-\n",
        "|2\n",
        "\\u",
        "\\ud800",
        "\\U00110000",
    ),
    *(
        "null",
        "true",
        "1e999",
        "-0",
        "NaN",
        "Infinity",
        "1" * 4_400,
        ".nan",
        "2026-99-99",
        "[[",
        "]]",
        "{{",
        "}}",
        '"',
        "'",
        " >> ",
        "in order",
    ),
    *(
        "touchpoint: ",
        "id: ",
        "ref: ",
        "flow:\n",
        "steps:\n",
        "journeykit: ",
        "emotion: ",
        "personas:\n",
        '"from": ',
        '"text": ',
    ),
]


def mutated(text, dice):
    """The text with one to eight damages: pieces put in, cut out, copied, moved, or lines indented."""
    for _ in range(dice.randint(1, 8)):
        at, end = sorted((dice.randrange(len(text) + 1), dice.randrange(len(text) + 1)))
        end = min(end, at + dice.choice((1, 5, 50)))
        kind = dice.randrange(6)
        if kind == 0:
            text = text[:at] + dice.choice(PIECES) + text[at:]
        elif kind == 1:
            text = text[:at] + text[end:]
        elif kind == 2:
            text = text[:end] + text[at:end] + text[end:]
        elif kind == 3:
            text = text[:at] + dice.choice(PIECES) + text[end:]
        elif kind == 4:
            lines = text.split("\n")
            row = dice.randrange(len(lines))
            lines[row] = " " * dice.randint(0, 6) + lines[row].strip()
            text = "\n".join(lines)
        else:
            there = dice.randrange(len(text) + 1)
            text = text[:there] + text[at:end] + text[there:]
    return text


def damaged(data, dice):
    """Bytes with a few of them changed."""
    found = bytearray(data)
    for _ in range(dice.randint(1, 10)):
        found[dice.randrange(len(found))] = dice.randrange(256)
    return bytes(found)


def documents(full, seed, count):
    """Pairs of a format and a document, an equal share of each kind of damage."""
    dice = random.Random(seed)
    texts = {"yaml": dumps(full, "yaml"), "json": dumps(full, "json")}
    for number in range(count):
        name = ("yaml", "json")[number % 2]
        kind = number % 10
        if kind < 6:
            yield name, mutated(texts[name], dice)
        elif kind < 8:
            yield name, damaged(texts[name].encode(), dice)
        elif number % 4 < 2:
            yield name, dice.randbytes(dice.randint(0, 300))
        else:
            yield name, "".join(dice.choices(PIECES, k=dice.randint(0, 80)))


def check(error):
    """Every fault says something, and can be printed."""
    assert error.faults
    assert all(fault.message and fault.code for fault in error.faults)
    assert str(error).encode("utf-8")


def survive(full, seed, count):
    """Read them all; returns how many were maps and how many were refused."""
    maps = refused = 0
    for number, (kind, data) in enumerate(documents(full, seed, count)):
        start = time.process_time()
        try:
            journey = loads(data, kind)
        except FormatError as error:
            refused += 1
            check(error)
        except Exception as error:
            raise AssertionError((seed, number, kind, data)) from error
        else:
            maps += 1
            assert loads(dumps(journey, kind), kind) == journey
        assert time.process_time() - start < 5, (seed, number, kind, data)
    return maps, refused


@pytest.mark.parametrize("seed", range(3))
def test_fuzzed_documents(full, seed):
    maps, refused = survive(full, seed, 500)
    assert refused > 300
    assert maps > 0, "damages so heavy test only the first line of defence"


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 124))
def test_many_fuzzed_documents(full, seed):
    survive(full, seed, 500)
