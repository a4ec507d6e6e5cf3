"""Remember results by what they were computed from: ids and parameters, never big arrays."""

from collections.abc import Callable

import streamlit as st

from segcore import FeatureSpace, ceiling, feature_space, load_subject


def remember(compute: Callable) -> Callable:
    """Keep the newest results of `compute`, shared by all learners and never changed by any.

    The arguments must be small and hashable: ids, numbers, tuples of them.
    """
    return st.cache_resource(compute, max_entries=128, show_spinner=False)


@remember
def features(subject_id: str, specs: tuple[str, ...]) -> FeatureSpace:
    """Feature space of a subject of the catalogue, by its id and the features' specs."""
    return feature_space(load_subject(subject_id).image, specs)


@remember
def best_possible(subject_id: str, specs: tuple[str, ...]) -> float:
    """Best Dice that any rule can reach that knows each feature to 1/64 of its range."""
    values = features(subject_id, specs).values
    return ceiling(values, load_subject(subject_id).binary_truth, bins=64).dice
