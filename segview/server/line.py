"""A line of computations: few at a time, in the order of asking, each once for all who ask."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any


class Busy(Exception):
    """The line is too long."""


class Line:
    """Computations that wait for a thread; all methods belong to one event loop.

    Parameters
    ----------
    threads : int
        How many run at the same time.
    longest : int
        How many may wait of those that somebody wants, and as many of those asked for ahead.
    """

    def __init__(self, threads: int, longest: int):
        self._free, self._longest = threads, longest
        self._pool = ThreadPoolExecutor(threads, "segview-scene")
        self._running: dict[Hashable, asyncio.Future] = {}
        self._wanted: OrderedDict[Hashable, tuple[asyncio.Future, Callable]] = OrderedDict()
        self._ahead: OrderedDict[Hashable, tuple[asyncio.Future, Callable]] = OrderedDict()

    async def result(
        self, key: Hashable, compute: Callable[[], Any], *, ahead: bool = False
    ) -> Any:
        """Wait for a computation, and get what it returned.

        Parameters
        ----------
        key : hashable
            What is computed: what several ask for under one key is computed once.
        compute : callable
            How.
        ahead : bool
            Whether nobody wants it yet: then it waits until nothing else runs or waits.

        Raises
        ------
        Busy
            If too many wait already.
        Exception
            What the computation raised, to all who waited for it.
        """
        if key in self._ahead and not ahead:
            self._wanted[key] = self._ahead.pop(key)
        if key in self._running:
            future = self._running[key]
        elif key in self._wanted or key in self._ahead:
            future, _ = self._wanted.get(key) or self._ahead[key]
        else:
            line = self._ahead if ahead else self._wanted
            if len(line) >= self._longest:
                raise Busy
            future = asyncio.get_running_loop().create_future()
            line[key] = future, compute
        self._go_on()
        return await asyncio.shield(future)

    def _go_on(self) -> None:
        while self._free and (line := self._wanted or (not self._running and self._ahead)):
            key, (future, compute) = line.popitem(last=False)
            self._free -= 1
            self._running[key] = future
            started = asyncio.get_running_loop().run_in_executor(self._pool, compute)
            started.add_done_callback(partial(self._ended, key, future))

    def _ended(self, key: Hashable, future: asyncio.Future, started: asyncio.Future) -> None:
        del self._running[key]
        self._free += 1
        if error := started.exception():
            future.set_exception(error)
            future.exception()  # whoever asked may have gone
        else:
            future.set_result(started.result())
        self._go_on()
