"""`journeykit live`: what a look is, which saves are seen, and what is served to whom."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cli.conftest import FAULTY, GOOD, POOR
from cli.serving import MAP, PATIENCE, served, wait_for, write_shop
from journeykit.cli.live.fresh import Fresh, answer, ctrl_c_held_back
from journeykit.cli.live.look import look
from journeykit.cli.live.watching import changed, stamps


@pytest.fixture
def shop(folder):
    return write_shop(folder)


def test_a_look_has_picture_findings_lines_and_source(folder):
    found = look("poor.yaml", {"view": "flow"})
    assert found.svg.startswith("<svg")
    assert found.faults == ()
    assert {each.finding.code: each.line for each in found.findings}["JK401"] == 7
    assert found.steps == {"a": 5, "b": 6}
    assert found.source == POOR
    assert found.files == {folder / "poor.yaml"}


def test_a_look_at_a_faulty_file_has_all_its_faults(folder):
    found = look("faulty.yaml", {})
    assert found.svg is None
    assert [each.line for each in found.faults] == [1, 3]
    assert found.source == FAULTY


def test_a_map_that_cannot_be_drawn_still_has_findings(folder):
    found = look("poor.yaml", {"view": "flow", "personas": ["nobody"]})
    assert found.svg is None
    assert found.findings
    assert "unknown persona 'nobody'" in found.faults[0].message


def test_whatever_a_rule_raises_is_a_fault(folder, monkeypatch):
    monkeypatch.setattr("journeykit.cli.live.look.check_source", lambda source, asked: 1 / 0)
    assert look("good.yaml", {}).faults[0].message == "ZeroDivisionError: division by zero"


def test_a_look_keeps_to_the_config_and_waits_for_its_next_version(folder):
    config = folder / "journeykit.toml"
    config.write_text('select = ["JK401"]\n[severity]\nJK401 = "info"\n', encoding="utf-8")
    seen = look("poor.yaml", {})
    assert [(each.finding.code, each.finding.severity, each.line) for each in seen.findings] == [("JK401", "info", 7)]
    assert config in seen.files
    config.write_text("select = 3", encoding="utf-8")
    broken = look("poor.yaml", {})
    assert broken.faults[0].file == "journeykit.toml"
    assert config in broken.files


def test_a_look_knows_the_pictures_that_the_map_names(folder):
    text = GOOD.replace("id: mia,", "id: mia, image: faces/mia.png,")
    (folder / "good.yaml").write_text(text)
    assert folder / "faces" / "mia.png" in look("good.yaml", {"view": "flow"}).files


def in_a_loop(scene):
    """Run it beside this thread, where playwright may have a loop of its own."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(scene())).result()


def in_place(path, text):
    path.write_text(text)


def renamed(path, text):
    beside = path.with_suffix(".tmp")
    beside.write_text(text)
    beside.replace(path)


def deleted_first(path, text):
    path.unlink()
    path.write_text(text)


def backed_up(path, text):
    path.rename(path.with_name(path.name + "~"))
    path.write_text(text)


@pytest.mark.parametrize("save", [in_place, renamed, deleted_first, backed_up])
@pytest.mark.parametrize("linked", [False, True])
def test_every_way_of_saving_is_seen(folder, save, linked):
    path = folder / "good.yaml"
    if linked:
        (folder / "elsewhere").mkdir()
        path = path.rename(folder / "elsewhere" / "real.yaml")
        (folder / "good.yaml").symlink_to(path)

    async def scene():
        waiting = asyncio.create_task(changed(stamps([folder / "good.yaml"])))
        await asyncio.sleep(0.05)  # mostly the watcher is there by now; where it is not, the stamps tell
        (folder / "beside.txt").write_text("nothing to do with the map")
        done, _ = await asyncio.wait([waiting], timeout=0.1)
        assert not done, "another file of the folder is no change"
        save(path, f"{GOOD}# saved\n")
        await asyncio.wait_for(waiting, PATIENCE)

    in_a_loop(scene)


def test_a_folder_that_goes_and_comes_back_is_seen(folder):
    home = folder / "maps"
    home.mkdir()
    (home / "good.yaml").write_text(GOOD)

    async def scene():
        waiting = asyncio.create_task(changed(stamps([home / "good.yaml"])))
        await asyncio.sleep(0.05)
        home.rename(folder / "away")
        await asyncio.wait_for(waiting, PATIENCE)
        waiting = asyncio.create_task(changed(stamps([home / "good.yaml"])))
        await asyncio.sleep(0.05)
        (folder / "away").rename(home)
        await asyncio.wait_for(waiting, PATIENCE)

    in_a_loop(scene)


def test_pages_get_each_look_and_the_last_good_picture_under_a_fault(folder):
    path = folder / "good.yaml"
    with served("good.yaml", view="flow") as server, server.looks() as following:
        first = following()
        assert (first["name"], first["stale"], first["faults"]) == ("good.yaml", False, [])
        path.write_text(GOOD.replace("Good", "Better"))
        better = wait_for(following, lambda each: "Better" in (each["svg"] or ""))
        path.write_text("stages: [\n")
        faulty = wait_for(following, lambda each: each["faults"])
        assert faulty["svg"] == better["svg"]
        assert faulty["stale"]
        assert faulty["faults"][0]["line"] == 2
        assert "^" in faulty["faults"][0]["excerpt"]
        path.unlink()
        gone = wait_for(following, lambda each: "No such file" in each["faults"][0]["message"])
        assert gone["svg"] == better["svg"]
        path.write_text(GOOD)
        assert not wait_for(following, lambda each: not each["faults"])["stale"]


def test_a_page_that_comes_back_is_not_told_what_it_knows(folder):
    with served("good.yaml", view="flow") as server:
        with server.looks() as following:
            following()
        with server.looks(known=server.last) as following:
            (folder / "good.yaml").write_text(GOOD.replace("Good", "New"))
            assert "New" in wait_for(following, lambda each: not each["faults"])["source"]
        with server.looks(known="another-1") as following:
            assert "New" in following()["source"]


def test_the_page_and_nothing_else_is_served(folder):
    with served("good.yaml", view="flow") as server:
        for path, kind in (("/", "html"), ("/page.css", "css"), ("/page.js", "javascript")):
            status, headers, _ = server.get(path)
            assert (status, kind in headers["content-type"]) == (200, True)
            policy = headers["content-security-policy"]
            assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
            assert "unsafe" not in policy
            assert headers["x-content-type-options"] == "nosniff"
            assert "access-control-allow-origin" not in headers
        for path in ("/good.yaml", "/../good.yaml", "/%2e%2e/good.yaml", "/page.html", "/server.py", "/docs"):
            assert server.get(path)[0] == 404
        assert server.get("/", "POST")[0] == 405


@pytest.mark.parametrize(
    "host", [[], ["evil.example"], ["evil.example:{port}"], ["127.0.0.1"], ["127.0.0.1:{port}", "evil.example"]]
)
def test_another_name_for_this_machine_is_refused(folder, host):
    with served("good.yaml", view="flow") as server:
        names = [each.format(port=server.port) for each in host]
        for path in ("/", "/events", "/page.js"):
            assert server.get(path, host=names)[0] in (400, 403)
        for name in ("localhost", "LOCALHOST", "127.0.0.1", "[::1]"):
            assert server.get("/", host=[f"{name}:{server.port}"])[0] == 200


def test_a_map_in_python_is_run_anew_with_its_siblings(folder, shop, capfd):
    with served(shop, view="flow") as server, server.looks() as following:
        first = following()
        assert "First" in first["svg"]
        assert first["source"] == MAP
        assert {each["code"]: each["line"] for each in first["findings"]}["JK401"] == 3
        at = (folder / "words.py").stat().st_mtime_ns // 10**9 * 10**9
        (folder / "words.tmp").write_text("TITLE = 'Other'\n")
        os.utime(folder / "words.tmp", ns=(at, at + 1))  # as many bytes and the same second: all that a cache looks at
        (folder / "words.tmp").replace(folder / "words.py")
        wait_for(following, lambda each: "Other" in (each["svg"] or ""))
        (folder / "words.py").write_text("TITLE = \n")
        wait_for(following, lambda each: "words.py" in str(each["faults"]))
        (folder / "words.py").write_text("TITLE = 'Mended'\n")
        wait_for(following, lambda each: "Mended" in (each["svg"] or ""))
    assert "said by the map" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("end", "reason"), [("shop.nothing\n", "AttributeError: 'JourneyMap' object"), ("shop = (\n", "SyntaxError")]
)
def test_what_a_map_in_python_raises_has_its_line(shop, end, reason):
    Path("shop.py").write_text(MAP + end)
    (fault,) = look(shop, {}).faults
    assert reason in fault.message
    assert fault.line == 5


def test_a_module_that_appears_is_a_change_of_the_folder(folder):
    before = stamps([folder])
    (folder / "notes.txt").write_text("nothing that Python imports")
    assert stamps([folder]) == before
    (folder / "later.py").write_text("TITLE = 'Third'\n")
    assert stamps([folder]) != before


def test_a_map_that_ends_python_or_never_ends_is_a_fault(folder):
    (folder / "end.py").write_text("import os\nos._exit(7)\n")
    (folder / "loop.py").write_text("while True: pass\n")
    fresh = Fresh("end.py:shop", {})
    assert fresh.look().faults[0].message == "end.py:shop: running it ended Python with exit code 7"
    slow = Fresh("loop.py:shop", {}, limit=0.2)
    assert slow.look().faults[0].message == "loop.py:shop: running it took more than 0.2 seconds, so it was stopped"


def test_ending_does_not_wait_for_a_map_that_never_ends(folder):
    (folder / "loop.py").write_text("open('runs', 'w').close()\nwhile True: pass\n")
    with served("loop.py:shop", view="flow"):
        end = time.monotonic() + PATIENCE
        while not (folder / "runs").exists():
            assert time.monotonic() < end
            time.sleep(0.02)
    # leaving the block asserts that the server has ended, long before the limit of a minute


def test_ctrl_c_while_a_process_starts_is_late_and_not_lost():
    done = []

    def start():
        with ctrl_c_held_back():
            signal.raise_signal(signal.SIGINT)
            done.append("started")

    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore the signal
    try:
        with pytest.raises(KeyboardInterrupt):
            start()
    finally:
        signal.signal(signal.SIGINT, before)
    assert done == ["started"]


def test_what_the_process_does(shop):
    here, there = multiprocessing.Pipe()
    before = sys.dont_write_bytecode
    try:
        thread = threading.Thread(target=answer, args=(there,))
        thread.start()
        here.send((shop, {"view": "flow"}))
        assert "First" in here.recv().svg
        thread.join()
        here.close()
        answer(there)  # nobody asks any more: it just ends
    finally:
        sys.dont_write_bytecode = before
        there.close()
