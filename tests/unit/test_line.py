"""The line of computations: order, sharing, bounds, errors; against what an event loop tells."""

import asyncio
import threading

import pytest

from segview.server.line import Busy, Line


class Gate:
    """Computations that run until they are let go, in the order in which they began."""

    def __init__(self):
        self.begun, self.opened = [], threading.Semaphore(0)

    def compute(self, name):
        def run():
            self.begun.append(name)
            self.opened.acquire()
            return name

        return run


async def ask(line, gate, *names, ahead=False):
    tasks = [asyncio.ensure_future(line.result(n, gate.compute(n), ahead=ahead)) for n in names]
    await asyncio.sleep(0)
    return tasks


def test_who_comes_first_is_served_first_and_what_is_ahead_last(run):
    async def work():
        line, gate = Line(1, 10), Gate()
        tasks = await ask(line, gate, "a")
        tasks += await ask(line, gate, "x", "y", ahead=True)
        tasks += await ask(line, gate, "b", "c")
        tasks += await ask(line, gate, "y")  # now somebody wants it
        gate.opened.release(5)
        assert await asyncio.gather(*tasks) == ["a", "x", "y", "b", "c", "y"]
        return gate.begun

    assert run(work()) == ["a", "b", "c", "y", "x"]


def test_what_several_ask_for_is_computed_once(run):
    async def work():
        line, gate = Line(2, 10), Gate()
        tasks = await ask(line, gate, *"aabab")
        gate.opened.release(2)
        assert await asyncio.gather(*tasks) == [*"aabab"]
        return sorted(gate.begun)

    assert run(work()) == ["a", "b"]


def test_so_many_run_at_a_time(run):
    async def work():
        line, gate = Line(2, 10), Gate()
        tasks = await ask(line, gate, *"abcd")
        while len(gate.begun) < 2:
            await asyncio.sleep(0.001)
        begun = sorted(gate.begun)
        gate.opened.release(4)
        await asyncio.gather(*tasks)
        return begun, sorted(gate.begun)

    assert run(work()) == (["a", "b"], [*"abcd"])


@pytest.mark.parametrize("ahead", [False, True])
def test_a_line_has_an_end(run, ahead):
    async def work():
        line, gate = Line(1, 2), Gate()
        tasks = await ask(line, gate, "a")
        tasks += await ask(line, gate, "b", "c", ahead=ahead)
        with pytest.raises(Busy):
            await line.result("d", gate.compute("d"), ahead=ahead)
        gate.opened.release(3)
        assert await asyncio.gather(*tasks) == ["a", "b", "c"]
        return gate.begun

    assert run(work()) == ["a", "b", "c"]


def test_an_error_reaches_all_who_asked_and_the_line_goes_on(run):
    def fail():
        raise ZeroDivisionError("nothing to divide by")

    async def work():
        line = Line(1, 10)
        asked = [asyncio.ensure_future(line.result("a", fail)) for _ in range(2)]
        found = await asyncio.gather(*asked, return_exceptions=True)
        return list(map(type, found)), await line.result("a", lambda: 7)

    assert run(work()) == ([ZeroDivisionError, ZeroDivisionError], 7)


def test_who_leaves_takes_nothing_along(run):
    async def work():
        line, gate = Line(1, 10), Gate()
        gone, stays = await ask(line, gate, "a", "a")
        gone.cancel()
        await asyncio.sleep(0)
        gate.opened.release()
        return await stays

    assert run(work()) == "a"
