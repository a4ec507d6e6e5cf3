"""Results by key; the least recently used go when all together hold too many bytes."""

import threading
from collections import Counter, OrderedDict
from collections.abc import Hashable, Iterator
from typing import Any

from segview.cache.sizes import parts

LARGE = 1000  # bytes from which on it matters that several results share an object


class Store:
    """Results within bounds, for many threads; what several results share counts once.

    Parameters
    ----------
    budget : float
        Bytes that all keys and results together may hold. The newest stays in any case.

    Attributes
    ----------
    held : int
        Bytes that they hold.
    """

    def __init__(self, budget: float):
        self.budget = budget
        self.held = 0
        self._results: OrderedDict[Hashable, tuple[Any, int, dict[int, int]]] = OrderedDict()
        self._sharers: Counter[int] = Counter()
        self._lock = threading.Lock()

    def __iter__(self) -> Iterator[Hashable]:
        """Keys, from the least to the most recently used."""
        with self._lock:
            return iter(list(self._results))

    def find(self, key: Hashable, otherwise: Any = None) -> Any:
        """The result under this key, which is then the most recently used."""
        with self._lock:
            if key not in self._results:
                return otherwise
            self._results.move_to_end(key)
            return self._results[key][0]

    def keep(self, key: Hashable, value: Any) -> None:
        """Keep a result under a new key, and forget what there is no room for any more."""
        found = parts(key, value)
        large = {part: size for part, size in found.items() if size >= LARGE}
        small = sum(found.values()) - sum(large.values())
        with self._lock:
            self.held += small + sum(large[part] for part in large if not self._sharers[part])
            self._sharers.update(large.keys())
            self._results[key] = value, small, large
            while self.held > self.budget and len(self._results) > 1:
                self._forget_oldest()

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            while self._results:
                self._forget_oldest()

    def _forget_oldest(self) -> None:
        _, (_, small, large) = self._results.popitem(last=False)
        self.held -= small
        self._sharers.subtract(large.keys())
        for part, size in large.items():
            if not self._sharers[part]:
                self.held -= size
                del self._sharers[part]
