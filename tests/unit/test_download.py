"""Downloads: whole or not at all, once for everybody, and nobody waits long."""

import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from segcore import download
from segcore.download import fetch, try_again

SILENT = ["hang", "stall", "drip"]
FAILING = ["lie", "cut", "deny", "break_off"]


@pytest.fixture
def wanted(source):
    """Two files that are downloaded together."""
    return source.wanted(slice_png=b"an image " * 99, mask_png=b"a mask " * 99)


@pytest.fixture
def clock(monkeypatch):
    """Let time stand still; ``clock.append(seconds)`` lets some pass."""
    passed = [1000]
    monkeypatch.setattr(download, "_clock", lambda: sum(passed))
    return passed


def impatient(monkeypatch, seconds=0.05):
    monkeypatch.setattr(download, "WAIT", seconds)


def fail(source, wanted, monkeypatch, way):
    """Ask in vain."""
    source.behave = getattr(source, way)
    impatient(monkeypatch, 0.05 if way in SILENT else 30)
    with pytest.raises((OSError, ValueError)):
        fetch(wanted)


def content(paths):
    return [path.read_bytes() for path in paths]


def test_files_arrive_in_order(source, wanted, downloads):
    paths = fetch(wanted)
    assert content(paths) == [source.files[name] for name in wanted]
    assert [path.name for path in paths] == list(wanted)
    assert sorted(downloads.iterdir()) == sorted(paths), "nothing else is left behind"


def test_what_is_there_needs_no_network(source, wanted):
    paths = fetch(wanted)
    source.behave = source.deny
    assert fetch(wanted) == paths
    assert source.asked == list(wanted)


def test_a_damaged_file_is_replaced(source, wanted):
    image, _ = fetch(wanted)
    image.write_bytes(b"a")
    assert content(fetch(wanted)) == [source.files[name] for name in wanted]


def test_a_folder_that_can_only_be_read_is_enough(source, wanted, downloads):
    paths = fetch(wanted)
    downloads.chmod(0o500)
    assert fetch(wanted) == paths
    downloads.chmod(0o700)


@pytest.mark.parametrize("way", FAILING)
def test_what_fails_leaves_nothing_behind(source, wanted, downloads, monkeypatch, way):
    fail(source, wanted, monkeypatch, way)
    assert list(downloads.iterdir()) == []


def test_a_source_that_is_not_there(wanted, downloads, monkeypatch, nowhere):
    monkeypatch.setattr(download, "SOURCE", nowhere)
    with pytest.raises(OSError):
        fetch(wanted)
    assert list(downloads.iterdir()) == []


def test_one_file_without_the_other_is_not_kept(source, wanted, downloads):
    source.files["mask.png"] = b"another mask"
    with pytest.raises(ValueError):
        fetch(wanted)
    assert list(downloads.iterdir()) == []


@pytest.mark.parametrize("way", SILENT)
def test_nobody_waits_for_a_slow_source(source, wanted, monkeypatch, way):
    """The call comes back though the source goes on to keep it waiting."""
    fail(source, wanted, monkeypatch, way)
    assert not source.released.is_set()


def test_nobody_waits_for_a_connection(wanted, monkeypatch):
    impatient(monkeypatch)
    monkeypatch.setattr(download, "SILENCE", 0.2)
    with socket.socket() as full, ExitStack() as callers:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        monkeypatch.setattr(download, "SOURCE", f"http://127.0.0.1:{full.getsockname()[1]}/")
        for _ in range(3):
            caller = callers.enter_context(socket.socket())
            caller.setblocking(False)
            caller.connect_ex(full.getsockname())
        with pytest.raises(TimeoutError):
            fetch(wanted)


@pytest.mark.parametrize("way", SILENT)
def test_what_comes_late_is_kept(source, wanted, monkeypatch, way):
    fail(source, wanted, monkeypatch, way)
    source.release()
    assert content(fetch(wanted)) == [source.files[name] for name in wanted]
    assert source.asked == list(wanted)


def test_what_takes_too_long_ends(source, wanted, downloads, monkeypatch):
    monkeypatch.setattr(download, "LONGEST", 0)
    fail(source, wanted, monkeypatch, "drip")
    source.finished()
    assert not source.released.is_set() and list(downloads.iterdir()) == []


def test_silence_ends(source, wanted, downloads, monkeypatch):
    monkeypatch.setattr(download, "SILENCE", 0.2)
    fail(source, wanted, monkeypatch, "stall")
    source.finished()
    assert not source.released.is_set() and list(downloads.iterdir()) == []


@pytest.mark.parametrize("way", FAILING + SILENT)
def test_a_failure_is_remembered_for_a_minute(source, wanted, monkeypatch, clock, way):
    fail(source, wanted, monkeypatch, way)
    source.asked_again()
    source.behave = source.send
    clock.append(59.9)
    with pytest.raises(ConnectionError):
        fetch(wanted)
    assert source.asked == ["slice.png"]
    impatient(monkeypatch, 30)
    clock.append(0.2)
    fetch(wanted)
    assert source.asked == ["slice.png", *wanted]


@pytest.mark.parametrize("way", FAILING + SILENT)
def test_whoever_asks_for_it_tries_again_at_once(source, wanted, monkeypatch, way):
    for _ in range(2):
        fail(source, wanted, monkeypatch, way)
        source.asked_again()
        try_again()
    source.behave = source.send
    impatient(monkeypatch, 30)
    assert content(fetch(wanted)) == [source.files[name] for name in wanted]
    assert source.asked == ["slice.png", "slice.png", *wanted]


def test_after_a_silent_network_nothing_is_tried(source, wanted, monkeypatch):
    """A page that shows several images waits once."""
    fail(source, wanted, monkeypatch, "hang")
    source.asked_again()
    with pytest.raises(ConnectionError):
        fetch(source.wanted(other_png=b"b"))
    assert source.asked == ["slice.png"]


def test_wrong_content_keeps_nobody_from_other_files(source, wanted):
    source.behave = source.lie
    with pytest.raises(ValueError):
        fetch(wanted)
    source.behave = source.send
    fetch(source.wanted(other_png=b"b"))


def at_once(n, ask):
    """What `ask` returns or raises in each of `n` threads that start together."""
    start = threading.Barrier(n)

    def one(_):
        start.wait()
        try:
            return ask()
        except (OSError, ValueError) as error:
            return type(error)

    with ThreadPoolExecutor(n) as pool:
        return list(pool.map(one, range(n)))


def test_many_learners_cause_one_download(source, wanted):
    assert len(set(at_once(20, lambda: fetch(wanted)))) == 1
    assert source.asked == list(wanted)


def test_many_learners_share_a_failure(source, wanted, monkeypatch):
    impatient(monkeypatch, 0.5)
    source.behave = source.hang
    assert set(at_once(20, lambda: fetch(wanted))) <= {TimeoutError, ConnectionError}
    assert source.asked == ["slice.png"]


def test_many_who_try_again_cause_one_download(source, wanted):
    source.behave = source.lie
    at_once(5, lambda: fetch(wanted))
    source.behave, source.asked = source.send, []
    assert len(set(at_once(20, lambda: [try_again(), fetch(wanted)][1]))) == 1
    assert source.asked == list(wanted)


def test_who_comes_later_waits_only_for_the_rest(source, wanted, monkeypatch, clock):
    """Nobody waits anew behind a download that hangs."""
    impatient(monkeypatch, 30)
    asked = threading.Event()
    source.behave = lambda *request: [asked.set(), source.hang(*request)]
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(fetch, wanted)
        asked.wait()
        clock.append(30)
        with pytest.raises(TimeoutError):
            fetch(wanted)
        assert not first.done()
        source.release()
        first.result()
