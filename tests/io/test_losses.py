"""What a format cannot carry or has to guess comes back as a typed list, as warnings, and on the command line."""

from __future__ import annotations

import warnings

import pytest

import journeykit as jk
from journeykit.cli import main
from journeykit.errors import UnknownName
from journeykit.io import Format, Loss, Parsed, format_named, load, registry, save
from journeykit.io.loss import rolled_up, uncarried, without
from journeykit.model.document import document
from journeykit.model.journey import JourneyMap

CARRIED = {"id", "stages.id", "stages.steps.touchpoint"}


def read(text, mark="#"):
    lines = [line for line in text.raw.splitlines() if not line.startswith(mark)]
    guess = Loss((), "there is no stage: it is called all", "guessed", code="no_stage", line=1)
    return Parsed({"id": "words", "stages": [{"id": "all", "steps": lines}]}, losses=(guess,))


def lossy(journey, mark="#"):
    return uncarried(document(journey), CARRIED, "words")


WORDS = Format(
    "words",
    (".words",),
    lambda journey, mark="#": mark + "\n" + "".join(f"{step.id}\n" for step in journey.steps),
    read,
    losses=lossy,
    takes=("mark",),
)
BYTES = Format("bytes", (".bytes",), lambda _: b"\x00\xff", lambda data: Parsed({"id": data.decode()}), binary=True)


@pytest.fixture(autouse=True)
def plugged(monkeypatch):
    monkeypatch.setattr(registry, "_built_in", lambda: dict(BUILT) | {"words": WORDS, "bytes": BYTES})
    registry.formats.cache_clear()
    yield
    registry.formats.cache_clear()


BUILT = registry._built_in()

MAP = JourneyMap(
    "shop",
    note="x",
    stages=[jk.Stage("all", [jk.Touchpoint("see", pains=["slow"]), jk.Touchpoint("buy", pains=["dear"])])],
)


def test_losses_name_each_place(tmp_path):
    found = jk.losses(MAP, "words")
    assert [each.place for each in found] == ["stages[0].steps[0].pains", "stages[0].steps[1].pains", "note"]
    assert {each.kind for each in found} == {"lost"}
    assert save(MAP, tmp_path / "a.words") == found
    assert save(MAP, tmp_path / "a.yaml") == ()
    assert without(document(MAP), found) == {
        "id": "shop",
        "stages": [{"id": "all", "steps": [{"touchpoint": "see"}, {"touchpoint": "buy"}]}],
    }


def test_a_reader_s_guesses_are_warnings_or_a_list(tmp_path):
    file = tmp_path / "a.words"
    file.write_text("#\nsee\nbuy\n", encoding="utf-8")
    with pytest.warns(jk.LossWarning, match="line 1: guessed: there is no stage") as caught:
        journey = load(file)
    assert caught[0].filename == __file__
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = jk.import_map(file)
    assert found.journey == journey
    assert found.losses[0].kind == "guessed"


def test_many_warnings_end(tmp_path):
    many = tuple(Loss((), f"guess {i}", "guessed") for i in range(30))
    BUILT["many"] = Format("many", (".many",), lambda _: "", lambda _: Parsed({"id": "a"}, losses=many))
    try:
        with pytest.warns(jk.LossWarning) as caught:
            jk.loads("", "many")
    finally:
        del BUILT["many"]
    assert len(caught) == 21
    assert "and 10 more" in str(caught[-1].message)


def test_options_go_to_the_format_that_takes_them(tmp_path):
    assert jk.dumps(MAP, "words", mark="%").startswith("%")
    with pytest.warns(jk.LossWarning):
        assert [each.id for each in jk.loads("%\nsee", "words", mark="%").steps] == ["see"]
    with pytest.raises(UnknownName, match="unknown option of the format words: 'mrk': did you mean 'mark'"):
        jk.dumps(MAP, "words", mrk="%")
    with pytest.raises(UnknownName, match="option of the format yaml"):
        jk.loads("", "yaml", mark="%")


def test_binary_formats_are_bytes(tmp_path):
    with pytest.raises(ValueError, match="bytes is no text: save the map to a file"):
        jk.dumps(MAP, "bytes")
    with pytest.raises(jk.FormatError, match="bytes is no text: give the bytes of the file"):
        jk.loads("a", "bytes")
    save(MAP, tmp_path / "a.bytes")
    assert (tmp_path / "a.bytes").read_bytes() == b"\x00\xff"
    (tmp_path / "b.bytes").write_bytes(b"shop")
    assert load(tmp_path / "b.bytes").id == "shop"
    with pytest.raises(jk.FormatError, match="larger than 5 MB"):
        jk.loads(b"a" * 5_000_001, "bytes")


def test_convert_says_what_is_lost_and_guessed(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    save(MAP, "a.yaml")
    main(["convert", "a.yaml", "b.words", "--set", "mark=%"])
    out, err = capsys.readouterr()
    assert out == "wrote b.words\n"
    pains, note = err.splitlines()
    assert pains.startswith("warning: lost, 2 times: words has no place for stages.steps.pains: stages[0].steps[0]")
    assert note == "warning: note: lost: words has no place for note"
    main(["convert", "b.words", "-", "--to", "yaml", "--set", "mark=%"])
    out, err = capsys.readouterr()
    assert "touchpoint: see" in out
    assert err == "warning: b.words: line 1: guessed: there is no stage: it is called all\n"


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["a.yaml", "b.words", "--set", "mark"], "write NAME=VALUE"),
        (["a.yaml", "b.words", "--set", "mrk=1"], "did you mean 'mark'"),
        (["a.yaml", "-", "--to", "bytes"], "is no text: name a file"),
    ],
)
def test_wrong_options_of_convert(tmp_path, capsys, monkeypatch, argv, message):
    monkeypatch.chdir(tmp_path)
    save(MAP, "a.yaml")
    with pytest.raises(SystemExit) as end:
        main(["convert", *argv])
    assert end.value.code == 2
    assert message in capsys.readouterr().err
    assert [each.name for each in tmp_path.iterdir()] == ["a.yaml"]


def test_removing_several_items_of_a_list_keeps_the_others():
    tree = {"tags": ["a", "b", "c", "d"]}
    assert without(tree, [Loss(("tags", 0), ""), Loss(("tags", 2), "")]) == {"tags": ["b", "d"]}
    assert tree == {"tags": ["a", "b", "c", "d"]}
    assert without(tree, [Loss((), "", "changed", {})]) == {}


def test_a_summary_of_one_is_the_loss_itself():
    assert rolled_up([Loss(("note",), "gone")]) == ["note: lost: gone"]


def test_formats_that_lose_nothing_say_so():
    for name in ("json", "yaml", "python"):
        assert format_named(name).losses is None
        assert jk.losses(MAP, name) == ()
