"""Every block of the README, the documentation and the contributor's guide does what it shows.

- `python` blocks of a page run in one namespace, in one empty folder; blocks with `>>>` as doctests. One that needs
  no more than the page reads top to bottom like a session.
- `yaml` and `json` blocks that are maps load; others parse. A `<!-- faulty -->` comment before one says it must not.
- `console` blocks: each line after `$` runs in a shell, and what it prints is what the block shows below it, where a
  line of `...` stands for any lines.
- A block with `title="name"` is written to that file first, so that blocks after it can read it.
- `sh` blocks (set-up, which a test must not do) name scripts that exist. `text`, `toml` and `diff` are only shown.
"""

from __future__ import annotations

import doctest
import io
import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from house.markdown import Block, blocks
from house.source import ROOT, variables

SHOWN_ONLY = {"csv", "diff", "ini", "markdown", "mermaid", "text", "toml", "xml"}
LANGUAGES = {"python", "yaml", "json", "console", "sh"} | SHOWN_ONLY
DESIGN = ROOT / ".." / "shared" / "DESIGN.md"  # its examples are promises too, where it stands beside the checkout


def pages() -> list[Path]:
    found = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md")), DESIGN]
    return [path for path in found if path.is_file()]


def name_of(path: Path) -> str:
    return Path(os.path.relpath(path, ROOT)).as_posix()


@pytest.fixture(scope="session")
def shell_path(tmp_path_factory) -> str:
    """A PATH whose `journeykit` and `python` are those of this very interpreter, installed or not."""
    folder = tmp_path_factory.mktemp("bin")
    for name, arguments in {"journeykit": "-c 'from journeykit.cli import main; main()'", "python": ""}.items():
        script = folder / name
        script.write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments} "$@"\n', encoding="utf-8")
        script.chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


class Session:
    """One page at work: a namespace, a folder, and a shell that remembers how its last command ended."""

    def __init__(self, folder: Path, path: str) -> None:
        self.folder = folder
        self.names: dict[str, object] = {"__name__": "__main__"}
        self.variables = variables(PATH=path, COLUMNS="120", PYTHONUTF8="1")
        self.status = 0

    def do(self, block: Block) -> None:
        assert block.language in LANGUAGES, f"{block.where}: {block.language!r} is none of {sorted(LANGUAGES)}"
        if block.title:
            target = self.folder / block.title
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block.text, encoding="utf-8")
        if block.language not in SHOWN_ONLY:
            getattr(self, block.language)(block)

    def python(self, block: Block) -> None:
        if re.search(r"^>>> ", block.text, re.MULTILINE):
            test = doctest.DocTestParser().get_doctest(block.text, self.names, block.where, block.page, block.line)
            said = io.StringIO()
            runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
            runner.run(test, out=said.write, clear_globs=False)
            self.names.update(test.globs)
            assert not runner.failures, said.getvalue()
            return
        source = "\n" * block.line + block.text  # so that a traceback counts the page's lines
        with redirect_stdout(io.StringIO()):
            exec(compile(source, block.page, "exec"), self.names)

    def yaml(self, block: Block) -> None:
        self._document(block, "yaml", r"^journeykit\s*:")

    def json(self, block: Block) -> None:
        self._document(block, "json", r'^[\s{]*"journeykit"\s*:')

    def _document(self, block: Block, kind: str, mark: str) -> None:
        import journeykit as jk

        if block.faulty:
            with pytest.raises(jk.FormatError):
                jk.loads(block.text, kind)
        elif re.search(mark, block.text, re.MULTILINE):
            jk.loads(block.text, kind)
        elif kind == "json":
            json.loads(block.text)
        else:
            from ruamel.yaml import YAML

            YAML(typ="safe", pure=True).load(block.text)

    def sh(self, block: Block) -> None:
        for script in re.findall(r"\S+\.py\b", block.text):
            assert (ROOT / script).is_file(), f"{block.where}: there is no {script}"

    def console(self, block: Block) -> None:
        parts = re.split(r"^\$ ", block.text, flags=re.MULTILINE)
        assert len(parts) > 1, f"{block.where}: a console block without a `$` line"
        assert not parts[0].strip(), f"{block.where}: a console block begins with its command"
        for part in parts[1:]:
            command, _, shown = part.partition("\n")
            printed = self.run(command)
            assert same(shown, printed), f"{block.where}: $ {command}\nshown:\n{shown}\nprinted:\n{printed}"

    def run(self, command: str) -> str:
        """What a command prints, errors included, as a terminal would show it."""
        done = subprocess.run(
            ["sh", "-c", f"(exit {self.status})\n{command}"],
            cwd=self.folder,
            env=self.variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        self.status = done.returncode
        return done.stdout


def same(shown: str, printed: str) -> bool:
    """Whether a text is what a page shows: spaces at line ends do not count, a line of `...` is any lines."""
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip() == "..." else f"{re.escape(line.rstrip())}\n"
        for line in shown.strip("\n").split("\n")
    )
    text = "".join(f"{line.rstrip()}\n" for line in printed.strip("\n").split("\n"))
    return re.fullmatch(pattern, text) is not None


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_every_block_does_what_it_shows(page, tmp_path, monkeypatch, shell_path):
    monkeypatch.chdir(tmp_path)
    examples = ROOT / "examples"
    if examples.is_dir():
        shutil.copytree(examples, tmp_path / "examples", ignore=shutil.ignore_patterns("__pycache__"))
    session = Session(tmp_path, shell_path)
    for block in blocks(name_of(page), page.read_text(encoding="utf-8")):
        if page != DESIGN or block.language:  # the design shows its tree of folders without a language
            session.do(block)


def test_the_pages_hold_what_is_tested():
    """So that a moved folder or a fence that is not recognised does not pass as nothing to test."""
    found = [block for page in pages() for block in blocks(name_of(page), page.read_text(encoding="utf-8"))]
    counted = {language: sum(block.language == language for block in found) for language in LANGUAGES}
    fewest = {"python": 100, "yaml": 30, "console": 10}
    assert {each: counted[each] for each, least in fewest.items() if counted[each] < least} == {}


@pytest.mark.parametrize(
    ("language", "text", "faulty"),
    [
        ("python", "raise ValueError", False),
        ("python", ">>> 1 + 1\n3\n", False),
        ("yaml", "a: [", False),
        ("yaml", "journeykit: 1\nstages: nonsense\n", False),
        ("yaml", "journeykit: 1\ntitle: A\nstages:\n  - id: a\n    steps: [b]\n", True),
        ("json", "{", False),
        ("json", '{"journeykit": 1, "stage": []}', False),
        ("console", "$ echo a\nb\n", False),
        ("console", "echo a\n", False),
        ("sh", "python scripts/absent.py\n", False),
        ("cobol", "STOP RUN.\n", False),
    ],
)
def test_a_block_that_is_wrong_is_seen(language, text, faulty, tmp_path, shell_path):
    block = Block("page.md", 1, language, None, faulty, text)
    with pytest.raises((Exception, pytest.fail.Exception)):
        Session(tmp_path, shell_path).do(block)


def test_blocks_are_found_with_their_language_title_and_mark():
    text = 'a\n\n```yaml title="a.yaml"\nx: 1\n```\n\n<!-- faulty -->\n\n    ```{.python .x}\n    1\n    ```\n'
    first, second = blocks("p.md", text)
    assert (first.language, first.title, first.faulty, first.text) == ("yaml", "a.yaml", False, "x: 1\n")
    assert (second.language, second.faulty, second.text, second.line) == ("python", True, "1\n", 9)


def test_a_session_remembers(tmp_path, shell_path):
    session = Session(tmp_path, shell_path)
    session.do(Block("p.md", 1, "python", None, False, "x = 2\n"))
    session.do(Block("p.md", 4, "python", None, False, ">>> x + 1\n3\n"))
    session.do(Block("p.md", 7, "text", "sub/a.txt", False, "hello\nthere\nyou\n"))
    session.do(Block("p.md", 9, "console", None, False, "$ cat sub/a.txt\nhello\n...\n$ false\n$ echo $?\n1\n"))
