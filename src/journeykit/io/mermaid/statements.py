"""From the lines of a journey to a diagram, with every guess that was needed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from journeykit.errors import Fault, FormatError
from journeykit.io.loss import Loss
from journeykit.io.mermaid import marks
from journeykit.io.mermaid.diagram import Diagram, Section, Task
from journeykit.io.mermaid.lines import Line
from journeykit.io.mermaid.scores import Scale
from journeykit.io.mermaid.task_line import Read, read_task, without_comment
from journeykit.io.mermaid.words import SPACE, SPACES, decoded, unbroken
from journeykit.io.text import Position

__all__ = ["MOST_TASKS", "UNKNOWN", "Statements"]

MOST_TASKS = 20_000
UNKNOWN = "%% score unknown"
"""The comment that says of the task below it that its score only gives it a place."""

_TITLE = re.compile(rf"title(?:{SPACE}+|(?=:)|$)", re.IGNORECASE | re.ASCII)
_SECTION = re.compile(rf"section(?:{SPACE}+|(?=:)|$)", re.IGNORECASE | re.ASCII)
_ACC = re.compile(rf"acc(title|descr){SPACE}{{0,9}}(:|\{{)", re.IGNORECASE | re.ASCII)
_KEYWORD = re.compile(rf"journey(?![a-z0-9_])|section{SPACE}", re.IGNORECASE | re.ASCII)
_ARROW = re.compile(r"--+>|==+>|-\.+->|-+>>")
_TASK = re.compile(rf"[^;:]+:{SPACE}{{0,9}}[0-9][^;]*")
_ENTITY = re.compile(r"#\w+;", re.ASCII)
_ENTITY_LAST = re.compile(r"#\w+;\Z", re.ASCII)
_MOST_FAULTS = 50


class Statements:
    """Reads line after line into a diagram; `losses` are what was guessed and what has no place."""

    def __init__(self, scale: Scale) -> None:
        self.scale = scale
        self.diagram = Diagram()
        self.losses: list[Loss] = []
        self.faults: list[Fault] = []
        self._known: set[str] = set()
        self._later: list[Line] = []  # comments with marks before the first task
        self._unknown = False
        self._titled = False  # by a statement of its own, which goes before the front matter
        self._acc_title: tuple[str, Line] | None = None
        self._read = 0

    def read(self, lines: Sequence[Line]) -> Diagram:
        """The diagram of the lines below `journey`. Raises FormatError for scores that lie off the scale."""
        self._known = _known_actors(lines, self.scale)
        index = 0
        while index < len(lines):
            line = lines[index].stripped()
            index += 1
            acc = _ACC.match(line.text)
            if acc and acc.group(2) == "{":
                index = self._block(line, acc, lines, index)
            elif acc:
                self._accessible(acc.group(1), _text(line.text[acc.end() :]), line)
            else:
                self._line(line)
        if self._later:
            self.tell(
                "mark", "a comment with a mark stands where there is no task: it is left out", self._later[0], "lost"
            )
        self._second_name()
        if self.diagram.actors:
            for task in self.diagram.tasks:
                if not task.actors:
                    place = Line(*task.position, "")
                    self.tell("no_actors", f"{task.name[:60]!r} names no actor: it is said of all of them", place)
        if self.faults:
            raise FormatError(self.faults)
        return self.diagram

    def tell(self, code: str, message: str, line: Line, kind: Literal["guessed", "lost"] = "guessed") -> None:
        """Remember what was guessed, or left out, with its line."""
        self.losses.append(Loss((), message, kind, code=code, line=line.number, column=line.column))

    def _line(self, line: Line) -> None:
        text = line.text
        if not text or (text[0] == "#" and not _ENTITY.match(text)):
            return
        if text[:1] == "%":
            self._comment(line)
            return
        if text.endswith(";") and not _ENTITY_LAST.search(text[-40:]):
            text = text.rstrip(";" + SPACES)
            self.tell("semicolon", "the semicolon at the end is left out", line)
        parts = _split(Line(line.number, line.column, text))
        if len(parts) == 1 and ";" in _ENTITY.sub("", text):
            self.tell("semicolon", f"the semicolon in {text[:60]!r} is kept; Mermaid breaks on it", line)
        elif len(parts) > 1:
            self.tell("semicolon", f"semicolons divide the line into {len(parts)} tasks; Mermaid breaks on them", line)
        for part in parts:
            self._statement(part)

    def _statement(self, line: Line) -> None:
        text = line.text
        title, section = _TITLE.match(text), _SECTION.match(text)
        if text.lower() == "journey":
            self.tell("second_journey", "a second `journey` is left out", line)
        elif title:
            self._title(self._heading(line, title.end()), line)
        elif text[1:3] == "%%" and text[0] != "}":
            self.tell("comment", f"{text[:60]!r} is read; Mermaid takes it for a comment", line)
            self._task(line)
        elif section and not self._task_after_all(text, section.end()):
            self._section(self._heading(line, section.end()), line)
        elif text:
            self._task(line)

    def _heading(self, line: Line, start: int) -> str:
        """The words behind `title` or `section`."""
        words = line.text[start:]
        if words[:1] == ":":
            self.tell("colon", f"the colon behind `{line.text[:start].strip(SPACES)}` is left out", line)
            words = words[1:]
        guesses: list[tuple[str, str]] = []
        words = without_comment(words, guesses)
        for code, message in guesses:
            self.tell(code, message, line)
        return unbroken(words)

    def _title(self, words: str, line: Line) -> None:
        if not words:
            self.tell("no_title", "`title` says nothing: Mermaid would take the next line for it", line)
            return
        if self._titled and self.diagram.title != words:
            self.tell("second_title", "there are two titles: the last one holds, as in Mermaid", line)
        self.diagram.title, self._titled = words, True

    def _section(self, words: str, line: Line) -> None:
        if not words:
            self.tell("no_section", "a section has no name", line)
        if ":" in line.text[7:].lstrip(SPACES)[1:]:
            self.tell("odd_section", f"the section is read as {words[:60]!r}; Mermaid breaks on its colon", line)
        self._count(line)
        self.diagram.sections.append(Section(words))

    def _task_after_all(self, text: str, start: int) -> bool:
        """Whether a line that begins with `section` is a task: it has a score and actors, and two words before."""
        read = read_task(text, self.scale, self._known)
        return read.score is not None and bool(read.actors) and not read.guesses and bool(text[start:].strip(SPACES))

    def _accessible(self, which: str, words: str, line: Line) -> None:
        if not words:
            self.tell("no_words", f"acc{which} says nothing: Mermaid may take the next line for it", line)
        elif which.lower() == "descr":
            self.diagram.description = words
        else:
            self._acc_title = words, line

    def _second_name(self) -> None:
        """What becomes of accTitle, once it is known whether there is a title."""
        words, line = self._acc_title or ("", None)
        if line is None or words == self.diagram.title:
            return
        if self.diagram.title:
            self.tell("acc_title", "a map has no title beside its title: accTitle is left out", line, "lost")
        else:
            self.diagram.title = words
            self.tell("acc_title", "there is no title: accTitle is taken for it", line)

    def _block(self, line: Line, acc: re.Match[str], lines: Sequence[Line], index: int) -> int:
        """`accDescr {` to its `}`; returns where to go on."""
        words = [line.text[acc.end() :]]
        while "}" not in words[-1] and index < len(lines):
            if not lines[index].text.startswith("%%"):
                words.append(lines[index].text)
            index += 1
        last, closed, rest = words[-1].partition("}")
        if not closed:
            self.tell("no_end", "the brace of accDescr is never closed", line)
        self._accessible(acc.group(1), _text("\n".join([*words[:-1], last])), line)
        if rest.strip(SPACES):
            self._line(Line(lines[index - 1].number, lines[index - 1].column, rest).stripped())
        return index

    def _comment(self, line: Line) -> None:
        if line.text.lower().startswith(UNKNOWN):
            self._unknown = True
        elif marks.marked(line.text):
            tasks = self.diagram.sections[-1].tasks if self.diagram.sections else []
            if tasks:
                self._apply(tasks[-1], line)
            else:
                self._later.append(line)

    def _apply(self, task: Task, comment: Line) -> None:
        marks.apply(task, comment.text.lstrip("%" + SPACES), named=False)
        self.tell("mark", f"the comment is read as said of {task.name[:60]!r}", comment)

    def _task(self, line: Line) -> None:
        read = read_task(line.text, self.scale, self._known)
        if _KEYWORD.match(line.text):
            read.guess("keyword", f"{line.text[:60]!r} is a task; Mermaid takes its first word for a keyword")
        if read.score is None and read.outside is None and _ARROW.search(line.text):
            self.tell("arrow", "a journey has no arrows: the line is left out", line, "lost")
            return
        if read.outside is not None:
            self._outside(read.outside, line)
        for code, message in read.guesses:
            self.tell(code, message, line)
        if not self.diagram.sections:
            self.tell("no_stage", "the first task stands in no section: its stage is called Journey", line)
            self.diagram.sections.append(Section("Journey"))
        task = self._made(read, line, line.at(0))
        self.diagram.sections[-1].tasks.append(task)
        for comment in self._later:
            self._apply(task, comment)
        self._later = []
        self._count(line)

    def _count(self, line: Line) -> None:
        self._read += 1
        if self._read > MOST_TASKS:
            message = f"there are more than {MOST_TASKS} tasks: no journey is that long"
            raise FormatError([Fault("", message, "too_many", line=line.number, column=line.column)])

    def _made(self, read: Read, line: Line, position: Position) -> Task:
        task = Task("", None if self._unknown else read.score, read.actors, position=position)
        self._unknown = False
        if marks.marked(read.name):
            marks.apply(task, read.name, named=True)
            self.tell("mark", f"what stands in [ ] is read as said of {task.name[:60]!r}", line)
        else:
            task.name = unbroken(read.name)
        if read.note:
            task.fields["note"] = read.note
        if not task.name:
            self.tell("no_name", "a task has no name", line)
        return task

    def _outside(self, score: float, line: Line) -> None:
        if len(self.faults) < _MOST_FAULTS:
            message = (
                f"the score {score:g} lies outside {self.scale}: say the range of the scores, "
                f'like scores="{0 if score >= 0 else -2}..{10 if score > 5 else 5 if score >= 0 else 2}"'
            )
            self.faults.append(Fault("", message, "score_outside", line=line.number, column=line.column))


def _known_actors(lines: Sequence[Line], scale: Scale) -> set[str]:
    known: set[str] = set()
    for line in lines:
        read = read_task(line.stripped().text, scale, ())
        if read.score is not None and not read.guesses:
            known.update(read.actors)
    return known


def _split(line: Line) -> list[Line]:
    """The statements of a line: a semicolon divides it where a whole task stands before and behind it."""
    pieces = line.text.split(";") if ";" in line.text else []
    if len(pieces) < 2 or not all(_TASK.fullmatch(piece) for piece in pieces):
        return [line]
    parts, column = [], line.column
    for piece in pieces:
        parts.append(Line(line.number, column, piece).stripped())
        column += len(piece) + 1
    return parts


def _text(words: str) -> str:
    """A description as Mermaid reads it: without indentation and empty lines."""
    lines = [line.lstrip(SPACES) for line in words.strip(SPACES).split("\n")]
    return "\n".join(decoded(line) for line in lines if line)
