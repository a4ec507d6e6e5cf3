"""How much of the screen pictures, plots and charts fill on each lesson, at three sizes.

Run with ``python -m benchmarks.room``. Counted is what lies in the window: pictures and
plots with their captions and axes, and charts.
"""

from playwright.sync_api import sync_playwright

from benchmarks.harness import launch, serve
from segview.course import curriculum

SIZES = {(1366, 768): 0.55, (1920, 1080): 0.65, (1024, 768): None}  # and what is wanted
PAINTED = '[data-view="linked"]:not([data-painted="0"])'
AT_REST = """() => document.querySelector("[data-test-script-state]")?.dataset.testScriptState
  === "notRunning" """
SHARE = """() => {
  const seen = (element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const within = (at, end) => Math.min(end, Math.max(0, at));
    const wide = within(right, innerWidth) - within(left, innerWidth);
    return wide * (within(bottom, innerHeight) - within(top, innerHeight));
  };
  const kinds = [".picture", ".plot", ".segview-parts :is(.chart, .pictures img)"];
  const elements = document.querySelectorAll(
    kinds.map((kind) => `.st-key-segview-stage ${kind}`).join());
  return [...elements].reduce((sum, one) => sum + seen(one), 0) / (innerWidth * innerHeight);
}"""


def main() -> None:
    """Measure and print a table."""
    slugs = [lesson.slug for lesson in curriculum.IN_ORDER]
    print(f"{'':20}" + "".join(f"{f'{wide} x {high}':>14}" for wide, high in SIZES))
    table = []
    with serve() as server, sync_playwright() as playwright:
        page = launch(playwright).new_page()
        for slug in slugs:
            page.goto(f"{server.url}/{slug}")
            page.wait_for_selector(PAINTED)
            page.wait_for_function(AT_REST)
            table.append([])
            for width, height in SIZES:
                page.set_viewport_size({"width": width, "height": height})
                page.wait_for_timeout(700)
                table[-1].append(page.evaluate(SHARE))
            print(f"{slug:20}" + "".join(f"{share:14.0%}" for share in table[-1]), flush=True)
    means = [sum(column) / len(column) for column in zip(*table, strict=True)]
    print(f"{'mean':20}" + "".join(f"{mean:14.0%}" for mean in means))
    print(f"{'wanted':20}" + "".join(f"{wanted:14.0%}" for wanted in SIZES.values() if wanted))


if __name__ == "__main__":
    main()
