"""What a learner brings along: on no disk, in no log, and gone when they are."""

import asyncio
import gzip
import io
import json
import os
import signal

import nibabel
import numpy as np
import pytest
from PIL import Image

from benchmarks.harness import serve
from benchmarks.session import connected

NAME = "sister-in-law.png"
MASK = "and its mask, if you have one"
LOOKING_ON = """
# Python begins with this: it notes files that are opened to write, and tells what images there are.
import gc, json, os, signal, sys

written, told = [], os.environ["TOLD"]

def look(event, arguments):
    if event != "open":
        return
    path, _, flags = arguments
    if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) and path not in (told, os.devnull):
        written.append(str(path))
    if leaving := sys.modules.get("segview.server.leaving"):
        leaving.PACE = 0.1

def tell(*_):
    from streamlit.runtime.uploaded_file_manager import UploadedFile, UploadedFileRec

    from segcore import Subject
    from segview.images import Volume
    from segview.lab.applying import Job
    from segview.lab.opened import Mask, Opened

    objects = gc.get_objects()
    kinds = Mask, Opened, UploadedFile, UploadedFileRec, Volume, Job
    own = [one.id for one in objects if isinstance(one, Subject) and one.id.startswith("own-")]
    files = [type(one).__name__ for one in objects if isinstance(one, kinds)]
    with open(told, "w") as file:
        json.dump({"written": written, "own": own, "files": sorted(files)}, file)

sys.addaudithook(look)
signal.signal(signal.SIGUSR1, tell)
"""


@pytest.fixture
def watched(root, tmp_path, monkeypatch):
    """A server whose files are watched, and a function that asks what it has done."""
    told = tmp_path / "told.json"
    (tmp_path / "sitecustomize.py").write_text(LOOKING_ON)
    monkeypatch.setenv("TOLD", str(told))
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}:{root}")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL", "1")
    with serve() as server:

        async def ask():
            told.unlink(missing_ok=True)
            os.kill(server.pid, signal.SIGUSR1)
            while not told.exists() or not told.read_text().endswith("}"):
                await asyncio.sleep(0.05)
            return json.loads(told.read_text())

        yield server, ask


def png(pixels):
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.getvalue()


def files():
    """A picture of 1.2 MB that no compression makes smaller, its mask, and a volume."""
    pixels = np.random.default_rng(0).integers(0, 256, (1100, 1100), np.uint8)
    voxels = nibabel.Nifti1Image(pixels[:600, :600].reshape(100, 60, 60), np.eye(4))
    return png(pixels), png(pixels > 99), gzip.compress(voxels.to_bytes())


async def bring_and_leave(server, ask):
    picture, mask, volume = files()
    told, errors = [], []
    for brought in (
        [("Bring an image", NAME, picture), (MASK, NAME, mask)],
        [("Bring an image", "sister.nii.gz", volume)],
        [("Bring an image", NAME, b"no picture")],
    ):
        async with connected(server.url) as session:
            await session.open("lab")
            for file in brought:
                await session.bring(*file)
            told.append(await ask())
            errors += session.errors
    gone = await ask()
    while gone["own"] or gone["files"]:
        gone = await ask()
    return told, gone, errors


def test_what_is_brought_is_written_nowhere_and_gone_with_its_learner(watched, run):
    server, ask = watched
    (picture, volume, nothing), gone, errors = run(bring_and_leave(server, ask))
    assert errors == []
    assert picture["own"] and {"Opened", "Mask", "UploadedFileRec"} <= set(picture["files"])
    assert volume["own"] and "Volume" in volume["files"]
    assert "UploadedFileRec" in nothing["files"]
    assert gone["written"] == []
