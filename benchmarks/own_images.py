"""Learners with large images of their own: the server's memory, and how long the others wait."""

import argparse
import asyncio
import io
import random
import time

import numpy as np
from PIL import Image
from scipy.ndimage import gaussian_filter

from benchmarks.harness import Server, percentile, serve
from benchmarks.session import connected
from segview.images import BUDGET, IMAGES, TOGETHER


def picture(side: int) -> bytes:
    """A PNG of bright blobs and noise, as large as that on each side."""
    chance = np.random.default_rng(0)
    blobs = gaussian_filter(chance.random((side // 8, side // 8)), 4).repeat(8, 0).repeat(8, 1)
    noisy = (blobs - blobs.min()) / np.ptp(blobs) + chance.normal(0, 0.05, blobs.shape)
    file = io.BytesIO()
    Image.fromarray((255 * noisy.clip(0, 1)).astype(np.uint8)).save(file, "PNG", compress_level=1)
    return file.getvalue()


async def follow(server: Server, seed: int, pause: float, seconds: float) -> list[float]:
    """Somebody in a lesson who moves a slider now and then; milliseconds of each move."""
    chance, took = random.Random(seed), []
    async with connected(server.url) as session:
        await session.open("clustering-2d")
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            await asyncio.sleep(chance.uniform(0, 2 * pause))
            took.append(1000 * await session.move("sigma", chance.randrange(21) / 2))
        if session.errors:
            raise RuntimeError(session.errors)
    return took


async def see_all(server: Server) -> None:
    """Have every value computed once, so that both halves find the same of them."""
    async with connected(server.url) as session:
        await session.open("clustering-2d")
        for step in range(21):
            await session.move("sigma", step / 2)


async def bring(server: Server, seed: int, file: bytes, end: float) -> tuple[int, list[float]]:
    """Somebody in the lab with an own image; whether it was taken, seconds of each move."""
    chance, took = random.Random(seed), []
    async with connected(server.url) as session:
        await session.open("lab", "method=otsu")
        took.append(await session.bring("Bring an image", "mine.png", file))
        taken = session.controls["image"]["value"].startswith("own-")
        while time.monotonic() < end:
            await asyncio.sleep(chance.uniform(0, 4))
            took.append(await session.move("method", chance.choice(["otsu", "k-means"])))
    return taken, took


async def measure(server: Server, options: argparse.Namespace) -> None:
    """Let the others follow alone, then beside those who bring images, and print both."""
    file = picture(options.side)

    async def others() -> float:
        each = (follow(server, s, options.pause, options.seconds) for s in range(options.others))
        return percentile([one for took in await asyncio.gather(*each) for one in took], 95)

    await see_all(server)
    alone, idle = await others(), server.peak()
    end = time.monotonic() + options.seconds
    owners = [
        asyncio.create_task(bring(server, seed, file, end)) for seed in range(options.learners)
    ]
    beside = await others()
    told = await asyncio.gather(*owners)
    moves = [seconds for _, took in told for seconds in took]
    print(
        f"  memory   {idle:.0f} MiB before, {server.peak():.0f} MiB at its peak\n"
        f"  images   {sum(taken for taken, _ in told)} of {len(told)} taken; "
        f"their moves p50 {percentile(moves, 50):.1f} s, p95 {percentile(moves, 95):.1f} s\n"
        f"  others   p95 {alone:.0f} ms alone, {beside:.0f} ms beside them: {beside / alone:.2f} ×"
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--learners", type=int, default=20)
    options.add_argument("--side", type=int, default=2000, help="pixels of each side of an image")
    options.add_argument("--others", type=int, default=10)
    options.add_argument("--seconds", type=float, default=40)
    options.add_argument("--pause", type=float, default=2)
    chosen = options.parse_args()
    print(
        f"{chosen.learners} learners with {chosen.side} × {chosen.side} pixels each beside "
        f"{chosen.others} others; bounds: {TOGETHER / 1e6:.0f} MB for what all bring and compute "
        f"from it, {IMAGES:.0%} of it for images, {BUDGET / 1e6:.0f} MB of results for each"
    )
    with serve() as server:
        asyncio.run(measure(server, chosen))


if __name__ == "__main__":
    main()
