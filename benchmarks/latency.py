"""Slider key press → last panel painted, beside the least that stock Streamlit can do."""

import argparse
import statistics
from dataclasses import dataclass, field

from playwright.sync_api import Page, sync_playwright

from benchmarks.harness import ROOT, WINDOW, launch, open_lesson, serve, serve_stock, summary

# Notes the time of the last key press, and how long its answer took. Our view says when all its
# panels are painted; a stock chart is drawn when nothing in it changes any more, and its new title
# is noted too.
WATCH = """([target, attribute]) => {
  addEventListener("keydown", () => (window.pressed = performance.now()), true);
  const title = () => document.querySelector("[data-testid=stPlotlyChart] .gtitle")?.textContent;
  const drawn = (changes) => {
    if (!attribute && title() !== wanted) return;
    const inChart = ({ target }) => target.closest?.("[data-testid=stPlotlyChart]");
    if (!attribute && !changes.some(inChart)) return;
    window.first ??= performance.now() - window.pressed;
    window.last = performance.now() - window.pressed;
  };
  new MutationObserver(drawn).observe(document.querySelector(target), attribute
    ? { attributes: true, attributeFilter: [attribute] }
    : { subtree: true, childList: true, characterData: true, attributes: true });
}"""
QUIET = 120  # ms after which nothing more is expected from a key press


@dataclass
class Subject:
    """One of the two apps, ready to be measured.

    Attributes
    ----------
    page : Page
        Its open page.
    slider : str
        What the arrow keys move, as a CSS selector; from 0 to 10 in steps of 0.5.
    wanted : str
        What the chart's title says at a value, where the chart is how we see it drawn.
    titled, took, received : lists
        Milliseconds to the first sign of the new value, milliseconds to the last, and bytes, per
        key press.
    """

    page: Page
    slider: str
    wanted: str = ""
    value: float = 0.0
    titled: list[float] = field(default_factory=list)
    took: list[float] = field(default_factory=list)
    received: list[int] = field(default_factory=list)

    def __post_init__(self):
        self.bytes = 0

        self.page.on("websocket", lambda socket: socket.on("framereceived", self._add))
        self.page.on("response", self._add_scene)

    def _add(self, frame):
        self.bytes += len(frame)

    def _add_scene(self, response):
        if "/scene/" in response.url:
            self.bytes += int(response.headers["content-length"])

    def press(self, key: str) -> None:
        """Press one key and note how long the answer took."""
        self.value += 0.5 if key == "ArrowRight" else -0.5
        self.page.evaluate(
            "wanted => { window.first = undefined; window.wanted = wanted; }",
            self.wanted.format(x=self.value),
        )
        before = self.bytes
        self.page.keyboard.press(key)
        self.titled.append(self.page.wait_for_function("() => window.first").json_value())
        self.page.wait_for_timeout(QUIET)
        self.took.append(self.page.evaluate("window.last"))
        self.received.append(self.bytes - before)

    def sweep(self, key: str) -> None:
        """Press a key until the slider's end."""
        self.page.focus(self.slider)
        for _ in range(20):
            self.press(key)

    def report(self, name: str) -> float:
        """Print what was noted since the last report; return the median."""
        ordered = sorted(self.took)
        size = statistics.median(self.received) / 1000
        print(f"  {name:14} {summary(self.took)}   {size:6.1f} kB a tick   n = {len(ordered)}")
        if self.wanted:
            print(f"  {'its title':14} {summary(self.titled)}")
        self.titled.clear()
        self.took.clear()
        self.received.clear()
        return ordered[len(ordered) // 2]


def prepare_lesson(browser, server, image: str | None) -> Subject:
    """Our lesson at sigma 0."""
    page = browser.new_page(viewport=WINDOW)
    subject = Subject(page, ".st-key-sigma input[type=range]")
    open_lesson(page, server, "clustering-2d?sigma=0" + (f"&image={image}" if image else ""))
    page.evaluate(WATCH, ["[data-view=linked]", "data-painted"])
    return subject


def prepare_floor(browser, server) -> Subject:
    """The stock app at 0."""
    page = browser.new_page(viewport=WINDOW)
    subject = Subject(page, "[data-testid=stSlider] input", "x = {x}")
    page.goto(server.url)
    page.wait_for_selector("[data-testid=stPlotlyChart] .gtitle")
    page.focus(subject.slider)
    page.keyboard.press("Home")
    page.wait_for_function(
        "document.querySelector('[data-testid=stPlotlyChart] .gtitle')?.textContent === 'x = 0.0'"
    )
    page.evaluate(WATCH, [".stApp", None])
    return subject


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--image", help="id of another image of the course")
    options.add_argument("--rounds", type=int, default=3, help="warm sweeps up and down")
    chosen = options.parse_args()
    with (
        sync_playwright() as playwright,
        serve(folder=ROOT) as ours,
        serve_stock("floor") as stock,
    ):
        browser = launch(playwright)
        lesson = prepare_lesson(browser, ours, chosen.image)
        floor = prepare_floor(browser, stock)
        for name, keys in (
            ("cold", ["ArrowRight"]),
            ("warm", ["ArrowLeft", "ArrowRight"] * chosen.rounds),
        ):
            for key in keys:
                for subject in (lesson, floor):
                    subject.page.bring_to_front()
                    subject.sweep(key)
            print(f"{name}: key press → painted")
            ratio = lesson.report("clustering-2d") / floor.report("stock floor")
            print(f"  ratio          {ratio:.2f}")
        browser.close()


if __name__ == "__main__":
    main()
