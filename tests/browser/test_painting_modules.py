"""Strokes as the browser paints them, against `segcore.strokes`."""

import numpy as np
import pytest

from segcore.strokes import UNLABELLED, Stroke, painted, strokes_of, strokes_text

SHAPE = (37, 53)
MAP = "{ labels: new Int8Array(h * w).fill(-1), height: h, width: w }"
PAINT = f"""(() => texts.map((text) => {{
  const map = {MAP};
  const strokes = scene.strokesOf(text);
  const boxes = strokes.map((stroke) => {{
    const before = map.labels.slice();
    const box = scene.paintStroke(map, stroke) ?? [0, 0, 0, 0];
    const changed = [...before.keys()].filter((i) => before[i] !== map.labels[i]);
    const within = (i) => Math.floor(i / w) >= box[0] && Math.floor(i / w) < box[2]
      && i % w >= box[1] && i % w < box[3];
    return changed.every(within);
  }});
  const told = boxes.every(Boolean);
  return {{ labels: [...map.labels], told, text: scene.strokesText(strokes) }};
}}))()"""
BY_HAND = f"""(() => ways.map(({{ way, radius, step }}) => {{
  const [height, width] = [h / step, w / step].map(Math.ceil);
  const painter = {{
    map: {{ ...{MAP}, step, shape: {{ height, width }} }},
    strokes: [],
    put(strokes) {{ this.strokes = strokes; }},
    show() {{}},
    finish() {{}},
  }};
  const stroking = new scene.Stroking(painter, {{ label: 1, radius }});
  way.forEach((at, n) => {{
    stroking.extend(at);
    if (n % 7 === 0 && stroking.due) stroking.paint();
  }});
  stroking.finish();
  return [[...painter.map.labels], scene.strokesText(painter.strokes)];
}}))()"""


def random_strokes(rng, count):
    """Brushes, erasers and buckets, some of them partly or wholly outside the image."""
    for _ in range(count):
        label = int(rng.integers(UNLABELLED, 8))
        size = 1 if rng.random() < 0.2 else int(rng.integers(1, 7))
        points = tuple(map(tuple, rng.integers(0, 60, (size, 2)).tolist()))
        bucket = size == 1 and rng.random() < 0.7
        yield Stroke(label, None if bucket else float(rng.integers(1, 25)) / 2, points)


def test_strokes_reach_the_same_pixels_as_on_the_server(run_module):
    rng = np.random.default_rng(15)
    drawings = [list(random_strokes(rng, 9)) for _ in range(150)]
    texts = [strokes_text(strokes) for strokes in drawings]
    found = run_module("strokes", PAINT, texts=texts, h=SHAPE[0], w=SHAPE[1])
    for strokes, text, got in zip(drawings, texts, found, strict=True):
        assert got["text"] == text
        assert got["told"], "a pixel has changed outside of the box that is drawn anew"
        np.testing.assert_array_equal(np.reshape(got["labels"], SHAPE), painted(SHAPE, strokes))


@pytest.mark.parametrize("step", [1, 3])
def test_what_a_hand_paints_is_what_travels(run_module, step):
    """However long the way, and whatever was painted before its corners were left out."""
    rng = np.random.default_rng(step)
    ways = [
        {
            "way": (np.cumsum(rng.normal(0, 2, (400, 2)), axis=0) + 15).tolist(),
            "radius": float(rng.integers(1, 20)) / 2,
            "step": step,
        }
        for _ in range(12)
    ]
    for labels, text in run_module(
        "stroking", "strokes", BY_HAND, ways=ways, h=SHAPE[0], w=SHAPE[1]
    ):
        strokes = strokes_of(text)
        assert max(len(stroke.points) for stroke in strokes) <= 32
        np.testing.assert_array_equal(np.reshape(labels, SHAPE), painted(SHAPE, strokes))


@pytest.mark.parametrize(
    "text",
    ["1", "1r2:", "1r2:3,4;", "8r2x:1,1", "1f:1,1_2,2", "1r2:70000,1", "-2r1:1,1", "1r.5:1,1"],
)
def test_other_text_is_no_stroke(run_module, text):
    assert run_module("strokes", "scene.strokesOf(text)", text=text) is None
