"""Remember results by what they were computed from: ids and parameters, never big arrays."""

from collections.abc import Callable

import numpy as np
import streamlit as st

from segcore import FeatureSpace, add_noise, ceiling, feature_space, load_subject


def remember(compute: Callable | None = None, *, saying: str | None = None) -> Callable:
    """Keep the newest results of `compute`, shared by all learners and never changed by any.

    The arguments must be small and hashable: ids, numbers, tuples of them.

    Parameters
    ----------
    compute : callable
        What to remember the results of.
    saying : str, optional
        What to tell learners who wait for a result; for work of half a second or more.
    """
    return st.cache_resource(compute, max_entries=128, show_spinner=saying or False)


@remember
def picture(subject_id: str, noise: float = 0.0, seed: int = 0) -> np.ndarray:
    """Image of a subject, (H, W), with Gaussian noise of this standard deviation."""
    image = load_subject(subject_id).image
    return add_noise(image, noise, seed) if noise else image


@remember
def features(
    subject_id: str, specs: tuple[str, ...], noise: float = 0.0, seed: int = 0
) -> FeatureSpace:
    """Feature space of a subject, by the features' specs."""
    return feature_space(picture(subject_id, noise, seed), specs)


@remember
def best_possible(
    subject_id: str, specs: tuple[str, ...], noise: float = 0.0, seed: int = 0
) -> float:
    """Best Dice that any rule can reach that knows each feature to 1/64 of its range."""
    values = features(subject_id, specs, noise, seed).values
    return ceiling(values, load_subject(subject_id).binary_truth, bins=64).dice
