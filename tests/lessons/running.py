"""Run programs the way a learner would: each in a process of its own, beside the images.

A runner loads the libraries once and forks for every program, so that none waits for imports.
"""

import contextlib
import io
import os
import pickle
import runpy
import subprocess
import sys
import tempfile
import traceback
import warnings
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path

import matplotlib.pyplot as plt

LIBRARIES = (
    "PIL.Image",
    "scipy.ndimage",
    "skimage.feature",
    "sklearn.discriminant_analysis",
    "sklearn.ensemble",
    "sklearn.mixture",
)
NAMES = ("im", "mask", "result", "dice")
FORKS = hasattr(os, "fork")


class Runner:
    """A process that runs programs, one after the other.

    Parameters
    ----------
    folder : path
        Where the images are.
    """

    def __init__(self, folder):
        self.process = subprocess.Popen(
            [sys.executable, __file__],
            cwd=folder,
            env=os.environ | {"MPLBACKEND": "Agg", "OMP_NUM_THREADS": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self.queue = ThreadPoolExecutor(1)

    def submit(self, program, draw=False):
        """Have a program run, and its figure painted if wanted.

        Returns
        -------
        Future
            Of the program's main variables by name, as far as it sets them.
        """
        return self.queue.submit(self._ask, program, draw)

    def _ask(self, *task):
        pickle.dump(task, self.process.stdin)
        self.process.stdin.flush()
        answer = pickle.load(self.process.stdout)
        assert isinstance(answer, dict), answer
        return answer

    def close(self):
        self.queue.shutdown()
        self.process.communicate()


def run(program, draw):
    """Values of the main variables after a program has run; warnings are errors."""
    plt.show = lambda: draw and plt.gcf().canvas.draw()
    with tempfile.TemporaryDirectory() as elsewhere:
        path = Path(elsewhere) / "program.py"
        path.write_text(program, encoding="utf-8")
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("error")
            values = runpy.run_path(str(path))
    return {name: values[name] for name in NAMES if name in values}


def serve():
    """Answer every program with its variables, or with what went wrong."""
    while True:
        try:
            task = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        if FORKS and (child := os.fork()):
            os.waitpid(child, 0)
            continue
        try:
            answer = run(*task)
        except Exception:
            answer = traceback.format_exc()
        pickle.dump(answer, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        if FORKS:
            os._exit(0)


if __name__ == "__main__":
    for library in LIBRARIES:
        import_module(library)
    serve()
