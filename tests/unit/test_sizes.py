"""Sizes count what is really held: measured against the allocator and against pickles."""

import pickle
import tracemalloc
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest
from sklearn.ensemble import RandomForestClassifier
from sklearn.neighbors import KNeighborsClassifier
from sklearn.tree import DecisionTreeClassifier

from segcore import feature_space, train
from segview.cache.sizes import parts, size


class Slots:
    __slots__ = ("array", "unset")

    def __init__(self):
        self.array = np.zeros(50_000)


@dataclass(frozen=True)
class Record:
    first: np.ndarray
    second: dict


def shared():
    array = np.zeros(100_000)
    return [array, array, {"again": array}]


MAKERS = {
    "array": lambda: np.zeros(100_000),
    "view": lambda: np.ones(400_000)[:1],
    "view of a view": lambda: np.ones(400_000)[::2][:10].reshape(2, 5),
    "transposed part": lambda: np.zeros((500, 300))[:3].T,
    "array over bytes": lambda: np.frombuffer(bytes(300_000), np.uint8)[:5],
    "memoryview": lambda: memoryview(bytes(300_000))[:7],
    "array of objects": lambda: np.array([np.zeros(20_000), None, bytes(100_000)], object),
    "structured array": lambda: np.zeros(20_000, [("x", float), ("y", np.uint8)])["x"],
    "slots": Slots,
    "dataclass": lambda: Record(np.zeros(9_000), {"rest": [bytes(70_000)]}),
    "shared": shared,
    "text": lambda: ["é" * 50_000, "a" * 60_000],
    "numbers": lambda: [float(n) for n in range(20_000)],
    "table": lambda: pd.DataFrame({"x": np.zeros(30_000), "y": np.arange(30_000)}),
    "features": lambda: feature_space(np.full((90, 80), 0.5), ("intensity", "gaussian:5")),
    "nearest mean": lambda: train("nearest mean", np.eye(800), np.arange(800) % 2),
}


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_a_value_holds_what_the_allocator_gave_for_it(make):
    make()  # what a first call imports and keeps is not the value's
    tracemalloc.start()
    value = make()
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size(value) == pytest.approx(held, rel=0.05, abs=3000)


@pytest.mark.parametrize(
    "model",
    [
        DecisionTreeClassifier(),
        RandomForestClassifier(5, random_state=0),
        KNeighborsClassifier(3, algorithm="kd_tree"),
        KNeighborsClassifier(3, algorithm="ball_tree"),
    ],
    ids=lambda model: type(model).__name__ + getattr(model, "algorithm", ""),
)
def test_a_trained_model_holds_at_least_what_a_pickle_of_it_does(model):
    """Its trees lie in memory that Python's own count of an object leaves out."""
    chance = np.random.default_rng(0)
    model.fit(chance.random((3000, 3)), chance.integers(0, 3, 3000))
    pickled = len(pickle.dumps(model, protocol=5))
    assert pickled > 100_000
    assert 0.95 * pickled < size(model) < 2 * pickled + 20_000


def test_what_is_shared_has_one_identity_in_both():
    array = np.zeros(1000)
    common = parts((array[:1],)).keys() & parts([array]).keys()
    assert id(array) in common


def test_classes_functions_and_modules_count_nothing():
    assert size(np, size, Slots, len) == 0
