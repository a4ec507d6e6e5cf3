// Strokes of a brush, an eraser, a paint bucket: their text, and the pixels that they reach, both as segcore/strokes.py has them.

export const UNLABELLED = -1;

export const MOST_STROKES = 2000;

const MOST_POINTS = 32; // of a stroke
const LARGEST = 65535; // row or column
const STROKE = /^(-1|\d)(?:r(\d{1,3}(?:\.5)?)|(f)):(\d{1,5},\d{1,5}(?:_\d{1,5},\d{1,5})*)$/;

export const strokesText = (strokes) =>
  strokes.map(({ label, radius, points }) => `${label}${radius === null ? "f" : `r${radius}`}:${points.map((point) => point.join()).join("_")}`).join(";");

/** Strokes of a text; null where it is none. */
export function strokesOf(text) {
  const strokes = text ? text.split(";").map(strokeOf) : [];
  return strokes.every(Boolean) && strokes.length <= MOST_STROKES ? strokes : null;
}

function strokeOf(text) {
  const [, label, radius, bucket, line] = text.match(STROKE) ?? [];
  const points = line?.split("_").map((point) => point.split(",").map(Number));
  if (!points || points.length > MOST_POINTS || Math.max(...points.flat()) > LARGEST || (bucket && points.length > 1)) return null;
  return { label: Number(label), radius: bucket ? null : Number(radius), points };
}

/** Paint over labels, in place; gives what may have changed as [top, left, bottom, right], ends excluded. */
export function paintStroke(map, { label, radius, points }) {
  if (radius === null) return fill(map, points[0], label);
  for (let n = points.length > 1 ? 1 : 0; n < points.length; n++) paintLine(map, points[Math.max(0, n - 1)], points[n], radius, label);
  const reach = Math.ceil(radius);
  const [rows, columns] = [0, 1].map((axis) => points.map((point) => point[axis]));
  return [
    Math.max(0, Math.min(...rows) - reach), Math.max(0, Math.min(...columns) - reach),
    Math.min(map.height, Math.max(...rows) + reach + 1), Math.min(map.width, Math.max(...columns) + reach + 1),
  ];
}

/** Pixels whose centre is at most a radius away from a line. */
function paintLine({ labels, height, width }, [r0, c0], [r1, c1], radius, label) {
  const reach = Math.ceil(radius);
  const [down, right] = [r1 - r0, c1 - c0];
  const length = down ** 2 + right ** 2;
  const last = Math.min(height - 1, Math.max(r0, r1) + reach);
  for (let row = Math.max(0, Math.min(r0, r1) - reach); row <= last; row++) {
    const [from, to] = columnsBeside(row, [r0, c0], [r1, c1], reach);
    for (let column = Math.max(0, from); column <= Math.min(width - 1, to); column++) {
      const [r, c] = [row - r0, column - c0];
      const along = r * down + c * right;
      const across = r * right - c * down;
      const beside = along > 0 && along < length && across * across <= radius ** 2 * length;
      if (beside || r * r + c * c <= radius ** 2 || (row - r1) ** 2 + (column - c1) ** 2 <= radius ** 2) labels[row * width + column] = label;
    }
  }
}

/** Columns between which a row can be within reach of a line. */
function columnsBeside(row, [r0, c0], [r1, c1], reach) {
  if (r0 === r1) return [Math.min(c0, c1) - reach, Math.max(c0, c1) + reach];
  const at = (r) => c0 + (c1 - c0) * Math.min(1, Math.max(0, (r - r0) / (r1 - r0)));
  const ends = [at(row - reach), at(row + reach)];
  return [Math.floor(Math.min(...ends)) - reach, Math.ceil(Math.max(...ends)) + reach];
}

/** All pixels of the label under a place that hang together by their sides, stretch by stretch of a row. */
function fill({ labels, height, width }, [row, column], label) {
  if (row >= height || column >= width) return null;
  const under = labels[row * width + column];
  if (under === label) return null;
  const box = [row, column, row + 1, column + 1];
  const seeds = [row * width + column];
  while (seeds.length) {
    const seed = seeds.pop();
    if (labels[seed] !== under) continue;
    const start = seed - (seed % width);
    let [left, right] = [seed, seed + 1];
    while (left > start && labels[left - 1] === under) left--;
    while (right < start + width && labels[right] === under) right++;
    labels.fill(label, left, right);
    const at = start / width;
    [box[0], box[1], box[2], box[3]] = [Math.min(box[0], at), Math.min(box[1], left - start), Math.max(box[2], at + 1), Math.max(box[3], right - start)];
    for (const beside of [start - width, start + width]) {
      if (beside < 0 || beside >= labels.length) continue;
      for (let i = left - start + beside; i < right - start + beside; i++) {
        if (labels[i] === under && (i === left - start + beside || labels[i - 1] !== under)) seeds.push(i);
      }
    }
  }
  return box;
}
