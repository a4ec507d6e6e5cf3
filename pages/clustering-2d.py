"""Clustering in two dimensions: Full Exercise 1 of the course."""

import streamlit as st

from segcore import kmeans
from segview import code, controls, lesson
from segview.caching import features, remember
from segview.linked import image, linked_view, result, scatter, truth, feature

subject = lesson.subject()
INIT = ((0.3, 0.3), (0.5, 0.1))


@remember
def cluster(subject_id: str, blurred: str):
    """K-means from the two approximate centres of the exercise."""
    return kmeans(features(subject_id, ("intensity", blurred)).values, init=INIT)


@st.fragment
def explore() -> None:
    """Move sigma, watch the clusters."""
    sigma = controls.slider("sigma", "Gaussian σ", 0.0, 10.0, 0.5, 5.0, unit=" px")
    blurred = f"gaussian:{sigma:g}"
    space = features(subject.id, ("intensity", blurred))
    clusters = cluster(subject.id, blurred)
    linked_view(
        space,
        subject.binary_truth,
        space.to_image(1 - clusters.labels),
        classes=("rest", subject.foreground),
        rows=[
            [image(), feature(blurred, "Blurred"), truth(), result()],
            [
                scatter("intensity", blurred, colour="truth", title="Ground truth"),
                scatter("intensity", blurred, colour="result", title="Clusters", centres=True),
            ],
        ],
        centres=clusters.centres[::-1],
    )


explore()
code.show(kmeans)
