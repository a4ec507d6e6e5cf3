"""Images larger than a browser draws at the speed of the hand: shown reduced, computed in full."""

import json

import pytest
from sklearn.metrics import f1_score
from streamlit.testing.v1 import AppTest


def page(side):
    """Threshold a smooth random image of this width; returns what was computed from."""
    import numpy as np
    from scipy.ndimage import gaussian_filter
    from segview.scene.linked import linked_view

    from segcore import feature_space
    from segview.lesson import controls
    from segview.scene.panels import histogram, image, result, truth

    picture = gaussian_filter(np.random.default_rng(0).random((side, side)), 2)
    picture = (picture - picture.min()) / np.ptp(picture)
    controls.open_page("large")
    linked_view(
        feature_space(picture, ("intensity",)),
        picture > 0.5,
        picture > 0.55,
        classes=("rest", "bright"),
        rows=[[image(), truth(), result()], [histogram("intensity", title="Histogram")]],
    )
    return picture


@pytest.mark.parametrize(
    ("side", "step", "shown"), [(1000, 1, 1000), (1500, 2, 750), (2400, 3, 800)]
)
def test_a_large_image_is_shown_reduced_scored_in_full_and_says_so(side, step, shown):
    app = AppTest.from_function(page, kwargs={"side": side}, default_timeout=60).run()
    assert not app.exception
    (view,) = [
        element.proto
        for element in app.get("bidi_component")
        if element.proto.component_name == "segview.linked"
    ]
    data = json.loads(view.json)
    assert data["shape"] == [shown, shown]
    assert data["pixels"] == side * side
    assert (f"every {step}th row" in data["hint"]) == (step > 1)
    picture = page(side)
    assert data["dice"] == pytest.approx(
        f1_score((picture > 0.5).ravel(), (picture > 0.55).ravel())
    )
