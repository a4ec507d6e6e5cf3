"""One image enlarged to 1024 × 1024 pixels, thresholded (``?what=threshold``) or clustered."""

from functools import lru_cache

import streamlit as st
from segview.scene.linked import linked_view
from skimage.transform import resize

from segcore import feature_space, kmeans, load_subject, threshold
from segview import theme
from segview.lesson import controls
from segview.scene.panels import (
    cuts,
    errors,
    histogram,
    image,
    nearest_centre,
    result,
    scatter,
    truth,
)

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


def thresholded():
    """Show the view of the threshold lesson."""
    t = controls.slider("threshold", "Threshold", 0.0, 1.0, 0.01, 0.1)
    space = features(0)
    linked_view(
        space,
        ground_truth(),
        threshold(space.to_image(space.values[:, 0]), t),
        classes=("rest", "brain"),
        rows=[PICTURES, [histogram("intensity", title="Histogram")]],
        rule=cuts("intensity", "threshold"),
    )


def clustered():
    """Show the view of the clustering lesson."""
    sigma = controls.slider("sigma", "Gaussian sigma", 0.0, 10.0, 0.5, 5.0)
    points = controls.points("centres", "Centres", ((0.3, 0.3), (0.5, 0.1)))
    space = features(sigma)
    clusters = grouped(sigma, tuple(map(tuple, points)))
    linked_view(
        space,
        ground_truth(),
        space.to_image(clusters.labels),
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


st.set_page_config(layout="wide")
st.html(theme.STYLE)
controls.open_page("large")
show = {"threshold": thresholded, "clusters": clustered}[
    controls.choice("what", "What", {"threshold": "threshold", "clusters": "clusters"}, "threshold")
]
st.fragment(show)()
