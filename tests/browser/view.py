"""The linked view as a learner meets it: places to point at, and what it tells about itself."""

import base64
import io
from contextlib import contextmanager

import numpy as np
from PIL import Image
from playwright.sync_api import expect

READY = '[data-view="linked"]:not([data-painted="0"])'
ATTACHED = """() => {
  const plots = [...document.querySelectorAll('[data-panel="scatter"], [data-panel="histogram"]')];
  const ready = (graph) => graph?._ev?.listeners("plotly_relayout").length;
  return plots.every((plot) => ready(plot.querySelector(".js-plotly-plot")));
}"""
PLACES = """(frame) => {
  const { xaxis, yaxis } = frame.querySelector(".js-plotly-plot")._fullLayout;
  const { left, top } = frame.querySelector(".js-plotly-plot").getBoundingClientRect();
  return {
    left: left + xaxis._offset, top: top + yaxis._offset,
    width: xaxis._length, height: yaxis._length, x: xaxis.range, y: yaxis.range,
  };
}"""
CENTRE = """(element) => {
  const { x, y, width, height } = element.getBoundingClientRect();
  return [x + width / 2, y + height / 2];
}"""
RESET = """(root) => {
  const click = (...selectors) => selectors.forEach((selector) =>
    root.querySelectorAll(selector).forEach((button) => button.click()));
  click(".actions .clear", '.legend [aria-pressed="false"]', '.right [aria-pressed="true"]');
  click(".choice button:first-child", ".right .reset");
  root.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  for (const select of root.querySelectorAll("select")) {
    const first = select.querySelector("[data-first]");
    if (!first || first.selected) continue;
    first.selected = true;
    select.dispatchEvent(new Event("change"));
  }
}"""
REMEMBER = """(root) => root.querySelectorAll("select:not(:has([data-first]))").forEach(
  (select) => select.selectedOptions[0]?.setAttribute("data-first", ""))"""
SWEEP = """async ([key, values]) => {
  const input = document.querySelector(`.st-key-${key} input[type=range]`);
  const { dataset } = document.querySelector('[data-view="linked"]');
  const told = [];
  for (const value of values) {
    const before = dataset.painted;
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    while (dataset.painted === before) await new Promise(requestAnimationFrame);
    told.push([Number(input.value), Number(dataset.dice)]);
  }
  return told;
}"""
BUSY = (
    '.segview-control[aria-busy="true"], [data-view][aria-busy="true"], [data-settling], '
    '[data-test-script-state]:not([data-test-script-state="notRunning"])'
)
CALM = """(busy) => {
  window.calm = document.querySelector(busy) ? 0 : (window.calm ?? 0) + 1; // frames in a row
  return window.calm === 3 && delete window.calm;
}"""


def colours_of(canvas):
    """Red, green and blue, (H, W, 3), of what a canvas shows."""
    address = canvas.evaluate("canvas => canvas.toDataURL()")
    picture = Image.open(io.BytesIO(base64.b64decode(address.partition(",")[2])))
    return np.asarray(picture.convert("RGB")).astype(int)


def list_of_pages(page):
    """The list of pages beside the course, which is closed at first."""
    if page.get_by_test_id("stSidebar").get_attribute("data-collapsed") == "true":
        page.get_by_test_id("stExpandSidebarButton").click()
    return page.get_by_test_id("stSidebarNav")


class View:
    def __init__(self, page):
        self.page = page
        self.root = page.locator('[data-view="linked"]')
        self.pictures = self.root.locator("canvas[data-panel]")
        self.scatters = self.root.locator('[data-panel="scatter"]')
        self.marks = self.root.locator("[data-probe-mark]")
        self.tools = self.root.get_by_role("radiogroup", name="What dragging does")

    def ready(self):
        """Wait until all panels are painted and all plots have their axes."""
        self.page.wait_for_selector(READY)
        self.page.wait_for_function(ATTACHED)
        self.root.evaluate(REMEMBER)
        return self

    def reset(self):
        """Undo what the tool bar, the drop-downs and the mouse did, but not the controls."""
        self.page.mouse.move(5, 5)
        self.root.evaluate(RESET)
        self.expect(selected=0, probe="")
        return self

    def settled(self):
        """Wait until all of the page is what the server answered."""
        self.page.wait_for_function(CALM, arg=BUSY)

    def resize(self, width, height):
        """Another size of the window; the page learns of it a little later."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.wait_for_function(
            "([width, height]) => innerWidth === width && innerHeight === height",
            arg=[width, height],
        )
        self.settled()

    def __getitem__(self, name):
        return self.root.get_attribute(f"data-{name}")

    @property
    def painted(self):
        return int(self["painted"])

    @property
    def shape(self):
        canvas = self.pictures.first
        return canvas.evaluate("canvas => [canvas.height, canvas.width]")

    def expect(self, **attributes):
        """Wait until the view tells these values about itself."""
        for name, value in attributes.items():
            expect(self.root).to_have_attribute(f"data-{name}", str(value))

    def repainted(self, before):
        """Wait until the view has been painted more than `before` times."""
        self.page.wait_for_function(
            "before => Number(document.querySelector('[data-view]')?.dataset.painted) > before",
            arg=before,
        )

    def slider(self, key):
        return self.page.locator(f".st-key-{key} input[type=range]")

    def press(self, key, times=1):
        """Press the right arrow key on a slider and wait for the answer to the last press."""
        for _ in range(times):
            before = self.painted
            self.slider(key).press("ArrowRight")
            self.repainted(before)

    def sweep(self, key, values):
        """Move a slider that the browser decides without letting it go: [(value, Dice), ...]."""
        return self.page.evaluate(SWEEP, [key, [float(value) for value in values]])

    def let_go(self, key):
        """Release a slider that `sweep` moved, and wait for the answer."""
        self.slider(key).dispatch_event("change")
        self.settled()

    def colour_by(self, name, plot=0):
        """Choose what the dots of a plot are coloured by."""
        plots = self.root.locator("figure.plot")
        plots.nth(plot).get_by_label("Colour the dots").select_option(name)

    def painted_dots(self, plot=0):
        """Red, green and blue, (H, W, 3), of a plot's canvas, and the place of its corner."""
        canvas = self.root.locator("canvas.dots").nth(plot)
        box = canvas.bounding_box()
        return colours_of(canvas), np.array([box["x"], box["y"]])

    def pixel(self, panel, row, col):
        """Place on screen of the middle of a pixel."""
        canvas = self.root.locator(f'canvas[data-panel="{panel}"]')
        box = canvas.bounding_box()
        height, width = self.shape
        return (
            box["x"] + (col + 0.5) / width * box["width"],
            box["y"] + (row + 0.5) / height * box["height"],
        )

    def axes(self, plot=0):
        """Place on screen and ranges of a scatterplot's axes, as Plotly has them."""
        return self.scatters.nth(plot).evaluate(PLACES)

    def dots(self, values, plot=0):
        """Places on screen, (n, 2), of dots with these (n, 2) feature values."""
        axes = self.axes(plot)
        low, high = np.array([axes["x"], axes["y"]]).T
        share = (values - low) / (high - low)
        share[:, 1] = 1 - share[:, 1]
        return [axes["left"], axes["top"]] + share * [axes["width"], axes["height"]]

    def mark(self, plot=0):
        """Place on screen of the mark on the probed dot."""
        return self.scatters.nth(plot).locator("[data-probe-mark]").evaluate(CENTRE)

    def drag(self, *places, steps=8):
        """Press the mouse, move it through all places, and release it."""
        mouse = self.page.mouse
        mouse.move(*places[0])
        mouse.down()
        for place in places[1:]:
            mouse.move(*place, steps=steps)
        mouse.up()

    @contextmanager
    def combining(self, keys):
        """Keep keys pressed that say what the next selection does to the one there is."""
        for key in keys:
            self.page.keyboard.down(key)
        yield
        for key in keys:
            self.page.keyboard.up(key)

    def press_on(self, button):
        button.click()

    def zoom(self, amount):
        """Turn the wheel with Ctrl: upwards, which enlarges, is negative."""
        self.page.keyboard.down("Control")
        self.page.mouse.wheel(0, amount)
        self.page.keyboard.up("Control")

    def choose_tool(self, name):
        self.tools.get_by_role("radio", name=name).click()

    def colours(self, panel):
        """Red, green and blue, (H, W, 3), of what a panel has painted."""
        return colours_of(self.root.locator(f'canvas[data-panel="{panel}"]'))

    @property
    def readout(self):
        return self.root.locator(".readout")

    @property
    def chosen(self):
        return self.root.locator(".chosen")
