"""A browser's side of all that the server answers: open pages, move controls, without a browser."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import Request, urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Common_pb2 import FileURLs, FileURLsRequest, UploadedFileInfo
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

from segcore import subjects
from segview.agreement import COOKIE

AGREED = f"{COOKIE}={'.'.join({one.terms.id for one in subjects() if one.terms})}"
REST = 0.15  # seconds without a move after which a browser tells Streamlit
BUSY, OK = 503, 200
FAILURES = (ForwardMsg.FINISHED_WITH_COMPILE_ERROR,)


class Session:
    """One browser tab.

    Attributes
    ----------
    components : list of str
        Names of the components that the page has shown since it was opened, in order.
    controls : dict of str to dict
        What is known of each control on the page, by key.
    screens : dict of str to dict
        What is known of each screen on the page, by name.
    errors : list of str
        What went wrong on the page since it was opened.
    spinners : list of str
        What the page has said it was busy with since it was opened.
    received : int
        Bytes that the server has sent.
    """

    def __init__(self, url: str, socket: ClientConnection):
        self.url, self.socket = url, socket
        self.page_hash = ""
        self.components: list[str] = []
        self.controls: dict[str, dict[str, Any]] = {}
        self.screens: dict[str, dict[str, Any]] = {}
        self.errors: list[str] = []
        self.spinners: list[str] = []
        self.received = 0
        self._query = ""
        self._places: dict[str, tuple[str, str]] = {}
        self._states: dict[str, WidgetState] = {}
        self._cached: set[str] = set()
        self._scenes: set[str] = set()
        self._uploads: list[FileURLs] = []
        self._http: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def open(self, page: str, query: str = "") -> float:
        """Open a page and wait until it is complete; return seconds to the last of its scenes."""
        start = time.perf_counter()
        await self.ask_for(page, query)
        finished = False
        while not self.screens and not finished:
            finished = await self._read()
        await self._scene()
        there = time.perf_counter() - start
        if not finished:
            await self.wait()
            await self._scene()
        return there

    async def ask_for(self, page: str, query: str = "") -> None:
        """Open a page and do not wait."""
        shown = self.components, self.controls, self.screens, self.errors, self.spinners
        for known in (*shown, self._places, self._states):
            known.clear()
        self.page_hash, self._query = "", query
        await self._send(ClientState(page_name=page, query_string=query))

    async def move(self, key: str, value: Any) -> float:
        """Give one of the page's controls, or a slider of Streamlit's own, another value.

        Returns
        -------
        float
            Seconds until the answer was there: the new scene, or else the end of the script. A
            browser tells Streamlit of what it has a scene for when the hand rests; so does this.
        """
        start = time.perf_counter()
        there = None
        for screen in self.screens.values():
            if key in screen["controls"] and not screen["sent"]:
                screen["chosen"] = screen["chosen"] | {key: value}
                await self._scene()
                there = time.perf_counter() - start
                await asyncio.sleep(REST)
        await self._tell(key, value)
        return there or time.perf_counter() - start

    async def bring(self, uploader: str, name: str, content: bytes) -> float:
        """Give a file to an uploader, by its label; return seconds until all is done."""
        start = time.perf_counter()
        request = FileURLsRequest(request_id="1", file_names=[name])
        await self.socket.send(BackMsg(file_urls_request=request).SerializeToString())
        while not self._uploads:
            await self._read()
        urls = self._uploads.pop()
        await asyncio.to_thread(_put, self.url, urls.upload_url, name, content)
        id, _ = self._places[uploader]
        file = UploadedFileInfo(name=name, size=len(content), file_id=urls.file_id, file_urls=urls)
        state = WidgetState(id=id, file_uploader_state_value={"uploaded_file_info": [file]})
        self._states[uploader] = state
        client = ClientState(page_script_hash=self.page_hash, query_string=self._query)
        client.widget_states.widgets.extend(self._states.values())
        await self._send(client)
        await self.wait()
        return time.perf_counter() - start

    async def _scene(self) -> None:
        """Ask for what the screens show now, as far as it is not here."""
        for screen in self.screens.values():
            if not screen["address"] or screen["sent"]:
                continue
            image = {key: value for key, value in screen["chosen"].items() if key == "image"}
            for values in (screen["chosen"], image):
                await self._fetch(f"/{screen['address']}?{urlencode(values)}")

    async def _fetch(self, address: str) -> None:
        """Get a scene over a connection that stays; what was got before is kept."""
        if address in self._scenes:
            return
        where = urlsplit(self.url)
        if self._http is None or self._http[0].at_eof():  # servers end what rests for long
            self._http = await asyncio.open_connection(where.hostname, where.port)
        reader, writer = self._http
        writer.write(
            f"GET {where.path}{address} HTTP/1.1\r\nHost: {where.netloc}\r\n"
            f"Cookie: {AGREED}\r\nAccept-Encoding: gzip\r\n\r\n".encode()
        )
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        except (ConnectionResetError, asyncio.IncompleteReadError):  # ended as this was asked
            self._http = None
            await self._fetch(address)
            return
        size = int(head.partition("content-length:")[2].split()[0])
        self.received += len(await reader.readexactly(size)) + len(head)
        status = int(head.split()[1])
        if status == BUSY:
            await asyncio.sleep(float(head.partition("retry-after:")[2].split()[0]))
            await self._fetch(address)
        elif status != OK:
            self.errors.append(f"{address}: {status}")
        self._scenes.add(address)

    async def _tell(self, key: str, value: Any) -> None:
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

    def close(self) -> None:
        """Close the connection for scenes."""
        if self._http:
            self._http[1].close()

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
            case "file_urls_response":
                self._uploads += message.file_urls_response.file_urls
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
                if component.component_name == "segview.screen":
                    data = json.loads(component.json)
                    self.screens[data["name"]] = data
            case "file_uploader":
                self._places[element.file_uploader.label] = element.file_uploader.id, fragment
            case "slider":
                self._places["slider"] = element.slider.id, fragment
            case "exception":
                self.errors.append(f"{element.exception.type}: {element.exception.message}")


def _put(server: str, address: str, name: str, content: bytes) -> None:
    """Upload a file as a browser does, with the token that the server gives out for it."""
    with urlopen(f"{server}/_stcore/health") as answer:
        cookie = answer.headers["Set-Cookie"].partition(";")[0]
    head = f'Content-Disposition: form-data; name="{name}"; filename="{name}"'
    body = b"--edge\r\n" + f"{head}\r\n\r\n".encode() + content + b"\r\n--edge--\r\n"
    headers = {
        "Cookie": cookie,
        "X-Xsrftoken": cookie.partition("=")[2],
        "Content-Type": "multipart/form-data; boundary=edge",
    }
    urlopen(Request(urljoin(server, address), body, headers, method="PUT")).close()


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[Session]:
    """Connect to the server at this address as a new session, for the time of a with block."""
    address = url.replace("http", "ws", 1) + "/_stcore/stream"
    agreed = {"Cookie": AGREED}
    async with connect(
        address, subprotocols=["streamlit"], max_size=None, additional_headers=agreed
    ) as socket:
        session = Session(url, socket)
        try:
            yield session
        finally:
            session.close()
