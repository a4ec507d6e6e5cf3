// The second cue beside colour, under the names that plotly.js gives to patterns: which pixels of an area are darkened, and the shape of a dot.
import { labelWords, surface } from "./colours.js";

export const HATCHES = {
  "": () => false,
  "/": (r, c) => (r + c) % 5 === 0,
  "\\": (r, c) => (r + 4 * c) % 5 === 0,
  "-": (r) => r % 4 === 0,
  "|": (r, c) => c % 4 === 0,
  ".": (r, c) => r % 4 < 2 && c % 4 < 2,
  x: (r, c) => (r + c) % 6 === 0 || (r + 5 * c) % 6 === 0,
  "+": (r, c) => r % 6 === 0 || c % 6 === 0,
};

const LINE = [-2, -1, 0, 1, 2];

/** Offsets across and down that make up a dot, each as large as half a plain dot. */
export const SHAPES = {
  "": [[0, 0], [1, 0], [0, 1], [1, 1]],
  "/": LINE.map((at) => [at, -at]),
  "\\": LINE.map((at) => [at, at]),
  "-": LINE.map((at) => [at, 0]),
  "|": LINE.map((at) => [0, at]),
  ".": LINE.slice(1, -1).flatMap((at) => [[at, -2], [at, 2], [-2, at], [2, at]]),
  x: LINE.flatMap((at) => [[at, at], [at, -at]]),
  "+": LINE.flatMap((at) => [[at, 0], [0, at]]),
};

/** Symbols of plotly.js that look like these shapes. */
export const SYMBOLS = {
  "": "circle", "/": "line-ne-open", "\\": "line-nw-open", "-": "line-ew-open", "|": "line-ns-open",
  ".": "circle-open", x: "x-thin-open", "+": "cross-thin-open",
};

/** Address of a picture of what stands for a label: hatched as in pictures, and its dot on the surface beside it. */
export function keyOf({ colour, pattern }) {
  const [high, wide] = [14, 28];
  const canvas = Object.assign(document.createElement("canvas"), { height: high, width: wide });
  const context = canvas.getContext("2d");
  const picture = context.createImageData(wide, high);
  const out = new Uint32Array(picture.data.buffer);
  const [ink, dark] = labelWords([colour, surface()]);
  for (let i = 0; i < out.length; i++) {
    const [row, col] = [Math.floor(i / wide), i % wide];
    out[i] = col >= high || HATCHES[pattern](row, col) ? dark : ink;
  }
  for (const [dx, dy] of SHAPES[pattern]) {
    for (let i = 0; i < 4; i++) out[(6 + 2 * dy + (i >> 1)) * wide + 20 + 2 * dx + (i & 1)] = ink;
  }
  context.putImageData(picture, 0, 0);
  return canvas.toDataURL();
}
