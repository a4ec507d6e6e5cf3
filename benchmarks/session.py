"""A browser's side of Streamlit's protocol: open pages and move controls, without a browser."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

FAILURES = (ForwardMsg.FINISHED_WITH_COMPILE_ERROR,)


class Session:
    """One browser tab.

    Attributes
    ----------
    components : list of str
        Names of the components that the page has shown since it was opened, in order.
    controls : dict of str to dict
        What is known of each control on the page, by key.
    errors : list of str
        What went wrong on the page since it was opened.
    spinners : list of str
        What the page has said it was busy with since it was opened.
    received : int
        Bytes that the server has sent.
    """

    def __init__(self, socket: ClientConnection):
        self.socket = socket
        self.page_hash = ""
        self.components: list[str] = []
        self.controls: dict[str, dict[str, Any]] = {}
        self.errors: list[str] = []
        self.spinners: list[str] = []
        self.received = 0
        self._query = ""
        self._places: dict[str, tuple[str, str]] = {}
        self._states: dict[str, WidgetState] = {}
        self._cached: set[str] = set()

    async def open(self, page: str, query: str = "") -> None:
        """Open a page and wait until it is complete."""
        await self.ask_for(page, query)
        await self.wait()

    async def ask_for(self, page: str, query: str = "") -> None:
        """Open a page and do not wait."""
        shown = self.components, self.controls, self.errors, self.spinners
        for known in (*shown, self._places, self._states):
            known.clear()
        self.page_hash, self._query = "", query
        await self._send(ClientState(page_name=page, query_string=query))

    async def move(self, key: str, value: Any) -> None:
        """Give one of the page's controls, or a slider of Streamlit's own, another value."""
        id, fragment = self._places[key]
        state = WidgetState(id=id)
        if key in self.controls:
            state.json_value = json.dumps({"value": value})
        else:
            state.double_array_value.data.append(value)
        self._states[key] = state
        client = ClientState(
            page_script_hash=self.page_hash, fragment_id=fragment, query_string=self._query
        )
        client.widget_states.widgets.extend(self._states.values())
        await self._send(client)
        await self.wait()

    async def wait(self) -> None:
        """Wait until the script has finished."""
        while not await self._read():
            pass

    async def wait_for_spinner(self, text: str) -> None:
        """Wait until the page says that it is busy with this."""
        while text not in self.spinners:
            if await self._read():
                raise RuntimeError(f"The page was complete and had never said: {text}")

    async def _send(self, client: ClientState) -> None:
        client.cached_message_hashes.extend(self._cached)
        await self.socket.send(BackMsg(rerun_script=client).SerializeToString())

    async def _read(self) -> bool:
        """Take in what the server says next; return whether the script has finished."""
        frame = await self.socket.recv()
        self.received += len(frame)
        message = ForwardMsg.FromString(frame)
        if message.metadata.cacheable:
            self._cached.add(message.hash)
        match message.WhichOneof("type"):
            case "navigation":
                self.page_hash = message.navigation.page_script_hash
            case "delta" if message.delta.WhichOneof("type") == "new_element":
                self._show(message.delta.new_element, message.delta.fragment_id)
            case "delta" if message.delta.WhichOneof("type") == "new_transient":
                shown = message.delta.new_transient.elements
                self.spinners += [element.spinner.text for element in shown]
            case "session_event" if message.session_event.HasField("script_compilation_exception"):
                self.errors.append(str(message.session_event))
            case "script_finished":
                if message.script_finished in FAILURES:
                    self.errors.append("The script could not be compiled.")
                return message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
        return False

    def _show(self, element: Element, fragment: str) -> None:
        match element.WhichOneof("type"):
            case "bidi_component":
                component = element.bidi_component
                self.components.append(component.component_name)
                if component.component_name == "segview.control":
                    data = json.loads(component.json)
                    self.controls[data["key"]] = data
                    self._places[data["key"]] = component.id, fragment
            case "slider":
                self._places["slider"] = element.slider.id, fragment
            case "exception":
                self.errors.append(f"{element.exception.type}: {element.exception.message}")


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[Session]:
    """Connect to the server at this address as a new session, for the time of a with block."""
    address = url.replace("http", "ws", 1) + "/_stcore/stream"
    async with connect(address, subprotocols=["streamlit"], max_size=None) as socket:
        yield Session(socket)
