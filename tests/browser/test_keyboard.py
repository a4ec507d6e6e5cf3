"""Three lessons with the keyboard alone: tasks, questions, exercise, centres and labels."""

import re

import pytest
from playwright.sync_api import expect

COUNT_POINTERS = """() => {
  window.pointers = 0;
  addEventListener("pointerdown", () => window.pointers++, { capture: true });
}"""
FOCUSED = "element => element === document.activeElement"
BEFORE = """element => Boolean(
  element.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING)"""
MOST = 150  # presses of Tab


class Keys:
    """A learner who has no mouse."""

    def __init__(self, view):
        self.view, self.page = view, view.page
        self.page.evaluate(COUNT_POINTERS)

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def reach(self, target):
        """Go to an element with Tab, and see that it has the focus."""
        expect(target).to_be_visible()
        key = "Shift+Tab" if target.evaluate(BEFORE) else "Tab"
        for _ in range(MOST):
            if target.evaluate(FOCUSED):
                return
            self.press(key)
        raise AssertionError(f"Tab does not reach {target}.")

    def use(self, target):
        self.reach(target)
        self.press("Enter")

    def step(self, key):
        self.use(self.page.locator(f'[data-step-key="{key}"]'))
        self.view.settled()
        return self.page.locator(f'[data-step-body="{key}"]')

    def by_numbers(self, name, start):
        """Select the pixels whose value is at least this."""
        self.reach(self.view.root)
        self.press("s")
        box = self.view.root.get_by_role("form", name="Select by numbers")
        self.reach(box.get_by_label(f"{name} from"))
        self.page.keyboard.type(str(start))
        self.press("Enter", "Escape")
        expect(box).to_be_hidden()
        expect(self.view.root).not_to_have_attribute("data-selected", "0")

    def join(self, name):
        """Choose how the next selection joins this one."""
        modes = self.view.root.get_by_label("What the next selection does to this one")
        self.reach(modes.locator('[aria-checked="true"]'))
        wanted = modes.get_by_role("radio", name=name)
        while wanted.get_attribute("aria-checked") != "true":
            self.press("ArrowRight")

    def class_named(self, name):
        self.use(self.view.root.locator(".legend").get_by_role("button", name=name, exact=True))

    def answer(self, body, text):
        """Choose an option and check it; say what was seen where somebody asks."""
        option = body.get_by_role("radio", name=text)
        self.reach(body.get_by_role("radio").first)
        self.press("Space")
        while not option.is_checked():
            self.press("ArrowDown")
        self.use(body.locator("[data-check]"))
        seen = body.locator("[data-observed]")
        if seen.count():
            expect(seen.first).to_be_focused()
            self.press("Enter")
        expect(body.locator("[data-verdict]")).to_have_attribute("data-verdict", "right")


def right(page, key):
    task = page.locator(f'[data-task="{key}"]')
    expect(task).to_have_attribute("data-verdict", "right")


@pytest.fixture
def size():
    return {"width": 1366, "height": 768}


@pytest.fixture
def begin(go_to_lesson, page):
    """Open a lesson at a step; in the end nothing has been pointed at."""

    def begin(slug, step):
        view = go_to_lesson(slug, step=step)
        view.settled()
        return Keys(view)

    yield begin
    assert page.evaluate("window.pointers") == 0


def test_a_threshold(begin, page):
    keys = begin("threshold", "as-high")
    keys.reach(keys.view.slider("threshold"))
    keys.press("Home", *["ArrowRight"] * 15)
    right(page, "as-high")
    line = keys.view.root.locator('[data-handle="threshold"]')
    keys.reach(line)
    keys.press("ArrowRight")
    expect(line).to_have_attribute("aria-valuetext", "0.16")
    extra = keys.step("extra")
    keys.by_numbers("Intensity", 0.1)
    keys.join("Take away")
    keys.class_named("brain")
    keys.use(extra.locator("[data-check]"))
    right(page, "extra")
    raised = keys.step("raise")
    keys.answer(raised, re.compile("loses its darker parts"))
    keys.step("false-positives")
    keys.join("Replace")
    keys.by_numbers("Intensity", 0.1)
    keys.join("Take away")
    keys.class_named("brain")
    right(page, "false-positives")
    exercise = keys.step("exercise-threshold")
    keys.reach(exercise.get_by_label("Blank 1 of 3"))
    for text in ("im > 0.1", "np.sum(segmentation)", "segmentation"):
        page.keyboard.type(text)
        keys.press("Tab")
    keys.press("Enter")
    expect(exercise.locator(".feedback")).to_contain_text("✓ Right")
    expect(page.locator("[data-status]")).to_contain_text("✓ Right")


def test_two_dimensions(begin, page):
    keys = begin("clustering-2d", "second-cluster")
    keys.by_numbers("Intensity", 0.22)
    keys.use(page.locator('[data-task="second-cluster"] [data-check]'))
    right(page, "second-cluster")
    keys.step("scalp")
    keys.by_numbers("Intensity", 0.6)
    right(page, "scalp")
    keys.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_contain_text("select by numbers")
    listed = dialog.locator("tr").all_inner_texts()
    assert len(set(listed)) == len(listed)
    keys.press("Escape")
    expect(dialog).to_have_count(0)
    keys.press("1")
    keys.view.settled()
    centre = keys.view.root.locator('[data-handle="centre-0"]').last
    keys.reach(centre)
    was, dice = centre.get_attribute("aria-valuetext"), keys.view["dice"]
    keys.press(*["Shift+ArrowRight"] * 2)
    expect(centre).not_to_have_attribute("aria-valuetext", was)
    expect(keys.view.root).not_to_have_attribute("data-dice", dice)
    expect(centre).to_be_focused()
    expect(page.locator("[data-status]")).to_contain_text(f"{float(keys.view['dice']):.3f}")


def test_labels(begin, page):
    keys = begin("supervised", "names")
    seed = keys.view.slider("seed")
    keys.reach(seed)
    task = page.locator('[data-task="names"]')
    for _ in range(9):
        if task.get_attribute("data-verdict"):
            break
        keys.press("ArrowRight")
        keys.view.settled()
    right(page, "names")
    keys.step("false-positives")
    keys.by_numbers("Intensity", 0.4)
    keys.join("In both")
    keys.class_named("rest")
    right(page, "false-positives")
    keys.step("paint")
    strokes = page.locator(".st-key-painting input")
    expect(strokes).to_have_value("")
    keys.reach(keys.view.root)
    keys.press(*["Shift+ArrowUp"] * 3, "Space")
    expect(strokes).to_have_value(re.compile("^0r"))
    keys.reach(page.locator('[data-label="0"]'))
    keys.press(*["ArrowRight"] * 3)
    keys.reach(keys.view.root)
    keys.press(*["Shift+ArrowDown"] * 4, "Space")
    expect(strokes).to_have_value(re.compile(";3r"))
    expect(page.locator("canvas[data-panel=result]")).to_have_attribute(
        "aria-label", re.compile("white matter [1-9]")
    )
    keys.press("Control+z")
    expect(strokes).not_to_have_value(re.compile(";"))
