"""Page opened by a new visitor → first lesson painted, beside a stock app's first chart."""

import argparse
import statistics
import time

from playwright.sync_api import Browser, sync_playwright

from benchmarks.harness import WINDOW, Server, launch, serve, serve_stock

PAINTED = '[data-view="linked"]:not([data-painted="0"])'
CHART = "[data-testid=stPlotlyChart] .main-svg"


def visit(browser: Browser, server: Server, address: str, sign: str) -> float:
    """Milliseconds from the request to the sign, as a new visitor."""
    with browser.new_context(viewport=WINDOW) as context:
        page = context.new_page()
        start = time.perf_counter()
        page.goto(f"{server.url}/{address}", wait_until="commit")
        page.wait_for_selector(sign)
        return 1000 * (time.perf_counter() - start)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--visits", type=int, default=9)
    visits = options.parse_args().visits
    with sync_playwright() as playwright, serve() as ours, serve_stock("floor") as stock:
        browser = launch(playwright)
        apps = {
            "threshold": (ours, "threshold", PAINTED),
            "clustering-2d": (ours, "clustering-2d", PAINTED),
            "stock floor": (stock, "", CHART),
        }
        took = {name: [] for name in apps}
        for turn in range(visits + 1):
            for name, app in apps.items():
                milliseconds = visit(browser, *app)
                if turn:  # the first visit warms the server
                    took[name].append(milliseconds)
        browser.close()
    floor = statistics.median(took["stock floor"])
    print("page opened → painted")
    for name, times in took.items():
        median = statistics.median(times)
        print(
            f"  {name:14} median {median:6.0f} ms   {median / floor:.2f} × floor   n = {len(times)}"
        )


if __name__ == "__main__":
    main()
