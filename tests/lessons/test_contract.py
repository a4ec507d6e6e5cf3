"""Every lesson opens, and stays up whatever its controls are moved to."""

import re
from urllib.parse import parse_qsl, urlencode

import pytest

from segcore import download, subjects
from segview.course import curriculum, glossary
from segview.lesson import frame as lesson

SLUGS = [entry.slug for entry in curriculum.LESSONS]
every_lesson = pytest.mark.parametrize("slug", SLUGS)


def test_every_page_file_is_listed(root):
    files = {path.stem for path in (root / "pages").glob("*.py")}
    listed = {entry.slug for entry in (*curriculum.IN_ORDER, *curriculum.BESIDE)}
    assert files == listed, "a page needs a line in segview/course/curriculum.py, and the reverse"


def test_slugs_and_titles_are_unique():
    for names in (SLUGS, [entry.title for entry in curriculum.LESSONS]):
        assert len(set(names)) == len(names)


def test_every_lesson_asks_one_question():
    for entry in curriculum.LESSONS:
        assert entry.question.endswith("?"), entry.slug


def test_home_opens(visit):
    assert visit("").complaints == []


def test_home_leads_to_every_lesson(visit):
    labels = " ".join(link.label for link in visit("").app.page_link)
    for entry in curriculum.LESSONS:
        assert entry.title in labels


def test_home_shows_instructors_settings_that_hold(visit):
    """Links with a query string lead to a lesson that knows all of it."""
    links = [link for link in visit("").app.page_link if link.proto.query_string]
    assert 2 <= len(links) <= 3
    for link in links:
        assert link.proto.page in SLUGS, "relative to the page, so that a base path stays"
        screen = visit(link.proto.page, link.proto.query_string)
        assert screen.complaints == []
        for key, text in parse_qsl(link.proto.query_string):
            assert str(screen.values[key]).lower() in (text, f"{text}.0")


@every_lesson
def test_lesson_opens(visit, slug):
    """Every method that it offers has an entry in the glossary."""
    screen = visit(slug)
    assert screen.complaints == []
    assert "image" in screen.controls
    for key in screen.controls.keys() & {"method", "classifier"}:
        for value, text in screen.controls[key]["options"]:
            assert any(term.casefold() in text.casefold() for term in glossary.TERMS), value
    assert "seed" not in screen.controls or screen.controls["seed"]["help"]


@pytest.mark.bare
@every_lesson
def test_lesson_survives_its_controls(visit, slug):
    """Each control at each end, the others at their default; also those that appear on the way."""
    known, todo, kinds = set(), [{}], {}
    while todo:
        moved = todo.pop()
        screen = visit(slug, moved=moved)
        assert screen.complaints == [], moved
        for place, is_block in screen.kinds():
            assert kinds.setdefault(place, is_block) == is_block, (
                f"{moved}: a block and an element take turns at {place}, which Streamlit's page "
                "may not survive when answers overlap: keep what varies in a container"
            )
        for key, control in screen.controls.items():
            assert control.get("disabled") is not True, f"{key} does not say why it is idle"
            assert moved.get(control["key"], control["value"]) == control["value"]
            if key not in known and key != "image":
                known.add(key)
                todo += [moved | {control["key"]: end} for end in screen.positions(key)]


@pytest.mark.bare
@every_lesson
@pytest.mark.parametrize("end", [0, -1], ids=["low", "high"])
def test_lesson_survives_its_controls_together(visit, slug, end):
    """All controls at the same end, on several images."""
    start = visit(slug)
    images = start.positions("image")
    moved = {c["key"]: start.positions(key)[end] for key, c in start.controls.items()}
    for image in {images[0], images[len(images) // 2], images[-1]}:
        screen = visit(slug, moved=moved | {"image": image})
        assert screen.complaints == [], image
        assert screen.values["image"] == image


def test_the_image_goes_along_to_the_next_lesson(visit, root):
    screen = visit(SLUGS[0], moved={"image": "age-75"})
    assert screen.values["image"] == "age-75"
    screen.app.switch_page(f"../pages/{SLUGS[-1]}.py").run()
    assert screen.values["image"] == "age-75"


def test_a_broken_lesson_is_noticed(visit, monkeypatch):
    monkeypatch.setattr(lesson, "_way_on", lambda entry: 1 / 0)
    assert len(visit(SLUGS[0]).complaints) == 1


@pytest.mark.bare
def test_without_the_network_a_lesson_shows_another_image(visit, downloads):
    screen = visit(SLUGS[0], "image=oasis-0001")
    assert screen.complaints == []
    assert "could not be downloaded" in screen.app.warning[0].value
    assert len(screen.data("linked")) == 1


@pytest.mark.bare
def test_trying_again_brings_the_image_at_once(visit, source, stand_in):
    real = stand_in("oasis-0001")
    source.behave = source.deny
    screen = visit("threshold", f"image={real.id}")
    source.behave, source.asked = source.send, []
    screen.app.run()
    assert screen.app.warning and source.asked == [], "unasked, nobody tries again so soon"
    screen.app.button(key="image-again").click().run()
    assert screen.complaints == [] and not screen.app.warning
    assert source.asked == [real.image_file, real.truth_file]
    assert screen.values["image"] == real.id


@pytest.mark.bare
def test_a_page_with_several_images_waits_for_the_network_once(visit, source, monkeypatch):
    for subject in subjects():
        if subject.downloaded:
            source.files |= {subject.image_file: b"", subject.truth_file: b""}
    source.behave = source.hang
    monkeypatch.setattr(download, "WAIT", 0.2)
    screen = visit("another-subject", "image=oasis-0001&train=oasis-0004&test=oasis-0001")
    again = [button for button in screen.app.button if button.label == "Try again"]
    assert screen.complaints == [] and len(again) == 3
    source.asked_again()
    assert len(source.asked) == 1


@pytest.mark.oasis
@pytest.mark.parametrize("image", ["oasis-0001", "oasis-0004"])
@every_lesson
def test_lesson_opens_on_real_slices(visit, slug, image):
    screen = visit(slug, f"image={image}")
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
    assert any(expander.code for expander in screen.app.expander)


@every_lesson
def test_every_task_says_where_to_draw(visit, slug):
    """Only a selection in which something is drawn counts."""
    for task in visit(slug).data("task"):
        assert re.search(r"\b(draw|drag|lasso|box|brush)", task["hint"], re.IGNORECASE), task["key"]


@every_lesson
def test_questions(visit, slug):
    """All are declared, and have a right answer, a wrong one, and a reason for each."""
    screen = visit(slug)
    assert screen.asked == sorted(curriculum.page_of(slug).asks)
    for question in screen.data("quiz"):
        verdicts = {answer["right"] for answer in question["answers"]}
        assert verdicts == {True, False}, question["key"]
        assert all(answer["text"] and answer["why"] for answer in question["answers"])


def offered(visit, slug):
    """Query and values of all presets and predictions of a lesson, and what they show, opened.

    Some are offered only after a click on others.
    """
    known, todo = {}, [visit(slug)]
    while todo:
        screen = todo.pop()
        new = {p["label"]: (p["query"], p["values"]) for ps in screen.data("presets") for p in ps}
        new |= {
            q["key"]: (urlencode(q["then"]), q["then"]) for q in screen.data("quiz") if q["then"]
        }
        for name in new.keys() - known.keys():
            known[name] = (new[name][1], visit(slug, new[name][0]))
            todo.append(known[name][1])
    return known


def put(screen, values):
    """Do what the browser does on a click: null is the default; an image not named is the first."""
    for key, control in screen.controls.items():
        usual = control["default"] if control.get("stays") else None
        screen.app.session_state[key] = {"value": values.get(key, usual)}
    screen.app.run()


@pytest.mark.parametrize("slug", [page.slug for page in curriculum.IN_ORDER])
def test_presets_and_predictions_stand_for_all_controls(visit, slug):
    """Whatever URL the learner came by and did before, each leads to what its link opens."""
    start = visit(slug)
    far = {key: start.positions(key)[-1] for key in start.controls.keys() - {"image"}}
    screen = visit(slug, urlencode(far))
    for name, (values, opened) in offered(visit, slug).items():
        assert opened.complaints == [], name
        assert opened.values.items() >= values.items(), name
        put(screen, values)
        assert screen.complaints == [], name
        assert screen.values == opened.values, name
        assert screen.data("linked") == opened.data("linked"), name
        assert screen.prose == opened.prose, name


def test_links_of_presets_keep_the_image(visit):
    for presets in visit("threshold", "image=age-75").data("presets"):
        for preset in presets:
            screen = visit("threshold", preset["query"])
            assert screen.values["image"] == "age-75"
            assert screen.notes[preset["label"]] == preset["note"]
