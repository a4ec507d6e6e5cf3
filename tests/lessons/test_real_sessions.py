"""Real sessions on a real server: one learner leaves while others wait; what the server loads."""

import asyncio
from pathlib import Path

import pytest

from benchmarks.harness import serve
from benchmarks.session import connected

FOLLOWERS = 8
NESTED = "Asking more and more neighbours"  # which asks for other results that take long


async def components(url, page):
    """Open a page; names of the components that it has shown, and its complaints."""
    async with connected(url) as session:
        await session.open(page)
        return session.components, session.errors


async def one_leaves(url, page):
    """What the followers of a learner see who leaves while the page is computed."""
    async with connected(url) as first:
        await first.ask_for(page)
        await first.wait_for_spinner(NESTED)
        followers = [asyncio.create_task(components(url, page)) for _ in range(FOLLOWERS)]
        await asyncio.sleep(1)
    return await asyncio.gather(*followers)


@pytest.fixture(scope="module")
def server():
    """A server that nobody has asked for anything yet."""
    with serve() as running:
        yield running


def test_all_who_wait_see_the_whole_page_when_the_first_one_leaves(server, run):
    followers = run(one_leaves(server.url, "classifiers"))
    whole, _ = run(components(server.url, "classifiers"))
    assert len(whole) >= 10
    assert followers == [(whole, [])] * FOLLOWERS


@pytest.mark.parametrize("page", ["multi-class", "overfitting", "lab"])
def test_no_page_loads_libraries_for_tables(server, run, page):
    """They take 60 MB; pages with tables and numbers are where Streamlit would load them."""
    loaded = Path(f"/proc/{server.pid}/maps")
    if not loaded.exists():
        pytest.skip("Only Linux tells what another process has loaded.")
    _, errors = run(components(server.url, page))
    assert not errors
    assert "sklearn" in loaded.read_text()
    assert "pandas" not in loaded.read_text()
    assert "pyarrow" not in loaded.read_text()
