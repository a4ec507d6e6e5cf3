"""Many learners at once, each opening a lesson and moving a slider, over the real protocol."""

import argparse
import asyncio
import random
import time

from benchmarks.harness import Server, percentile, serve, serve_stock
from benchmarks.session import connected


async def attend(
    server: Server, page: str, slider: str, options: argparse.Namespace, seed: int
) -> tuple[float, list[float], float, list[str]]:
    """Open the page and move the slider for some time.

    Returns
    -------
    (float, list of float, float, list of str)
        Milliseconds until the first scene, milliseconds of each move, bytes per move, and errors.
    """
    chance = random.Random(seed)
    await asyncio.sleep(chance.uniform(0, options.within))
    async with connected(server.url) as session:
        opened = 1000 * await session.open(page)
        before = session.received
        await asyncio.sleep(options.within + chance.uniform(0, options.pause))
        took = []
        start = time.monotonic()
        for turn in range(round(options.seconds / options.pause)):
            await asyncio.sleep(max(0, start + turn * options.pause - time.monotonic()))
            took.append(1000 * await session.move(slider, chance.randrange(21) / 2))
        return opened, took, (session.received - before) / len(took), session.errors


async def lecture(server: Server, page: str, slider: str, options: argparse.Namespace) -> None:
    """Let everybody attend, and print how long they waited."""
    tasks = [attend(server, page, slider, options, seed) for seed in range(options.learners)]
    told = await asyncio.gather(*tasks)
    opened = [first for first, *_ in told]
    took = [milliseconds for _, moves, *_ in told for milliseconds in moves]
    size = sum(bytes_per_move for _, _, bytes_per_move, _ in told) / len(told) / 1000
    errors = [error for *_, complaints in told for error in complaints]
    print(
        f"  {page or 'stock empty':14} first scene p95 {percentile(opened, 95):6.0f} ms   "
        f"n = {len(took)}   p50 {percentile(took, 50):6.1f} ms   p95 {percentile(took, 95):6.1f} ms"
        f"   max {max(took):6.1f} ms   {size:5.1f} kB per move   server {server.peak():.0f} MiB at "
        f"its peak   {len(errors)} errors {sorted(set(errors))[:3]}"
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--learners", type=int, default=50)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--pause", type=float, default=2)
    options.add_argument("--within", type=float, default=10, help="seconds in which all come")
    chosen = options.parse_args()
    print(
        f"{chosen.learners} learners come within {chosen.within:g} s, a move every "
        f"{chosen.pause:g} s each: move → scene (stock: script finished)"
    )
    with serve() as ours, serve_stock("empty") as stock:
        for server, page, slider in ((ours, "clustering-2d", "sigma"), (stock, "", "slider")):
            asyncio.run(lecture(server, page, slider, chosen))


if __name__ == "__main__":
    main()
