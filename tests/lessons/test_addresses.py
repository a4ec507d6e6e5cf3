"""A URL is the state: what makes sense is shown, anything else becomes the default."""

from urllib.parse import urlencode

import pytest

from segcore import subjects
from segview.course import curriculum

SLUGS = [entry.slug for entry in curriculum.LESSONS]
NONSENSE = {
    "word": "nonsense",
    "empty": "",
    "blank": " ",
    "below": "-1e9",
    "above": "1e9",
    "nan": "nan",
    "infinite": "inf",
    "overflow": "1e999",
    "long": "9" * 20_000,
    "list": "[1]",
    "path": "../../data/age-25.png",
    "markup": "<script>alert(1)</script>",
    "zero byte": "\0",
}
every_lesson = pytest.mark.parametrize("slug", SLUGS)


def another_value(screen, key):
    """Return the last position of a control that is not its default."""
    downloads = {subject.id for subject in subjects() if subject.downloaded}
    start = screen.controls[key]["default"]
    return [v for v in screen.positions(key) if v != start and v not in downloads][-1]


@every_lesson
def test_values_come_from_the_url(visit, slug):
    start = visit(slug)
    wanted = {key: another_value(start, key) for key in start.controls}
    screen = visit(slug, urlencode(wanted))
    assert screen.complaints == []
    assert screen.values.items() >= wanted.items()


@every_lesson
@pytest.mark.parametrize("raw", NONSENSE.values(), ids=NONSENSE.keys())
def test_nonsense_becomes_the_default(visit, slug, raw):
    defaults = {key: control["default"] for key, control in visit(slug).controls.items()}
    screen = visit(slug, urlencode(dict.fromkeys(defaults, raw)))
    assert screen.complaints == []
    assert screen.values == defaults


@every_lesson
def test_what_no_control_knows_is_ignored(visit, slug):
    screen = visit(slug, "colour=red&__proto__=1&image=")
    assert screen.complaints == []
    assert screen.values == visit(slug).values


@every_lesson
def test_between_two_steps_the_nearest_counts(visit, slug):
    """A slider shows a step of its own even when the URL asks for something in between."""
    controls = visit(slug).controls.values()
    sliders = {control["key"]: control for control in controls if control["kind"] == "range"}
    between = {key: control["low"] + 1.2 * control["step"] for key, control in sliders.items()}
    values = visit(slug, urlencode(between)).values
    for key, control in sliders.items():
        assert values[key] == pytest.approx(control["low"] + control["step"])


def test_what_the_learner_moves_beats_the_url(visit):
    screen = visit("threshold", "threshold=0.3", moved={"threshold": 0.5})
    assert screen.values["threshold"] == 0.5


def test_an_unknown_address_gives_the_first_page(visit):
    home = visit("")
    home.app._page_hash = "no such page"
    home.app.run()
    assert home.complaints == []
    assert home.app.title[0].value == visit("").app.title[0].value
