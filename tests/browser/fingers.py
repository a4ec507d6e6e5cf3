"""Fingers on the screen, as Chromium's own touch events."""

from contextlib import contextmanager
from itertools import pairwise

import numpy as np
from gestures import ADD, INTERSECT, REMOVE
from view import View

COMBINING = {
    ADD: "Add",
    REMOVE: "Take away",
    INTERSECT: "In both",
}  # keys, and buttons in their place
TO_THE_MIDDLE = "(panel) => panel.scrollIntoView({ block: 'center' })"
STEPS = 6  # of a finger from one place to the next


@contextmanager
def touched_page(browser, width, height):
    """A window of a browser that knows touch, and must not complain."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, has_touch=True, reduced_motion="reduce"
    )
    page, said = context.new_page(), []
    page.on("pageerror", lambda error: said.append(str(error)))
    try:
        yield page
    finally:
        context.close()
    assert not said


class Fingers:
    """What one or two fingers do on a page whose browser knows touch; places are (x, y) in px."""

    def __init__(self, page):
        self.send = page.context.new_cdp_session(page).send

    def _tell(self, what, *places):
        points = [
            {"x": float(x), "y": float(y), "id": finger} for finger, (x, y) in enumerate(places)
        ]
        self.send("Input.dispatchTouchEvent", {"type": f"touch{what}", "touchPoints": points})

    def tap(self, place):
        """Touch a place and let it go."""
        self._tell("Start", place)
        self._tell("End")

    def press(self, *places):
        """Put fingers down one after the other."""
        for count in range(1, len(places) + 1):
            self._tell("Start", *places[:count])

    def move(self, start, end):
        """Move all fingers that are down from their places to others, both (n, 2)."""
        start, end = np.array(start, float), np.array(end, float)
        for step in range(1, STEPS + 1):
            self._tell("Move", *(start + (end - start) * step / STEPS))

    def lift(self):
        """Take all fingers away."""
        self._tell("End")

    def drag(self, *places):
        """Draw with one finger through all places."""
        self.press(places[0])
        for start, end in pairwise(places):
            self.move([start], [end])
        self.lift()

    def two(self, start, end):
        """Put two fingers down, move them to other places, and lift them."""
        self.press(*start)
        self.move(start, end)
        self.lift()


class TouchedView(View):
    """The linked view, large, as fingers use it."""

    def __init__(self, page):
        super().__init__(page)
        self.fingers = Fingers(page)

    def choose(self, name):
        """Tap one of the buttons above the panels, and scroll back."""
        column = self.page.locator('[data-testid="stColumn"]:has([data-large])')
        top = column.evaluate("column => column.scrollTop")
        self.root.get_by_role("radio", name=name, exact=True).tap()
        column.evaluate("(column, top) => column.scrollTo(0, top)", top)

    choose_tool = choose

    def press_on(self, button):
        button.tap()

    @contextmanager
    def combining(self, keys):
        if keys:
            self.choose(COMBINING[keys])
        yield
        if keys:
            self.choose("Replace")

    def pixel(self, panel, row, col):
        self.root.locator(f'canvas[data-panel="{panel}"]').evaluate(TO_THE_MIDDLE)
        return super().pixel(panel, row, col)

    def axes(self, plot=0):
        self.scatters.nth(plot).evaluate(TO_THE_MIDDLE)
        return super().axes(plot)

    def drag(self, *places, steps=STEPS):
        self.choose("Draw")
        self.fingers.drag(*places)
