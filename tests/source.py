"""A stand-in for where files are downloaded from, with all the ways in which a network fails."""

import threading
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import PurePosixPath

from segcore import download


class Source:
    """A server on this machine.

    Attributes
    ----------
    url : str
        Its address.
    files : dict of str to bytes
        What it has, by name.
    behave : callable
        How it answers; one of the methods below.
    asked : list of str
        Names that were asked for.
    """

    def __init__(self, url):
        self.url, self.files, self.asked, self.behave = url, {}, [], self.send
        self.released, self.arrived = threading.Event(), threading.Semaphore(0)

    def wanted(self, **files):
        """What to ask `segcore.download.fetch` for to get these files."""
        names = {name.replace("_", "."): content for name, content in files.items()}
        self.files |= names
        return {n: download.Remote("commit", sha256(c).hexdigest()) for n, c in names.items()}

    def asked_again(self):
        """Wait for the next request, if it is not here yet."""
        assert self.arrived.acquire(timeout=20), "nobody asks"

    def release(self):
        """Let everything that hangs go on, and wait until no download runs."""
        self.released.set()
        self.finished()

    def finished(self):
        """Wait until no download runs."""
        for thread in threading.enumerate():
            if thread.name == download.THREAD:
                thread.join()

    def send(self, request, content):
        """The file."""
        self._head(request, content)
        request.wfile.write(content)

    def lie(self, request, content):
        """Something else."""
        self.send(request, b"<html>Please log in</html>")

    def cut(self, request, content):
        """Half of the file, then nothing more."""
        self._head(request, content)
        request.wfile.write(content[: len(content) // 2])

    def deny(self, request, content):
        """No such file."""
        request.send_error(404)

    def break_off(self, request, content):
        """The connection ends."""
        request.close_connection = True

    def hang(self, request, content):
        """Silence, until released."""
        self.released.wait()
        self.send(request, content)

    def stall(self, request, content):
        """Half of the file, then silence, until released."""
        self._head(request, content)
        request.wfile.write(content[:5])
        self.released.wait()
        request.wfile.write(content[5:])

    def drip(self, request, content):
        """A byte now and then, for ever, until released."""
        self._head(request, content)
        for at in range(len(content)):
            self.released.wait(0.02)
            request.wfile.write(content[at : at + 1])

    def _head(self, request, content):
        request.send_response(200)
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()


@contextmanager
def serve_files():
    """Run a `Source` for the time of a with block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            name = PurePosixPath(self.path).name
            source.asked.append(name)
            source.arrived.release()
            source.behave(self, source.files[name])

        def log_message(self, *_):
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_):
            """Clients that have gone are nothing to report."""

    with Server(("127.0.0.1", 0), Handler) as server:
        source = Source(f"http://127.0.0.1:{server.server_port}/")
        threading.Thread(target=server.serve_forever, args=(0.01,)).start()
        yield source
        source.release()
        server.shutdown()
