"""Page opened by a new visitor → first lesson painted, beside a stock app's first chart."""

import argparse
import statistics
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from benchmarks.harness import WINDOW, Server, launch, serve, serve_stock

PAINTED = '[data-view="linked"]:not([data-painted="0"])'
CHART = "[data-testid=stPlotlyChart] .main-svg"
NETWORKS = {  # Mbit/s and ms
    "at home": None,
    "5 Mbit/s, 150 ms": (5, 150),
    "1.5 Mbit/s, 300 ms": (1.5, 300),
}
LONGEST = 180_000  # ms


@dataclass(frozen=True)
class App:
    """A page to be opened, and the sign that it has been painted."""

    server: Server
    address: str
    sign: str

    @property
    def url(self) -> str:
        """Its address."""
        return f"{self.server.url}/{self.address}"


class Traffic:
    """What a page loads, by name of the file, as it travels; WebSocket messages as one."""

    def __init__(self, context: BrowserContext, network: tuple[float, float] | None):
        self.page = context.new_page()
        self.sizes: dict[str, float] = {}
        self._names: dict[str, str] = {}
        session = context.new_cdp_session(self.page)
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.loadingFinished", self._came)
        session.on("Network.webSocketFrameReceived", self._told)
        session.send("Network.enable")
        if network:
            rate, latency = network
            limits = dict.fromkeys(("downloadThroughput", "uploadThroughput"), rate * 1e6 / 8)
            session.send(
                "Network.emulateNetworkConditions", {"offline": False, "latency": latency} | limits
            )

    @property
    def total(self) -> float:
        """Bytes in all."""
        return sum(self.sizes.values())

    def _asked(self, event: dict) -> None:
        self._names[event["requestId"]] = urlsplit(event["request"]["url"]).path

    def _came(self, event: dict) -> None:
        if event["encodedDataLength"] > 0:
            self._add(self._names.get(event["requestId"], "?"), event["encodedDataLength"])

    def _told(self, event: dict) -> None:
        text, binary = event["response"]["payloadData"], event["response"]["opcode"] == 2
        self._add("WebSocket", len(text) * 3 / 4 if binary else len(text))

    def _add(self, name: str, size: float) -> None:
        self.sizes[name] = self.sizes.get(name, 0) + size


def visit(context: BrowserContext, app: App, network: tuple[float, float] | None) -> tuple:
    """Milliseconds from the request to the sign, bytes until then, and all that is loaded."""
    traffic = Traffic(context, network)
    start = time.perf_counter()
    traffic.page.goto(app.url, wait_until="commit", timeout=LONGEST)
    traffic.page.wait_for_selector(app.sign, timeout=LONGEST)
    took, until = 1000 * (time.perf_counter() - start), traffic.total
    traffic.page.wait_for_load_state("networkidle", timeout=LONGEST)
    traffic.page.close()
    return took, until, traffic


def visits(browser: Browser, app: App, network: tuple[float, float] | None) -> tuple[tuple, tuple]:
    """A visit by somebody new, and one by the same browser again."""
    with browser.new_context(viewport=WINDOW) as context:
        return visit(context, app, network), visit(context, app, network)


def report(title: str, measured: dict[str, list[tuple]]) -> None:
    """Print medians beside the floor's."""
    print(title)
    floor = statistics.median(took for took, *_ in measured["stock floor"])
    for name, found in measured.items():
        took = statistics.median(took for took, *_ in found)
        until = statistics.median(until for _, until, _ in found) / 1e6
        total = statistics.median(traffic.total for *_, traffic in found) / 1e6
        print(
            f"  {name:14} median {took:6.0f} ms   {took / floor:.2f} × floor   "
            f"{until:.2f} MB until then, {total:.2f} MB in all   n = {len(found)}"
        )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--visits", type=int, default=5)
    options.add_argument("--files", action="store_true", help="list what the first visit loads")
    chosen = options.parse_args()
    with sync_playwright() as playwright, serve() as ours, serve_stock("floor") as stock:
        browser = launch(playwright)
        apps = {
            "threshold": App(ours, "threshold", PAINTED),
            "clustering-2d": App(ours, "clustering-2d", PAINTED),
            "stock floor": App(stock, "", CHART),
        }
        for app in apps.values():  # the first visit warms the server
            visits(browser, app, None)
        for network, limits in NETWORKS.items():
            first, again = ({name: [] for name in apps} for _ in range(2))
            for _ in range(chosen.visits if limits is None else (chosen.visits + 1) // 2):
                for name, app in apps.items():
                    new, known = visits(browser, app, limits)
                    first[name].append(new)
                    again[name].append(known)
            report(f"page opened → painted, {network}", first)
            report(f"the same with a warm cache, {network}", again)
            if chosen.files and limits is None:
                *_, traffic = first["threshold"][-1]
                for name, size in sorted(traffic.sizes.items(), key=lambda item: -item[1]):
                    print(f"  {size:10.0f}  {name}")
        browser.close()


if __name__ == "__main__":
    main()
