"""Remember results by what they were computed from: ids and parameters, never big arrays."""

import functools
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from contextlib import nullcontext
from typing import Any

import numpy as np
import streamlit as st

from segcore import FeatureSpace, add_noise, ceiling, feature_space, load_subject

BUDGET = 200_000_000  # bytes of results that are kept, over all functions

_kept: OrderedDict[Hashable, Future] = OrderedDict()
_sizes: dict[Hashable, int] = {}
_lock = threading.Lock()


def remember(compute: Callable | None = None, *, saying: str | None = None) -> Callable:
    """Keep the newest results of `compute`, shared by all learners and never changed by any.

    What several learners ask for at the same time is computed once. The least recently used
    results go when all results together take more than `BUDGET` bytes. The arguments must be
    small and hashable: ids, numbers, tuples of them; `compute` must not show anything.

    Parameters
    ----------
    compute : callable
        What to remember the results of.
    saying : str, optional
        What to tell learners who wait for a result; for work of half a second or more.
    """
    if compute is None:
        return functools.partial(remember, saying=saying)

    @functools.wraps(compute)
    def remembered(*arguments: Hashable, **named: Hashable) -> Any:
        code = compute.__code__
        key = (code.co_filename, code, arguments, tuple(sorted(named.items())))
        return recall(key, lambda: compute(*arguments, **named), saying=saying)

    return remembered


def recall(key: Hashable, compute: Callable[[], Any], *, saying: str | None = None) -> Any:
    """Return what was computed under this key, now or before; see `remember`."""
    with _lock:
        mine = key not in _kept
        result = _kept.setdefault(key, Future())
        _kept.move_to_end(key)
    with st.spinner(saying) if saying and not result.done() else nullcontext():
        if mine:
            _fill(key, result, compute)
        return result.result()


def _fill(key: Hashable, result: Future, compute: Callable[[], Any]) -> None:
    try:
        value = compute()
    except BaseException as error:
        with _lock:
            del _kept[key]
        result.set_exception(error)
        return
    result.set_result(value)
    with _lock:
        _sizes[key] = _size(value)
        while sum(_sizes.values()) > BUDGET and len(_sizes) > 1:
            oldest = next(known for known in _kept if known in _sizes)
            del _kept[oldest], _sizes[oldest]


def _size(value: Any) -> int:
    """Bytes of all arrays in a result, and a little for everything else."""
    if isinstance(value, np.ndarray | bytes):
        return memoryview(value).nbytes
    parts = value if isinstance(value, tuple | list) else getattr(value, "__dict__", {}).values()
    return 100 + sum(map(_size, value.values() if isinstance(value, dict) else parts))


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
