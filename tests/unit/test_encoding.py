"""Bodies in content codings: made once, however many ask."""

import gzip
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from imagecodecs import brotli_decode

from segview.server.encoding import CODERS, Bodies

TEXT = b"a body " * 1000
DECODERS = {"br": brotli_decode, "gzip": gzip.decompress}


@pytest.fixture
def read():
    """A function that reads, and counts how often."""

    def read(name):
        read.names.append(name)
        return TEXT + name.encode()

    read.names = []
    return read


@pytest.mark.parametrize("coding", CODERS)
def test_a_body_is_what_was_read(read, coding):
    body = Bodies(read).body("a", coding)
    assert DECODERS[coding](body) == TEXT + b"a"
    assert len(body) < len(TEXT) / 10


def test_a_body_is_made_once_however_many_ask(read):
    bodies, together = Bodies(read), Barrier(8)

    def ask(_):
        together.wait()
        return bodies.body("a", "gzip")

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as threads:
            answers = list(threads.map(ask, range(8)))
    finally:
        sys.setswitchinterval(interval)
    assert len(set(map(id, answers))) == 1
    assert read.names == ["a"]
    assert bodies.kept("a", "gzip") is answers[0]


def test_only_what_was_asked_for_is_kept(read):
    bodies = Bodies(read)
    bodies.body("a", "gzip")
    bodies.body("b", None)
    assert bodies.kept("a", "br") is None
    assert bodies.kept("b", "gzip") is None
