// Masks of pixels: drawn, combined, counted.
import { valueAt } from "./levels.js";

const CLOSE = 1e-9; // no value lies nearer to a border without lying on it

/** Even-odd rule: is (x, y) inside the polygon? */
function insidePolygon(x, y, xs, ys) {
  let inside = false;
  for (let i = 0, j = xs.length - 1; i < xs.length; j = i++) {
    if (ys[i] > y !== ys[j] > y && x < ((xs[j] - xs[i]) * (y - ys[i])) / (ys[j] - ys[i]) + xs[i]) {
      inside = !inside;
    }
  }
  return inside;
}

/** Pixels whose values of two features, each an array of levels, lie in the polygon. */
export function maskByPolygon(x, y, points) {
  const mask = new Uint8Array(x.levels.length);
  const [xs, ys] = [0, 1].map((axis) => points.map((point) => point[axis]));
  const [[x0, x1], [y0, y1]] = [xs, ys].map((along) => [Math.min(...along), Math.max(...along)]);
  for (let i = 0; i < mask.length; i++) {
    const across = valueAt(x, i);
    if (across < x0 || across > x1) continue;
    const up = valueAt(y, i);
    if (up >= y0 && up <= y1 && insidePolygon(across, up, xs, ys)) mask[i] = 1;
  }
  return mask;
}

/** Image pixels whose centre lies in the polygon of [column, row]: row by row, between every other crossing. */
export function maskByOutline({ height, width }, points) {
  const [cols, rows] = [0, 1].map((axis) => points.map((point) => point[axis]));
  const mask = new Uint8Array(height * width);
  const within = (at) => Math.min(width, Math.max(0, Math.ceil(at - 0.5)));
  for (let row = Math.max(0, Math.floor(Math.min(...rows))); row <= Math.min(height - 1, Math.max(...rows)); row++) {
    const y = row + 0.5;
    const crossings = [];
    for (let i = 0, j = cols.length - 1; i < cols.length; j = i++) {
      if (rows[i] > y !== rows[j] > y) crossings.push(((cols[j] - cols[i]) * (y - rows[i])) / (rows[j] - rows[i]) + cols[i]);
    }
    crossings.sort((a, b) => a - b);
    for (let n = 1; n < crossings.length; n += 2) {
      mask.fill(1, row * width + within(crossings[n - 1]), row * width + within(crossings[n]));
    }
  }
  return mask;
}

/** Image pixels whose centre is not farther than a radius from a way through [column, row]. */
export function maskByStroke({ height, width }, points, radius) {
  const mask = new Uint8Array(height * width);
  points.forEach(([x, y], n) => {
    const [fromX, fromY] = points[Math.max(0, n - 1)];
    const [alongX, alongY] = [x - fromX, y - fromY];
    const length = alongX ** 2 + alongY ** 2 || 1;
    const [left, right] = reach(fromX, x, radius, width);
    const [top, bottom] = reach(fromY, y, radius, height);
    for (let row = top; row <= bottom; row++) {
      for (let col = left; col <= right; col++) {
        const [dx, dy] = [col + 0.5 - fromX, row + 0.5 - fromY];
        const share = Math.min(1, Math.max(0, (dx * alongX + dy * alongY) / length));
        if ((dx - share * alongX) ** 2 + (dy - share * alongY) ** 2 <= radius * radius) mask[row * width + col] = 1;
      }
    }
  });
  return mask;
}

/** First and last of `length` pixels whose centres lie between two places, or at most a radius beside them. */
const reach = (a, b, radius, length) => [Math.max(0, Math.ceil(Math.min(a, b) - radius - 0.5)), Math.min(length - 1, Math.floor(Math.max(a, b) + radius - 0.5))];

/** Image pixels of a box: first and last row, first and last column. */
export function maskByBox({ height, width }, [r0, r1], [c0, c1]) {
  const mask = new Uint8Array(height * width);
  for (let row = Math.max(0, r0); row <= Math.min(height - 1, r1); row++) {
    mask.fill(1, row * width + Math.max(0, c0), row * width + Math.min(width - 1, c1) + 1);
  }
  return mask;
}

/** Pixels whose value lies in the bins between two borders; the last bin has the highest value, too. */
export function maskByRange(array, from, to) {
  const mask = new Uint8Array(array.levels.length);
  const end = to > array.high - CLOSE ? Infinity : to - CLOSE;
  for (let i = 0; i < mask.length; i++) {
    const value = valueAt(array, i);
    mask[i] = value > from - CLOSE && value < end ? 1 : 0;
  }
  return mask;
}

/** The selection algebra, one bit at a time: how a new mask changes the old one. */
const COMBINE = {
  replace: (_, now) => now,
  add: (old, now) => old | now,
  remove: (old, now) => old & ~now & 1,
  intersect: (old, now) => old & now,
};

export const MODES = Object.keys(COMBINE);

export function combine(old, now, mode) {
  const rule = COMBINE[mode];
  const joined = new Uint8Array(now.length);
  for (let i = 0; i < joined.length; i++) joined[i] = rule(old ? old[i] : 0, now[i]);
  return joined;
}

export function invert(mask) {
  return mask.map((bit) => 1 - bit);
}

export function countOf(mask) {
  let count = 0;
  for (let i = 0; i < mask.length; i++) count += mask[i];
  return count;
}
