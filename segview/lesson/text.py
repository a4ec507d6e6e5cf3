"""The text of a lesson: ``lesson.md``, CommonMark with a small front matter.

A lesson is a row of steps, each a heading of the second level that says its kind and its key::

    ## predict: raise

    You raise t from 0.1 to 0.4. What happens to the result?

    - [ ] The scalp turns blue.
      > It is the brightest part of the image, so it is the last to turn blue.
    - [x] The brain loses its darker parts.
      > Fluid and most of the grey matter are darker than 0.4.

    then: threshold=0.4

Fields such as ``{best:.3f}`` are filled from the facts of the lesson's screen. An option is right
if it is marked ``[x]``, or ``[?name]`` where the fact of this name is true.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from segview.lesson.plan_steps import Plan, Show
from segview.lesson.steps import KINDS, Exercise, Option, Question, Read, Step, Task, Word, asked

_HEADING = re.compile(r"(\w+)(?:: (.+))?")
_OPTION = re.compile(r"\[(x| |\?\w+)\]\s+")
_ATTRIBUTE = re.compile(r"([a-z]+):(?:\s|$)")
_PARSER = MarkdownIt("commonmark")
_KINDS = KINDS | {kind.kind: kind for kind in (Plan, Show)}


class LessonError(ValueError):
    """Something in a lesson that nobody can understand, with its file and line."""

    def __init__(self, path: Path, line: int, complaint: str):
        super().__init__(f"{path}:{line}: {complaint}")


@dataclass(frozen=True)
class Lesson:
    """The text of a lesson.

    Attributes
    ----------
    path : Path
        The file.
    title, question, learnt : str
        Its name, what it answers, and what remains of it, in one sentence.
    shows : tuple of str
        What the images of this lesson have in the foreground.
    classes : int
        How many classes its images have; 0 where it takes foreground and rest of any.
    image : str
        The only image that the page is about; empty where the learner chooses one.
    functions : tuple of str
        Functions of `segcore`, of the lesson's screen, or of a module of either
        (``clustering.assign``), whose source it shows.
    steps : tuple of Step
        In order.
    """

    path: Path
    title: str
    question: str
    learnt: str = ""
    shows: tuple[str, ...] = ("brain",)
    classes: int = 0
    image: str = ""
    functions: tuple[str, ...] = ()
    steps: tuple[Step, ...] = field(default=(), repr=False)

    @property
    def slug(self) -> str:
        """Name of its folder, and address of its page."""
        return self.path.parent.name

    @property
    def asks(self) -> tuple[str, ...]:
        """Keys of all its questions, tasks and exercises: browsers keep answers under them."""
        return tuple(
            asked(step) for step in self.steps if isinstance(step, Question | Task | Exercise)
        )

    def of(self, *kinds: type[Step]) -> list[Step]:
        """Its steps of some kinds."""
        return [step for step in self.steps if isinstance(step, kinds)]

    def line(self, step: Step | None, part: str) -> int:
        """Where a part of a step (of the front matter, without one) stands first; else its line."""
        lines = self.path.read_text(encoding="utf-8").splitlines()
        start = step.line if step else 1
        ends = [other.line for other in self.steps if other.line > start]
        for number in range(start, ends[0] if ends else len(lines) + 1):
            if part in lines[number - 1]:
                return number
        return start


def read(path: Path) -> Lesson:
    """Read the text of a lesson.

    Parameters
    ----------
    path : Path
        A ``lesson.md``.

    Raises
    ------
    LessonError
        If something in it cannot be understood.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    head, start = _front_matter(path, lines)
    tokens = _blocks("\n".join([""] * start + lines[start:]))
    steps = []
    headings = [token.map for token in tokens if token.type == "heading_open" and token.tag == "h2"]
    before = "\n".join(lines[start : headings[0][0] if headings else None]).strip()
    if before:
        raise LessonError(
            path, start + 1, "Text stands before the first step; “## read” begins one."
        )
    ends = [*(first for first, _ in headings), len(lines)][1:]
    for (first, last), end in zip(headings, ends, strict=True):
        steps.append(_step(path, lines, first, last, end))
    return Lesson(path, **head, steps=tuple(steps))


def _front_matter(path: Path, lines: Sequence[str]) -> tuple[dict[str, Any], int]:
    """Fields of the front matter, and the first line after it."""
    if not lines or lines[0] != "---" or "---" not in lines[1:]:
        raise LessonError(path, 1, "A lesson begins with title and question between two “---”.")
    end = lines.index("---", 1)
    known = {part.name for part in fields(Lesson)} - {"path", "steps"}
    head: dict[str, Any] = {}
    for number, line in enumerate(lines[1:end], start=2):
        name, colon, value = line.partition(":")
        if not colon or name not in known:
            raise LessonError(path, number, f"“{name}” is none of {', '.join(sorted(known))}.")
        if name in head:
            raise LessonError(path, number, f"“{name}” is given twice.")
        several = name in ("shows", "functions")
        head[name] = tuple(map(str.strip, value.split(","))) if several else value.strip()
        if name == "classes":
            if not head[name].isdecimal():
                raise LessonError(path, number, f"“classes” is a number, not “{head[name]}”.")
            head[name] = int(head[name])
    for name in ("title", "question"):
        if not head.get(name):
            raise LessonError(path, 1, f"There is no {name}.")
    return head, end + 1


def _step(path: Path, lines: Sequence[str], first: int, last: int, end: int) -> Step:
    """The step whose heading is in the lines from `first` to before `last`."""
    match = _HEADING.fullmatch(lines[first].removeprefix("##").strip())
    if not match or match[1] not in _KINDS:
        kinds = ", ".join(_KINDS)
        raise LessonError(
            path, first + 1, f"A step is one of {kinds}; then come a colon and its key."
        )
    kind = _KINDS[match[1]]
    key = match[2] or ("read" if kind is Read else "")
    if not key:
        raise LessonError(path, first + 1, f"This {kind.kind} has no key: “## {kind.kind}: key”.")
    text, options, attributes = [], (), {}
    body = [""] * last + list(lines[last:end])
    for token in _blocks("\n".join(body)):
        start, stop = token.map
        block = body[start:stop]
        if token.type == "bullet_list_open" and issubclass(kind, Question):
            options = _options(path, body, start, stop)
        elif token.type == "paragraph_open" and _names_attribute(block[0], kind):
            more = _attributes(path, block, start, kind)
            for name in more.keys() & attributes.keys():
                raise LessonError(path, start + 1, f"“{name}” is given twice.")
            attributes |= more
        else:
            text.append("\n".join(block).strip())
    if issubclass(kind, Question):
        if not any(option.right for option in options):
            raise LessonError(path, first + 1, f"No option of “{key}” is right.")
        attributes["options"] = options
    return kind(key=key, text="\n\n".join(text), line=first + 1, **attributes)


def _blocks(source: str) -> list[Token]:
    return [
        token
        for token in _PARSER.parse(source)
        if token.level == 0 and token.map and token.nesting >= 0
    ]


def _names_attribute(line: str, kind: type[Step]) -> bool:
    """Whether a paragraph holds attributes; in prose, nothing but the known ones counts."""
    match = _ATTRIBUTE.match(line)
    return bool(match) and (kind.knows(match[1]) or kind not in (Read, Word))


def _attributes(path: Path, block: Sequence[str], start: int, kind: type[Step]) -> dict[str, str]:
    """Attributes in the lines of a paragraph; a line that begins none goes on with the last."""
    found: dict[str, str] = {}
    name = ""
    for number, line in enumerate(block, start=start + 1):
        match = _ATTRIBUTE.match(line)
        if match and (kind.knows(match[1]) or not name):
            name = match[1]
            if not kind.knows(name):
                known = ", ".join((*kind.common, *kind.attributes))
                raise LessonError(path, number, f"A {kind.kind} has no “{name}”, only {known}.")
            if name in found:
                raise LessonError(path, number, f"“{name}” is given twice.")
            found[name] = line[match.end() :].strip()
        else:
            found[name] += " " + line.strip()
    return found


def _options(path: Path, lines: Sequence[str], start: int, stop: int) -> tuple[Option, ...]:
    """The options of a question, in a task list; under each, quoted, the reason."""
    found = []
    source = "\n".join([""] * start + list(lines[start:stop]))
    tokens = _PARSER.parse(source)
    items = [t.map for t in tokens if t.type == "list_item_open" and t.level == 1]
    quotes = [t.map for t in tokens if t.type == "blockquote_open" and t.level == 2]
    for first, last in items:
        quote = next((q for q in quotes if first <= q[0] < last), None)
        item = " ".join(line.strip() for line in lines[first : quote[0] if quote else last])
        text = item.removeprefix("- ").strip()
        match = _OPTION.match(text)
        if not match:
            raise LessonError(path, first + 1, "An option begins with [x], [ ] or [?fact].")
        if not quote:
            raise LessonError(path, first + 1, "This option has no reason, quoted beneath it.")
        why = " ".join(
            line.strip().removeprefix(">").strip() for line in lines[quote[0] : quote[1]]
        )
        right = match[1].strip().removeprefix("?")
        found.append(Option(text[match.end() :], why.strip(), right))
    return tuple(found)
