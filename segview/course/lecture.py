"""The lecturer's page: plans for teaching with the course, as text and as what it links to."""

from segview.cache.remembering import remember
from segview.course import curriculum, glossary
from segview.lesson import plans
from segview.lesson.plan_steps import Plan, Show
from segview.lesson.steps import Step, title
from segview.lesson.text import Lesson


@remember(saying="Reading the lessons")
def told() -> tuple[str, dict[str, str]]:
    """HTML of the page, and what its words are explained with."""
    text = curriculum.LECTURE
    written = "\n\n".join(markdown(text))
    html = glossary.as_html(written).replace('<a href="', '<a target="_blank" href="')
    return html, glossary.words_in(written)


def markdown(text: Lesson) -> list[str]:
    """The page in Markdown: a part for each step, with the minutes at which it begins and ends."""
    written, minute = [], 0
    for step in text.steps:
        if isinstance(step, Show):
            written.append(_shown(step, minute))
            minute += int(step.minutes)
        else:
            minute = 0
            minutes = f" ({step.minutes} minutes)" if isinstance(step, Plan) else ""
            written.append(f"## {title(step)}{minutes}\n\n{step.text}")
    return written


def _shown(show: Show, minute: int) -> str:
    """What to show, to ask and to expect."""
    lesson = plans.lesson(show)
    facts = plans.Facts(lesson.slug, plans.images(lesson)[0])
    asked = plans.question(show, facts)
    step, _ = plans.opened(show, facts)
    parts = [
        f"### {minute}–{minute + int(show.minutes)} min: [{title(show)}]({_address(show, facts)})",
        f"*{curriculum.full_title(lesson)}{_named(step)}*",
        show.text.format_map(facts),
        f"**Ask the room:** {show.ask.format_map(facts) or (asked and asked['question'])}",
    ]
    if asked:
        wrong = [answer for answer in asked["answers"] if not answer["right"]]
        parts.append("**What students get wrong, and what the picture answers:**")
        parts.append("\n".join(f"- “{one['text']}” {one['why']}" for one in wrong))
    return "\n\n".join(parts)


def _address(show: Show, facts: plans.Facts) -> str:
    """Where it opens, ready to be shown."""
    at = show.at.format_map(facts)
    return f"{at}{'&' if '?' in at else '?'}present=1"


def _named(step: Step | None) -> str:
    return f", step “{title(step)}”" if step else ""
