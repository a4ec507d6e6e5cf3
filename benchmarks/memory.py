"""Many learners who walk all lessons over the real protocol: the server's memory at its peak."""

import argparse
import asyncio
import random
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from benchmarks.harness import SLICES, Server, percentile, serve
from benchmarks.session import Session, connected
from segcore import subjects
from segview.course.curriculum import IN_ORDER

IMAGES = [one.id for one in subjects() if SLICES.exists() or not one.downloaded]


@dataclass
class Walk:
    """What happened to all learners together.

    Attributes
    ----------
    opened, moved : list of float
        Seconds until the first scene of a page was there, and until that of a move was.
    errors : list of str
        What pages complained about.
    shown : dict of (str, str) to Counter
        How often a page about an image was opened with how many components.
    """

    opened: list[float] = field(default_factory=list)
    moved: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    shown: dict[tuple[str, str], Counter] = field(default_factory=lambda: defaultdict(Counter))

    def short(self) -> int:
        """Number of pages that showed fewer components than the same page did to others."""
        return sum(
            times
            for counts in self.shown.values()
            for count, times in counts.items()
            if count < max(counts)
        )


def anywhere(control: dict[str, Any], chance: random.Random) -> Any:
    """A value somewhere in a control's range."""
    match control["kind"]:
        case "range":
            steps = round((control["high"] - control["low"]) / control["step"])
            return control["low"] + chance.randint(0, steps) * control["step"]
        case "choice":
            return chance.choice(control["options"])[0]
    return not control["value"]


def movable(session: Session) -> list[str]:
    """Keys of the controls on the page that have an input of their own."""
    return [
        key
        for key, control in session.controls.items()
        if control["kind"] != "points" and not control.get("disabled") and key != "image"
    ]


async def walk(server: Server, seed: int, moves: int, pause: float, told: Walk) -> None:
    """Open one lesson after the other and move some of the controls of each."""
    chance = random.Random(seed)
    image = IMAGES[seed % len(IMAGES)]
    await asyncio.sleep(chance.uniform(0, pause))
    async with connected(server.url) as session:
        for page in IN_ORDER:
            told.opened.append(await session.open(page.slug, f"image={image}"))
            told.shown[page.slug, image][len(session.components)] += 1
            for _ in range(moves if movable(session) else 0):
                await asyncio.sleep(chance.uniform(0, 2 * pause))
                key = chance.choice(movable(session))
                told.moved.append(await session.move(key, anywhere(session.controls[key], chance)))
            told.errors += [f"{page.slug}: {error}" for error in session.errors]


async def attend(server: Server, learners: int, moves: int, pause: float, limit: float) -> Walk:
    """Let everybody walk, until all have arrived or the server has taken more than `limit` MiB."""
    told = Walk()
    walks = [
        asyncio.create_task(walk(server, seed, moves, pause, told)) for seed in range(learners)
    ]
    walking = walks
    while walking and server.peak() <= limit:
        _, walking = await asyncio.wait(walking, timeout=0.1)
    for unfinished in walking:
        unfinished.cancel()
    ended = await asyncio.gather(*walks, return_exceptions=True)
    told.errors += [repr(error) for error in ended if isinstance(error, Exception)]
    return told


def waits(seconds: list[float]) -> str:
    """Median, 95th percentile and longest wait in words."""
    return (
        f"p50 {percentile(seconds, 50):.2f} s, p95 {percentile(seconds, 95):.2f} s, "
        f"max {max(seconds):.2f} s"
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--learners", type=int, nargs="+", default=[30, 60])
    options.add_argument("--moves", type=int, default=3, help="moves per lesson")
    options.add_argument("--pause", type=float, default=1.0, help="mean seconds between them")
    options.add_argument("--limit", type=float, default=float("inf"), help="MiB, kills beyond it")
    chosen = options.parse_args()
    for learners in chosen.learners:
        with serve() as server:
            idle, start = server.peak(), time.monotonic()
            told = asyncio.run(attend(server, learners, chosen.moves, chosen.pause, chosen.limit))
            end = "beyond the limit" if server.peak() > chosen.limit else "within the limit"
            print(
                f"{learners} learners, limit {chosen.limit:g} MiB: {end}\n"
                f"  memory  {idle:.0f} MiB at first, {server.peak():.0f} MiB at its peak, "
                f"{server.memory():.0f} MiB after {time.monotonic() - start:.0f} s\n"
                f"  pages   {len(told.opened)} of {learners * len(IN_ORDER)}, "
                f"{told.short()} cut short, {waits(told.opened)}\n"
                f"  moves   {len(told.moved)}, {waits(told.moved)}\n"
                f"  errors  {len(told.errors)}"
            )
            for error, times in Counter(told.errors).most_common(5):
                print(f"  {times} × {error[:200]}")


if __name__ == "__main__":
    main()
