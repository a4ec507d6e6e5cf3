// Ways of a hand with as few corners as they need, at places with few digits: short enough to travel in a link.

const MOST = 32; // corners

/** The way with corners left out that lie within a tolerance of what remains, which grows until there are few. */
export function simplified(points, tolerance) {
  const kept = within(points, tolerance);
  return kept.length > MOST ? simplified(points, 1.5 * tolerance) : kept;
}

/** Douglas and Peucker: between two corners, keep the one that is farthest from their line if it is too far. */
function within(points, tolerance) {
  const [first, last] = [points[0], points.at(-1)];
  let farthest = tolerance;
  let at = 0;
  for (let n = 1; n < points.length - 1; n++) {
    const away = distance(points[n], first, last);
    if (away > farthest) [farthest, at] = [away, n];
  }
  if (!at) return points.length > 1 ? [first, last] : points;
  return [...within(points.slice(0, at + 1), tolerance), ...within(points.slice(at), tolerance).slice(1)];
}

/** How far a place is from a stretch. */
function distance([x, y], [x0, y0], [x1, y1]) {
  const [alongX, alongY] = [x1 - x0, y1 - y0];
  const share = ((x - x0) * alongX + (y - y0) * alongY) / (alongX ** 2 + alongY ** 2 || 1);
  const held = Math.min(1, Math.max(0, share));
  return Math.hypot(x - x0 - held * alongX, y - y0 - held * alongY);
}

export const rounded = (value, digits) => Math.round(value * 10 ** digits) / 10 ** digits;

/** Digits after the point that tell apart places which are so far from one another. */
export const digitsFor = (apart) => Math.min(9, Math.max(0, Math.ceil(-Math.log10(apart))));
