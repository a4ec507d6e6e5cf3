"""Plans for teaching: what they show, and what is wrong with them."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any
from urllib.parse import parse_qsl, urlencode

from segview.lesson import folder, quiz, scenes
from segview.lesson.controls import parsed
from segview.lesson.plan_steps import Plan, Show
from segview.lesson.steps import Question, Step, Try, asked
from segview.lesson.text import Lesson

Complaint = tuple[int, str]  # line, sentence


class Facts(dict[str, Any]):
    """Facts of a lesson about an image, computed when the first of them is asked for."""

    def __init__(self, slug: str, image: str):
        self.of = slug, image

    def __missing__(self, name: str) -> Any:
        return scenes.facts(*self.of)[name]


def lesson(show: Show) -> Lesson:
    """The lesson that is shown.

    Raises
    ------
    ValueError
        If there is none.
    """
    slug = show.at.partition("?")[0]
    if not folder.has_screen(slug):
        raise ValueError(f"There is no lesson “{slug}”.")
    return folder.text(slug)


def images(shown: Lesson) -> tuple[str, ...]:
    """The images that a lesson can be shown on; it begins with the first."""
    return (shown.image,) if shown.image else tuple(folder.picker(shown).options)


def opened(show: Show, facts: Facts) -> tuple[Step | None, dict[str, Any]]:
    """The step that the address opens, if it names one, and the values that it sets.

    Raises
    ------
    ValueError
        If the lesson has no such step, no such control, or the control no such value.
    """
    shown = lesson(show)
    query = show.at.format_map(facts).partition("?")[2]
    named = dict(parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query)))
    key = named.pop("step", None)
    steps = {asked(step): step for step in shown.steps if not isinstance(step, Try)}
    if key is not None and key not in steps:
        raise ValueError(f"The lesson “{shown.slug}” has no step “{key}”.")
    return steps.get(key), parsed(folder.controls(shown.slug), urlencode(named))


def question(show: Show, facts: Facts) -> dict[str, Any] | None:
    """The question of the lesson that is put to the room; see `quiz.question`.

    Raises
    ------
    ValueError
        If the lesson does not ask it.
    """
    if not show.question:
        return None
    shown = lesson(show)
    for step in shown.of(Question):
        if step.key == show.question:
            return quiz.question(shown.slug, step, facts)
    raise ValueError(f"The lesson “{shown.slug}” has no question “{show.question}”.")


def parts(text: Lesson) -> Iterator[tuple[Plan, list[Show]]]:
    """The plans of a page, each with what it shows, in order."""
    plan = None
    for is_show, run in groupby(text.steps, key=lambda step: isinstance(step, Show)):
        if is_show and plan:
            yield plan, list(run)
        elif not is_show:
            last = list(run)[-1]
            plan = last if isinstance(last, Plan) else None


def complaints(text: Lesson) -> Iterator[Complaint]:
    """Complain about minutes that do not add up, and about what cannot be opened or asked."""
    planned = []
    for plan, shows in parts(text):
        planned += [plan, *shows]
        try:
            total = sum(int(show.minutes) for show in shows)
            if total != int(plan.minutes):
                yield plan.line, f"What it shows takes {total} minutes, not {plan.minutes}."
        except ValueError:
            yield plan.line, "A plan and what it shows have “minutes:”, whole numbers."
        for show in shows:
            yield from _about(text, show)
    for step in text.of(Plan, Show):
        if step not in planned:
            yield step.line, f"“{step.key}” belongs to no plan that shows something."


def _about(text: Lesson, show: Show) -> Iterator[Complaint]:
    """Complain about an address, a question, or fields that make no sense."""
    try:
        facts = Facts(lesson(show).slug, images(lesson(show))[0])
        opened(show, facts)
        question(show, facts)
        for part in show.texts():
            part.format_map(facts)
    except (ValueError, LookupError, AttributeError, TypeError) as error:
        yield text.line(show, "at:"), f"In “{show.at}”: {error}"
    if not (show.question or show.ask):
        yield show.line, f"“{show.key}” has nothing to ask: “question:” or “ask:”."
