"""What the site's builder cannot do by itself: patterns in the navigation, and notebooks from outside `docs/`."""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parents[1]


@event_priority(100)  # before the notebook plug-in looks at the files
def on_files(files: Files, config: Any) -> Files:
    """Let the notebooks join the pages, then write every pattern of the navigation out."""
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        name = path.relative_to(ROOT).as_posix()
        files.append(File(name, str(ROOT), config.site_dir, config.use_directory_urls))
    pages = sorted(file.src_uri for file in files)
    config.nav = _expanded(config.nav, pages)
    return files


def _expanded(nav: list[Any], pages: list[str]) -> list[Any]:
    """The navigation with each pattern replaced by the pages it matches, and without what matches none."""
    entries: list[Any] = []
    for entry in nav:
        if isinstance(entry, str):
            entries += [page for page in pages if fnmatch(page, entry)]
            continue
        ((title, inner),) = entry.items()
        found = _expanded([inner] if isinstance(inner, str) else inner, pages)
        if found == [inner]:
            entries.append({title: inner})
        elif found:
            entries.append({title: found})
    return entries
