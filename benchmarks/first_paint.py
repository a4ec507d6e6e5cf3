"""Page opened → first lesson painted, beside a stock app's first chart: bytes and milliseconds.

New visitors come over networks that Chromium emulates; what comes by WebSocket it delays only at
the handshake. Whoever comes back finds in the browser's cache what may be kept.
"""

import argparse
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.harness import WINDOW, Server, launch, serve, serve_stock

PAINTED = '[data-view="linked"]:not([data-painted="0"])'
CHART = "[data-testid=stPlotlyChart] .main-svg"
NETWORKS = {  # bits per second, and milliseconds there and back
    "at home": (0, 0),
    "5 Mbit/s, 150 ms": (5e6, 150),
    "1.5 Mbit/s, 300 ms": (1.5e6, 300),
}
WAIT = 180_000  # ms


@dataclass(frozen=True)
class App:
    """What is opened, and what shows that it is there."""

    server: Server
    address: str
    sign: str

    def open(self, page: Page) -> float:
        """Milliseconds from the request to the sign."""
        start = time.perf_counter()
        page.goto(f"{self.server.url}/{self.address}", wait_until="commit")
        page.wait_for_selector(self.sign, timeout=WAIT)
        return 1000 * (time.perf_counter() - start)


@dataclass
class Traffic:
    """Bytes that a page has received, by address and over its WebSocket."""

    by_address: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    socket: int = 0
    _addresses: dict[str, str] = field(default_factory=dict)

    def watch(self, devtools) -> None:
        """Count from now on."""
        devtools.on("Network.requestWillBeSent", self._asked)
        devtools.on("Network.loadingFinished", self._received)
        devtools.on("Network.webSocketFrameReceived", self._told)

    def _asked(self, event: dict) -> None:
        self._addresses[event["requestId"]] = event["request"]["url"]

    def _received(self, event: dict) -> None:
        self.by_address[self._addresses[event["requestId"]]] += int(event["encodedDataLength"])

    def _told(self, event: dict) -> None:
        self.socket += len(event["response"]["payloadData"]) * 3 // 4  # base64

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.by_address.values()) + self.socket


@contextmanager
def visitor(browser: Browser, network: str) -> Iterator[tuple[Page, Traffic]]:
    """A page without anything in its cache, behind a network."""
    bits, latency = NETWORKS[network]
    with browser.new_context(viewport=WINDOW) as context:
        page = context.new_page()
        devtools = context.new_cdp_session(page)
        traffic = Traffic()
        traffic.watch(devtools)
        devtools.send("Network.enable")
        if bits:
            speed = {"downloadThroughput": bits / 8, "uploadThroughput": bits / 8}
            limits = {"offline": False, "latency": latency, **speed}
            devtools.send("Network.emulateNetworkConditions", limits)
        yield page, traffic


def weigh(browser: Browser, app: App) -> Traffic:
    """What a first visit consists of, until nothing more comes."""
    with visitor(browser, "at home") as (page, traffic):
        app.open(page)
        page.wait_for_load_state("networkidle")
        page.wait_for_selector(".js-plotly-plot", timeout=WAIT)
        page.wait_for_load_state("networkidle")
        return traffic


def come_back(browser: Browser, app: App) -> float:
    """Milliseconds until the sign is there again."""
    with visitor(browser, "at home") as (page, _):
        app.open(page)
        page.wait_for_load_state("networkidle")
        return app.open(page)


def show(what: str, took: dict[str, list[float]]) -> None:
    """Print medians, and how they compare with the last one, which is the floor."""
    medians = {name: statistics.median(times) for name, times in took.items()}
    floor = list(medians.values())[-1]
    print(what)
    for name, median in medians.items():
        count = len(took[name])
        print(f"  {name:14} median {median:6.0f} ms   {median / floor:.2f} × floor   n = {count}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--visits", type=int, default=3)
    options.add_argument("--files", action="store_true", help="print every file of a first visit")
    chosen = options.parse_args()
    with sync_playwright() as playwright, serve() as ours, serve_stock("floor") as stock:
        browser = launch(playwright)
        apps = {
            "threshold": App(ours, "threshold", PAINTED),
            "clustering-2d": App(ours, "clustering-2d", PAINTED),
            "stock floor": App(stock, "", CHART),
        }
        print("bytes of a first visit")
        for name, app in apps.items():  # these visits warm the servers
            traffic = weigh(browser, app)
            print(f"  {name:14} {traffic.total / 1e6:.2f} MB in {len(traffic.by_address)} requests")
            for address, size in traffic.by_address.items() if chosen.files else ():
                print(f"    {size:9,}  {address.removeprefix(app.server.url)[:80]}")
        for network in NETWORKS:
            took = defaultdict(list)
            for _ in range(chosen.visits):
                for name, app in apps.items():
                    with visitor(browser, network) as (page, _traffic):
                        took[name].append(app.open(page))
            show(f"first visit → painted, {network}", took)
        took = defaultdict(list)
        for _ in range(chosen.visits):
            for name, app in apps.items():
                took[name].append(come_back(browser, app))
        show("second visit → painted, at home", took)
        browser.close()


if __name__ == "__main__":
    main()
