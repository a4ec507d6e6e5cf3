"""Dragging and pointing: how many frames are painted, and how soon a gesture shows."""

import argparse

import numpy as np
from playwright.sync_api import Page, sync_playwright

from benchmarks.harness import (
    ROOT,
    WINDOW,
    launch,
    open_lesson,
    serve,
    slider,
    summary,
    to_and_fro,
)

# Milliseconds between two events of the page, the repaints of the view, the frames that the display
# offers, and those of them before which something had been moved.
WATCH = """() => {
  const view = document.querySelector("[data-view=linked]");
  const note = (name) => (window[name] = []);
  note("probes"), note("selections"), note("paints");
  Object.assign(window, { frames: 0, fresh: 0 });
  let moved = 0;
  let released = 0;
  let changed = false;
  addEventListener("pointermove", () => (moved = performance.now(), changed = true), true);
  addEventListener("pointerup", () => (released = performance.now()), true);
  const frame = () => {
    window.frames++;
    if (changed) window.fresh++;
    changed = false;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  new MutationObserver((records) => {
    const now = performance.now();
    const names = new Set(records.map((record) => record.attributeName));
    if (names.has("data-probe")) window.probes.push(now - moved);
    const lit = names.has("data-selected") && view.dataset.selected !== "0";
    if (lit) window.selections.push(now - released);
    if (names.has("data-painted")) window.paints.push(now);
  }).observe(view, { attributes: true });
}"""


def drag(page: Page, start: np.ndarray, reach: np.ndarray) -> str:
    """Drag to and fro between two places, at the pace of a display; return what was painted."""
    page.mouse.move(*start)
    page.mouse.down()
    page.evaluate("Object.assign(window, { frames: 0, fresh: 0 }), (window.paints.length = 0)")
    took = to_and_fro(page, start, reach)
    paints, frames, fresh = page.evaluate("[paints.length, frames, fresh]")
    page.mouse.up()
    return (
        f"{paints / took:5.1f} paints per second; the display offered {frames / took:4.1f} frames, "
        f"the pointer had moved before {fresh / took:4.1f}"
    )


def handle(page: Page, name: str) -> tuple[np.ndarray, np.ndarray]:
    """Where to grab a handle in a plot, and how far to drag it."""
    box = page.locator(f'[data-handle="{name}"]:visible').last.bounding_box()
    start = np.array([box["x"] + box["width"] / 2, box["y"] + box["height"] / 2])
    return start, np.array([150, -60 if name.startswith("centre") else 0])


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
    options.add_argument("--large", action="store_true", help="a million pixels instead")
    large = options.parse_args().large
    script = ROOT / "benchmarks" / "large" / "app.py" if large else ROOT / "app.py"
    threshold, clusters = (
        ("?what=threshold", "?what=clusters")
        if large
        else ("threshold?threshold=0.3", "clustering-2d?steps=0")
    )
    drags = [
        ("threshold line", threshold, handle, "threshold"),
        ("centre", clusters, handle, "centre-1"),
        ("sigma", clusters, slider, "sigma"),
    ]
    if not large:
        drags.insert(1, ("lower of two cuts", "threshold?two=true&upper=0.6", handle, "threshold"))
    with sync_playwright() as playwright, serve(script) as server:
        browser = launch(playwright)
        page = browser.new_page(viewport=WINDOW)
        for name, address, find, key in drags:
            open_lesson(page, server, address)
            page.evaluate(WATCH)
            drag(page, *find(page, key))  # once for what is remembered
            page.wait_for_timeout(1000)
            print(f"{name:18} dragged   {drag(page, *find(page, key))}")
        open_lesson(page, server, clusters)
        page.evaluate(WATCH)
        print(f"pointer move → all marks drawn   {summary(point(page))}")
        took = lasso(page)
        print(f"lasso release → pixels lit       {summary(took)}   n = {len(took)}")
        browser.close()


if __name__ == "__main__":
    main()
