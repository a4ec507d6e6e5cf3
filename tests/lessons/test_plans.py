"""Plans for teaching: every link opens something, minutes add up, and a wrong plan is told so."""

import re
from itertools import pairwise

import pytest
from markdown_it import MarkdownIt

from segcore import subjects
from segview.course import curriculum, lecture
from segview.lesson import folder, plans, scenes
from segview.lesson.controls import initial
from segview.lesson.plan_steps import Show
from segview.lesson.steps import Question
from segview.lesson.text import read

HERE = {subject.id for subject in subjects() if not subject.downloaded}
PLANS = list(plans.parts(curriculum.LECTURE))
SHOWS = curriculum.LECTURE.of(Show)
every_show = pytest.mark.parametrize("show", SHOWS, ids=[show.key for show in SHOWS])
HEAD = "---\ntitle: A\nquestion: B?\n---\n\n## plan: p\n\nminutes: 5\n\n## show: s\n\nText.\n\n"


def test_one_lecture_takes_45_minutes_and_two_take_90_each():
    assert [int(plan.minutes) for plan, _ in PLANS] == [45, 90, 90]
    for plan, shows in PLANS:
        assert sum(int(show.minutes) for show in shows) == int(plan.minutes), plan.key
    assert sum(len(shows) for _, shows in PLANS) == len(SHOWS)


def test_lessons_come_in_the_order_of_the_course():
    once, first, second = (list(map(plans.lesson, shows)) for _, shows in PLANS)
    for shown in (once, first + second):
        places = list(map(curriculum.IN_ORDER.index, shown))
        assert places == sorted(places)


@every_show
def test_a_link_opens_a_step_at_values_that_have_a_scene_on_every_image(show):
    shown = plans.lesson(show)
    images = [image for image in plans.images(shown) if image in HERE or image == shown.image]
    assert images
    for image in images:
        facts = plans.Facts(shown.slug, image)
        step, values = plans.opened(show, facts)
        assert step or "step=" not in show.at
        scene = scenes.scene(shown.slug, values.pop("image", image), values)
        assert scene.space or scene.above or scene.below, image
        wanted = initial(folder.controls(shown.slug)) | values
        assert wanted.keys() >= values.keys()


def test_most_of_what_is_shown_asks_for_a_misconception():
    assert sum(bool(show.question) for show in SHOWS) >= 0.8 * len(SHOWS)
    for show in SHOWS:
        assert show.text and bool(show.question) != bool(show.ask), show.key


@pytest.fixture(scope="module")
def html():
    told, _ = lecture.told()
    return told


def test_each_item_links_to_its_lesson_under_a_name_of_its_own(html):
    links = re.findall(r'<h3>.*?<a target="_blank" href="(.+?)">(.+?)</a></h3>', html)
    assert [at.replace("&amp;", "&") for at, _ in links] == [
        f"{show.at}{'&' if '?' in show.at else '?'}present=1" for show in SHOWS
    ]
    assert len({name for _, name in links}) == len(SHOWS)


def test_minutes_run_on_within_a_plan(html):
    spans = [tuple(map(int, found)) for found in re.findall(r"<h3>(\d+)–(\d+) min", html)]
    for plan, shows in PLANS:
        mine, spans = spans[: len(shows)], spans[len(shows) :]
        assert mine[0][0] == 0 and mine[-1][1] == int(plan.minutes)
        assert all(end == begin for (_, end), (begin, _) in pairwise(mine))


def test_wrong_options_are_quoted_with_their_reasons_and_right_ones_are_not(html):
    markdown = MarkdownIt("commonmark", {"html": False})
    for show in (show for show in SHOWS if show.question):
        shown = plans.lesson(show)
        facts = scenes.facts(shown.slug, plans.images(shown)[0])
        (question,) = [step for step in shown.of(Question) if step.key == show.question]
        for option in question.options:
            text, why = (part.format_map(facts) for part in (option.text, option.why))
            quoted = markdown.renderInline(f"“{text}” {why}")
            assert (quoted in html) != option.holds(facts), (show.key, text)


def test_how_to_host_it_is_what_the_readme_says(root):
    readme = (root / "README.md").read_text(encoding="utf-8")
    page = curriculum.LECTURE.path.read_text(encoding="utf-8")
    (command,) = re.findall(r"^python3 -m venv .+ run app\.py$", readme, re.MULTILINE)
    assert command in page
    for said in ("3.11, 3.12 or 3.13", "STREAMLIT_SERVER_PORT", "STREAMLIT_SERVER_BASE_URL_PATH"):
        assert said in readme and said in page
    for module in re.findall(r"python -m benchmarks\.(\w+)", page):
        assert (root / "benchmarks" / f"{module}.py").exists()


def test_the_page_opens(open_page):
    assert open_page("lecture").complaints == []


@pytest.mark.parametrize(
    ("rest", "line", "words"),
    [
        ("minutes: 4\nat: threshold\nask: Why?\n", 6, "takes 4 minutes, not 5"),
        ("at: threshold\nask: Why?\n", 6, "whole numbers"),
        ("minutes: 5\nat: tresholds\nask: Why?\n", 15, "no lesson “tresholds”"),
        ("minutes: 5\nat: threshold?step=x\nask: Why?\n", 15, "no step “x”"),
        ("minutes: 5\nat: threshold?threshold=2\nask: Why?\n", 15, "must lie between"),
        ("minutes: 5\nat: threshold?speed=2\nask: Why?\n", 15, "no control speed"),
        ("minutes: 5\nat: threshold?threshold={worst}\nask: Why?\n", 15, "worst"),
        ("minutes: 5\nat: threshold\nquestion: x\n", 15, "no question “x”"),
        ("minutes: 5\nat: threshold\n", 10, "nothing to ask"),
    ],
)
def test_what_is_wrong_with_a_plan_is_told(tmp_path, rest, line, words):
    path = tmp_path / "lesson.md"
    path.write_text(HEAD + rest, encoding="utf-8")
    (found,) = plans.complaints(read(path))
    assert found[0] == line
    assert words in found[1]


def test_what_is_in_no_plan_is_told(tmp_path):
    path = tmp_path / "lesson.md"
    item = "## show: s\n\nText.\n\nminutes: 5\nat: threshold\nask: Why?\n\n"
    path.write_text(f"---\ntitle: A\nquestion: B?\n---\n\n{item}## plan: p\n\nminutes: 5\n")
    assert [words for _, words in plans.complaints(read(path))] == [
        "“s” belongs to no plan that shows something.",
        "“p” belongs to no plan that shows something.",
    ]
