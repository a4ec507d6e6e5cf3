"""A slider dragged at home and far from the server: paints a second, while its scenes come."""

import argparse

from playwright.sync_api import Page, sync_playwright

from benchmarks.harness import WINDOW, launch, open_lesson, serve, slider, to_and_fro

NETWORKS = {"at home": 0, "over 200 ms": 200}  # round trip, ms
PASSES = 3  # a second over a slider of 21 values: 60 of them
LESSONS = {"clustering-2d?sigma=2": "sigma", "gaussian-blur?sigma=2": "sigma"}
WATCH = """() => {
  window.paints = 0;
  const view = document.querySelector("[data-view=linked]");
  new MutationObserver(() => window.paints++).observe(view, { attributeFilter: ["data-painted"] });
}"""


def drag(page: Page, key: str) -> float:
    """Drag a slider to and fro over its whole range; return paints a second."""
    start, reach = slider(page, key)
    page.mouse.move(*start)
    page.mouse.down()
    page.evaluate("window.paints = 0")
    took = to_and_fro(page, start, reach, passes=PASSES)
    painted = page.evaluate("window.paints")
    page.mouse.up()
    return painted / took


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    with sync_playwright() as playwright, serve() as server:
        browser = launch(playwright)
        for address, key in LESSONS.items():
            for name, latency in NETWORKS.items():
                with browser.new_context(viewport=WINDOW) as context:
                    page = context.new_page()
                    devtools = context.new_cdp_session(page)
                    devtools.send("Network.enable")
                    shaped = {"downloadThroughput": -1, "uploadThroughput": -1, "offline": False}
                    devtools.send("Network.emulateNetworkConditions", shaped | {"latency": latency})
                    open_lesson(page, server, address)
                    page.evaluate(WATCH)
                    first = drag(page, key)
                    page.wait_for_timeout(8000)  # the hand rests, neighbours come
                    second = drag(page, key)
                    print(
                        f"{address:24} {name:12} {first:5.1f} paints a second at first, "
                        f"{second:5.1f} with its neighbours fetched"
                    )
        browser.close()


if __name__ == "__main__":
    main()
