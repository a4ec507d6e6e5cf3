"""A URL is the state: what makes sense is shown, anything else becomes the default."""

from urllib.parse import urlencode

import pytest
from screens import Screen

from segcore import subjects
from segview.course import curriculum
from segview.lesson import folder
from segview.lesson.controls import Toggle, chosen

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
def test_values_come_from_the_url(open_page, slug):
    start = Screen(slug)
    wanted = {key: another_value(start, key) for key in start.controls}
    page = open_page(slug, urlencode(wanted))
    assert page.complaints == []
    assert page.values.items() >= wanted.items()


@every_lesson
@pytest.mark.parametrize("raw", NONSENSE.values(), ids=NONSENSE.keys())
def test_nonsense_becomes_the_default(slug, raw):
    """From the URL, and from a browser that sends what no control can."""
    defaults = {key: control["default"] for key, control in Screen(slug).controls.items()}
    assert Screen(slug, urlencode(dict.fromkeys(defaults, raw))).values == defaults
    assert Screen(slug, moved=dict.fromkeys(defaults, raw)).values == defaults


@pytest.mark.parametrize("raw", [[], {}, [[]], [None], {"value": 1}, object(), 1e400, -1000])
def test_what_no_browser_sends_becomes_the_default(raw):
    for slug in SLUGS:
        for control in folder.module(slug).CONTROLS:
            if not isinstance(control, Toggle):
                assert chosen(control, [raw]) == (control.start, False), (slug, control.key)


def test_a_page_survives_nonsense(open_page):
    for raw in NONSENSE.values():
        defaults = {
            key: control["default"] for key, control in Screen("threshold").controls.items()
        }
        page = open_page("threshold", urlencode(dict.fromkeys(defaults, raw)))
        assert page.complaints == []
        assert page.values == defaults


def test_what_no_control_knows_is_ignored(open_page):
    page = open_page("threshold", "colour=red&__proto__=1&image=")
    assert page.complaints == []
    assert page.values == Screen("threshold").values


@every_lesson
def test_between_two_steps_the_nearest_counts(slug):
    """A slider shows a step of its own even when the URL asks for something in between."""
    controls = Screen(slug).controls.values()
    sliders = {control["key"]: control for control in controls if control["kind"] == "range"}
    between = {key: control["low"] + 1.2 * control["step"] for key, control in sliders.items()}
    values = Screen(slug, urlencode(between)).values
    for key, control in sliders.items():
        assert values[key] == pytest.approx(control["low"] + control["step"])


def test_what_the_learner_moves_beats_the_url(open_page):
    screen = open_page("threshold", "threshold=0.3", moved={"threshold": 0.5})
    assert screen.values["threshold"] == 0.5


def test_an_unknown_address_gives_the_first_page(open_page):
    home = open_page("")
    home.app._page_hash = "no such page"
    home.app.run()
    assert home.complaints == []
    assert home.app.title[0].value == open_page("").app.title[0].value
