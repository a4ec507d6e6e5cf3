"""Many learners at once, each moving a slider every few seconds, over the real protocol."""

import argparse
import asyncio
import random
import time

from benchmarks.harness import Server, percentile, serve, serve_stock
from benchmarks.session import connected


async def attend(
    server: Server, page: str, slider: str, seconds: float, pause: float, seed: int
) -> tuple[list[float], float]:
    """Open the page and move the slider for some time; return milliseconds and bytes per move."""
    chance = random.Random(seed)
    await asyncio.sleep(chance.uniform(0, 2 * pause))
    async with connected(server.url) as session:
        await session.open(page)
        opened = session.received
        await asyncio.sleep(chance.uniform(2 * pause, 3 * pause))
        took = []
        start = time.monotonic()
        for turn in range(round(seconds / pause)):
            await asyncio.sleep(max(0, start + turn * pause - time.monotonic()))
            asked = time.perf_counter()
            await session.move(slider, chance.randrange(21) / 2)
            took.append(1000 * (time.perf_counter() - asked))
        return took, (session.received - opened) / len(took)


async def lecture(
    server: Server, page: str, slider: str, learners: int, seconds: float, pause: float
) -> None:
    """Let everybody attend, and print how long they waited."""
    tasks = [attend(server, page, slider, seconds, pause, seed) for seed in range(learners)]
    told = await asyncio.gather(*tasks)
    took = [milliseconds for moves, _ in told for milliseconds in moves]
    size = sum(bytes_per_move for _, bytes_per_move in told) / len(told) / 1000
    p50, p95 = percentile(took, 50), percentile(took, 95)
    print(
        f"  {page or 'stock empty':14} n = {len(took)}   p50 {p50:6.1f} ms   p95 {p95:6.1f} ms   "
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
        for server, page, slider in ((ours, "clustering-2d", "sigma"), (stock, "", "slider")):
            asyncio.run(
                lecture(server, page, slider, chosen.learners, chosen.seconds, chosen.pause)
            )


if __name__ == "__main__":
    main()
