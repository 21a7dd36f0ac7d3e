"""`journeykit review BEFORE AFTER`: what a change of maps does, for those who review it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from journeykit.cli.review.pairs import Reviewed

__all__ = ["command"]


def command(
    before: Annotated[Path, typer.Argument(help="A folder of maps, or a map, as it was; it need not exist.")],
    after: Annotated[Path, typer.Argument(help="The same as it is now.")],
    *,
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder for comment.md and the pictures.")],
    profile: Annotated[str | None, typer.Option(help="sketch, research or release.  [as each map says]")] = None,
    fail_on: Annotated[
        str, typer.Option(help="Exit with 1 for findings of this level: error, warning or info.")
    ] = "error",
    link: Annotated[str | None, typer.Option(help="Where the pictures can be had, for the comment.")] = None,
) -> None:
    """Write what a change of maps does: findings, the change of outcomes, and posters before and after.

    The folder gets `comment.md`, and for each map that differs its posters and the drawing of the difference. Exits
    with 0, with 1 for findings of the level in maps that changed, and with 2 where one of them is no map.
    """
    from journeykit.cli.configured import Asked
    from journeykit.cli.review.markdown import markdown
    from journeykit.cli.review.pairs import reviewed
    from journeykit.cli.screen import say
    from journeykit.errors import UnknownName
    from journeykit.files import write_atomically
    from journeykit.rules import PROFILES, SEVERITIES

    if fail_on not in SEVERITIES:
        raise UnknownName("level", fail_on, SEVERITIES)
    if profile is not None and profile not in PROFILES:
        raise UnknownName("profile", profile, PROFILES)
    found = list(reviewed(before, after, Asked(profile=profile)))
    output.mkdir(parents=True, exist_ok=True)
    pictures = {each.name: _pictures(each, output) for each in found if each.changed}
    write_atomically(output / "comment.md", markdown(found, pictures, link))
    say(f"wrote {output / 'comment.md'}")
    level = SEVERITIES[SEVERITIES.index(fail_on)]
    changed = [each for each in found if each.changed]
    codes = [2 if each.complaint else 0 if each.now is None else each.now.exit_code(level) for each in changed]
    raise typer.Exit(max(codes, default=0))


def _pictures(each: Reviewed, output: Path) -> list[str]:
    """Draw the map before, after, and the difference; a picture that cannot be drawn is said and left out."""
    from journeykit.cli.screen import complain, told
    from journeykit.errors import JourneyError
    from journeykit.render import draw

    stem = each.name.replace("/", ".").rpartition(".journey.")[0] or "map"
    wanted = {"before": each.before, "after": each.after}
    written = []
    for kind, source in wanted.items():
        if source is not None:
            try:
                draw(source.journey).save(output / f"{stem}.{kind}.svg")
            except (JourneyError, OSError) as error:
                complain(f"warning: {each.name}: {told(error)}")
                continue
            written.append(f"{stem}.{kind}.svg")
    if each.before is not None and each.after is not None:
        draw(each.before.journey, "diff", against=each.after.journey).save(output / f"{stem}.diff.svg")
        written.append(f"{stem}.diff.svg")
    return written
