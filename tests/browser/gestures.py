"""What a learner's hand does to solve a task: one small class per gesture."""

from dataclasses import dataclass

import numpy as np
from view import PLACES

INTERSECT = ("Shift", "Alt")
ADD = ("Shift",)
REMOVE = ("Alt",)


def around(mask, corners=32, share=1.0):
    """Corners, (n, 2) in columns and rows, of a line drawn by hand around a mask.

    A `share` near 0 draws along the inside of a ring instead.
    """
    rows, columns = np.nonzero(mask)
    middle = columns.mean(), rows.mean()
    across, down = columns - middle[0], rows - middle[1]
    sector = ((np.arctan2(down, across) + np.pi) / (2 * np.pi) * corners).astype(int) % corners
    outwards = np.argsort(np.hypot(across, down))
    along = [outwards[sector[outwards] == s] for s in np.unique(sector)]
    at = [pixels[round(share * (len(pixels) - 1))] for pixels in along]
    return np.column_stack([columns[at], rows[at]])


def box(left, right, low, high):
    """Corners of a box in a plot."""
    return np.array([[left, low], [right, low], [right, high], [left, high]])


@dataclass(frozen=True)
class Lasso:
    """Draw around something in a picture; corners in columns and rows."""

    corners: np.ndarray
    keys: tuple[str, ...] = ()
    panel: str = "image"

    def make(self, view):
        places = [view.pixel(self.panel, row, column) for column, row in self.corners]
        with view.combining(self.keys):
            view.drag(*places, places[0], steps=3)


@dataclass(frozen=True)
class Dots:
    """Draw around dots in a scatterplot; corners in feature values."""

    corners: np.ndarray
    keys: tuple[str, ...] = ()
    plot: int = 0

    def make(self, view):
        places = view.dots(np.array(self.corners, dtype=float), self.plot)
        with view.combining(self.keys):
            view.drag(*places, places[0], steps=12)


@dataclass(frozen=True)
class DotsInBox:
    """Drag a box around dots in a scatterplot, between these feature values."""

    x: tuple[float, float]
    y: tuple[float, float]
    keys: tuple[str, ...] = ()
    plot: int = 0

    def make(self, view):
        with view.combining(self.keys):
            view.drag(*view.dots(np.array([self.x, self.y], dtype=float).T, self.plot))


@dataclass(frozen=True)
class Thumbnail:
    """Click a small plot, which becomes large; what it shows along its axis."""

    title: str

    def make(self, view):
        view.root.get_by_role("button", name=f"Show large: {self.title}").click()


@dataclass(frozen=True)
class Bars:
    """Drag over a histogram from one value to another."""

    start: float
    end: float
    keys: tuple[str, ...] = ()
    plot: int = 0

    def make(self, view):
        at = on_histogram(view, self.plot)
        with view.combining(self.keys):
            view.drag(at(self.start), at(self.end))


@dataclass(frozen=True)
class Grip:
    """Drag a line or a centre of a histogram to a value."""

    handle: str
    value: float

    def make(self, view):
        to, _ = on_histogram(view)(self.value)  # which brings all of it into sight
        grip = view.root.locator(f'[data-panel="histogram"] [data-handle="{self.handle}"]')
        box = grip.bounding_box()
        start = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        view.drag(start, (to, start[1]))
        view.settled()


@dataclass(frozen=True)
class Box:
    """Drag a box in a picture, from one row and column to another."""

    first: tuple[int, int]
    last: tuple[int, int]

    def make(self, view):
        view.drag(view.pixel("image", *self.first), view.pixel("image", *self.last))


@dataclass(frozen=True)
class Tool:
    """Choose a tool."""

    name: str

    def make(self, view):
        view.choose_tool(self.name)


@dataclass(frozen=True)
class Legend:
    """Click the name of a class."""

    name: str

    def make(self, view):
        view.press_on(view.root.locator(".legend button.name").get_by_text(self.name, exact=True))


@dataclass(frozen=True)
class Slide:
    """Press keys on a slider."""

    key: str
    press: str
    times: int = 1

    def make(self, view):
        for _ in range(self.times):
            view.slider(self.key).press(self.press)
            view.settled()


@dataclass(frozen=True)
class Choose:
    """Choose from a list."""

    key: str
    value: str

    def make(self, view):
        view.page.locator(f".st-key-{self.key} select").select_option(self.value)
        view.settled()


def on_histogram(view, plot=0):
    """A function from values to places on screen, in the middle of a histogram."""
    panel = view.root.locator('[data-panel="histogram"]').nth(plot)
    panel.evaluate("panel => panel.scrollIntoView({ block: 'center' })")
    axes = panel.evaluate(PLACES)
    low, high = axes["x"]

    def at(value):
        share = (value - low) / (high - low)
        return axes["left"] + share * axes["width"], axes["top"] + axes["height"] / 2

    return at
