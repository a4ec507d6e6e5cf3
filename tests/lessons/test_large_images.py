"""Images larger than a browser draws at the speed of the hand: shown reduced, computed in full."""

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter
from sklearn.metrics import f1_score

from segcore import feature_space
from segview.scene import Scene, histogram, image, result, truth
from segview.scene.message import describe


@pytest.mark.parametrize(
    ("side", "step", "shown"), [(1000, 1, 1000), (1500, 2, 750), (2400, 3, 800)]
)
def test_a_large_image_is_shown_reduced_scored_in_full_and_says_so(side, step, shown):
    picture = gaussian_filter(np.random.default_rng(0).random((side, side)), 2)
    picture = (picture - picture.min()) / np.ptp(picture)
    scene = Scene(
        space=feature_space(picture, ("intensity",)),
        truth=picture > 0.5,
        result=picture > 0.55,
        classes=("rest", "bright"),
        rows=[[image(), truth(), result()], [histogram("intensity", title="Histogram")]],
    )
    data = describe(scene).data["view"]
    assert data["shape"] == [shown, shown]
    assert data["pixels"] == side * side
    assert (f"one of every {step} rows and columns" in data["hint"]) == (step > 1)
    assert data["dice"] == pytest.approx(
        f1_score((picture > 0.5).ravel(), (picture > 0.55).ravel())
    )
