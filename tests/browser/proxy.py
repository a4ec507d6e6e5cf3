"""A proxy between browser and server that may strip a prefix, and that can be cut."""

import re
import socket
import threading
from contextlib import contextmanager, suppress
from socketserver import BaseRequestHandler, ThreadingTCPServer
from urllib.parse import urlsplit

LONGEST = 65536  # bytes of the head of a request


class Proxy(ThreadingTCPServer):
    """Hands every connection on to a server.

    Parameters
    ----------
    server : str
        Address of the server.
    prefix : str
        What to strip from the paths of requests.
    """

    allow_reuse_address = daemon_threads = True

    def __init__(self, server, prefix):
        super().__init__(("localhost", 0), _Connection)
        self.url = f"http://localhost:{self.server_address[1]}{prefix}"
        self.behind = (urlsplit(server).hostname, urlsplit(server).port)
        self.prefix = prefix.encode()
        self.whole = True
        self.open = set()

    def cut(self):
        """Break all connections and take no new ones."""
        self.whole = False
        for end in list(self.open):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def mend(self):
        """Take connections again."""
        self.whole = True


class _Connection(BaseRequestHandler):
    def handle(self):
        if not self.server.whole:
            return
        head = b""
        while b"\r\n\r\n" not in head and len(head) < LONGEST:
            part = self.request.recv(LONGEST)
            if not part:
                return
            head += part
        head = head.replace(b" " + self.server.prefix, b" ", 1)
        head = re.sub(rb"(?i)(\r\nconnection: )keep-alive", rb"\1close", head)
        with socket.create_connection(self.server.behind) as behind:
            self.server.open |= {self.request, behind}
            behind.sendall(head)
            back = threading.Thread(target=_pour, args=(behind, self.request), daemon=True)
            back.start()
            _pour(self.request, behind)
            back.join()
            self.server.open -= {self.request, behind}


def _pour(source, target):
    with suppress(OSError):
        while part := source.recv(LONGEST):
            target.sendall(part)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)


@contextmanager
def proxy(server, prefix=""):
    """Run a proxy for the time of a with block."""
    with Proxy(server, prefix) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        try:
            yield running
        finally:
            running.cut()
            running.shutdown()
            thread.join()
