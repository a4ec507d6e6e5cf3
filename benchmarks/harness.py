"""What all benchmarks need: a server, a browser, and a few statistics."""

import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO
from urllib.error import URLError
from urllib.request import urlopen

import numpy as np
from playwright.sync_api import Browser, Page, Playwright

ROOT = Path(__file__).resolve().parents[1]
STOCK = ROOT / "benchmarks" / "stock"
SLICES = ROOT.parent / "shared" / "oasis"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-proxy-server",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)
SETTINGS = {
    "server.headless": "true",
    "server.fileWatcherType": "none",
    "browser.gatherUsageStats": "false",
}
HERTZ = 60  # of a display
WINDOW = {"width": 1400, "height": 1000}


@dataclass(frozen=True)
class Server:
    """A running Streamlit server.

    Attributes
    ----------
    url : str
        Its address, without a slash at the end.
    pid : int
        Its process.
    """

    url: str
    pid: int

    def memory(self) -> float:
        """Resident memory in MiB."""
        answer = subprocess.check_output(["ps", "-o", "rss=", "-p", str(self.pid)], text=True)
        return int(answer) / 1024

    def peak(self) -> float:
        """The most resident memory it has ever had, in MiB, as Linux counts it."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s*(\d+) kB", status)[1]) / 1024


@contextmanager
def serve(script: Path = ROOT / "app.py", folder: Path = ROOT, **settings: str) -> Iterator[Server]:
    """Run a Streamlit app in `folder` for the time of a with block.

    Parameters
    ----------
    script, folder : Path
        What to run, and where.
    **settings
        Environment variables, as whoever hosts the app sets them; by default the port is free.
    """
    settings = {"STREAMLIT_SERVER_PORT": str(free_port())} | settings
    flags = [f"--{name}={value}" for name, value in SETTINGS.items()]
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    environment = os.environ | settings
    if SLICES.exists():
        environment.setdefault("SEGCORE_CACHE", str(SLICES))
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(
            command + flags, cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            base = settings.get("STREAMLIT_SERVER_BASE_URL_PATH", "").strip("/")
            url = f"http://localhost:{settings['STREAMLIT_SERVER_PORT']}/{base}".rstrip("/")
            _wait_for(process, f"{url}/_stcore/health", log)
            yield Server(url, process.pid)
            if process.poll() is not None:
                raise _failure(f"The server ended by itself ({process.returncode})", log)
        finally:
            process.terminate()
            process.wait(10)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return probe.getsockname()[1]


@contextmanager
def serve_stock(name: str) -> Iterator[Server]:
    """Run ``stock/<name>.py`` with Streamlit's default settings, away from the project's."""
    with tempfile.TemporaryDirectory() as folder:
        script = shutil.copy(STOCK / f"{name}.py", folder)
        with serve(Path(script), Path(folder)) as server:
            yield server


def _wait_for(process: subprocess.Popen, address: str, log: TextIO) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            urlopen(address, timeout=5).close()
            return
        except (URLError, OSError):
            time.sleep(0.05)
    raise _failure("The server did not start", log)


def _failure(what: str, log: TextIO) -> RuntimeError:
    log.seek(0)
    return RuntimeError(f"{what}:\n{log.read()}")


def chromium() -> str | None:
    """Path of the system's Chromium, None if there is none."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def launch(playwright: Playwright) -> Browser:
    """Start the system's Chromium, without a GPU."""
    return playwright.chromium.launch(executable_path=chromium(), args=SWITCHES)


def open_lesson(page: Page, server: Server, address: str) -> None:
    """Open a lesson and wait until it can be used; where a control is named, no step sets any."""
    page.goto(f"{server.url}/{address}")
    page.wait_for_selector('[data-view="linked"]:not([data-painted="0"]) .js-plotly-plot')


def to_and_fro(
    page: Page, start: np.ndarray, reach: np.ndarray, seconds: float = 4, passes: float = 1
) -> float:
    """Move the pressed mouse between two places, at the pace of a display.

    Parameters
    ----------
    page : Page
        Whose mouse is pressed.
    start, reach : (2,) array
        Where it begins, and how far it goes.
    seconds, passes : float
        How long, and how many times a second it goes there or back.

    Returns
    -------
    float
        Seconds that it took.
    """
    begin = time.perf_counter()
    for turn in range(round(seconds * HERTZ)):
        share = abs((passes * turn / HERTZ + 1) % 2 - 1)
        page.mouse.move(*(start + share * reach))
        time.sleep(max(0, begin + (turn + 1) / HERTZ - time.perf_counter()))
    return time.perf_counter() - begin


def slider(page: Page, key: str) -> tuple[np.ndarray, np.ndarray]:
    """Where to grab a slider at its low end, and how far to drag it."""
    thumb = page.locator(f".st-key-{key} input[type=range]")
    box = thumb.bounding_box()
    return np.array([box["x"] + 10, box["y"] + box["height"] / 2]), np.array([box["width"] - 20, 0])


def summary(milliseconds: Sequence[float]) -> str:
    """Median and 90th percentile in words."""
    median = statistics.median(milliseconds)
    return f"median {median:6.1f} ms   p90 {percentile(milliseconds, 90):6.1f} ms"


def percentile(numbers: Sequence[float], share: float) -> float:
    """The smallest of `numbers` that `share` percent of them do not exceed."""
    ordered = sorted(numbers)
    return ordered[max(0, -(-len(ordered) * int(share) // 100) - 1)]
