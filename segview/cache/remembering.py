"""Remember results by what they were computed from: ids and parameters, never big arrays.

Nothing here, and nothing that is remembered, knows who asks. Learners come and go; what one of
them has set in motion is computed to its end, and is there for all who ask for it. Only what
comes from an image that a learner has brought along stays with this learner.
"""

import functools
import os
import threading
from collections.abc import Callable, Hashable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import numpy as np

from segcore import FeatureSpace, add_noise, ceiling, feature_space
from segview.cache.store import Store
from segview.cache.turns import Turns
from segview.images import brought, is_own, load_subject, make_room
from segview.server.footprint import give_back

BUDGET = 1e6 * float(os.environ.get("SEGVIEW_CACHE_MB", "100"))
AT_A_TIME = 2  # long computations; more would take more memory, and no less time

_kept = Store(BUDGET)
_turns = Turns(AT_A_TIME)
_own_turns = Turns(1)  # images that learners bring may be large: one at a time, beside all others
_running: dict[Hashable, "_Computation"] = {}
_lock = threading.Lock()
_thread = threading.local()
_tell: Callable[[str], AbstractContextManager] = nullcontext
_NOTHING = object()


def tell_by(how: Callable[[str], AbstractContextManager]) -> None:
    """Set how to tell learners what they wait for.

    Parameters
    ----------
    how : callable
        From a text to the context manager that says it while a learner waits.
    """
    global _tell
    _tell = how


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
        What to tell learners who wait for a result; for work of half a second or more, which
        takes turns.
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
    """Return what was computed under this key, now or before; see `remember`.

    Raises
    ------
    Exception
        What `compute` raised, to all who waited for it; it is not kept. What says nothing about
        the computation (``MemoryError``, and whatever is no ``Exception``) is raised here only:
        one of those who waited computes again.
    """
    store = _store(key)
    value = store.find(key, _NOTHING)
    if value is not _NOTHING:
        return value
    silent = saying is None or _inside()
    with nullcontext() if silent else _tell(saying):
        return _obtain(store, key, compute, long=saying is not None)


def _store(key: Hashable) -> Store:
    """Where a result belongs: to the learner whose image it comes from, else to all."""
    if owner := getattr(_thread, "owner", None):
        return owner
    mine = brought() if _of_own_image(key) else None
    return _kept if mine is None else mine.results


def _of_own_image(key: Hashable) -> bool:
    return any(map(_of_own_image, key)) if isinstance(key, tuple) else is_own(key)


class _Computation:
    """What somebody computes, and others wait for."""

    def __init__(self):
        self.ended = threading.Event()
        self.value: Any = _NOTHING
        self.error: Exception | None = None


def _obtain(store: Store, key: Hashable, compute: Callable[[], Any], long: bool) -> Any:
    """Compute, or wait for somebody who does, until there is a result or an error."""
    place = id(store), key
    while True:
        with _lock:
            value = store.find(key, _NOTHING)
            if value is not _NOTHING:
                return value
            theirs = _running.get(place)
            if theirs is None:
                mine = _running[place] = _Computation()
                break
        with _turns.none(), _own_turns.none():
            theirs.ended.wait()
        if theirs.error is not None:
            raise theirs.error
        if theirs.value is not _NOTHING:
            return theirs.value
    own = store is not _kept
    nested = getattr(_thread, "owner", None) is not None
    try:
        with own_turn() if own else _turns.one() if long else nullcontext():
            mine.value = _owned(store, compute, told=long)
        store.keep(key, mine.value)
        if own and not nested:
            make_room()
        if long or (own and not nested):
            give_back()
    except MemoryError:
        raise
    except Exception as error:
        mine.error = error
        raise
    finally:
        with _lock:
            del _running[place]
        mine.ended.set()
    return mine.value


def own_turn() -> AbstractContextManager:
    """Wait for what other learners' own images take, and have them wait for the time of a block."""
    return _own_turns.one()


def _owned(store: Store, compute: Callable[[], Any], told: bool) -> Any:
    """Compute; what is remembered on the way belongs to the same learner."""
    outside = getattr(_thread, "owner", None)
    _thread.owner = None if store is _kept else store
    try:
        return _computed(compute, told)
    finally:
        _thread.owner = outside


def _computed(compute: Callable[[], Any], told: bool) -> Any:
    """Compute; what is asked for inside tells nobody, if this has been told already."""
    outside, _thread.inside = _inside(), _inside() or told
    try:
        return compute()
    finally:
        _thread.inside = outside


def silently(compute: Callable[[], Any]) -> Any:
    """Compute where nobody looks on who could be told what is waited for."""
    return _computed(compute, told=True)


def _inside() -> bool:
    return getattr(_thread, "inside", False)


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
