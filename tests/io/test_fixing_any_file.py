"""Generated files in every notation, with comments and small faults: all of them are mended, and nothing else."""

from __future__ import annotations

import json
import random
import re
from collections import Counter

from hypothesis import assume, given, settings
from hypothesis import strategies as st

import journeykit as jk
from journeykit.errors import FormatError
from journeykit.io.fixing import mend
from journeykit.io.text import Text
from journeykit.io.yaml12.compose import read
from journeykit.io.yaml12.emit import is_block, text_of
from journeykit.model.document import document
from journeykit.rules import check
from journeykit.testing import maps

FIXABLE = ("blank-text", "echoed-id", "stray-spaces", "needless-allow", "transition-stated-twice")


def written(value, luck, indent="", flow=False):
    """A part of a tree in YAML, each piece in a notation by luck."""
    if isinstance(value, dict | list) and (flow or not value or luck.random() < 0.2):
        return bracketed(value, luck, indent)
    if isinstance(value, dict):
        return "\n" + "".join(pair(key, each, luck, indent) for key, each in value.items())
    if isinstance(value, list):
        tight = indent[2:] if indent and luck.random() < 0.3 else indent
        return "\n" + "".join(item(each, luck, tight) for each in value)
    return scalar(value, luck, indent, flow=flow)


def pair(key, value, luck, indent):
    body = written(value, luck, indent + "  ")
    return f"{indent}{key}:{body if body[0] == chr(10) else ' ' + body + chr(10)}"


def item(value, luck, indent):
    body = written(value, luck, indent + "  ")
    if body[0] != "\n":
        return f"{indent}- {body}\n"
    return f"{indent}- {body[1:].removeprefix(indent + '  ')}" if luck.random() < 0.8 else f"{indent}-{body}"


def bracketed(value, luck, indent):
    wide = luck.random() < 0.3
    space = f"\n{indent}  " if wide else luck.choice(["", " "])
    join = f",{space or ' '}"
    end = f"\n{indent}" if wide else space
    pieces = [
        f"{key}: {written(each, luck, indent + '  ', flow=True)}"
        for key, each in (value.items() if isinstance(value, dict) else ())
    ] or [written(each, luck, indent + "  ", flow=True) for each in value]
    signs = "{}" if isinstance(value, dict) else "[]"
    return f"{signs[0]}{space}{join.join(pieces)}{end}{signs[1]}" if pieces else signs


def scalar(value, luck, indent, *, flow):
    if not isinstance(value, str):
        return json.dumps(value)
    plain, notation = text_of(value), luck.random()
    if not flow and notation < 0.3 and indent and is_block(f"x\n{value}") and value.strip():
        sign = "|" if value.endswith("\n") else "|-"
        return "\n".join([sign, *(f"{indent}{line}" for line in value.removesuffix("\n").split("\n"))])
    if notation < 0.5 and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    if plain[0] == '"' or notation < 0.6 or (flow and re.search(r"[,\[\]{}]", value)):
        return plain if plain[0] == '"' else f'"{plain}"' if "\\" not in plain and '"' not in plain else plain
    return plain


def commented(text, luck):
    """The text with comments, wherever they do not change what it says."""
    tree, lines = read(Text(text)).tree, text.split("\n")

    def tried(numbers):
        for number in sorted(numbers, reverse=True):
            blank = re.match(" *", lines[number])[0]
            lines[number] += f"  # c{number}" if number % 2 else f"\n{blank}# c{number}"
        try:
            return read(Text("\n".join(lines))).tree == tree
        except FormatError:
            return False

    def add(numbers):
        before = list(lines)
        if numbers and not tried(numbers):
            lines[:] = before
            if len(numbers) > 1:
                add(numbers[: len(numbers) // 2])
                add(numbers[len(numbers) // 2 :])

    add([number for number in range(len(lines)) if luck.random() < 0.4])
    return "\n".join(lines)


def spoilt(tree, luck):
    """The tree with small faults, each of which has one safe answer."""
    for noun in list(nouns(tree)):
        name = noun.get("id") or noun.get("touchpoint")
        chance = luck.random()
        if chance < 0.15:
            noun["note"] = luck.choice([" ", "two  spaces", " ends ", "line \n", "# no comment "])
        elif chance < 0.3 and isinstance(name, str):
            noun["title"] = (name[:1].upper() + name[1:]).replace("_", " ")
        elif chance < 0.4 and ("steps" in noun or "touchpoint" in noun):
            noun["allow"] = luck.sample(["dead-end", "JK303", "JK4", "no-persona"], 2)
    flow = tree.get("flow")
    for entry in [each for each in flow if isinstance(each, dict)] if isinstance(flow, list) else []:
        if luck.random() < 0.5:
            flow.insert(luck.randint(0, len(flow)), dict(entry))
    return tree


def nouns(tree):
    if isinstance(tree, dict):
        yield tree
    for part in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from nouns(part)


def remarks(text):
    return Counter(re.findall(r"# c\d+", text))


def mended_at_all(text, format="yaml"):
    """The text mended until nothing is fixable, and what was left."""
    for _ in range(10):
        fixes = [fix for found in check(jk.loads(text, format), FIXABLE) for fix in found.fixes]
        done = mend(text, fixes, format)
        if done.text == text:
            return text, done.left
        text = done.text
    raise AssertionError("it does not come to an end")


@settings(max_examples=60)
@given(maps(), st.integers(0, 2**32))
def test_any_file_is_mended_and_keeps_its_comments(journey, seed):
    luck = random.Random(seed)
    tree = spoilt(document(journey), luck)
    text = written(tree, luck).lstrip("\n")
    try:
        jk.loads(text, "yaml")
    except FormatError:
        assume(False)
    text = commented(text, luck)
    before = jk.loads(text, "yaml")
    mended, left = mended_at_all(text)
    after = jk.loads(mended, "yaml")
    known = ["alias", "comment"]
    if re.search(r"\|-?(  #.*)?\n", text):  # a comment below what goes would become part of the block above it
        known.append("the file would")
    assert not [reason for _, reason in left if not any(each in reason for each in known)], mended
    if not left:
        assert not any(found.fixes for found in check(after, FIXABLE))
    assert remarks(mended) == remarks(text), "comments survive"
    assert mended_at_all(mended)[0] == mended, "mending twice changes nothing"
    assert [step.id for step in after.steps] == [step.id for step in before.steps]
    kept = set(text.split("\n"))
    new = [line for line in mended.split("\n") if line not in kept]
    touched = len([1 for line in text.split("\n") if line not in set(mended.split("\n"))])
    assert len(new) <= touched + sum(remarks(text).values()), "lines that nothing is wrong with stay"


@settings(max_examples=30)
@given(maps(), st.integers(0, 2**32))
def test_any_json_file_is_mended(journey, seed):
    luck = random.Random(seed)
    text = json.dumps(spoilt(document(journey), luck), ensure_ascii=luck.random() < 0.5, indent=luck.choice([None, 2]))
    try:
        jk.loads(text, "json")
    except FormatError:
        assume(False)
    mended, left = mended_at_all(text, "json")
    assume(not re.search("[\x7f-\x9f\ufffe\uffff]", text))  # JSON that is no YAML is left as it is
    assert left == ()
    assert not any(found.fixes for found in check(jk.loads(mended, "json"), FIXABLE))
