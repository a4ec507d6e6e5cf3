"""Every lesson opens, and stays up whatever its controls are moved to."""

import re
from urllib.parse import parse_qsl, urlencode

import pytest
from screens import Screen, strict
from streamlit.util import calc_hash

from segcore import download, subjects
from segview.course import curriculum, glossary
from segview.lesson import folder, page, scenes
from segview.lesson.folder import picker
from segview.lesson.steps import Draw, Find
from segview.scene import Functions

SLUGS = [entry.slug for entry in curriculum.LESSONS]
SHIPPED = {subject.id for subject in subjects() if not subject.downloaded}
every_lesson = pytest.mark.parametrize("slug", SLUGS)
every_page = pytest.mark.parametrize("slug", [entry.slug for entry in curriculum.IN_ORDER])


def test_every_folder_is_listed(root):
    folders = {path.parent.name for path in (root / "pages").glob("*/lesson.md")}
    listed = {entry.slug for entry in (*curriculum.IN_ORDER, *curriculum.BESIDE)}
    assert folders == listed, "a lesson needs its place in segview/course/curriculum.py"


def test_slugs_and_titles_are_unique():
    for names in (SLUGS, [entry.title for entry in curriculum.LESSONS]):
        assert len(set(names)) == len(names)


def test_every_lesson_asks_one_question():
    for entry in curriculum.LESSONS:
        assert entry.question.endswith("?"), entry.slug


def test_home_opens(open_page):
    assert open_page("").complaints == []


def test_home_leads_to_every_page(open_page):
    (told,) = open_page("").data("map")
    pages = [page for chapter in told["chapters"] for page in chapter["pages"]]
    assert [(page["slug"], page["questions"]) for page in pages] == [
        (page.slug, list(page.asks)) for page in curriculum.IN_ORDER
    ]


def test_home_shows_instructors_settings_that_hold(open_page):
    """Links with a query string lead to a lesson that knows all of it."""
    links = [link for link in open_page("").app.page_link if link.proto.query_string]
    assert 2 <= len(links) <= 3
    for link in links:
        assert link.proto.page in SLUGS, "relative to the page, so that a base path stays"
        screen = open_page(link.proto.page, link.proto.query_string)
        assert screen.complaints == []
        for key, text in parse_qsl(link.proto.query_string):
            assert str(screen.values[key]).lower() in (text, f"{text}.0")


@every_lesson
def test_lesson_opens(open_page, slug):
    """Every method that it offers has an entry in the glossary."""
    screen = open_page(slug)
    assert screen.complaints == []
    assert "image" in screen.controls
    for key in screen.controls.keys() & {"method", "classifier"}:
        for value, text in screen.controls[key]["options"]:
            assert any(term.casefold() in text.casefold() for term in glossary.TERMS), value
    assert "seed" not in screen.controls or screen.controls["seed"]["help"]


@every_page
def test_every_screen_at_every_end(slug):
    """Each control at each end, the others at their default, on every image that is here."""
    lesson = curriculum.page_of(slug)
    images = [lesson.image] if lesson.image else [i for i in picker(lesson).ends() if i in SHIPPED]
    for image in images:
        for name in Screen(slug, f"image={image}").screens:
            for control in folder.module(slug, name).CONTROLS:
                for end in control.ends():
                    values = {control.key: end}
                    shown = scenes.scene(slug, image, values, name)
                    message = scenes.message(slug, image, values, name)
                    assert bool(message.data["view"]) == bool(shown.space), (image, values)
                    assert strict(message.data)["id"]
                    assert shown.idle.keys() <= {c.key for c in folder.module(slug, name).CONTROLS}


@pytest.mark.bare
@every_page
def test_a_page_survives_its_controls(open_page, slug):
    """All controls at the default, at the low end, at the high end."""
    screen, kinds = Screen(slug), {}
    keys = screen.controls.keys() - {"image"}
    for at in (None, 0, -1):
        moved = {key: screen.positions(key)[at] for key in keys} if at is not None else {}
        page = open_page(slug, moved=moved)
        assert page.complaints == [], moved
        assert {key: page.values[key] for key in moved} == moved
        for place, is_block in page.kinds():
            assert kinds.setdefault(place, is_block) == is_block, (
                f"{moved}: a block and an element take turns at {place}, which Streamlit's page "
                "may not survive when answers overlap: keep what varies in a container"
            )


def test_the_image_goes_along_to_the_next_lesson(open_page, root):
    screen = open_page(SLUGS[0], moved={"image": "age-75"})
    assert screen.values["image"] == "age-75"
    screen.app._page_hash = calc_hash(SLUGS[-1])
    screen.app.run()
    assert screen.values["image"] == "age-75"


def test_a_broken_lesson_is_noticed(open_page, monkeypatch):
    monkeypatch.setattr(page, "show", lambda *anything: 1 / 0)
    assert len(open_page(SLUGS[0]).complaints) == 1


@pytest.mark.bare
def test_without_the_network_a_lesson_shows_another_image(open_page, downloads):
    screen = open_page(SLUGS[0], "image=oasis-0001")
    assert screen.complaints == []
    assert "could not be downloaded" in screen.app.warning[0].value
    assert len(screen.data("linked")) == 1


@pytest.mark.bare
def test_trying_again_brings_the_image_at_once(open_page, source, stand_in):
    real = stand_in("oasis-0001")
    source.behave = source.deny
    screen = open_page("threshold", f"image={real.id}")
    source.behave, source.asked = source.send, []
    screen.app.run()
    assert screen.app.warning and source.asked == [], "unasked, nobody tries again so soon"
    screen.app.button(key="image-again").click().run()
    assert screen.complaints == [] and not screen.app.warning
    assert source.asked == [real.image_file, real.truth_file]
    assert screen.values["image"] == real.id


@pytest.mark.bare
def test_a_page_with_several_images_waits_for_the_network_once(open_page, source, monkeypatch):
    for subject in subjects():
        if subject.downloaded:
            source.files |= {subject.image_file: b"", subject.truth_file: b""}
    source.behave = source.hang
    monkeypatch.setattr(download, "WAIT", 0.2)
    screen = open_page("another-subject", "image=oasis-0001&train=oasis-0004&test=oasis-0001")
    again = [button for button in screen.app.button if button.label == "Try again"]
    assert screen.complaints == [] and len(again) == 3
    source.asked_again()
    assert len(source.asked) == 1


@pytest.mark.oasis
@pytest.mark.parametrize("image", ["oasis-0001", "oasis-0004"])
@every_lesson
def test_lesson_opens_on_real_slices(open_page, slug, image):
    screen = open_page(slug, f"image={image}")
    assert screen.complaints == []
    assert not screen.app.warning


@every_lesson
def test_a_lesson_predicts_asks_tries_and_shows_its_code(visit, slug):
    screen = visit(slug)
    questions = screen.data("quiz")
    assert len(questions) >= 2
    assert any(question["then"] for question in questions), "one is a prediction to see come true"
    assert screen.data("task")
    assert screen.notes and all(screen.notes.values())
    shown = any(isinstance(part, Functions) for part in screen.parts)
    assert screen.text.functions or shown


@every_lesson
def test_every_task_says_where_to_draw(slug):
    """Only a selection in which something is drawn counts; a drawn prediction asks for it."""
    for step in folder.text(slug).of(Find):
        said = step.text if isinstance(step, Draw) else step.hint
        assert re.search(r"\b(draw|drag|lasso|box|brush)", said, re.IGNORECASE), step.key


@every_lesson
def test_questions(visit, slug):
    """All are declared, and have a right answer, a wrong one, and a reason for each."""
    screen = visit(slug)
    assert screen.asked == sorted(curriculum.page_of(slug).asks)
    for question in screen.data("quiz"):
        verdicts = {answer["right"] for answer in question["answers"]}
        assert verdicts == {True, False}, question["key"]
        assert all(answer["text"] and answer["why"] for answer in question["answers"])


def offered(slug, query=""):
    """Query and values of all presets and predictions of a lesson, in all its stages.

    Some are offered only after a click on others.
    """
    known, todo = {}, [Screen(slug, query)]
    while todo:
        screen = todo.pop()
        new = {p["label"]: (p["query"], p["values"]) for row in screen.data("presets") for p in row}
        new |= {q["key"]: (urlencode(q["then"]), q["then"]) for q in screen.data("quiz")}
        for name in new.keys() - known.keys():
            known[name] = new[name]
            todo.append(Screen(slug, known[name][0]))
    return known


@every_page
def test_presets_and_predictions_are_complete_settings(slug):
    """Whatever the learner did before, a preset's link opens what the preset sets."""
    start = Screen(slug)
    far = {key: start.positions(key)[-1] for key in start.controls.keys() - {"image"}}
    for name, (query, values) in offered(slug, urlencode(far)).items():
        opened = Screen(slug, query)
        assert opened.values.items() >= values.items(), name


@pytest.mark.parametrize("slug", ["threshold", "clustering-2d", "another-subject"])
def test_what_a_setting_does_not_name_goes_back(open_page, slug):
    """A click on a preset sets all controls: null is the default."""
    start = Screen(slug)
    far = {key: start.positions(key)[-1] for key in start.controls.keys() - {"image"}}
    page = open_page(slug, urlencode(far))
    for query, values in list(offered(slug).values())[:2]:
        for key, control in page.controls.items():
            usual = control["default"] if control.get("stays") else None
            page.app.session_state[key] = {"value": values.get(key, usual)}
        page.app.run()
        assert page.complaints == []
        assert page.values == Screen(slug, query).values


def test_links_of_presets_keep_the_image(visit):
    for presets in visit("threshold", "image=age-75").data("presets"):
        for preset in presets:
            screen = visit("threshold", preset["query"])
            assert screen.values["image"] == "age-75"
            assert screen.notes[preset["label"]] == preset["note"]
