"""Run programs the way a learner would: each in a process of its own, beside the images."""

import contextlib
import io
import multiprocessing
import os
import runpy
import tempfile
import warnings
from pathlib import Path
from unittest import mock

import matplotlib.pyplot as plt

LIBRARIES = [
    "matplotlib.pyplot",
    "PIL.Image",
    "scipy.ndimage",
    "skimage.feature",
    "sklearn.ensemble",
    "sklearn.mixture",
]
NAMES = ("im", "mask", "result", "dice")


def pool():
    """Two workers that take a fresh process for every program; the libraries are loaded once."""
    unix = "forkserver" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if unix else "spawn")
    if unix:
        context.set_forkserver_preload(LIBRARIES)
    with mock.patch.dict(os.environ, OMP_NUM_THREADS="1"):  # two workers with many threads wait
        return context.Pool(2, maxtasksperchild=1)


def run(program, folder, draw=False):
    """Run a program; warnings are errors.

    Parameters
    ----------
    program : str
    folder : path
        Where the images are.
    draw : bool
        Whether to paint its figure, too.

    Returns
    -------
    dict
        Values of the main variables, by name, as far as the program sets them.
    """
    os.chdir(folder)
    plt.switch_backend("Agg")
    plt.show = lambda: draw and plt.gcf().canvas.draw()
    with tempfile.TemporaryDirectory() as elsewhere:
        path = Path(elsewhere) / "program.py"
        path.write_text(program, encoding="utf-8")
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("error")
            values = runpy.run_path(str(path))
    return {name: values[name] for name in NAMES if name in values}
