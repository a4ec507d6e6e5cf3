"""The linked view as a learner meets it: places to point at, and what it tells about itself."""

import numpy as np
from playwright.sync_api import expect

READY = '[data-view="linked"]:not([data-painted="0"])'
ATTACHED = """() => {
  const plots = [...document.querySelectorAll('[data-panel="scatter"], [data-panel="histogram"]')];
  const ready = (graph) => graph?._ev?.listeners("plotly_relayout").length;
  return plots.length && plots.every((plot) => ready(plot.querySelector(".js-plotly-plot")));
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
COLOURS = """(canvas) => {
  const { width, height } = canvas;
  return Array.from(canvas.getContext("2d").getImageData(0, 0, width, height).data);
}"""


class View:
    def __init__(self, page):
        self.page = page
        self.root = page.locator('[data-view="linked"]')
        self.pictures = self.root.locator("canvas[data-panel]")
        self.scatters = self.root.locator('[data-panel="scatter"]')
        self.marks = self.root.locator("[data-probe-mark]")
        self.tools = self.root.get_by_role("radiogroup")

    def ready(self):
        """Wait until all panels are painted and all plots have their axes."""
        self.page.wait_for_selector(READY)
        self.page.wait_for_function(ATTACHED)
        return self

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

    def choose_tool(self, name):
        self.tools.get_by_role("radio", name=name).click()

    def colours(self, panel):
        """Red, green and blue, (H, W, 3), of what a panel has painted."""
        canvas = self.root.locator(f'canvas[data-panel="{panel}"]')
        return np.reshape(canvas.evaluate(COLOURS), (*self.shape, 4))[..., :3]

    @property
    def readout(self):
        return self.root.locator(".readout")

    @property
    def chosen(self):
        return self.root.locator(".chosen")
