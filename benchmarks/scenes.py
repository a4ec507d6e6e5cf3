"""How long a scene takes, computed and described for the browser: cold, and remembered.

``python -m benchmarks.scenes`` prints a line per lesson and the medians over all. Every scene is
one that nobody has asked for: each slider in turn at places all over its range, every option of
every list, on the first image of the lesson. What belongs to the image alone (its features, its
ceiling) is there already, as it is for everybody but the first visitor of a lesson.
"""

import statistics
import sys
import time

import numpy as np

from segview.course import curriculum
from segview.lesson import controls, folder, scenes
from segview.lesson.controls import Slider

PLACES = 7  # tried along each slider
SHOWN = [page for page in curriculum.IN_ORDER if folder.has_screen(page.slug)]


def settings(inputs):
    """Values that differ from the default in one control, for each control in turn."""
    for control in inputs:
        if isinstance(control, Slider):
            ends = [control.parse(v) for v in np.linspace(control.low, control.high, PLACES + 2)]
            yield from ({control.key: value} for value in ends[1:-1] if value != control.start)
        else:
            yield from ({control.key: end} for end in control.ends() if end != control.start)


def timed(slug, image, values):
    """Milliseconds until the message for the browser is there."""
    start = time.perf_counter()
    scenes.message(slug, image, values)
    return 1e3 * (time.perf_counter() - start)


def main():
    """Time all lessons."""
    print(
        f"{'lesson':20} {'scenes':>6} {'cold':>8} {'slowest':>8} {'remembered':>11}   ms, medians"
    )
    cold_medians, kept_medians = [], []
    for lesson in SHOWN:
        inputs = folder.module(lesson.slug).CONTROLS
        image = lesson.image or folder.picker(lesson).default
        timed(lesson.slug, image, controls.initial(inputs))
        cold, kept = [], []
        for values in settings(inputs):
            cold.append(timed(lesson.slug, image, values))
            kept.append(timed(lesson.slug, image, values))
        cold_medians.append(statistics.median(cold))
        kept_medians.append(statistics.median(kept))
        print(
            f"{lesson.slug:20} {len(cold):6} {cold_medians[-1]:8.1f} {max(cold):8.1f} "
            f"{kept_medians[-1]:11.3f}",
            flush=True,
        )
    print(
        f"{'median of all':20} {'':6} {statistics.median(cold_medians):8.1f} {'':8} "
        f"{statistics.median(kept_medians):11.3f}"
    )


if __name__ == "__main__":
    sys.exit(main())
