"""Dragging and pointing: how many frames are painted, and how soon a gesture shows."""

import argparse
import statistics

import numpy as np
from benchmarks.harness import WINDOW, launch, open_lesson, serve, summary
from playwright.sync_api import Page, sync_playwright

SECONDS = 4
# Milliseconds between two events of the page, and the repaints of the view.
WATCH = """() => {
  const view = document.querySelector("[data-view=linked]");
  const note = (name) => (window[name] = []);
  note("probes"), note("selections"), note("frames");
  let moved = 0;
  let released = 0;
  addEventListener("pointermove", () => (moved = performance.now()), true);
  addEventListener("pointerup", () => (released = performance.now()), true);
  addEventListener("mouseup", () => (released = performance.now()), true);
  new MutationObserver((records) => {
    const now = performance.now();
    const names = new Set(records.map((record) => record.attributeName));
    if (names.has("data-probe")) window.probes.push(now - moved);
    const lit = names.has("data-selected") && view.dataset.selected !== "0";
    if (lit) window.selections.push(now - released);
    if (names.has("data-painted")) window.frames.push(now);
  }).observe(view, { attributes: true });
}"""


def drag_slider(page: Page, key: str) -> float:
    """Paints per second while a slider is dragged back and forth."""
    box = page.locator(f".st-key-{key} input[type=range]").bounding_box()
    y = box["y"] + box["height"] / 2
    page.evaluate("window.frames.length = 0")
    page.mouse.move(box["x"] + box["width"] / 2, y)
    page.mouse.down()
    start = page.evaluate("performance.now()")
    turn = 0
    while page.evaluate("performance.now()") - start < 1000 * SECONDS:
        share = 0.5 + 0.4 * np.sin(turn / 15)
        page.mouse.move(box["x"] + share * box["width"], y)
        turn += 1
    frames = page.evaluate("window.frames.length")
    page.mouse.up()
    return frames / SECONDS


def point(page: Page) -> list[float]:
    """Milliseconds from each pointer move over the image to all marks drawn."""
    box = page.locator("canvas[data-panel=image]").bounding_box()
    for turn in range(200):
        share = 0.5 + 0.4 * np.array([np.sin(turn / 9), np.cos(turn / 7)])
        page.mouse.move(box["x"] + share[0] * box["width"], box["y"] + share[1] * box["height"])
    return page.evaluate("window.probes")


def lasso(page: Page) -> list[float]:
    """Milliseconds from each release of a lasso to its pixels lit."""
    box = page.locator("[data-panel=scatter]").first.bounding_box()
    for turn in range(12):
        centre = np.array(
            [box["x"] + (0.35 + 0.01 * turn) * box["width"], box["y"] + 0.6 * box["height"]]
        )
        turns = np.linspace(0, 2 * np.pi, 20)
        corners = centre + 50 * np.column_stack([np.cos(turns), np.sin(turns)])
        page.mouse.move(*corners[0])
        page.mouse.down()
        for corner in corners[1:]:
            page.mouse.move(*corner)
        page.mouse.up()
        page.wait_for_function("count => window.selections.length > count", arg=turn)
    return page.evaluate("window.selections")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--image", help="id of another image of the course")
    image = options.parse_args().image
    query = f"?image={image}" if image else ""
    with sync_playwright() as playwright, serve() as server:
        browser = launch(playwright)
        page = browser.new_page(viewport=WINDOW)
        for slug, key in (("threshold", "threshold"), ("clustering-2d", "sigma")):
            open_lesson(page, server, slug + query)
            page.evaluate(WATCH)
            print(f"{key:10} dragged: {drag_slider(page, key):5.1f} paints per second")
        print(f"pointer move → all marks drawn   {summary(point(page))}")
        took = lasso(page)
        print(f"lasso release → pixels lit       {summary(took)}   n = {len(took)}")
        print(f"  best {min(took):.1f} ms, mean {statistics.mean(took):.1f} ms")
        browser.close()


if __name__ == "__main__":
    main()
