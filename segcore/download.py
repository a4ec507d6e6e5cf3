"""Files that are downloaded when somebody asks for them, checked, and kept in a cache folder."""

import logging
import os
import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pooch

SOURCE = "https://raw.githubusercontent.com/vcheplygina/image-segmentation-with-python/"
WAIT = 3  # seconds that anybody waits for a download
PAUSE = 60  # seconds after a failure in which nobody tries again, unless asked to
SILENCE = 20  # seconds without a byte after which a download ends
LONGEST = 60  # seconds after which it ends though bytes come in
THREAD = "segcore-download"

_clock = time.monotonic
_lock = threading.Lock()
_attempts = {}  # what is on its way, by paths
_paused = {}  # until when nobody tries again, by paths; () stands for all


@dataclass(frozen=True)
class Remote:
    """A file to download.

    Attributes
    ----------
    commit : str
        The commit of the course's own repository that holds it.
    sha256 : str
        Of its content.
    address : str
        Where it is instead, if it is elsewhere.
    """

    commit: str
    sha256: str
    address: str = ""


@dataclass(eq=False)
class _Attempt:
    """A download that runs, and until when those who want it wait."""

    end: float
    done: Future


def fetch(wanted):
    """Return where files are on this machine; download them first if they are not.

    Whoever asks for the same files at the same time shares one download and waits `WAIT` seconds
    for it at most, all files together. A download that takes longer goes on by itself, and what
    it brings is found by whoever asks later. What failed is not tried again for `PAUSE` seconds,
    or until `try_again`; after a network that did not answer in time, nothing is.

    Parameters
    ----------
    wanted : mapping of str to Remote
        The files by name.

    Returns
    -------
    tuple of Path
        In the same order, in the folder that the environment variable ``SEGCORE_CACHE`` names.
        Only whole files with the right content are ever there.

    Raises
    ------
    OSError
        If they could not be downloaded, or not in time.
    ValueError
        If something else came than what was wanted.
    """
    folder = Path(os.environ.get("SEGCORE_CACHE") or pooch.os_cache("image-segmentation-course"))
    paths = tuple(folder.expanduser() / name for name in wanted)
    with _lock:
        if all(_is_there(path, wanted[path.name]) for path in paths):
            return paths
        if _clock() < max(_paused.get(paths, 0), _paused.get((), 0)):
            raise ConnectionError(f"The last download failed less than {PAUSE} s ago.")
        attempt = _attempts.get(paths) or _start(paths, wanted)
    try:
        attempt.done.result(max(0, attempt.end - _clock()))
    except TimeoutError as error:
        _end(paths, attempt, error, pause=())
        raise
    return paths


def try_again():
    """Let the next `fetch` ask the network at once, whatever failed before."""
    with _lock:
        _paused.clear()


def _is_there(path, remote):
    return path.is_file() and pooch.file_hash(str(path)) == remote.sha256


def _start(paths, wanted):
    attempt = _attempts[paths] = _Attempt(_clock() + WAIT, Future())
    arguments = (paths, wanted, attempt)
    threading.Thread(target=_run, name=THREAD, args=arguments, daemon=True).start()
    return attempt


def _run(paths, wanted, attempt):
    try:
        _download(paths, wanted)
    except Exception as error:
        _end(paths, attempt, error, pause=paths)
        attempt.done.set_exception(error)
    else:
        _end(paths, attempt)
        attempt.done.set_result(None)


def _end(paths, attempt, error=None, pause=None):
    """Forget an attempt; whoever first finds that it failed lets all pause."""
    with _lock:
        if _attempts.get(paths) is not attempt:
            return
        del _attempts[paths]
        if error:
            _paused[pause] = _clock() + PAUSE
    if error:
        names = ", ".join(path.name for path in paths)
        logging.getLogger(__name__).warning("No download of %s: %r", names, error)


def _download(paths, wanted):
    """Download files beside where they belong, and move them there when all are whole."""
    folder = paths[0].parent
    folder.mkdir(parents=True, exist_ok=True)
    take = pooch.HTTPDownloader(timeout=SILENCE, chunk_size=64, progressbar=_Limit())
    with TemporaryDirectory(dir=folder, prefix=".download-") as part:
        for path in paths:
            remote = wanted[path.name]
            address = remote.address or f"{SOURCE}{remote.commit}/datasets/{path.name}"
            pooch.retrieve(address, remote.sha256, path.name, part, downloader=take)
        for path in paths:
            os.replace(Path(part) / path.name, path)


class _Limit:
    """What `pooch` takes for a progress bar: it ends what lasts too long."""

    def __init__(self):
        self.total = 0
        self.end = _clock() + LONGEST

    def update(self, _):
        if _clock() > self.end:
            raise TimeoutError(f"Not complete after {LONGEST} s.")

    def reset(self):
        pass

    def close(self):
        pass
