"""Fingers on the screen, as Chromium's own touch events."""

from itertools import pairwise

import numpy as np

STEPS = 6  # of a finger from one place to the next


class Fingers:
    """What one or two fingers do on a page whose browser knows touch; places are (x, y) in px."""

    def __init__(self, page):
        self.send = page.context.new_cdp_session(page).send

    def _tell(self, what, *places):
        points = [
            {"x": float(x), "y": float(y), "id": finger} for finger, (x, y) in enumerate(places)
        ]
        self.send("Input.dispatchTouchEvent", {"type": f"touch{what}", "touchPoints": points})

    def tap(self, place):
        """Touch a place and let it go."""
        self._tell("Start", place)
        self._tell("End")

    def press(self, *places):
        """Put fingers down one after the other."""
        for count in range(1, len(places) + 1):
            self._tell("Start", *places[:count])

    def move(self, start, end):
        """Move all fingers that are down from their places to others, both (n, 2)."""
        start, end = np.array(start, float), np.array(end, float)
        for step in range(1, STEPS + 1):
            self._tell("Move", *(start + (end - start) * step / STEPS))

    def lift(self):
        """Take all fingers away."""
        self._tell("End")

    def drag(self, *places):
        """Draw with one finger through all places."""
        self.press(places[0])
        for start, end in pairwise(places):
            self.move([start], [end])
        self.lift()

    def two(self, start, end):
        """Put two fingers down, move them to other places, and lift them."""
        self.press(*start)
        self.move(start, end)
        self.lift()
