"""One image enlarged to 1024 × 1024 pixels, thresholded (``?what=threshold``) or clustered."""

from functools import lru_cache

import streamlit as st
from skimage.transform import resize

from segcore import feature_space, kmeans, load_subject, threshold
from segview import theme
from segview.lesson import inputs, linked
from segview.lesson.controls import Choice, Slider, shown
from segview.lesson.places import Points
from segview.scene import (
    Scene,
    cuts,
    errors,
    histogram,
    image,
    nearest_centre,
    result,
    scatter,
    truth,
)
from segview.scene.message import describe

SIZE = (1024, 1024)
PICTURES = [image(), truth(), result(), errors()]


@lru_cache
def ground_truth():
    """Brain of the enlarged image, (1024, 1024)."""
    mask = load_subject("age-25").binary_truth
    return resize(mask, SIZE, order=0, preserve_range=True, anti_aliasing=False)


@lru_cache
def features(sigma):
    """Intensity and blurred intensity of the enlarged image."""
    picture = resize(load_subject("age-25").image, SIZE, order=1)
    return feature_space(picture, ("intensity", f"gaussian:{sigma:g}"))


@lru_cache
def grouped(sigma, points):
    """K-means on the two features."""
    return kmeans(features(sigma).values, init=points)


def thresholded(t):
    """The scene of the threshold lesson."""
    space = features(0)
    return Scene(
        space=space,
        truth=ground_truth(),
        result=threshold(space.to_image(space.values[:, 0]), t),
        classes=("rest", "brain"),
        rows=[PICTURES, [histogram("intensity", title="Histogram")]],
        rule=cuts("intensity", "threshold"),
    )


def clustered(sigma, points):
    """The scene of the clustering lesson."""
    space = features(sigma)
    clusters = grouped(sigma, points)
    return Scene(
        space=space,
        truth=ground_truth(),
        result=space.to_image(clusters.labels),
        classes=("rest", "brain"),
        rows=[
            PICTURES,
            [
                scatter(*space.names, colour="truth", title="Truth"),
                scatter(*space.names, colour="result", title="Result", centres=True),
            ],
        ],
        rule=nearest_centre("centres", space.names),
        centres=clusters.centres,
    )


WHAT = Choice(
    key="what",
    label="What",
    options={"threshold": "threshold", "clusters": "clusters"},
    default="threshold",
)
SCREENS = {
    "threshold": (
        thresholded,
        [Slider(key="threshold", label="Threshold", low=0.0, high=1.0, step=0.01, default=0.1)],
    ),
    "clusters": (
        clustered,
        [
            Slider(key="sigma", label="Gaussian sigma", low=0.0, high=10.0, step=0.5, default=5.0),
            Points(key="centres", label="Centres", default=((0.3, 0.3), (0.5, 0.1))),
        ],
    ),
}


@st.fragment
def show():
    """Show the controls and the scene that was asked for."""
    view, controls = SCREENS[inputs.value(WHAT)]
    inputs.show("large", controls, {}, [st.container() for _ in controls])
    values = inputs.values(controls)
    linked.show(describe(view(*values.values())), controls, shown(controls, values))


st.set_page_config(layout="wide")
for style in theme.STYLES:
    st.html(style)
inputs.open_page("large")
inputs.show("large", [WHAT], {}, [st.container()])
show()
