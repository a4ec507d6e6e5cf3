"""Many learners at once, each moving a slider every few seconds, over the real protocol."""

import argparse
import asyncio
import json
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.harness import Server, percentile, serve, serve_stock


@dataclass(frozen=True)
class App:
    """What a learner has to know about an app.

    Attributes
    ----------
    page : str
        Page to open.
    find : callable
        Element → id of the slider, empty if it is none.
    move : callable
        (state of the slider, new value) → None, as the browser reports it.
    """

    page: str
    find: Callable[[Element], str]
    move: Callable[[WidgetState, float], None]


def find_sigma(element: Element) -> str:
    component = element.bidi_component
    is_control = component.component_name == "segview.control"
    return component.id if is_control and json.loads(component.json)["key"] == "sigma" else ""


def move_sigma(state: WidgetState, value: float) -> None:
    state.json_value = json.dumps({"value": value})


def find_slider(element: Element) -> str:
    return element.slider.id


def move_slider(state: WidgetState, value: float) -> None:
    state.double_array_value.data.append(value)


LESSON = App("clustering-2d", find_sigma, move_sigma)
EMPTY = App("", find_slider, move_slider)


@dataclass
class Learner:
    """One browser session."""

    socket: ClientConnection
    app: App
    page_hash: str = ""
    slider: str = ""
    fragment: str = ""
    cached: set[str] = field(default_factory=set)
    received: int = 0

    async def open(self) -> None:
        """Load the page."""
        message = BackMsg()
        message.rerun_script.page_name = self.app.page
        await self._run(message)
        if not self.slider:
            raise RuntimeError(f"There is no slider on /{self.app.page}.")

    async def move(self, value: float) -> float:
        """Move the slider; return the milliseconds until the script has finished."""
        message = BackMsg()
        message.rerun_script.page_script_hash = self.page_hash
        message.rerun_script.fragment_id = self.fragment
        message.rerun_script.cached_message_hashes.extend(self.cached)
        state = message.rerun_script.widget_states.widgets.add(id=self.slider)
        self.app.move(state, value)
        start = time.perf_counter()
        await self._run(message)
        return 1000 * (time.perf_counter() - start)

    async def _run(self, message: BackMsg) -> None:
        await self.socket.send(message.SerializeToString())
        while True:
            frame = await self.socket.recv()
            self.received += len(frame)
            if self._read(ForwardMsg.FromString(frame)):
                return

    def _read(self, message: ForwardMsg) -> bool:
        """Take in what the server says; return whether the script has finished."""
        if message.metadata.cacheable:
            self.cached.add(message.hash)
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.page_hash = message.new_session.page_script_hash
        if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            found = self.app.find(message.delta.new_element)
            if found:
                self.slider, self.fragment = found, message.delta.fragment_id
        if (
            kind == "session_event"
            and message.session_event.WhichOneof("type") == "script_compilation_exception"
        ):
            raise RuntimeError(str(message.session_event))
        return kind == "script_finished"


async def attend(
    server: Server, app: App, seconds: float, pause: float, seed: int
) -> tuple[list[float], float]:
    """Open the page and move the slider for some time; return milliseconds and bytes per move."""
    chance = random.Random(seed)
    address = server.url.replace("http", "ws") + "/_stcore/stream"
    await asyncio.sleep(chance.uniform(0, 2 * pause))
    async with connect(address, subprotocols=["streamlit"], max_size=None) as socket:
        learner = Learner(socket, app)
        await learner.open()
        opened = learner.received
        await asyncio.sleep(chance.uniform(2 * pause, 3 * pause))
        took = []
        start = time.monotonic()
        for turn in range(round(seconds / pause)):
            await asyncio.sleep(max(0, start + turn * pause - time.monotonic()))
            took.append(await learner.move(chance.randrange(21) / 2))
        return took, (learner.received - opened) / len(took)


async def lecture(
    name: str, server: Server, app: App, learners: int, seconds: float, pause: float
) -> None:
    """Let everybody attend, and print how long they waited."""
    tasks = [attend(server, app, seconds, pause, seed) for seed in range(learners)]
    told = await asyncio.gather(*tasks)
    took = [milliseconds for moves, _ in told for milliseconds in moves]
    size = sum(bytes_per_move for _, bytes_per_move in told) / len(told) / 1000
    p50, p95 = percentile(took, 50), percentile(took, 95)
    print(
        f"  {name:14} n = {len(took)}   p50 {p50:6.1f} ms   p95 {p95:6.1f} ms   "
        f"max {max(took):6.1f} ms   {size:5.1f} kB per move   server {server.memory():.0f} MB"
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--learners", type=int, default=50)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--pause", type=float, default=2)
    chosen = options.parse_args()
    print(
        f"{chosen.learners} learners, a move every {chosen.pause:g} s each: move → script finished"
    )
    with serve() as ours, serve_stock("empty") as stock:
        for name, server, app in (("clustering-2d", ours, LESSON), ("stock empty", stock, EMPTY)):
            asyncio.run(lecture(name, server, app, chosen.learners, chosen.seconds, chosen.pause))


if __name__ == "__main__":
    main()
