"""What all tests share: an unpacker, the real slices where they are at hand, and no network."""

import json
import zlib
from pathlib import Path

import numpy as np
import pooch
import pytest

ROOT = Path(__file__).parents[1]
OASIS = ROOT.parent / "shared" / "oasis"


def pytest_collection_modifyitems(items):
    """Skip what needs the real slices where they are not."""
    if not OASIS.is_dir():
        skip = pytest.mark.skip(reason="the real slices are not here")
        for item in items:
            if item.get_closest_marker("oasis"):
                item.add_marker(skip)


def _no_network(self, url, output_file, pooch):
    raise ConnectionError(f"A test tried to download {url}.")


@pytest.fixture(scope="session", autouse=True)
def no_network(tmp_path_factory):
    """Downloads come from the folder of real slices, or fail at once."""
    folder = OASIS if OASIS.is_dir() else tmp_path_factory.mktemp("downloads")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SEGCORE_CACHE", str(folder))
        patch.setattr(pooch.HTTPDownloader, "__call__", _no_network)
        yield


@pytest.fixture(scope="session")
def root():
    """Folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def unpack():
    """Undo ``segview.packing`` from its description alone: bytes → (head, levels)."""

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
