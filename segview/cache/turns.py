"""Turns: so many threads work at the same time, the others wait in line."""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """A fixed number of turns, given in the order in which they are asked for.

    A thread that has a turn keeps it for all it does inside. Nobody who waits for somebody else
    has a turn, so those who have one get ahead, and nobody waits for ever.

    Parameters
    ----------
    count : int
        How many turns there are.
    """

    def __init__(self, count: int):
        self._free = count
        self._line: deque[threading.Event] = deque()
        self._lock = threading.Lock()
        self._mine = threading.local()

    @contextmanager
    def one(self) -> Iterator[None]:
        """Have a turn for the time of a with block; wait for it at its start."""
        if self._has_one():
            yield
            return
        self._take()
        try:
            yield
        finally:
            self._give()

    @contextmanager
    def none(self) -> Iterator[None]:
        """Have no turn for the time of a with block; whoever had one gets the next one back."""
        if not self._has_one():
            yield
            return
        self._give()
        try:
            yield
        finally:
            self._take(first=True)

    def _has_one(self) -> bool:
        return getattr(self._mine, "turn", False)

    def _take(self, first: bool = False) -> None:
        called = threading.Event()
        with self._lock:
            if self._free:
                self._free -= 1
                called.set()
            elif first:
                self._line.appendleft(called)
            else:
                self._line.append(called)
        called.wait()
        self._mine.turn = True

    def _give(self) -> None:
        self._mine.turn = False
        with self._lock:
            if self._line:
                self._line.popleft().set()
            else:
                self._free += 1
