"""What all tests share: an unpacker, the real slices where they are at hand, and no network."""

# ruff: noqa: E402

import os

os.environ.setdefault("SEGVIEW_CACHE_MB", "1000")  # what one test of a lesson computed, all find
for library in ("OMP", "OPENBLAS"):  # the tests are what runs in parallel
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")

import asyncio
import json
import socket
import zlib
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from ipaddress import ip_address
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import settings
from source import serve_files

from segcore import download, subjects
from segview.cache import remembering
from segview.cache.store import Store

ROOT = Path(__file__).parents[1]
OASIS = ROOT.parent / "shared" / "oasis"
EMPTY = pytest.StashKey()

settings.register_profile("no clock", deadline=None)
settings.load_profile("no clock")


def pytest_configure(config):
    """Make a folder for downloads in which there is nothing."""
    config.stash[EMPTY] = TemporaryDirectory()
    config.add_cleanup(config.stash[EMPTY].cleanup)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Let only those find the real slices that need them: the others see what everybody sees."""
    needed = item.get_closest_marker("oasis")
    os.environ["SEGCORE_CACHE"] = str(OASIS) if needed else item.config.stash[EMPTY].name
    for subject in subjects():
        if subject.downloaded and not needed:
            for pixels in ("image", "truth", "binary_truth"):
                vars(subject).pop(pixels, None)


def pytest_collection_modifyitems(items):
    """Skip what needs the real slices where they are not."""
    if not OASIS.is_dir():
        skip = pytest.mark.skip(reason="the real slices are not here")
        for item in items:
            if item.get_closest_marker("oasis"):
                item.add_marker(skip)


def _only_here(reach):
    """Let a function of a socket reach this machine, and fail the test that wants more."""

    def guarded(self, address):
        if isinstance(address, tuple) and not ip_address(address[0]).is_loopback:
            pytest.fail(f"A test tried to reach {address}.")
        return reach(self, address)

    return guarded


def _only_known(look_up):
    """The same for a function that looks up a name."""

    def guarded(host, *arguments, **named):
        if host not in (None, "localhost", "127.0.0.1", "::1"):
            pytest.fail(f"A test tried to find {host}.")
        return look_up(host, *arguments, **named)

    return guarded


@pytest.fixture(scope="session")
def nowhere():
    """Address on this machine where nobody answers."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{closed.getsockname()[1]}/"


@pytest.fixture(scope="session", autouse=True)
def no_network(nowhere):
    """Downloads fail at once; whatever else wants the network fails the test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(download, "SOURCE", nowhere)
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _only_here(getattr(socket.socket, name)))
        patch.setattr(socket, "getaddrinfo", _only_known(socket.getaddrinfo))
        for name in ("http_proxy", "https_proxy"):  # for the servers and programs that tests start
            patch.setenv(name, nowhere)
            patch.setenv(name.upper(), nowhere)
        patch.setenv("no_proxy", "localhost,127.0.0.1")
        yield


@pytest.fixture
def downloads(monkeypatch, tmp_path):
    """An empty folder for downloads, nothing in memory, and nothing failed before."""
    folder = tmp_path / "downloads"
    folder.mkdir()
    monkeypatch.setenv("SEGCORE_CACHE", str(folder))
    monkeypatch.setattr(remembering, "_kept", Store(remembering.BUDGET))
    subjects.cache_clear()
    download.try_again()
    yield folder
    subjects.cache_clear()
    download.try_again()


@pytest.fixture
def source(monkeypatch, downloads):
    """A server on this machine that stands in for the source of all downloads."""
    with serve_files() as source:
        monkeypatch.setattr(download, "SOURCE", source.url)
        yield source


@pytest.fixture
def stand_in(source):
    """Let the source have the pixels of a shipped image under the name of a real slice."""

    def stand_in(id, shipped="age-25"):
        real, other = (next(s for s in subjects() if s.id == name) for name in (id, shipped))
        for role, path in zip(("image", "truth"), other.files, strict=True):
            name = getattr(real, f"{role}_file")
            source.files[name] = content = path.read_bytes()
            remote = download.Remote("commit", sha256(content).hexdigest())
            object.__setattr__(real, f"{role}_remote", remote)
        return real

    return stand_in


@pytest.fixture(scope="session")
def run():
    """Run a coroutine to its end, also where the main thread is in the loop of a browser."""
    with ThreadPoolExecutor(1) as thread:
        yield lambda coroutine: thread.submit(asyncio.run, coroutine).result()


@pytest.fixture(scope="session")
def root():
    """Folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def unpack():
    """Undo ``segview.scene.packing`` from its description alone: bytes → (head, levels)."""

    def unpack(body):
        length = int.from_bytes(body[:4], "little")
        head = json.loads(body[4 : 4 + length])
        shape = head["height"], head["width"]
        plain = np.frombuffer(zlib.decompress(body[4 + length :]), np.uint8)
        if not head["smooth"]:
            return head, plain.reshape(shape)
        low, high = plain.reshape(2, *shape).astype(np.int64)
        # What a plane through three neighbours leaves over, summed along both axes, is the level.
        return head, (low + 256 * high).cumsum(axis=0).cumsum(axis=1) % 65536

    return unpack
