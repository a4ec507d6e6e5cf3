"""Real sessions on a real server: one learner leaves while others wait for the same results."""

import asyncio

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


def test_all_who_wait_see_the_whole_page_when_the_first_one_leaves():
    with serve() as server:
        followers = asyncio.run(one_leaves(server.url, "classifiers"))
        (whole, _) = asyncio.run(components(server.url, "classifiers"))
    assert len(whole) >= 20
    assert followers == [(whole, [])] * FOLLOWERS
