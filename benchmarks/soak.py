"""Many ticks and page changes: browser memory, WebGL contexts, and the server's memory."""

import argparse

from playwright.sync_api import Page, sync_playwright

from benchmarks.harness import WINDOW, launch, open_lesson, serve

# Counts the WebGL contexts that anything on the page ever asks for.
WATCH = """() => {
  window.contexts = 0;
  const original = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
    if (kind.startsWith("webgl")) window.contexts++;
    return original.call(this, kind, ...rest);
  };
}"""
READY = '[data-view="linked"]:not([data-painted="0"]) .js-plotly-plot'


def tick(page: Page, turn: int) -> None:
    """One key press on sigma, up and down the slider in turns, until it is painted."""
    before = page.get_attribute("[data-view=linked]", "data-painted")
    page.keyboard.press("ArrowRight" if turn // 20 % 2 == 0 else "ArrowLeft")
    answer = page.wait_for_function(
        "before => document.querySelector('[data-view=linked]').dataset.painted > Number(before)",
        arg=before,
    )
    answer.dispose()


def change_page(page: Page, turn: int) -> None:
    """Go to the other lesson through the sidebar."""
    slug, key = (("threshold", "threshold"), ("clustering-2d", "sigma"))[turn % 2]
    page.locator(f'[data-testid=stSidebarNav] a[href$="/{slug}"]').dispatch_event("click")
    # A locator, unlike page.wait_for_selector, leaves no handle behind that keeps old pages alive.
    page.locator(f".st-key-{key} input[type=range]").wait_for()
    page.locator(READY).first.wait_for()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--ticks", type=int, default=500)
    options.add_argument("--pages", type=int, default=50)
    chosen = options.parse_args()
    with sync_playwright() as playwright, serve() as server:
        browser = launch(playwright)
        page = browser.new_page(viewport=WINDOW)
        page.add_init_script(f"({WATCH})()")
        devtools = page.context.new_cdp_session(page)
        devtools.send("Performance.enable")

        def report(what: str) -> None:
            devtools.send("HeapProfiler.collectGarbage")
            metrics = {
                m["name"]: m["value"] for m in devtools.send("Performance.getMetrics")["metrics"]
            }
            print(
                f"{what:18} heap {metrics['JSHeapUsedSize'] / 1e6:6.1f} MB   "
                f"nodes {metrics['Nodes']:6.0f}   listeners {metrics['JSEventListeners']:5.0f}   "
                f"WebGL contexts {page.evaluate('window.contexts')}   "
                f"server {server.memory():.0f} MB"
            )

        open_lesson(page, server, "clustering-2d?sigma=0")
        page.focus(".st-key-sigma input[type=range]")
        for turn in range(40):
            tick(page, turn)
        report("40 ticks")
        for turn in range(40, 40 + chosen.ticks):
            tick(page, turn)
        report(f"{chosen.ticks} more ticks")
        for turn in range(10):
            change_page(page, turn)
        report("10 page changes")
        for turn in range(10, 10 + chosen.pages):
            change_page(page, turn)
        report(f"{chosen.pages} more")
        browser.close()


if __name__ == "__main__":
    main()
